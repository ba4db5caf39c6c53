<?php
/**
 * What the scripts ask for.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Admin;

use Fiko\WooCommerceSync\Doctor;
use Fiko\WooCommerceSync\Finding;
use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Send\Drainer;
use Fiko\WooCommerceSync\Send\Sync_State;

/** Test, state, and a drain while somebody has a page open. */
final class Ajax {
	/** The name is fixed by the field. */
	public const TEST   = 'fiko_wc_test_connection';
	public const STATUS = 'fiko_wc_status';
	public const DRAIN  = 'fiko_wc_drain_now';

	private const DRAIN_SECONDS = 8;
	private const MOST_BADGES   = 200;

	/**
	 * Tests.
	 *
	 * @var Doctor
	 */
	private Doctor $doctor;

	/**
	 * The state as HTML.
	 *
	 * @var Status_View
	 */
	private Status_View $view;

	/**
	 * Sends.
	 *
	 * @var Drainer
	 */
	private Drainer $drainer;

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
	 * Whether sending goes on.
	 *
	 * @var Sync_State
	 */
	private Sync_State $state;

	/**
	 * How products stand.
	 *
	 * @var Product_State
	 */
	private Product_State $products;

	/**
	 * The box of the product page.
	 *
	 * @var Product_Box
	 */
	private Product_Box $box;

	/**
	 * Wires the answers.
	 *
	 * @param Doctor        $doctor   Tests.
	 * @param Status_View   $view     The state as HTML.
	 * @param Drainer       $drainer  Sends.
	 * @param Outbox        $outbox   What waits.
	 * @param Outbox_Table  $table    Whether there is one.
	 * @param Sync_State    $state    Whether sending goes on.
	 * @param Product_State $products How products stand.
	 * @param Product_Box   $box      The box of the product page.
	 */
	public function __construct( Doctor $doctor, Status_View $view, Drainer $drainer, Outbox $outbox, Outbox_Table $table, Sync_State $state, Product_State $products, Product_Box $box ) {
		$this->doctor   = $doctor;
		$this->view     = $view;
		$this->drainer  = $drainer;
		$this->outbox   = $outbox;
		$this->table    = $table;
		$this->state    = $state;
		$this->products = $products;
		$this->box      = $box;
	}

	/** Hooks. */
	public function register(): void {
		add_action( 'wp_ajax_' . self::TEST, array( $this, 'action_test' ) );
		add_action( 'wp_ajax_' . self::STATUS, array( $this, 'action_status' ) );
		add_action( 'wp_ajax_' . self::DRAIN, array( $this, 'action_drain' ) );
	}

	/** The doctor. */
	public function action_test(): void {
		Request_Guard::check_ajax( self::TEST );
		$findings = $this->doctor->examine();
		$answer   = array(
			'severity' => Finding::worst( $findings ),
			'message'  => $findings[0]->title,
			'findings' => array_map(
				static function ( Finding $finding ): array {
					return $finding->to_array();
				},
				$findings
			),
			'html'     => $this->view->findings(),
			'parts'    => $this->view->parts(),
		);
		if ( Finding::ERROR === $findings[0]->severity ) {
			wp_send_json_error( $answer );
		}
		wp_send_json_success( $answer );
	}

	/** The state, for the page that shows it. */
	public function action_status(): void {
		Request_Guard::check_ajax( self::STATUS );
		$parts = $this->view->parts();
		wp_send_json_success(
			array(
				'parts'   => $parts,
				'waiting' => $this->table->exists() && null !== $this->outbox->due_in_ms( 0 ),
			)
		);
	}

	/** Sends for some seconds, and tells the open page when to ask again. */
	public function action_drain(): void {
		Request_Guard::check_ajax( self::DRAIN, 'edit_products' );
		if ( ! $this->table->exists() ) {
			wp_send_json_success(
				array(
					'waiting'    => false,
					'retryAfter' => null,
					'badges'     => array(),
					'box'        => null,
				)
			);
		}
		$report = $this->drainer->drain( self::DRAIN_SECONDS );
		$due    = $this->outbox->due_in_ms( 0 );
		$pause  = $this->state->paused_until();
		wp_send_json_success(
			array(
				'waiting'    => null !== $due && ! in_array( $report->ended_by, array( 'stopped', 'not_connected', 'unauthorized', 'forbidden' ), true ),
				// Seconds until something can be sent; null when nothing waits.
				'retryAfter' => null === $due ? null : max( (int) ceil( $due['first'] / 1000 ), $pause > 0 ? $pause - time() : 0 ),
				'badges'     => $this->badges(),
				'box'        => $this->box_content(),
			)
		);
	}

	/**
	 * How the products stand that the page shows as waiting.
	 *
	 * @return array<int, string> HTML by product id.
	 */
	private function badges(): array {
		$ids = array_slice( array_filter( array_map( 'absint', explode( ',', Request_Guard::text( 'products' ) ) ) ), 0, self::MOST_BADGES );
		if ( array() === $ids ) {
			return array();
		}
		_prime_post_caches( $ids, true, true );
		$this->products->prime( $ids );
		$badges = array();
		foreach ( $ids as $id ) {
			if ( 'product' === get_post_type( $id ) && current_user_can( 'edit_post', $id ) ) {
				$badges[ $id ] = $this->products->badge( $id );
			}
		}
		return $badges;
	}

	/** The content of the box, when the page has one. */
	private function box_content(): ?string {
		$id = absint( Request_Guard::text( 'box' ) );
		return 'product' === get_post_type( $id ) && current_user_can( 'edit_post', $id ) ? $this->box->content( $id ) : null;
	}
}
