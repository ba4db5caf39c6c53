<?php
/**
 * A product's properties: plain readers and writers, one pair each.
 *
 * @package WooCommerce_Double
 */

trait WCD_Product_Props {
	public function get_name( $context = 'view' ) {
		return $this->get_prop( 'name', $context );
	}

	public function set_name( $value ) {
		$this->set_prop( 'name', (string) $value );
	}

	public function get_slug( $context = 'view' ) {
		return $this->get_prop( 'slug', $context );
	}

	public function set_slug( $value ) {
		$this->set_prop( 'slug', (string) $value );
	}

	public function get_description( $context = 'view' ) {
		return $this->get_prop( 'description', $context );
	}

	public function set_description( $value ) {
		$this->set_prop( 'description', (string) $value );
	}

	public function get_short_description( $context = 'view' ) {
		return $this->get_prop( 'short_description', $context );
	}

	public function set_short_description( $value ) {
		$this->set_prop( 'short_description', (string) $value );
	}

	public function get_tax_class( $context = 'view' ) {
		return $this->get_prop( 'tax_class', $context );
	}

	public function set_tax_class( $value ) {
		$this->set_prop( 'tax_class', (string) $value );
	}

	public function get_purchase_note( $context = 'view' ) {
		return $this->get_prop( 'purchase_note', $context );
	}

	public function set_purchase_note( $value ) {
		$this->set_prop( 'purchase_note', (string) $value );
	}

	public function get_post_password( $context = 'view' ) {
		return $this->get_prop( 'post_password', $context );
	}

	public function set_post_password( $value ) {
		$this->set_prop( 'post_password', (string) $value );
	}

	public function get_global_unique_id( $context = 'view' ) {
		return $this->get_prop( 'global_unique_id', $context );
	}

	public function set_global_unique_id( $value ) {
		$this->set_prop( 'global_unique_id', (string) $value );
	}

	public function get_catalog_visibility( $context = 'view' ) {
		return $this->get_prop( 'catalog_visibility', $context );
	}

	public function set_catalog_visibility( $value ) {
		$this->set_prop( 'catalog_visibility', (string) $value );
	}

	public function get_price( $context = 'view' ) {
		return $this->get_prop( 'price', $context );
	}

	public function set_price( $value ) {
		$this->set_prop( 'price', wc_format_decimal( $value ) );
	}

	public function get_regular_price( $context = 'view' ) {
		return $this->get_prop( 'regular_price', $context );
	}

	public function set_regular_price( $value ) {
		$this->set_prop( 'regular_price', wc_format_decimal( $value ) );
	}

	public function get_sale_price( $context = 'view' ) {
		return $this->get_prop( 'sale_price', $context );
	}

	public function set_sale_price( $value ) {
		$this->set_prop( 'sale_price', wc_format_decimal( $value ) );
	}

	public function get_weight( $context = 'view' ) {
		return $this->get_prop( 'weight', $context );
	}

	public function set_weight( $value ) {
		$this->set_prop( 'weight', wc_format_decimal( $value ) );
	}

	public function get_length( $context = 'view' ) {
		return $this->get_prop( 'length', $context );
	}

	public function set_length( $value ) {
		$this->set_prop( 'length', wc_format_decimal( $value ) );
	}

	public function get_width( $context = 'view' ) {
		return $this->get_prop( 'width', $context );
	}

	public function set_width( $value ) {
		$this->set_prop( 'width', wc_format_decimal( $value ) );
	}

	public function get_height( $context = 'view' ) {
		return $this->get_prop( 'height', $context );
	}

	public function set_height( $value ) {
		$this->set_prop( 'height', wc_format_decimal( $value ) );
	}

	public function get_featured( $context = 'view' ) {
		return $this->get_prop( 'featured', $context );
	}

	public function set_featured( $value ) {
		$this->set_prop( 'featured', wc_string_to_bool( $value ) );
	}

