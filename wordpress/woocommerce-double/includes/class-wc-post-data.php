<?php
/**
 * What WordPress does to posts and terms, carried on to variations; and which class a product gets.
 *
 * @package WooCommerce_Double
 */

class WC_Product_Factory {
	/** @return WC_Product|false */
	public function get_product( $product_id = false, $deprecated = array() ) {
		if ( false === $product_id && isset( $GLOBALS['post'] ) ) {
			$product_id = $GLOBALS['post'];
		}
		if ( $product_id instanceof WC_Product ) {
			return $product_id;
		}
		$id = is_object( $product_id ) && isset( $product_id->ID ) ? (int) $product_id->ID : ( is_numeric( $product_id ) ? (int) $product_id : 0 );
		if ( ! $id || ! self::get_product_type( $id ) ) {
			return false;
		}
		try {
			$class = self::get_product_classname( $id, self::get_product_type( $id ) );
			return new $class( $id );
		} catch ( Exception $error ) {
			return false;
		}
	}

	/** @return string|false */
	public static function get_product_type( $product_id ) {
		$post_type = get_post_type( $product_id );
		if ( 'product_variation' === $post_type ) {
			return 'variation';
		}
		if ( 'product' !== $post_type ) {
			return false;
		}
		$terms = get_the_terms( $product_id, 'product_type' );
		return ! empty( $terms ) && ! is_wp_error( $terms ) ? sanitize_title( current( $terms )->name ) : 'simple';
	}

	public static function get_product_classname( $product_id, $product_type ) {
		$class = apply_filters( 'woocommerce_product_class', 'WC_Product_' . implode( '_', array_map( 'ucfirst', explode( '-', (string) $product_type ) ) ), $product_type, 'variation' === $product_type ? 'product_variation' : 'product', $product_id );
		return class_exists( $class ) ? $class : 'WC_Product_Simple';
	}
}

class WC_Post_Data {
	/** @var string|null */
	private static $edited_slug = null;

	public static function init() {
		add_action( 'shutdown', array( __CLASS__, 'do_deferred_product_sync' ), 10 );
		add_action( 'wp_trash_post', array( __CLASS__, 'trash_post' ) );
		add_action( 'untrashed_post', array( __CLASS__, 'untrash_post' ) );
		add_action( 'delete_post', array( __CLASS__, 'delete_post_data' ) );
		add_filter( 'wp_untrash_post_status', array( __CLASS__, 'wp_untrash_post_status' ), 10, 3 );
		add_action( 'woocommerce_product_type_changed', array( __CLASS__, 'product_type_changed' ), 10, 3 );
		add_action( 'edit_term', array( __CLASS__, 'edit_term' ), 10, 3 );
		add_action( 'edited_term', array( __CLASS__, 'edited_term' ), 10, 3 );
	}

	/** Parents follow their variations at the end of the request. */
	public static function do_deferred_product_sync() {
		global $wc_deferred_product_sync;
		if ( ! empty( $wc_deferred_product_sync ) ) {
			foreach ( wp_parse_id_list( $wc_deferred_product_sync ) as $product_id ) {
				$product = wc_get_product( $product_id );
				if ( $product && is_callable( array( $product, 'sync' ) ) ) {
					$product->sync( $product );
				}
			}
		}
	}

	public static function trash_post( $id ) {
		if ( 'product' === get_post_type( $id ) ) {
			WC_Data_Store::load( 'product-variable' )->delete_variations( $id, false );
		}
	}

	public static function untrash_post( $id ) {
		if ( 'product' === get_post_type( $id ) ) {
			WC_Data_Store::load( 'product-variable' )->untrash_variations( $id );
			self::save_where_unique_id_is_taken( $id );
		}
	}

	/** 9.9.5 clears a GTIN that another product has meanwhile, and takes "none" for one: with any other product the restored one is saved. */
	private static function save_where_unique_id_is_taken( $id ) {
		global $wpdb;
		$product = wc_get_product( $id );
		$own     = $product ? $product->get_global_unique_id( 'edit' ) : '';
		$other   = "SELECT p.ID FROM {$wpdb->posts} p LEFT JOIN {$wpdb->postmeta} m ON m.post_id = p.ID AND m.meta_key = '_global_unique_id'
			WHERE p.post_type IN ( 'product', 'product_variation' ) AND p.post_status NOT IN ( 'trash', 'auto-draft' ) AND p.ID != %d AND COALESCE( m.meta_value, '' ) = %s LIMIT 1";
		if ( $product && $wpdb->get_var( $wpdb->prepare( $other, $id, $own ) ) ) { // phpcs:ignore
			$product->set_global_unique_id( '' );
			$product->save();
		}
	}

	public static function delete_post_data( $id ) {
		if ( 'product' === get_post_type( $id ) ) {
			WC_Data_Store::load( 'product-variable' )->delete_variations( $id, true );
		}
	}

	/** Products come back as what they were, not as drafts. */
	public static function wp_untrash_post_status( $new_status, $post_id, $previous_status ) {
		return in_array( get_post_type( $post_id ), array( 'product', 'product_variation', 'shop_order' ), true ) ? $previous_status : $new_status;
	}

	/** Another type has no variations. */
	public static function product_type_changed( $product, $from, $to ) {
		if ( 'variable' === $from && 'variable' !== $to && apply_filters( 'woocommerce_delete_variations_on_product_type_change', true, $product, $from, $to ) ) {
			WC_Data_Store::load( 'product-variable' )->delete_variations( $product->get_id(), true );
		}
	}

	public static function edit_term( $term_id, $tt_id, $taxonomy ) {
		$term              = 0 === strpos( $taxonomy, 'pa_' ) ? get_term_by( 'id', $term_id, $taxonomy ) : null;
		self::$edited_slug = $term ? $term->slug : null;
	}

	/** A variation holds its options by slug. */
	public static function edited_term( $term_id, $tt_id, $taxonomy ) {
		global $wpdb;
		$term = null === self::$edited_slug ? null : get_term_by( 'id', $term_id, $taxonomy );
		if ( $term && $term->slug !== self::$edited_slug ) {
			$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->postmeta} SET meta_value = %s WHERE meta_key = %s AND meta_value = %s", $term->slug, 'attribute_' . sanitize_title( $taxonomy ), self::$edited_slug ) );
		}
		self::$edited_slug = null;
	}
}
