<?php
/**
 * REST: wc/v3/products and their variations, with the properties that tests write. Consumer keys as in the real API (Basic over https;
 * the test site's must-use plugin says https is on while this looks), application passwords and cookies are WordPress' own.
 *
 * @package WooCommerce_Double
 */

class WCD_Rest {
	const PLAIN = array( 'name', 'slug', 'status', 'catalog_visibility', 'description', 'short_description', 'sku', 'regular_price', 'sale_price', 'manage_stock', 'stock_quantity', 'stock_status', 'backorders', 'featured', 'weight', 'menu_order', 'post_password', 'virtual', 'date_on_sale_from', 'date_on_sale_to', 'date_created', 'sold_individually', 'tax_class', 'tax_status', 'button_text' );

	public static function init() {
		add_filter( 'determine_current_user', array( __CLASS__, 'authenticate' ), 15 );
		add_action( 'rest_api_init', array( __CLASS__, 'register' ) );
	}

	public static function authenticate( $user_id ) {
		global $wpdb;
		if ( $user_id || ! is_ssl() || ! WC()->is_rest_api_request() ) {
			return $user_id;
		}
		$key    = isset( $_GET['consumer_key'] ) ? $_GET['consumer_key'] : ( isset( $_SERVER['PHP_AUTH_USER'] ) ? $_SERVER['PHP_AUTH_USER'] : '' ); // phpcs:ignore
		$secret = isset( $_GET['consumer_secret'] ) ? $_GET['consumer_secret'] : ( isset( $_SERVER['PHP_AUTH_PW'] ) ? $_SERVER['PHP_AUTH_PW'] : '' ); // phpcs:ignore
		if ( 0 !== strpos( $key, 'ck_' ) ) {
			return $user_id;
		}
		$row = $wpdb->get_row( $wpdb->prepare( "SELECT * FROM {$wpdb->prefix}woocommerce_api_keys WHERE consumer_key = %s", wc_api_hash( $key ) ) );
		return $row && hash_equals( $row->consumer_secret, $secret ) ? (int) $row->user_id : $user_id;
	}

	public static function register() {
		$may = function ( $capability ) {
			return function () use ( $capability ) {
				return current_user_can( $capability ) ? true : new WP_Error( 'woocommerce_rest_cannot_view', 'Sorry, you are not allowed to do that.', array( 'status' => rest_authorization_required_code() ) );
			};
		};
		$route = function ( $path, $methods, $callback, $capability = 'edit_products' ) use ( $may ) {
			register_rest_route( 'wc/v3', $path, array( 'methods' => $methods, 'callback' => array( __CLASS__, $callback ), 'permission_callback' => $may( $capability ) ) );
		};
		$product   = '/products/(?P<product_id>\d+)';
		$variation = $product . '/variations';
		$route( '/products', 'GET', 'index', 'read_private_products' );
		$route( '/products', 'POST', 'save', 'publish_products' );
		$route( '/products/batch', 'POST,PUT,PATCH', 'batch' );
		$route( $product, 'GET', 'show', 'read_private_products' );
		$route( $product, 'POST,PUT,PATCH', 'save' );
		$route( $product, 'DELETE', 'remove', 'delete_products' );
		$route( $variation, 'GET', 'index_variations', 'read_private_products' );
		$route( $variation, 'POST', 'save_variation' );
		$route( $variation . '/batch', 'POST,PUT,PATCH', 'batch' );
		$route( $variation . '/(?P<id>\d+)', 'GET', 'show', 'read_private_products' );
		$route( $variation . '/(?P<id>\d+)', 'POST,PUT,PATCH', 'save_variation' );
		$route( $variation . '/(?P<id>\d+)', 'DELETE', 'remove', 'delete_products' );
	}

	private static function not_found() {
		return new WP_Error( 'woocommerce_rest_product_invalid_id', 'Invalid ID.', array( 'status' => 404 ) );
	}

	/** The product or variation of the address. */
	private static function find( $request ) {
		return wc_get_product( (int) ( $request['id'] ? $request['id'] : $request['product_id'] ) );
	}

