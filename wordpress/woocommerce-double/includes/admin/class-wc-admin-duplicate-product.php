<?php
/**
 * "Duplicate" in the product list.
 *
 * @package WooCommerce_Double
 */

class WC_Admin_Duplicate_Product {
	public function __construct() {
		add_action( 'admin_action_duplicate_product', array( $this, 'duplicate_product_action' ) );
		add_filter( 'post_row_actions', array( $this, 'dupe_link' ), 10, 2 );
	}

	public function dupe_link( $actions, $post ) {
		if ( 'product' === $post->post_type && current_user_can( 'manage_woocommerce' ) ) {
			$url                  = wp_nonce_url( admin_url( 'edit.php?post_type=product&action=duplicate_product&post=' . $post->ID ), 'woocommerce-duplicate-product_' . $post->ID );
			$actions['duplicate'] = '<a href="' . esc_url( $url ) . '" rel="permalink">Duplicate</a>';
		}
		return $actions;
	}

	public function duplicate_product_action() {
		$id = isset( $_REQUEST['post'] ) ? absint( $_REQUEST['post'] ) : 0;
		check_admin_referer( 'woocommerce-duplicate-product_' . $id );
		$product = wc_get_product( $id );
		if ( ! $product ) {
			wp_die( 'Product creation failed, could not find original product.' );
		}
		$duplicate = $this->product_duplicate( $product );
		do_action( 'woocommerce_product_duplicate', $duplicate, $product );
		wp_safe_redirect( admin_url( 'post.php?action=edit&post=' . $duplicate->get_id() ) );
		exit;
	}

	private function unique_sku( $sku ) {
		for ( $number = 1; wc_get_product_id_by_sku( $sku . '-' . $number ); $number++ ) {
			continue;
		}
		return $sku . '-' . $number;
	}

	/** A new product that shares nothing but the values. */
	private function copy( $product ) {
		$copy = clone $product;
		$copy->set_id( 0 );
		$copy->set_date_created( null );
		$copy->set_slug( '' );
		if ( '' !== $product->get_sku( 'edit' ) ) {
			$copy->set_sku( $this->unique_sku( $product->get_sku( 'edit' ) ) );
		}
		$metas = $product->get_meta_data();
		$copy->forget_meta_data();
		$left_out = apply_filters( 'woocommerce_duplicate_product_exclude_meta', array(), wp_list_pluck( $metas, 'key' ) );
		foreach ( $metas as $meta ) {
			if ( ! in_array( $meta->key, $left_out, true ) ) {
				$copy->add_meta_data( $meta->key, $meta->value );
			}
		}
		return $copy;
	}

	public function product_duplicate( $product ) {
		$duplicate = $this->copy( $product );
		$duplicate->set_name( $product->get_name() . ' (Copy)' );
		$duplicate->set_status( 'draft' );
		$duplicate->set_total_sales( 0 );
		do_action( 'woocommerce_product_duplicate_before_save', $duplicate, $product );
		$duplicate->save();
		if ( $product->is_type( 'variable' ) && ! apply_filters( 'woocommerce_duplicate_product_exclude_children', false, $product ) ) {
			foreach ( $product->get_children() as $child_id ) {
				$child = wc_get_product( $child_id );
				$copy  = $this->copy( $child );
				$copy->set_parent_id( $duplicate->get_id() );
				do_action( 'woocommerce_product_duplicate_before_save', $copy, $child );
				$copy->save();
			}
			$duplicate = wc_get_product( $duplicate->get_id() );
		}
		return $duplicate;
	}
}
