<?php
/**
 * Changes of single products.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Watch;

use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Send\Delivery_Notes;
use Fiko\WooCommerceSync\Send\Product_Payload;
use Fiko\WooCommerceSync\Settings;

/**
 * Marks a product whenever any hook says that it, its stock, its meta or one of its variations changed. Several hooks tell of one save; the
 * outbox makes one row of them. Which hook catches what: docs/changes.md.
 */
final class Product_Watcher {
	/** Meta that other plugins write past WooCommerce, and that the hub is told of. */
	private const META = array(
		'_price'                 => true,
		'_regular_price'         => true,
		'_sale_price'            => true,
		'_sale_price_dates_from' => true,
		'_sale_price_dates_to'   => true,
		'_stock'                 => true,
		'_stock_status'          => true,
		'_manage_stock'          => true,
		'_backorders'            => true,
		'_sku'                   => true,
		'_thumbnail_id'          => true,
		'_product_image_gallery' => true,
		'_product_attributes'    => true,
		'_product_url'           => true,
		'_children'              => true,
		'_weight'                => true,
		'_length'                => true,
		'_width'                 => true,
		'_height'                => true,
	);

	/**
	 * Whether there is a hub to tell.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Where changes are noted.
	 *
	 * @var Outbox
	 */
	private Outbox $outbox;

	/**
	 * What is kept of a deleted product.
	 *
	 * @var Product_Payload
	 */
	private Product_Payload $payload;

	/**
	 * Knows the time of a product's last event.
	 *
	 * @var Delivery_Notes
	 */
	private Delivery_Notes $notes;

	/**
	 * Wires the watcher.
	 *
	 * @param Settings        $settings Whether there is a hub to tell.
	 * @param Outbox          $outbox   Where changes are noted.
	 * @param Product_Payload $payload  What is kept of a deleted product.
	 * @param Delivery_Notes  $notes    Knows the time of a product's last event.
	 */
	public function __construct( Settings $settings, Outbox $outbox, Product_Payload $payload, Delivery_Notes $notes ) {
		$this->settings = $settings;
		$this->outbox   = $outbox;
		$this->payload  = $payload;
		$this->notes    = $notes;
	}

	/** Hooks. */
	public function register(): void {
		add_action( 'transition_post_status', array( $this, 'action_status_changed' ), 10, 3 );
		add_action( 'save_post', array( $this, 'action_post_saved' ), 20, 2 );
		add_action( 'trashed_post', array( $this, 'action_trashed' ) );
		add_action( 'before_delete_post', array( $this, 'action_before_delete' ), 5 );
		add_action( 'deleted_post', array( $this, 'action_deleted' ), 20, 2 );

		add_action( 'woocommerce_new_product', array( $this, 'action_created' ) );
		foreach ( array( 'woocommerce_update_product', 'woocommerce_updated_product_stock', 'woocommerce_updated_product_price' ) as $hook ) {
			add_action( $hook, array( $this, 'action_changed' ) );
		}
		foreach ( array( 'woocommerce_new_product_variation', 'woocommerce_update_product_variation', 'woocommerce_save_product_variation', 'woocommerce_trash_product_variation' ) as $hook ) {
			add_action( $hook, array( $this, 'action_changed' ) );
		}
		foreach ( array( 'woocommerce_product_set_stock', 'woocommerce_variation_set_stock', 'woocommerce_product_duplicate', 'woocommerce_product_import_inserted_product_object' ) as $hook ) {
			add_action( $hook, array( $this, 'action_object_changed' ) );
		}
		foreach ( array( 'woocommerce_product_set_stock_status', 'woocommerce_variation_set_stock_status' ) as $hook ) {
			add_action( $hook, array( $this, 'action_changed' ) );
		}
		foreach ( array( 'wc_after_products_starting_sales', 'wc_after_products_ending_sales' ) as $hook ) {
			add_action( $hook, array( $this, 'action_sales_changed' ) );
		}
		foreach ( array( 'added_post_meta', 'updated_post_meta', 'deleted_post_meta' ) as $hook ) {
			add_action( $hook, array( $this, 'action_meta_changed' ), 10, 3 );
		}
		add_filter( 'woocommerce_duplicate_product_exclude_meta', array( $this, 'filter_meta_of_a_copy' ) );
	}

	/**
	 * Born, published (by hand or on schedule), unpublished, made private, back from the trash.
	 *
	 * @param string   $now    New status.
	 * @param string   $before Old status.
	 * @param \WP_Post $post   The post.
	 */
	public function action_status_changed( $now, $before, $post ): void {
		if ( $now === $before || in_array( $now, array( 'trash', 'auto-draft', 'inherit' ), true ) || ! $this->is_watched( $post ) ) {
			return;
		}
		if ( 'product_variation' === $post->post_type ) {
			$this->outbox->mark( (int) $post->post_parent );
			return;
		}
		$kinds = array(
			'new'        => 'created',
			'auto-draft' => 'created',
			'trash'      => 'restored',
		);
		$this->outbox->mark( (int) $post->ID, $kinds[ $before ] ?? 'updated' );
	}

	/**
	 * Saved by anybody: wp-admin, quick edit, another plugin by wp_update_post().
	 *
	 * @param int      $post_id The post.
	 * @param \WP_Post $post    The post.
	 */
	public function action_post_saved( $post_id, $post ): void {
		if ( $this->is_watched( $post ) && ! in_array( $post->post_status, array( 'trash', 'auto-draft' ), true ) ) {
			$this->outbox->mark( 'product_variation' === $post->post_type ? (int) $post->post_parent : (int) $post_id );
		}
	}

