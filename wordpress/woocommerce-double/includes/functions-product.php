<?php
/**
 * Finding products, sales and stock.
 *
 * @package WooCommerce_Double
 */

/** @return WC_Product|null|false false: there is no such product */
function wc_get_product( $the_product = false, $deprecated = array() ) {
	if ( ! did_action( 'woocommerce_init' ) || ! did_action( 'woocommerce_after_register_taxonomy' ) || ! did_action( 'woocommerce_after_register_post_type' ) ) {
		_doing_it_wrong( __FUNCTION__, 'It was called before WooCommerce registered its types.', '3.9' );
		return false;
	}
	return WC()->product_factory->get_product( $the_product );
}

function wc_get_product_object( $product_type, $product_id = 0 ) {
	$class = WC_Product_Factory::get_product_classname( $product_id, $product_type );
	return new $class( $product_id );
}

function wc_get_product_types() {
	return (array) apply_filters(
		'product_type_selector',
		array(
			'simple'   => 'Simple product',
			'grouped'  => 'Grouped product',
			'external' => 'External/Affiliate product',
			'variable' => 'Variable product',
		)
	);
}

/** @return WC_Product[]|int[]|object with paginate: products, total, max_num_pages */
function wc_get_products( $args ) {
	$args  = wp_parse_args(
		$args,
		array(
			'status'   => array( 'draft', 'pending', 'private', 'publish' ),
			'type'     => array_keys( wc_get_product_types() ),
			'limit'    => get_option( 'posts_per_page' ),
			'page'     => 1,
			'offset'   => '',
			'orderby'  => 'date',
			'order'    => 'DESC',
			'return'   => 'objects',
			'paginate' => false,
			'include'  => array(),
			'exclude'  => array(),
			'parent'   => '',
			'sku'      => '',
			'category' => array(),
			'tag'      => array(),
		)
	);
	$types = (array) $args['type'];
	$query = array(
		'post_type'           => array( 'variation' ) === $types ? 'product_variation' : ( in_array( 'variation', $types, true ) ? array( 'product', 'product_variation' ) : 'product' ),
		'post_status'         => $args['status'],
		'posts_per_page'      => (int) $args['limit'],
		'paged'               => (int) $args['page'],
		'orderby'             => 'id' === strtolower( $args['orderby'] ) ? 'ID' : $args['orderby'],
		'order'               => $args['order'],
		'fields'              => 'ids',
		'ignore_sticky_posts' => true,
		'no_found_rows'       => ! $args['paginate'],
		'tax_query'           => array(), // phpcs:ignore
	);
	if ( '' !== $args['offset'] ) {
		$query['offset'] = (int) $args['offset'];
	}
	if ( $args['include'] ) {
		$query['post__in'] = (array) $args['include'];
	}
	if ( $args['exclude'] ) {
		$query['post__not_in'] = (array) $args['exclude'];
	}
	if ( '' !== $args['parent'] ) {
		$query['post_parent'] = (int) $args['parent'];
	}
	if ( '' !== $args['sku'] ) {
		$query['meta_query'] = array( array( 'key' => '_sku', 'value' => $args['sku'], 'compare' => 'LIKE' ) ); // phpcs:ignore
	}
	if ( 'product' === $query['post_type'] && array_diff( array_keys( wc_get_product_types() ), $types ) ) {
		$query['tax_query'][] = array( 'taxonomy' => 'product_type', 'field' => 'slug', 'terms' => $types );
	}
	foreach ( array( 'category' => 'product_cat', 'tag' => 'product_tag' ) as $key => $taxonomy ) {
		if ( $args[ $key ] ) {
			$query['tax_query'][] = array( 'taxonomy' => $taxonomy, 'field' => 'slug', 'terms' => $args[ $key ] );
		}
	}
	$found    = new WP_Query( apply_filters( 'woocommerce_product_data_store_cpt_get_products_query', $query, $args, null ) );
	$products = 'ids' === $args['return'] ? array_map( 'intval', $found->posts ) : array_values( array_filter( array_map( 'wc_get_product', $found->posts ) ) );
	return $args['paginate'] ? (object) array( 'products' => $products, 'total' => $found->found_posts, 'max_num_pages' => $found->max_num_pages ) : $products;
}

function wc_get_product_id_by_sku( $sku ) {
	global $wpdb;
	return (int) $wpdb->get_var( $wpdb->prepare( "SELECT p.ID FROM {$wpdb->posts} p JOIN {$wpdb->postmeta} m ON m.post_id = p.ID WHERE p.post_type IN ( 'product', 'product_variation' ) AND p.post_status != 'trash' AND m.meta_key = '_sku' AND m.meta_value = %s LIMIT 1", $sku ) );
}

function wc_product_has_unique_sku( $product_id, $sku ) {
	$other = wc_get_product_id_by_sku( $sku );
	return ! $other || (int) $product_id === $other;
}