	public function get_sold_individually( $context = 'view' ) {
		return $this->get_prop( 'sold_individually', $context );
	}

	public function set_sold_individually( $value ) {
		$this->set_prop( 'sold_individually', wc_string_to_bool( $value ) );
	}

	public function get_virtual( $context = 'view' ) {
		return $this->get_prop( 'virtual', $context );
	}

	public function set_virtual( $value ) {
		$this->set_prop( 'virtual', wc_string_to_bool( $value ) );
	}

	public function get_downloadable( $context = 'view' ) {
		return $this->get_prop( 'downloadable', $context );
	}

	public function set_downloadable( $value ) {
		$this->set_prop( 'downloadable', wc_string_to_bool( $value ) );
	}

	public function get_reviews_allowed( $context = 'view' ) {
		return $this->get_prop( 'reviews_allowed', $context );
	}

	public function set_reviews_allowed( $value ) {
		$this->set_prop( 'reviews_allowed', wc_string_to_bool( $value ) );
	}

	public function get_manage_stock( $context = 'view' ) {
		return $this->get_prop( 'manage_stock', $context );
	}

	public function set_manage_stock( $value ) {
		$this->set_prop( 'manage_stock', wc_string_to_bool( $value ) );
	}

	public function get_parent_id( $context = 'view' ) {
		return $this->get_prop( 'parent_id', $context );
	}

	public function set_parent_id( $value ) {
		$this->set_prop( 'parent_id', absint( $value ) );
	}

	public function get_menu_order( $context = 'view' ) {
		return $this->get_prop( 'menu_order', $context );
	}

	public function set_menu_order( $value ) {
		$this->set_prop( 'menu_order', absint( $value ) );
	}

	public function get_total_sales( $context = 'view' ) {
		return $this->get_prop( 'total_sales', $context );
	}

	public function set_total_sales( $value ) {
		$this->set_prop( 'total_sales', absint( $value ) );
	}

	public function get_review_count( $context = 'view' ) {
		return $this->get_prop( 'review_count', $context );
	}

	public function set_review_count( $value ) {
		$this->set_prop( 'review_count', absint( $value ) );
	}

	public function get_upsell_ids( $context = 'view' ) {
		return $this->get_prop( 'upsell_ids', $context );
	}

	public function set_upsell_ids( $value ) {
		$this->set_prop( 'upsell_ids', array_values( array_filter( wp_parse_id_list( $value ) ) ) );
	}

	public function get_cross_sell_ids( $context = 'view' ) {
		return $this->get_prop( 'cross_sell_ids', $context );
	}

	public function set_cross_sell_ids( $value ) {
		$this->set_prop( 'cross_sell_ids', array_values( array_filter( wp_parse_id_list( $value ) ) ) );
	}

	public function get_gallery_image_ids( $context = 'view' ) {
		return $this->get_prop( 'gallery_image_ids', $context );
	}

	public function set_gallery_image_ids( $value ) {
		$this->set_prop( 'gallery_image_ids', array_values( array_filter( wp_parse_id_list( $value ) ) ) );
	}

	public function get_category_ids( $context = 'view' ) {
		return $this->get_prop( 'category_ids', $context );
	}

	public function set_category_ids( $value ) {
		$this->set_prop( 'category_ids', array_unique( array_map( 'intval', array_filter( (array) $value ) ) ) );
	}

	public function get_tag_ids( $context = 'view' ) {
		return $this->get_prop( 'tag_ids', $context );
	}

	public function set_tag_ids( $value ) {
		$this->set_prop( 'tag_ids', array_unique( array_map( 'intval', array_filter( (array) $value ) ) ) );
	}

	public function get_default_attributes( $context = 'view' ) {
		return $this->get_prop( 'default_attributes', $context );
	}

	public function set_default_attributes( $value ) {
		$this->set_prop( 'default_attributes', (array) $value );
	}

	public function get_downloads( $context = 'view' ) {
		return $this->get_prop( 'downloads', $context );
	}

