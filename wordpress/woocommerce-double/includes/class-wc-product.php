<?php
/**
 * A product, whatever its type.
 *
 * @package WooCommerce_Double
 */

class WC_Product extends WC_Data {
	use WCD_Product_Props;

	/** @var string */
	protected $object_type = 'product';
	/** @var string */
	protected $post_type = 'product';
	/** @var array Properties that one type has beside the common ones; stored as "_<name>". */
	protected $extra_data = array();
	/** @var array */
	protected $data = array(
		'name'               => '',
		'slug'               => '',
		'date_created'       => null,
		'date_modified'      => null,
		'status'             => false,
		'featured'           => false,
		'catalog_visibility' => 'visible',
		'description'        => '',
		'short_description'  => '',
		'sku'                => '',
		'global_unique_id'   => '',
		'price'              => '',
		'regular_price'      => '',
		'sale_price'         => '',
		'date_on_sale_from'  => null,
		'date_on_sale_to'    => null,
		'total_sales'        => 0,
		'tax_status'         => 'taxable',
		'tax_class'          => '',
		'manage_stock'       => false,
		'stock_quantity'     => null,
		'stock_status'       => 'instock',
		'backorders'         => 'no',
		'low_stock_amount'   => '',
		'sold_individually'  => false,
		'weight'             => '',
		'length'             => '',
		'width'              => '',
		'height'             => '',
		'upsell_ids'         => array(),
		'cross_sell_ids'     => array(),
		'parent_id'          => 0,
		'reviews_allowed'    => true,
		'purchase_note'      => '',
		'attributes'         => array(),
		'default_attributes' => array(),
		'menu_order'         => 0,
		'post_password'      => '',
		'virtual'            => false,
		'downloadable'       => false,
		'category_ids'       => array(),
		'tag_ids'            => array(),
		'shipping_class_id'  => 0,
		'downloads'          => array(),
		'image_id'           => '',
		'gallery_image_ids'  => array(),
		'download_limit'     => -1,
		'download_expiry'    => -1,
		'rating_counts'      => array(),
		'average_rating'     => 0,
		'review_count'       => 0,
	);

	/** @param int|WC_Product|WP_Post $product */
	public function __construct( $product = 0 ) {
		$this->data = array_merge( $this->data, $this->extra_data );
		if ( $product instanceof self ) {
			$product = $product->get_id();
		} elseif ( is_object( $product ) && ! empty( $product->ID ) ) {
			$product = $product->ID;
		}
		if ( is_numeric( $product ) && $product > 0 ) {
			$this->set_id( $product );
			$this->get_data_store()->read( $this );
		}
		$this->set_object_read( true );
	}

	/** @return WC_Product_Data_Store_CPT */
	public function get_data_store() {
		return WC_Data_Store::load( 'product-' . $this->get_type() );
	}

	public function get_extra_data_keys() {
		return array_keys( $this->extra_data );
	}

	protected function load_meta_data() {
		return $this->get_data_store()->read_meta( $this );
	}

	public function save_meta_data() {
		$this->get_data_store()->save_meta( $this, (array) $this->meta_data );
		$this->meta_data = null;
	}

	// ---- writers with rules of their own ----

	public function set_status( $value ) {
		$this->set_prop( 'status', $value );
	}

	/** @throws WC_Data_Exception when another product has it */
	public function set_sku( $value ) {
		$value = trim( (string) $value );
		if ( $this->object_read && '' !== $value && ! wc_product_has_unique_sku( $this->get_id(), $value ) ) {
			throw new WC_Data_Exception( 'product_invalid_sku', 'Invalid or duplicated SKU.', 400, array( 'resource_id' => wc_get_product_id_by_sku( $value ) ) );
		}
		$this->set_prop( 'sku', $value );
	}

	public function set_date_created( $value = null ) {
		$this->set_date_prop( 'date_created', $value );
	}

	public function set_date_modified( $value = null ) {
		$this->set_date_prop( 'date_modified', $value );
	}

	public function set_date_on_sale_from( $value = null ) {
		$this->set_date_prop( 'date_on_sale_from', $value );
	}

	public function set_date_on_sale_to( $value = null ) {
		$this->set_date_prop( 'date_on_sale_to', $value );
	}

	/** @param WC_Product_Attribute[] $value */
	public function set_attributes( $value ) {
		$attributes = array();
		foreach ( (array) $value as $attribute ) {
			if ( $attribute instanceof WC_Product_Attribute ) {
				$attributes[ sanitize_title( $attribute->get_name() ) ] = $attribute;
			}
		}
		uasort(
			$attributes,
			function ( $a, $b ) {
				return $a->get_position() - $b->get_position();
			}
		);
		$this->set_prop( 'attributes', $attributes );
	}

	// ---- questions ----

	public function get_type() {
		return 'simple';
	}

	public function is_type( $type ) {
		return in_array( $this->get_type(), (array) $type, true );
	}

	public function exists() {
		return false !== $this->get_status();
	}

	public function get_title() {
		return apply_filters( 'woocommerce_product_title', $this->get_name(), $this );
	}

	public function get_permalink() {
		return get_permalink( $this->get_id() );
	}

	public function get_formatted_name() {
		return sprintf( '%2$s (%1$s)', $this->get_sku() ? $this->get_sku() : '#' . $this->get_id(), $this->get_name() );
	}

