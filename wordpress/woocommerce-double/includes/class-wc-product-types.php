<?php
/**
 * The types of product.
 *
 * @package WooCommerce_Double
 */

class WC_Product_Simple extends WC_Product {}

class WC_Product_External extends WC_Product {
	/** @var array */
	protected $extra_data = array(
		'product_url' => '',
		'button_text' => '',
	);

	public function get_type() {
		return 'external';
	}

	public function get_product_url( $context = 'view' ) {
		return $this->get_prop( 'product_url', $context );
	}

	public function set_product_url( $value ) {
		$this->set_prop( 'product_url', $value ? esc_url_raw( $value ) : '' );
	}

	public function get_button_text( $context = 'view' ) {
		return $this->get_prop( 'button_text', $context );
	}

	public function set_button_text( $value ) {
		$this->set_prop( 'button_text', (string) $value );
	}

	public function is_purchasable() {
		return false;
	}
}

class WC_Product_Grouped extends WC_Product {
	/** @var array */
	protected $extra_data = array( 'children' => array() );

	public function get_type() {
		return 'grouped';
	}

	public function get_children( $context = 'view' ) {
		return $this->get_prop( 'children', $context );
	}

	public function set_children( $value ) {
		$this->set_prop( 'children', array_filter( wp_parse_id_list( (array) $value ) ) );
	}

	public function is_purchasable() {
		return false;
	}

	public static function sync( $product, $save = true ) {
		return $product;
	}
}

class WC_Product_Variable extends WC_Product {
	public function get_type() {
		return 'variable';
	}

	/** Published and private variations, in their order. */
	public function get_children( $visible_only = '' ) {
		return apply_filters( 'woocommerce_get_children', $this->get_data_store()->read_children( $this->get_id(), array( 'publish', 'private' ) ), $this, false );
	}

	public function get_visible_children() {
		return apply_filters( 'woocommerce_get_children', $this->get_data_store()->read_children( $this->get_id(), array( 'publish' ) ), $this, true );
	}

	public function get_variation_price( $min_or_max = 'min', $for_display = false ) {
		$prices = array();
		foreach ( array_filter( array_map( 'wc_get_product', $this->get_visible_children() ) ) as $variation ) {
			if ( '' !== (string) $variation->get_price() ) {
				$prices[] = $variation->get_price();
			}
		}
		sort( $prices, SORT_NUMERIC );
		return $prices ? ( 'max' === $min_or_max ? end( $prices ) : $prices[0] ) : '';
	}

	/** @return array<string, string[]> by attribute the values that variations use */
	public function get_variation_attributes() {
		$found = array();
		foreach ( $this->get_attributes() as $attribute ) {
			if ( $attribute->get_variation() ) {
				$found[ $attribute->get_name() ] = $attribute->is_taxonomy() ? wc_get_product_terms( $this->get_id(), $attribute->get_name(), array( 'fields' => 'slugs' ) ) : $attribute->get_options();
			}
		}
		return $found;
	}

	public function get_available_variations( $return = 'array' ) {
		$variations = array_values( array_filter( array_map( 'wc_get_product', $this->get_children() ) ) );
		return 'objects' === $return ? $variations : array_map(
			function ( $variation ) {
				return array(
					'variation_id'          => $variation->get_id(),
					'attributes'            => $variation->get_variation_attributes(),
					'display_price'         => (float) $variation->get_price(),
					'display_regular_price' => (float) $variation->get_regular_price(),
					'is_in_stock'           => $variation->is_in_stock(),
					'sku'                   => $variation->get_sku(),
				);
			},
			$variations
		);
	}

	public function is_on_sale( $context = 'view' ) {
		foreach ( array_filter( array_map( 'wc_get_product', $this->get_visible_children() ) ) as $variation ) {
			if ( $variation->is_on_sale( $context ) ) {
				return true;
			}
		}
		return false;
	}

	/** Without own stock management the variations decide. */
	public function validate_props() {
		parent::validate_props();
		if ( ! $this->get_manage_stock() && $this->get_id() ) {
			$this->get_data_store()->sync_stock_status( $this );
		}
	}