	public static function index( $request ) {
		$size  = min( 100, max( 1, (int) ( $request['per_page'] ? $request['per_page'] : 10 ) ) );
		$args  = array( 'limit' => $size, 'page' => max( 1, (int) $request['page'] ), 'paginate' => true, 'sku' => (string) $request['sku'] );
		$found = wc_get_products( $request['status'] ? $args + array( 'status' => $request['status'] ) : $args );
		$reply = rest_ensure_response( array_map( array( __CLASS__, 'describe' ), $found->products ) );
		$reply->header( 'X-WP-Total', $found->total );
		$reply->header( 'X-WP-TotalPages', $found->max_num_pages );
		return $reply;
	}

	public static function index_variations( $request ) {
		$product = wc_get_product( (int) $request['product_id'] );
		return $product ? array_map( array( __CLASS__, 'describe' ), array_filter( array_map( 'wc_get_product', $product->get_children() ) ) ) : self::not_found();
	}

	public static function show( $request ) {
		$product = self::find( $request );
		return $product ? self::describe( $product ) : self::not_found();
	}

	public static function save( $request ) {
		$type    = $request['type'] ? (string) $request['type'] : 'simple';
		$product = $request['product_id'] ? wc_get_product( (int) $request['product_id'] ) : wc_get_product_object( $type );
		if ( $product && $product->get_id() && $request['type'] && ! $product->is_type( $type ) ) {
			$product = wc_get_product_object( $type, $product->get_id() );
		}
		return $product ? self::write( $product, $request, 'product' ) : self::not_found();
	}

	public static function save_variation( $request ) {
		$variation = $request['id'] ? wc_get_product( (int) $request['id'] ) : new WC_Product_Variation();
		if ( ! $variation || ! $variation->is_type( 'variation' ) ) {
			return self::not_found();
		}
		$variation->set_parent_id( (int) $request['product_id'] );
		return self::write( $variation, $request, 'product_variation' );
	}

	private static function write( $product, $request, $type ) {
		$is_new = ! $product->get_id();
		try {
			foreach ( self::PLAIN as $prop ) {
				if ( null !== $request[ $prop ] && method_exists( $product, "set_$prop" ) ) {
					$product->{"set_$prop"}( $request[ $prop ] );
				}
			}
			foreach ( array( 'categories' => 'set_category_ids', 'tags' => 'set_tag_ids' ) as $field => $setter ) {
				if ( null !== $request[ $field ] ) {
					$product->$setter( wp_list_pluck( $request[ $field ], 'id' ) );
				}
			}
			if ( null !== $request['attributes'] ) {
				$product->set_attributes( 'product' === $type ? self::read_attributes( $request['attributes'] ) : self::read_options( $request['attributes'] ) );
			}
			foreach ( (array) $request['meta_data'] as $meta ) {
				$product->update_meta_data( $meta['key'], $meta['value'] );
			}
			$product = apply_filters( "woocommerce_rest_pre_insert_{$type}_object", $product, $request, $is_new );
			$product->save();
		} catch ( WC_Data_Exception $error ) {
			return new WP_Error( $error->getErrorCode(), $error->getMessage(), $error->getErrorData() );
		}
		do_action( "woocommerce_rest_insert_{$type}_object", $product, $request, $is_new );
		$reply = rest_ensure_response( self::describe( wc_get_product( $product->get_id() ) ) );
		$reply->set_status( $is_new ? 201 : 200 );
		return $reply;
	}

	private static function attribute_key( $given ) {
		return ! empty( $given['id'] ) ? wc_attribute_taxonomy_name_by_id( $given['id'] ) : $given['name'];
	}

	private static function read_attributes( array $given ) {
		$attributes = array();
		foreach ( $given as $position => $one ) {
			$name      = self::attribute_key( $one );
			$options   = isset( $one['options'] ) ? (array) $one['options'] : array();
			$attribute = new WC_Product_Attribute();
			if ( ! empty( $one['id'] ) ) {
				$attribute->set_id( $one['id'] );
				$options = array_map(
					function ( $option ) use ( $name ) {
						$term = term_exists( $option, $name );
						$term = $term ? $term : wp_insert_term( $option, $name );
						return (int) $term['term_id'];
					},
					$options
				);
			}
			$attribute->set_name( $name );
			$attribute->set_options( $options );
			$attribute->set_position( isset( $one['position'] ) ? $one['position'] : $position );
			$attribute->set_visible( ! empty( $one['visible'] ) );
			$attribute->set_variation( ! empty( $one['variation'] ) );
			$attributes[] = $attribute;
		}
		return $attributes;
	}