	/**
	 * Gone to the trash. A variation's product is told anew.
	 *
	 * @param int $post_id The post.
	 */
	public function action_trashed( $post_id ): void {
		$this->note_removal( (int) $post_id );
	}

	/**
	 * About to be deleted for good: what is needed is captured now.
	 *
	 * @param int $post_id The post.
	 */
	public function action_before_delete( $post_id ): void {
		$post = get_post( (int) $post_id );
		// A variation's product is told when the variation is really gone.
		if ( $post instanceof \WP_Post && 'product' === $post->post_type ) {
			$this->note_removal( (int) $post_id, true );
		}
	}

	/**
	 * A variation is deleted for good.
	 *
	 * @param int           $post_id The post, which is gone.
	 * @param \WP_Post|null $post    What it was.
	 */
	public function action_deleted( $post_id, $post = null ): void {
		if ( $post instanceof \WP_Post && 'product_variation' === $post->post_type && $this->settings->has_token() ) {
			$this->mark_parent( (int) $post->post_parent );
		}
	}

	/**
	 * A product was made.
	 *
	 * @param int $product_id The product.
	 */
	public function action_created( $product_id ): void {
		if ( $this->settings->has_token() ) {
			$this->mark_product( (int) $product_id, 'created' );
		}
	}

	/**
	 * A product or a variation was changed.
	 *
	 * @param int $product_id Its id.
	 */
	public function action_changed( $product_id ): void {
		if ( $this->settings->has_token() ) {
			$this->mark_product( (int) $product_id, 'updated' );
		}
	}

	/**
	 * The same, told with the object: stock moved by an order, a refund or by hand; a copy; a row of an import.
	 *
	 * @param \WC_Product $product Product or variation.
	 */
	public function action_object_changed( $product ): void {
		if ( $product instanceof \WC_Product ) {
			$this->action_changed( $product->get_id() );
		}
	}

	/**
	 * Planned sales began or ended.
	 *
	 * @param int[] $product_ids Products and variations.
	 */
	public function action_sales_changed( $product_ids ): void {
		foreach ( (array) $product_ids as $product_id ) {
			$this->action_changed( (int) $product_id );
		}
	}

	/**
	 * Meta written past WooCommerce.
	 *
	 * @param int|int[] $meta_id   Not used.
	 * @param int       $object_id The post.
	 * @param string    $meta_key  The key.
	 */
	public function action_meta_changed( $meta_id, $object_id, $meta_key ): void {
		if ( ! isset( self::META[ $meta_key ] ) || ! $this->settings->has_token() ) {
			return;
		}
		$post = get_post( (int) $object_id );
		if ( $this->is_watched( $post ) && ! in_array( $post->post_status, array( 'trash', 'auto-draft' ), true ) ) {
			$this->mark_product( (int) $object_id, 'updated' );
		}
	}

	/**
	 * What happened to a product's deliveries is nothing of its copy.
	 *
	 * @param mixed $keys Meta that is not copied.
	 * @return array<mixed>
	 */
	public function filter_meta_of_a_copy( $keys ): array {
		return array_merge( (array) $keys, Delivery_Notes::KEYS );
	}

	/**
	 * Notes that a product is not in the shop any more, or that one of its variations is not.
	 *
	 * @param int  $post_id    Product or variation.
	 * @param bool $is_to_come Whether the product is still there and about to go.
	 */
	private function note_removal( int $post_id, bool $is_to_come = false ): void {
		$post = get_post( $post_id );
		if ( ! $this->is_watched( $post ) || 'auto-draft' === $post->post_status ) {
			return;
		}
		if ( 'product_variation' === $post->post_type ) {
			$this->mark_parent( (int) $post->post_parent );
			return;
		}
		$product = wc_get_product( $post_id );
		$kept    = $product instanceof \WC_Product ? $this->payload->of_deleted( $product ) : array( 'id' => $post_id );
		$this->outbox->mark_deleted(
			$post_id,
			$kept + array(
				'last_occurred' => $this->notes->last_occurred( $post_id ),
				'is_to_come'    => $is_to_come,
			)
		);
	}

	/**
	 * Marks a product, or the product of a variation.
	 *
	 * @param int    $product_id Product or variation.
	 * @param string $kind       What happened to it.
	 */
	private function mark_product( int $product_id, string $kind ): void {
		if ( 'product_variation' === get_post_type( $product_id ) ) {
			$this->mark_parent( (int) wp_get_post_parent_id( $product_id ) );
			return;
		}
		if ( ! in_array( get_post_status( $product_id ), array( 'trash', 'auto-draft', false ), true ) ) {
			$this->outbox->mark( $product_id, $kind );
		}
	}

	/**
	 * Marks the product of a variation, unless it is in the trash itself: its variations go there with it.
	 *
	 * @param int $parent_id The product; 0 when it is gone.
	 */
	private function mark_parent( int $parent_id ): void {
		if ( $parent_id > 0 && ! in_array( get_post_status( $parent_id ), array( 'trash', 'auto-draft', false ), true ) ) {
			$this->outbox->mark( $parent_id );
		}
	}

	/**
	 * Whether a post is a product or a variation and there is a hub to tell. Revisions and autosaves have a post type of their own.
	 *
	 * @param mixed $post What the hook gave.
	 * @phpstan-assert-if-true \WP_Post $post
	 */
	private function is_watched( $post ): bool {
		return $post instanceof \WP_Post && ( 'product' === $post->post_type || 'product_variation' === $post->post_type ) && $this->settings->has_token();
	}
}
