<?php
/**
 * Global attributes and their taxonomies.
 *
 * @package WooCommerce_Double
 */

function wc_attribute_taxonomy_name( $attribute_name ) {
	return $attribute_name ? 'pa_' . wc_sanitize_taxonomy_name( $attribute_name ) : '';
}

function wc_attribute_taxonomy_slug( $attribute_name ) {
	$name = wc_sanitize_taxonomy_name( $attribute_name );
	return 0 === strpos( $name, 'pa_' ) ? substr( $name, 3 ) : $name;
}

function wc_sanitize_taxonomy_name( $taxonomy ) {
	return apply_filters( 'sanitize_taxonomy_name', urldecode( sanitize_title( urldecode( (string) $taxonomy ) ) ), $taxonomy );
}

/** @return object[] attribute_id, attribute_name, attribute_label, attribute_type, attribute_orderby, attribute_public */
function wc_get_attribute_taxonomies() {
	global $wpdb;
	$found = get_transient( 'wc_attribute_taxonomies' );
	if ( false === $found ) {
		$found = $wpdb->get_results( "SELECT * FROM {$wpdb->prefix}woocommerce_attribute_taxonomies WHERE attribute_name != '' ORDER BY attribute_name ASC" );
		set_transient( 'wc_attribute_taxonomies', $found );
	}
	return (array) array_filter( apply_filters( 'woocommerce_attribute_taxonomies', $found ) );
}

function wc_get_attribute_taxonomy_names() {
	return array_map( 'wc_attribute_taxonomy_name', wp_list_pluck( wc_get_attribute_taxonomies(), 'attribute_name' ) );
}

function wc_attribute_taxonomy_id_by_name( $name ) {
	$slug = wc_attribute_taxonomy_slug( $name );
	foreach ( wc_get_attribute_taxonomies() as $attribute ) {
		if ( $attribute->attribute_name === $slug ) {
			return (int) $attribute->attribute_id;
		}
	}
	return 0;
}

function wc_attribute_taxonomy_name_by_id( $attribute_id ) {
	foreach ( wc_get_attribute_taxonomies() as $attribute ) {
		if ( (int) $attribute->attribute_id === (int) $attribute_id ) {
			return wc_attribute_taxonomy_name( $attribute->attribute_name );
		}
	}
	return '';
}

function taxonomy_is_product_attribute( $name ) {
	global $wc_product_attributes;
	return taxonomy_exists( $name ) && isset( $wc_product_attributes[ $name ] );
}

/** @param WC_Product|string $product whose own attribute "$name" may be */
function wc_attribute_label( $name, $product = '' ) {
	$label = $name;
	if ( taxonomy_is_product_attribute( $name ) ) {
		foreach ( wc_get_attribute_taxonomies() as $attribute ) {
			if ( wc_attribute_taxonomy_name( $attribute->attribute_name ) === $name ) {
				$label = $attribute->attribute_label ? $attribute->attribute_label : $attribute->attribute_name;
			}
		}
	} elseif ( $product instanceof WC_Product ) {
		$owner      = $product->is_type( 'variation' ) ? wc_get_product( $product->get_parent_id() ) : $product;
		$attributes = $owner ? $owner->get_attributes() : array();
		$key        = sanitize_title( $name );
		$label      = isset( $attributes[ $key ] ) ? $attributes[ $key ]->get_name() : $name;
	}
	return apply_filters( 'woocommerce_attribute_label', $label, $name, $product );
}

/** @return object|null id, name, slug, type, order_by, has_archives */
function wc_get_attribute( $id ) {
	foreach ( wc_get_attribute_taxonomies() as $attribute ) {
		if ( (int) $attribute->attribute_id === (int) $id ) {
			return (object) array(
				'id'           => (int) $attribute->attribute_id,
				'name'         => $attribute->attribute_label,
				'slug'         => wc_attribute_taxonomy_name( $attribute->attribute_name ),
				'type'         => $attribute->attribute_type,
				'order_by'     => $attribute->attribute_orderby,
				'has_archives' => (bool) $attribute->attribute_public,
			);
		}
	}
	return null;
}