	protected function after_save( $previous_name ) {
		$this->get_data_store()->sync_variation_names( $this, $previous_name, $this->get_name( 'edit' ) );
		$this->get_data_store()->sync_managed_variation_stock_status( $this );
	}

	/** Prices and stock from the variations. @param WC_Product|int $product */
	public static function sync( $product, $save = true ) {
		$product = $product instanceof WC_Product ? $product : wc_get_product( $product );
		if ( $product instanceof self ) {
			$product->get_data_store()->sync_price( $product );
			$product->get_data_store()->sync_stock_status( $product );
			do_action( 'woocommerce_variable_product_sync_data', $product );
			if ( $save ) {
				$product->save();
			}
		}
		return $product;
	}
}

class WC_Product_Variation extends WC_Product_Simple {
	/** @var string */
	protected $post_type = 'product_variation';
	/** @var array What the parent says where the variation says nothing. */
	protected $parent_data = array();

	public function get_type() {
		return 'variation';
	}

	protected function get_hook_prefix() {
		return 'woocommerce_product_variation_get_';
	}

	public function set_parent_data( array $parent_data ) {
		$this->parent_data = $parent_data;
	}

	public function get_parent_data() {
		return $this->parent_data;
	}

	protected function get_prop( $prop, $context = 'view' ) {
		$value = parent::get_prop( $prop, $context );
		if ( 'view' !== $context || ! isset( $this->parent_data[ $prop ] ) ) {
			return $value;
		}
		$empty       = in_array( $prop, array( 'sku', 'weight', 'length', 'width', 'height', 'image_id', 'shipping_class_id' ), true ) && ! $value;
		$from_parent = in_array( $prop, array( 'stock_quantity', 'backorders', 'low_stock_amount' ), true ) && 'parent' === $this->get_manage_stock();
		$is_tax      = 'tax_class' === $prop && 'parent' === $value;
		return $empty || $from_parent || $is_tax || 'catalog_visibility' === $prop ? apply_filters( $this->get_hook_prefix() . $prop, $this->parent_data[ $prop ], $this ) : $value;
	}

	public function get_manage_stock( $context = 'view' ) {
		$value = parent::get_prop( 'manage_stock', $context );
		return 'view' === $context && false === $value && ! empty( $this->parent_data['manage_stock'] ) ? 'parent' : $value;
	}

	public function get_stock_managed_by_id() {
		return 'parent' === $this->get_manage_stock() ? $this->get_parent_id() : $this->get_id();
	}

	public function get_title() {
		return apply_filters( 'woocommerce_product_title', isset( $this->parent_data['title'] ) ? $this->parent_data['title'] : $this->get_name(), $this );
	}

	/** @return array<string, string> with the prefix "attribute_" by default */
	public function get_variation_attributes( $with_prefix = true ) {
		$found = array();
		foreach ( $this->get_attributes() as $key => $value ) {
			$found[ ( $with_prefix ? 'attribute_' : '' ) . $key ] = $value;
		}
		return $found;
	}

	public function get_attribute( $attribute ) {
		$attributes = $this->get_attributes();
		foreach ( array( sanitize_title( $attribute ), 'pa_' . sanitize_title( $attribute ) ) as $key ) {
			if ( isset( $attributes[ $key ] ) ) {
				$term = taxonomy_exists( $key ) ? get_term_by( 'slug', $attributes[ $key ], $key ) : null;
				return $term ? $term->name : $attributes[ $key ];
			}
		}
		return '';
	}

	/** @param array<string, string> $value */
	public function set_attributes( $value ) {
		$attributes = array();
		foreach ( (array) $value as $key => $option ) {
			$attributes[ 0 === strpos( $key, 'attribute_' ) ? substr( $key, 10 ) : $key ] = (string) $option;
		}
		$this->set_prop( 'attributes', $attributes );
	}

	public function get_permalink( $item_object = null ) {
		return add_query_arg( array_map( 'urlencode', array_filter( $this->get_variation_attributes() ) ), get_permalink( $this->get_parent_id() ) );
	}

