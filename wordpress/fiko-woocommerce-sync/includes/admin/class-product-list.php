<?php
/**
 * The list of products in wp-admin.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Admin;

use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Settings;
use Fiko\WooCommerceSync\Words;

/** A column that tells how each product stands, and "Send to Fiko" for one or many. */
final class Product_List {
	public const COLUMN = 'fiko';

	private const COLUMN_POSITION = 20;
	private const BULK            = 'fiko_wc_send';
	private const TOLD            = 'fiko_wc_marked';

	/**
	 * Whether there is a hub.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Where products are marked.
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
	 * How products stand.
	 *
	 * @var Product_State
	 */
	private Product_State $states;

	/**
	 * Whether this page's products were asked for.
	 *
	 * @var bool
	 */
	private bool $is_primed = false;

	/**
	 * Wires the list.
	 *
	 * @param Settings      $settings Whether there is a hub.
	 * @param Outbox        $outbox   Where products are marked.
	 * @param Outbox_Table  $table    Whether there is one.
	 * @param Product_State $states   How products stand.
	 */
	public function __construct( Settings $settings, Outbox $outbox, Outbox_Table $table, Product_State $states ) {
		$this->settings = $settings;
		$this->outbox   = $outbox;
		$this->table    = $table;
		$this->states   = $states;
	}

	/** Hooks. Without a hub there is nothing to tell. */
	public function register(): void {
		if ( ! $this->settings->has_token() || ! $this->table->exists() ) {
			return;
		}
		add_filter( 'manage_edit-product_columns', array( $this, 'filter_columns' ), self::COLUMN_POSITION );
		add_action( 'manage_product_posts_custom_column', array( $this, 'action_cell' ), 10, 2 );
		add_filter( 'post_row_actions', array( $this, 'filter_row_actions' ), 110, 2 );
		add_filter( 'bulk_actions-edit-product', array( $this, 'filter_bulk_actions' ) );
		add_filter( 'handle_bulk_actions-edit-product', array( $this, 'filter_handle_bulk' ), 10, 3 );
		add_filter( 'removable_query_args', array( $this, 'filter_removable' ) );
		add_action( 'admin_notices', array( $this, 'action_notice' ) );
	}

	/**
	 * The column.
	 *
	 * @param array<string, string> $columns Titles by key.
	 * @return array<string, string>
	 */
	public function filter_columns( $columns ): array {
		$columns[ self::COLUMN ] = esc_html__( 'Fiko', 'fiko-woocommerce-sync' );
		return $columns;
	}

	/**
	 * A cell.
	 *
	 * @param string $column     Key of the column.
	 * @param int    $product_id The product.
	 */
	public function action_cell( $column, $product_id ): void {
		if ( self::COLUMN !== $column ) {
			return;
		}
		if ( ! $this->is_primed ) {
			$this->is_primed = true;
			$this->states->prime( array_merge( array( (int) $product_id ), $this->listed() ) );
		}
		// phpcs:ignore WordPress.Security.EscapeOutput -- Escaped where it is made.
		echo $this->states->badge( (int) $product_id );
	}

	/**
	 * "Send to Fiko" below a product's name.
	 *
	 * @param array<string, string> $actions Links by key.
	 * @param \WP_Post              $post    The row's post.
	 * @return array<string, string>
	 */
	public function filter_row_actions( $actions, $post ): array {
		if ( $post instanceof \WP_Post && 'product' === $post->post_type && 'trash' !== $post->post_status && current_user_can( 'edit_post', $post->ID ) ) {
			$actions['fiko_wc_send'] = sprintf(
				'<a href="%s" aria-label="%s">%s</a>',
				esc_url( Send_Product::url( $post->ID ) ),
				/* translators: %s: name of a product. */
				esc_attr( sprintf( __( 'Send “%s” to Fiko', 'fiko-woocommerce-sync' ), Words::name( get_the_title( $post ) ) ) ),
				esc_html__( 'Send to Fiko', 'fiko-woocommerce-sync' )
			);
		}
		return $actions;
	}

	/**
	 * "Send to Fiko" for many.
	 *
	 * @param array<string, string> $actions Names by key.
	 * @return array<string, string>
	 */
	public function filter_bulk_actions( $actions ): array {
		$actions[ self::BULK ] = __( 'Send to Fiko', 'fiko-woocommerce-sync' );
		return $actions;
	}

	/**
	 * Marks them. WordPress has checked the nonce.
	 *
	 * @param string $back   Where to go afterwards.
	 * @param string $action What was chosen.
	 * @param int[]  $ids    The products.
	 */
	public function filter_handle_bulk( $back, $action, $ids ): string {
		if ( self::BULK !== $action || ! current_user_can( 'edit_products' ) ) {
			return (string) $back;
		}
		$ids = array_values(
			array_filter(
				array_map( 'intval', (array) $ids ),
				static function ( int $id ): bool {
					return current_user_can( 'edit_post', $id );
				}
			)
		);
		if ( array() !== $ids ) {
			$this->outbox->mark_many( $ids, Outbox::LIVE );
		}
		return add_query_arg( self::TOLD, count( $ids ), (string) $back );
	}

	/**
	 * The note of what was done does not stay in the address.
	 *
	 * @param string[] $names Query arguments.
	 * @return string[]
	 */
	public function filter_removable( $names ): array {
		$names[] = self::TOLD;
		return $names;
	}

	/** What was done. */
	public function action_notice(): void {
		$screen = get_current_screen();
		// phpcs:ignore WordPress.Security.NonceVerification -- Only a number is shown.
		if ( null === $screen || 'edit-product' !== $screen->id || ! isset( $_GET[ self::TOLD ] ) ) {
			return;
		}
		// phpcs:ignore WordPress.Security.NonceVerification -- As above.
		$count = absint( $_GET[ self::TOLD ] );
		printf(
			'<div class="notice notice-success is-dismissible"><p>%s</p></div>',
			/* translators: %s: a number of products. */
			esc_html( sprintf( _n( '%s product is being sent to Fiko.', '%s products are being sent to Fiko.', $count, 'fiko-woocommerce-sync' ), Words::number( $count ) ) )
		);
	}

	/**
	 * The products of this page of the list.
	 *
	 * @return list<int>
	 */
	private function listed(): array {
		$query = $GLOBALS['wp_query'] ?? null;
		$ids   = array();
		foreach ( $query instanceof \WP_Query && is_array( $query->posts ) ? $query->posts : array() as $post ) {
			$ids[] = $post instanceof \WP_Post ? $post->ID : (int) $post;
		}
		return $ids;
	}
}
