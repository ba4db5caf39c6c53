<?php
/**
 * How one product stands.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Admin;

use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Send\Delivery_Notes;
use Fiko\WooCommerceSync\Words;

/** From the outbox and the product's meta; one query for any number of products, meta and terms being cached by WordPress' own list. */
final class Product_State {
	public const SYNCED     = 'synced';
	public const WAITING    = 'waiting';
	public const PROBLEM    = 'problem';
	public const NOT_FOR_AI = 'not_for_ai';
	public const NOT_SENT   = 'not_sent';

	private const ICONS = array(
		self::SYNCED     => 'yes-alt',
		self::WAITING    => 'update',
		self::PROBLEM    => 'warning',
		self::NOT_FOR_AI => 'hidden',
		self::NOT_SENT   => 'minus',
	);

	/**
	 * What waits.
	 *
	 * @var Outbox
	 */
	private Outbox $outbox;

	/**
	 * Whether there is one.
	 *
	 * @var Outbox_Table
	 */
	private Outbox_Table $table;

	/**
	 * What waits of the products of this page.
	 *
	 * @var array<int, array{parked: bool, problem: string}|null>
	 */
	private array $known = array();

	/**
	 * Wires the state.
	 *
	 * @param Outbox       $outbox What waits.
	 * @param Outbox_Table $table  Whether there is one.
	 */
	public function __construct( Outbox $outbox, Outbox_Table $table ) {
		$this->outbox = $outbox;
		$this->table  = $table;
	}

	/**
	 * Asks for many products at once.
	 *
	 * @param int[] $product_ids E.g. those of a page of the list.
	 */
	public function prime( array $product_ids ): void {
		if ( array() === $product_ids ) {
			return;
		}
		$states = $this->table->exists() ? $this->outbox->states( $product_ids ) : array();
		foreach ( $product_ids as $id ) {
			$this->known[ $id ] = $states[ $id ] ?? null;
		}
	}

	/**
	 * How a product stands.
	 *
	 * @param int $product_id The product.
	 * @return array{kind: string, label: string, problem: string, last_sync: int}
	 */
	public function of( int $product_id ): array {
		if ( ! array_key_exists( $product_id, $this->known ) ) {
			$this->prime( array( $product_id ) );
		}
		$waiting = $this->known[ $product_id ];
		$status  = $this->meta( $product_id, Delivery_Notes::STATUS );
		$problem = '';
		if ( null !== $waiting && ! $waiting['parked'] ) {
			$kind    = self::WAITING;
			$problem = $waiting['problem'];
		} elseif ( null !== $waiting || 'error' === $status ) {
			$kind    = self::PROBLEM;
			$problem = null !== $waiting && '' !== $waiting['problem'] ? $waiting['problem'] : $this->meta( $product_id, Delivery_Notes::ERROR );
		} elseif ( ! self::is_public( $product_id ) ) {
			$kind = self::NOT_FOR_AI;
		} else {
			$kind = 'success' === $status ? self::SYNCED : self::NOT_SENT;
		}
		return array(
			'kind'      => $kind,
			'label'     => self::label( $kind ),
			'problem'   => $problem,
			'last_sync' => (int) strtotime( $this->meta( $product_id, Delivery_Notes::LAST_SYNC ) ),
		);
	}

	/**
	 * Icon and word; the tooltip tells more.
	 *
	 * @param int $product_id The product.
	 * @return string HTML, escaped.
	 */
	public function badge( int $product_id ): string {
		$state = $this->of( $product_id );
		return sprintf(
			'<span class="fiko-badge fiko-badge--%1$s" data-fiko-badge="%2$d" data-kind="%1$s" title="%3$s"><span class="dashicons dashicons-%4$s" aria-hidden="true"></span> %5$s</span>',
			esc_attr( $state['kind'] ),
			$product_id,
			esc_attr( $this->tooltip( $state ) ),
			esc_attr( self::ICONS[ $state['kind'] ] ),
			esc_html( $state['label'] )
		);
	}

	/**
	 * Whether customers can find it: only then it becomes knowledge.
	 *
	 * @param int $product_id The product.
	 */
	public static function is_public( int $product_id ): bool {
		$post = get_post( $product_id );
		if ( ! $post instanceof \WP_Post || 'publish' !== $post->post_status || '' !== $post->post_password ) {
			return false;
		}
		return ! ( has_term( 'exclude-from-catalog', 'product_visibility', $post ) && has_term( 'exclude-from-search', 'product_visibility', $post ) );
	}

	/**
	 * More than the word says.
	 *
	 * @param array{kind: string, label: string, problem: string, last_sync: int} $state How it stands.
	 */
	private function tooltip( array $state ): string {
		$parts = array();
		if ( '' !== $state['problem'] ) {
			$parts[] = $state['problem'];
		}
		if ( self::NOT_FOR_AI === $state['kind'] ) {
			$parts[] = __( 'Customers cannot find this product in the shop, so the AI does not speak of it.', 'fiko-woocommerce-sync' );
		}
		if ( $state['last_sync'] > 0 ) {
			/* translators: %s: date and time. */
			$parts[] = sprintf( __( 'Last delivery: %s', 'fiko-woocommerce-sync' ), Words::exact( $state['last_sync'] ) );
		}
		return implode( ' ', $parts );
	}

	/**
	 * The word.
	 *
	 * @param string $kind One of the constants.
	 */
	private static function label( string $kind ): string {
		switch ( $kind ) {
			case self::SYNCED:
				return __( 'Synced', 'fiko-woocommerce-sync' );
			case self::WAITING:
				return __( 'Waiting', 'fiko-woocommerce-sync' );
			case self::PROBLEM:
				return __( 'Problem', 'fiko-woocommerce-sync' );
			case self::NOT_FOR_AI:
				return __( 'Not for AI', 'fiko-woocommerce-sync' );
		}
		return __( 'Not sent yet', 'fiko-woocommerce-sync' );
	}

	/**
	 * Meta as text.
	 *
	 * @param int    $product_id The product.
	 * @param string $key        The key.
	 */
	private function meta( int $product_id, string $key ): string {
		$value = get_post_meta( $product_id, $key, true );
		return is_scalar( $value ) ? (string) $value : '';
	}
}