	public function get_catalog_visibility( $context = 'view' ) {
		return isset( $this->parent_data['catalog_visibility'] ) ? $this->parent_data['catalog_visibility'] : 'visible';
	}

	public function is_purchasable() {
		return $this->variation_is_visible() && parent::is_purchasable() && ( ! isset( $this->parent_data['status'] ) || 'publish' === $this->parent_data['status'] || current_user_can( 'edit_post', $this->get_parent_id() ) );
	}

	public function variation_is_active() {
		return true;
	}

	public function variation_is_visible() {
		return 'publish' === get_post_status( $this->get_id() ) && '' !== (string) $this->get_price();
	}
}

/** One attribute of a product: global (its name a taxonomy, its options term ids) or its own. */
class WC_Product_Attribute implements ArrayAccess {
	/** @var array */
	private $data = array( 'id' => 0, 'name' => '', 'options' => array(), 'position' => 0, 'visible' => false, 'variation' => false );

	public function is_taxonomy() {
		return 0 < $this->get_id();
	}

	public function get_taxonomy() {
		return $this->is_taxonomy() ? $this->get_name() : '';
	}

	public function get_taxonomy_object() {
		foreach ( wc_get_attribute_taxonomies() as $attribute ) {
			if ( (int) $attribute->attribute_id === $this->get_id() ) {
				return $attribute;
			}
		}
		return null;
	}

	/** @return WP_Term[]|null */
	public function get_terms() {
		if ( ! $this->is_taxonomy() || ! taxonomy_exists( $this->get_name() ) ) {
			return null;
		}
		return array_values( array_filter( array_map( array( $this, 'find_term' ), $this->get_options() ) ) );
	}

	private function find_term( $option ) {
		$term = is_int( $option ) ? get_term_by( 'id', $option, $this->get_name() ) : get_term_by( 'name', $option, $this->get_name() );
		return $term && ! is_wp_error( $term ) ? $term : null;
	}

	public function get_slugs() {
		return $this->is_taxonomy() ? wp_list_pluck( (array) $this->get_terms(), 'slug' ) : array_map( 'sanitize_title', $this->get_options() );
	}

	public function set_id( $value ) {
		$this->data['id'] = absint( $value );
	}

	public function set_name( $value ) {
		$this->data['name'] = (string) $value;
	}

	public function set_options( $value ) {
		$this->data['options'] = (array) $value;
	}

	public function set_position( $value ) {
		$this->data['position'] = absint( $value );
	}

	public function set_visible( $value ) {
		$this->data['visible'] = wc_string_to_bool( $value );
	}

	public function set_variation( $value ) {
		$this->data['variation'] = wc_string_to_bool( $value );
	}

	public function get_id() {
		return $this->data['id'];
	}

	public function get_name() {
		return $this->data['name'];
	}

	public function get_options() {
		return $this->data['options'];
	}

	public function get_position() {
		return $this->data['position'];
	}

	public function get_visible() {
		return $this->data['visible'];
	}

	public function get_variation() {
		return $this->data['variation'];
	}

	public function get_data() {
		return array_merge( $this->data, array( 'is_visible' => (int) $this->get_visible(), 'is_variation' => (int) $this->get_variation(), 'is_taxonomy' => (int) $this->is_taxonomy(), 'value' => $this->is_taxonomy() ? '' : implode( ' | ', $this->get_options() ) ) );
	}

	#[\ReturnTypeWillChange]
	public function offsetGet( $offset ) {
		$data = $this->get_data();
		return isset( $data[ $offset ] ) ? $data[ $offset ] : null;
	}

	#[\ReturnTypeWillChange]
	public function offsetSet( $offset, $value ) {
		$this->data[ $offset ] = $value;
	}

	#[\ReturnTypeWillChange]
	public function offsetExists( $offset ) {
		return array_key_exists( $offset, $this->get_data() );
	}

	#[\ReturnTypeWillChange]
	public function offsetUnset( $offset ) {}
}