/** @return int|WP_Error */
function wc_create_attribute( $args ) {
	global $wpdb;
	$id   = isset( $args['id'] ) ? absint( $args['id'] ) : 0;
	$slug = wc_sanitize_taxonomy_name( empty( $args['slug'] ) ? $args['name'] : preg_replace( '/^pa_/', '', wc_sanitize_taxonomy_name( $args['slug'] ) ) );
	if ( strlen( $slug ) > 28 ) {
		return new WP_Error( 'invalid_product_attribute_slug_too_long', sprintf( 'Name "%s" is too long (28 characters max).', $slug ), array( 'status' => 400 ) );
	}
	$old_slug = $id ? substr( wc_attribute_taxonomy_name_by_id( $id ), 3 ) : '';
	if ( $old_slug !== $slug && taxonomy_exists( wc_attribute_taxonomy_name( $slug ) ) ) {
		return new WP_Error( 'invalid_product_attribute_slug_already_exists', sprintf( 'Name "%s" is already in use.', $slug ), array( 'status' => 400 ) );
	}
	$data = array(
		'attribute_label'   => $args['name'],
		'attribute_name'    => $slug,
		'attribute_type'    => empty( $args['type'] ) ? 'select' : $args['type'],
		'attribute_orderby' => empty( $args['order_by'] ) ? 'menu_order' : $args['order_by'],
		'attribute_public'  => empty( $args['has_archives'] ) ? 0 : 1,
	);
	$table = $wpdb->prefix . 'woocommerce_attribute_taxonomies';
	if ( 0 === $id ) {
		$wpdb->insert( $table, $data );
		$id = (int) $wpdb->insert_id;
		do_action( 'woocommerce_attribute_added', $id, $data );
	} else {
		$wpdb->update( $table, $data, array( 'attribute_id' => $id ) );
		do_action( 'woocommerce_attribute_updated', $id, $data, $old_slug );
		if ( $old_slug !== $slug ) {
			$wpdb->update( $wpdb->term_taxonomy, array( 'taxonomy' => wc_attribute_taxonomy_name( $slug ) ), array( 'taxonomy' => 'pa_' . $old_slug ) );
			$wpdb->update( $wpdb->postmeta, array( 'meta_key' => 'attribute_pa_' . $slug ), array( 'meta_key' => 'attribute_pa_' . $old_slug ) ); // phpcs:ignore
		}
	}
	wp_schedule_single_event( time(), 'woocommerce_flush_rewrite_rules' );
	delete_transient( 'wc_attribute_taxonomies' );
	wp_cache_flush();
	return $id;
}

function wc_update_attribute( $id, $args ) {
	$attribute = wc_get_attribute( $id );
	if ( ! $attribute ) {
		return new WP_Error( 'invalid_product_attribute_id', 'Invalid attribute ID.', array( 'status' => 404 ) );
	}
	$args = wp_parse_args( $args, array( 'name' => $attribute->name, 'slug' => $attribute->slug, 'type' => $attribute->type, 'order_by' => $attribute->order_by, 'has_archives' => $attribute->has_archives ) );
	return wc_create_attribute( array_merge( $args, array( 'id' => $id ) ) );
}

function wc_delete_attribute( $id ) {
	global $wpdb;
	$attribute = wc_get_attribute( $id );
	if ( ! $attribute ) {
		return false;
	}
	$taxonomy = $attribute->slug;
	$name     = substr( $taxonomy, 3 );
	do_action( 'woocommerce_before_attribute_delete', $id, $name, $taxonomy );
	$wpdb->delete( $wpdb->prefix . 'woocommerce_attribute_taxonomies', array( 'attribute_id' => $id ) );
	if ( taxonomy_exists( $taxonomy ) ) {
		foreach ( get_terms( array( 'taxonomy' => $taxonomy, 'hide_empty' => false, 'fields' => 'ids' ) ) as $term_id ) {
			wp_delete_term( $term_id, $taxonomy );
		}
	}
	do_action( 'woocommerce_attribute_deleted', $id, $name, $taxonomy );
	delete_transient( 'wc_attribute_taxonomies' );
	return true;
}
