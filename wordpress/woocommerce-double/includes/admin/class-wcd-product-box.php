<?php
/**
 * The product screen's box: price, stock and SKU, saved through the product object as the real one does.
 *
 * @package WooCommerce_Double
 */

class WCD_Product_Box {
	/** @var bool Saving a product saves its post: once is enough. */
	private static $is_saving = false;

	public static function init() {
		add_action( 'add_meta_boxes', array( __CLASS__, 'add' ), 30 );
		add_action( 'save_post', array( __CLASS__, 'on_save_post' ), 1, 2 );
		add_action( 'woocommerce_process_product_meta', array( __CLASS__, 'save' ), 10, 2 );
		add_filter( 'use_block_editor_for_post_type', array( __CLASS__, 'use_classic_editor' ), 10, 2 );
		add_filter( 'gutenberg_can_edit_post_type', array( __CLASS__, 'use_classic_editor' ), 10, 2 );
	}

	public static function use_classic_editor( $use, $post_type ) {
		return 'product' === $post_type ? false : $use;
	}

	public static function add() {
		add_meta_box( 'woocommerce-product-data', 'Product data', array( __CLASS__, 'show' ), 'product', 'normal', 'high' );
	}

	public static function show( $post ) {
		$product = wc_get_product( $post->ID );
		$product = $product ? $product : new WC_Product_Simple();
		wp_nonce_field( 'woocommerce_save_data', 'woocommerce_meta_nonce' );
		echo '<p><label for="product-type">Product type</label> <select id="product-type" name="product-type">';
		foreach ( wc_get_product_types() as $type => $label ) {
			echo '<option value="' . esc_attr( $type ) . '"' . selected( $product->get_type(), $type, false ) . '>' . esc_html( $label ) . '</option>';
		}
		echo '</select></p>';
		$fields = array(
			'_regular_price' => array( 'Regular price', $product->get_regular_price( 'edit' ) ),
			'_sale_price'    => array( 'Sale price', $product->get_sale_price( 'edit' ) ),
			'_sku'           => array( 'SKU', $product->get_sku( 'edit' ) ),
			'_stock'         => array( 'Quantity', $product->get_stock_quantity( 'edit' ) ),
		);
		foreach ( $fields as $name => list( $label, $value ) ) {
			echo '<p class="form-field ' . esc_attr( $name ) . '_field"><label for="' . esc_attr( $name ) . '">' . esc_html( $label ) . '</label> <input type="text" class="short" name="' . esc_attr( $name ) . '" id="' . esc_attr( $name ) . '" value="' . esc_attr( (string) $value ) . '" /></p>';
		}
		echo '<p><label><input type="checkbox" name="_manage_stock" id="_manage_stock" value="yes"' . checked( $product->get_manage_stock( 'edit' ), true, false ) . ' /> Stock management</label></p>';
		echo '<p><label for="_stock_status">Stock status</label> <select name="_stock_status" id="_stock_status">';
		foreach ( wc_get_product_stock_status_options() as $status => $label ) {
			echo '<option value="' . esc_attr( $status ) . '"' . selected( $product->get_stock_status( 'edit' ), $status, false ) . '>' . esc_html( $label ) . '</option>';
		}
		echo '</select></p>';
		do_action( 'woocommerce_product_options_general_product_data' );
	}

	public static function on_save_post( $post_id, $post ) {
		$nonce = isset( $_POST['woocommerce_meta_nonce'] ) ? sanitize_text_field( wp_unslash( $_POST['woocommerce_meta_nonce'] ) ) : '';
		$for   = isset( $_POST['post_ID'] ) ? (int) $_POST['post_ID'] : 0;
		if ( self::$is_saving || 'product' !== $post->post_type || $for !== (int) $post_id || ! wp_verify_nonce( $nonce, 'woocommerce_save_data' ) || ! current_user_can( 'edit_post', $post_id ) ) {
			return;
		}
		self::$is_saving = true;
		do_action( 'woocommerce_process_product_meta', $post_id, $post );
	}

	public static function save( $post_id, $post ) {
		$given   = wp_unslash( $_POST ); // phpcs:ignore
		$type    = empty( $given['product-type'] ) ? WC_Product_Factory::get_product_type( $post_id ) : sanitize_title( $given['product-type'] );
		$class   = WC_Product_Factory::get_product_classname( $post_id, $type );
		$product = new $class( $post_id );
		try {
			$product->set_sku( isset( $given['_sku'] ) ? wc_clean( $given['_sku'] ) : $product->get_sku( 'edit' ) );
		} catch ( WC_Data_Exception $error ) {
			update_option( 'woocommerce_meta_box_errors', array( $error->getMessage() ) );
		}
		if ( isset( $given['_regular_price'] ) ) {
			$product->set_regular_price( wc_clean( $given['_regular_price'] ) );
			$product->set_sale_price( isset( $given['_sale_price'] ) ? wc_clean( $given['_sale_price'] ) : '' );
		}
		if ( ! empty( $given['_visibility'] ) ) {
			$product->set_catalog_visibility( wc_clean( $given['_visibility'] ) );
		}
		$product->set_manage_stock( ! empty( $given['_manage_stock'] ) );
		if ( isset( $given['_stock'] ) ) {
			$product->set_stock_quantity( '' === $given['_stock'] ? '' : wc_stock_amount( $given['_stock'] ) );
		}
		if ( ! empty( $given['_stock_status'] ) ) {
			$product->set_stock_status( wc_clean( $given['_stock_status'] ) );
		}
		do_action( 'woocommerce_admin_process_product_object', $product );
		$product->save();
		do_action( 'woocommerce_process_product_meta_' . $type, $post_id );
	}
}
