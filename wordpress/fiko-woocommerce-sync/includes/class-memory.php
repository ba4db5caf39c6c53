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
