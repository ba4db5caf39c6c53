<?php
/**
 * The cache WordPress keeps in memory.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

/** Long runs read products that other requests change meanwhile, and thousands of them: both want an empty cache. */
final class Memory {
	/**
	 * Forgets these products and their variations where the whole cache cannot be emptied: a shared cache whose copy in this process may be old.
	 *
	 * @param int[] $ids Products.
	 */
	public static function forget_products( array $ids ): void {
		$can_flush = function_exists( 'wp_cache_supports' ) && wp_cache_supports( 'flush_runtime' );
		if ( $can_flush || ! wp_using_ext_object_cache() || array() === $ids ) {
			return;
		}
		global $wpdb;
		$list = implode( ',', array_map( 'intval', $ids ) );
		// phpcs:ignore WordPress.DB -- Whole numbers.
		$variations = $wpdb->get_col( "SELECT ID FROM {$wpdb->posts} WHERE post_type = 'product_variation' AND post_parent IN ({$list})" );
		$taxonomies = get_object_taxonomies( 'product' );
		foreach ( array_merge( array_map( 'intval', $ids ), array_map( 'intval', $variations ) ) as $id ) {
			wp_cache_delete( $id, 'posts' );
			wp_cache_delete( $id, 'post_meta' );
			foreach ( $taxonomies as $taxonomy ) {
				wp_cache_delete( $id, $taxonomy . '_relationships' );
			}
		}
	}

	/** Empties the cache of this process; a shared cache (Redis, Memcached) keeps what it has: it is kept true by those who write. */
	public static function forget_cached(): void {
		if ( function_exists( 'wp_cache_supports' ) && wp_cache_supports( 'flush_runtime' ) ) {
			wp_cache_flush_runtime();
			return;
		}
		// Before WordPress 6.1; wp_cache_flush() would empty a shared cache for everybody.
		if ( ! wp_using_ext_object_cache() ) {
			wp_cache_flush();
		}
	}
}