	public function get_children() {
		return array();
	}

	public function has_child() {
		return array() !== $this->get_children();
	}

	public function is_virtual() {
		return (bool) apply_filters( 'woocommerce_is_virtual', $this->get_virtual(), $this );
	}

	public function is_downloadable() {
		return (bool) $this->get_downloadable();
	}

	public function is_featured() {
		return true === $this->get_featured();
	}

	public function is_sold_individually() {
		return (bool) $this->get_sold_individually();
	}

	public function is_on_sale( $context = 'view' ) {
		$sale    = (string) $this->get_sale_price( $context );
		$from    = $this->get_date_on_sale_from( $context );
		$to      = $this->get_date_on_sale_to( $context );
		$on_sale = '' !== $sale && (float) $this->get_regular_price( $context ) > (float) $sale
			&& ! ( $from && $from->getTimestamp() > time() ) && ! ( $to && $to->getTimestamp() < time() );
		return 'view' === $context ? apply_filters( 'woocommerce_product_is_on_sale', $on_sale, $this ) : $on_sale;
	}

	public function is_in_stock() {
		return apply_filters( 'woocommerce_product_is_in_stock', 'outofstock' !== $this->get_stock_status(), $this );
	}

	public function is_on_backorder( $qty_in_cart = 0 ) {
		return 'onbackorder' === $this->get_stock_status();
	}

	public function managing_stock() {
		return 'yes' === get_option( 'woocommerce_manage_stock' ) && $this->get_manage_stock();
	}

	public function backorders_allowed() {
		return apply_filters( 'woocommerce_product_backorders_allowed', in_array( $this->get_backorders(), array( 'yes', 'notify' ), true ), $this->get_id(), $this );
	}

	public function get_stock_managed_by_id() {
		return $this->get_id();
	}

	public function is_purchasable() {
		$allowed = $this->exists() && ( 'publish' === $this->get_status() || current_user_can( 'edit_post', $this->get_id() ) ) && '' !== $this->get_price();
		return apply_filters( 'woocommerce_is_purchasable', $allowed, $this );
	}

	public function is_visible() {
		$visible = 'hidden' !== $this->get_catalog_visibility() && 'trash' !== $this->get_status()
			&& ( 'publish' === $this->get_status() || current_user_can( 'edit_post', $this->get_id() ) )
			&& ! ( 'yes' === get_option( 'woocommerce_hide_out_of_stock_items' ) && ! $this->is_in_stock() );
		return apply_filters( 'woocommerce_product_is_visible', $visible, $this->get_id() );
	}

	/** Values as text: names for a global attribute, the texts for a custom one. */
	public function get_attribute( $attribute ) {
		$attributes = $this->get_attributes();
		foreach ( array( sanitize_title( $attribute ), 'pa_' . sanitize_title( $attribute ) ) as $key ) {
			if ( isset( $attributes[ $key ] ) ) {
				$found = $attributes[ $key ];
				return $found->is_taxonomy() ? implode( ', ', wc_get_product_terms( $this->get_id(), $found->get_name(), array( 'fields' => 'names' ) ) ) : implode( ' | ', $found->get_options() );
			}
		}
		return '';
	}

	public function get_price_html( $deprecated = '' ) {
		return '' === (string) $this->get_price() ? '' : wc_price( $this->get_price() );
	}

	public function get_image( $size = 'woocommerce_thumbnail', $attr = array(), $placeholder = true ) {
		return $this->get_image_id() ? wp_get_attachment_image( $this->get_image_id(), $size, false, $attr ) : '';
	}

	public function get_rating_count( $value = null ) {
		return (int) array_sum( $this->get_rating_counts() );
	}

	// ---- saving ----

	/** Stock settings that contradict each other are put right. */
	public function validate_props() {
		if ( ! $this->get_manage_stock() ) {
			$this->set_stock_quantity( '' );
			$this->set_backorders( 'no' );
			$this->set_low_stock_amount( '' );
			return;
		}
		if ( (int) $this->get_stock_quantity() > absint( get_option( 'woocommerce_notify_no_stock_amount', 0 ) ) ) {
			$this->set_stock_status( 'instock' );
		} else {
			$this->set_stock_status( 'no' === $this->get_backorders() ? 'outofstock' : 'onbackorder' );
		}
	}

	public function save() {
		$this->validate_props();
		$store = $this->get_data_store();
		do_action( 'woocommerce_before_product_object_save', $this, $store );
		$name = $this->data['name'];
		if ( $this->get_id() ) {
			$store->update( $this );
		} else {
			$store->create( $this );
		}
		$this->after_save( $name );
		do_action( 'woocommerce_after_product_object_save', $this, $store );
		return $this->get_id();
	}

	/** @param string $previous_name */
	protected function after_save( $previous_name ) {
		if ( $this->get_parent_id() ) {
			wc_deferred_product_sync( $this->get_parent_id() );
		}
	}

	public function delete( $force_delete = false ) {
		$check = apply_filters( 'woocommerce_pre_delete_product', null, $this, $force_delete );
		if ( null !== $check ) {
			return $check;
		}
		$parent_id = $this->get_parent_id();
		$this->get_data_store()->delete( $this, array( 'force_delete' => $force_delete ) );
		$this->set_id( 0 );
		if ( $parent_id ) {
			wc_deferred_product_sync( $parent_id );
		}
		return true;
	}
}