function wc_get_product_ids_on_sale() {
	global $wpdb;
	$ids = $wpdb->get_col( "SELECT post_id FROM {$wpdb->postmeta} WHERE meta_key = '_sale_price' AND meta_value != ''" );
	$on  = array();
	foreach ( array_filter( array_map( 'wc_get_product', $ids ) ) as $product ) {
		if ( $product->is_on_sale() ) {
			$on[] = $product->get_id();
			$on[] = $product->get_parent_id();
		}
	}
	return array_values( array_unique( array_filter( $on ) ) );
}

function wc_get_product_term_ids( $product_id, $taxonomy ) {
	$terms = get_the_terms( $product_id, $taxonomy );
	return empty( $terms ) || is_wp_error( $terms ) ? array() : wp_list_pluck( $terms, 'term_id' );
}

function wc_get_product_terms( $product_id, $taxonomy, $args = array() ) {
	if ( ! taxonomy_exists( $taxonomy ) ) {
		return array();
	}
	$terms = wp_get_post_terms( $product_id, $taxonomy, $args );
	return is_wp_error( $terms ) ? array() : $terms;
}

function wc_get_price_to_display( $product, $args = array() ) {
	return (float) ( isset( $args['price'] ) ? $args['price'] : $product->get_price() );
}

function wc_get_product_visibility_options() {
	return array( 'visible' => 'Shop and search results', 'catalog' => 'Shop only', 'search' => 'Search results only', 'hidden' => 'Hidden' );
}

function wc_get_product_stock_status_options() {
	return array( 'instock' => 'In stock', 'outofstock' => 'Out of stock', 'onbackorder' => 'On backorder' );
}

/** Starts and ends sales that are due; daily by cron. */
function wc_scheduled_sales() {
	global $wpdb;
	$due = function ( $key, $wanted ) use ( $wpdb ) {
		return array_map(
			'intval',
			$wpdb->get_col(
				$wpdb->prepare(
					"SELECT d.post_id FROM {$wpdb->postmeta} d
					JOIN {$wpdb->postmeta} now ON now.post_id = d.post_id AND now.meta_key = '_price'
					JOIN {$wpdb->postmeta} wanted ON wanted.post_id = d.post_id AND wanted.meta_key = %s
					WHERE d.meta_key = %s AND d.meta_value > 0 AND d.meta_value < %d AND now.meta_value != wanted.meta_value",
					$wanted,
					$key,
					time()
				)
			)
		);
	};
	$starting = $due( '_sale_price_dates_from', '_sale_price' );
	if ( $starting ) {
		do_action( 'wc_before_products_starting_sales', $starting );
		foreach ( array_filter( array_map( 'wc_get_product', $starting ) ) as $product ) {
			if ( $product->get_sale_price() ) {
				$product->set_price( $product->get_sale_price() );
			} else {
				$product->set_date_on_sale_to( '' );
			}
			$product->set_date_on_sale_from( '' );
			$product->save();
		}
		do_action( 'wc_after_products_starting_sales', $starting );
		delete_transient( 'wc_products_onsale' );
	}
	$ending = $due( '_sale_price_dates_to', '_regular_price' );
	if ( $ending ) {
		do_action( 'wc_before_products_ending_sales', $ending );
		foreach ( array_filter( array_map( 'wc_get_product', $ending ) ) as $product ) {
			$product->set_price( $product->get_regular_price() );
			$product->set_sale_price( '' );
			$product->set_date_on_sale_to( '' );
			$product->set_date_on_sale_from( '' );
			$product->save();
		}
		do_action( 'wc_after_products_ending_sales', $ending );
		delete_transient( 'wc_products_onsale' );
	}
}
add_action( 'woocommerce_scheduled_sales', 'wc_scheduled_sales' );

/** @return int|float|null|false the new quantity; of the parent when that manages the stock */
function wc_update_product_stock( $product, $stock_quantity = null, $operation = 'set', $updating = false ) {
	$product = $product instanceof WC_Product ? $product : wc_get_product( $product );
	if ( ! $product ) {
		return false;
	}
	if ( null === $stock_quantity || ! $product->managing_stock() ) {
		return $product->get_stock_quantity();
	}
	$owner_id = $product->get_stock_managed_by_id();
	$owner    = $owner_id === $product->get_id() ? $product : wc_get_product( $owner_id );
	$kind     = $owner->is_type( 'variation' ) ? 'variation' : 'product';
	do_action( "woocommerce_{$kind}_before_set_stock", $owner );
	WC_Data_Store::load( 'product' )->update_product_stock( $owner, $stock_quantity, $operation );
	if ( ! $updating ) {
		$owner->save();
	}
	do_action( "woocommerce_{$kind}_set_stock", $owner );
	return $owner->get_stock_quantity();
}

function wc_update_product_stock_status( $product_id, $status ) {
	$product = wc_get_product( $product_id );
	if ( $product ) {
		$product->set_stock_status( $status );
		$product->save();
	}
}