	/** What a variation chooses. */
	private static function read_options( array $given ) {
		$options = array();
		foreach ( $given as $one ) {
			$name = self::attribute_key( $one );
			$term = taxonomy_exists( $name ) ? get_term_by( 'name', $one['option'], $name ) : null;

			$options[ sanitize_title( $name ) ] = $term ? $term->slug : $one['option'];
		}
		return $options;
	}

	public static function remove( $request ) {
		$product = self::find( $request );
		if ( ! $product ) {
			return self::not_found();
		}
		$force = wc_string_to_bool( $request['force'] );
		$type  = $product->is_type( 'variation' ) ? 'product_variation' : 'product';
		if ( ! $force && 'trash' === $product->get_status() ) {
			return new WP_Error( 'woocommerce_rest_already_trashed', 'The product has already been deleted.', array( 'status' => 410 ) );
		}
		$before = self::describe( $product );
		if ( $force && $product->is_type( 'variable' ) ) {
			foreach ( array_filter( array_map( 'wc_get_product', $product->get_children() ) ) as $child ) {
				$child->delete( true );
			}
		}
		$product->delete( $force );
		do_action( "woocommerce_rest_delete_{$type}_object", $product, rest_ensure_response( $before ), $request );
		return $before;
	}

	public static function batch( $request ) {
		$one   = function ( $method, $body ) use ( $request ) {
			$inner = new WP_REST_Request( $method );
			$inner->set_body_params( $body );
			if ( $request['product_id'] ) {
				$inner->set_url_params( array_filter( array( 'product_id' => $request['product_id'], 'id' => isset( $body['id'] ) ? $body['id'] : 0 ) ) );
				$reply = 'DELETE' === $method ? self::remove( $inner ) : self::save_variation( $inner );
			} else {
				$inner->set_url_params( array_filter( array( 'product_id' => isset( $body['id'] ) ? $body['id'] : 0 ) ) );
				$reply = 'DELETE' === $method ? self::remove( $inner ) : self::save( $inner );
			}
			if ( is_wp_error( $reply ) ) {
				return array( 'id' => isset( $body['id'] ) ? $body['id'] : 0, 'error' => array( 'code' => $reply->get_error_code(), 'message' => $reply->get_error_message(), 'data' => $reply->get_error_data() ) );
			}
			return $reply instanceof WP_REST_Response ? $reply->get_data() : $reply;
		};
		$reply = array();
		foreach ( array( 'create' => 'POST', 'update' => 'PUT' ) as $field => $method ) {
			foreach ( (array) $request[ $field ] as $body ) {
				$reply[ $field ][] = $one( $method, $body );
			}
		}
		foreach ( (array) $request['delete'] as $id ) {
			$reply['delete'][] = $one( 'DELETE', array( 'id' => (int) $id, 'force' => true ) );
		}
		return $reply;
	}

	public static function describe( $product ) {
		return array(
			'id'                => $product->get_id(),
			'name'              => $product->get_name(),
			'slug'              => $product->get_slug(),
			'permalink'         => $product->get_permalink(),
			'date_modified_gmt' => wc_rest_prepare_date_response( $product->get_date_modified() ),
			'type'              => $product->get_type(),
			'status'            => $product->get_status(),
			'description'       => $product->get_description(),
			'short_description' => $product->get_short_description(),
			'sku'               => $product->get_sku(),
			'price'             => $product->get_price(),
			'regular_price'     => $product->get_regular_price(),
			'sale_price'        => $product->get_sale_price(),
			'manage_stock'      => $product->get_manage_stock(),
			'stock_quantity'    => $product->get_stock_quantity(),
			'stock_status'      => $product->get_stock_status(),
			'parent_id'         => $product->get_parent_id(),
			'variations'        => $product->is_type( 'variable' ) ? $product->get_children() : array(),
		);
	}
}