	public function set_downloads( $value ) {
		$this->set_prop( 'downloads', (array) $value );
	}

	public function get_rating_counts( $context = 'view' ) {
		return $this->get_prop( 'rating_counts', $context );
	}

	public function set_rating_counts( $value ) {
		$this->set_prop( 'rating_counts', (array) $value );
	}

	public function get_download_limit( $context = 'view' ) {
		return $this->get_prop( 'download_limit', $context );
	}

	public function set_download_limit( $value ) {
		$this->set_prop( 'download_limit', -1 === (int) $value || '' === $value ? -1 : absint( $value ) );
	}

	public function get_download_expiry( $context = 'view' ) {
		return $this->get_prop( 'download_expiry', $context );
	}

	public function set_download_expiry( $value ) {
		$this->set_prop( 'download_expiry', -1 === (int) $value || '' === $value ? -1 : absint( $value ) );
	}

	public function get_status( $context = 'view' ) {
		return $this->get_prop( 'status', $context );
	}

	public function get_image_id( $context = 'view' ) {
		return $this->get_prop( 'image_id', $context );
	}

	public function get_shipping_class_id( $context = 'view' ) {
		return $this->get_prop( 'shipping_class_id', $context );
	}

	public function get_average_rating( $context = 'view' ) {
		return $this->get_prop( 'average_rating', $context );
	}

	public function get_tax_status( $context = 'view' ) {
		return $this->get_prop( 'tax_status', $context );
	}

	public function get_backorders( $context = 'view' ) {
		return $this->get_prop( 'backorders', $context );
	}

	public function get_low_stock_amount( $context = 'view' ) {
		return $this->get_prop( 'low_stock_amount', $context );
	}

	public function get_stock_quantity( $context = 'view' ) {
		return $this->get_prop( 'stock_quantity', $context );
	}

	public function get_stock_status( $context = 'view' ) {
		return $this->get_prop( 'stock_status', $context );
	}

	public function get_date_created( $context = 'view' ) {
		return $this->get_prop( 'date_created', $context );
	}

	public function get_date_modified( $context = 'view' ) {
		return $this->get_prop( 'date_modified', $context );
	}

	public function get_date_on_sale_from( $context = 'view' ) {
		return $this->get_prop( 'date_on_sale_from', $context );
	}

	public function get_date_on_sale_to( $context = 'view' ) {
		return $this->get_prop( 'date_on_sale_to', $context );
	}

	public function get_sku( $context = 'view' ) {
		return $this->get_prop( 'sku', $context );
	}

	public function get_attributes( $context = 'view' ) {
		return $this->get_prop( 'attributes', $context );
	}

	public function set_image_id( $value ) {
		$this->set_prop( 'image_id', $value );
	}

	public function set_shipping_class_id( $value ) {
		$this->set_prop( 'shipping_class_id', absint( $value ) );
	}

	public function set_average_rating( $value ) {
		$this->set_prop( 'average_rating', wc_format_decimal( $value ) );
	}

	public function set_tax_status( $value ) {
		$this->set_prop( 'tax_status', in_array( $value, array( 'taxable', 'shipping', 'none' ), true ) ? $value : 'taxable' );
	}

	public function set_backorders( $value ) {
		$this->set_prop( 'backorders', in_array( $value, array( 'yes', 'no', 'notify' ), true ) ? $value : wc_bool_to_string( $value ) );
	}

	public function set_low_stock_amount( $value ) {
		$this->set_prop( 'low_stock_amount', '' === $value || null === $value ? '' : absint( $value ) );
	}

	public function set_stock_quantity( $value ) {
		$this->set_prop( 'stock_quantity', '' === $value || null === $value ? null : wc_stock_amount( $value ) );
	}

	public function set_stock_status( $value ) {
		$this->set_prop( 'stock_status', in_array( $value, array( 'instock', 'outofstock', 'onbackorder' ), true ) ? $value : 'instock' );
	}
}
