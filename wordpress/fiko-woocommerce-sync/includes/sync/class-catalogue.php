<?php
/**
 * The shop's products, by id.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Sync;

/** Every product the hub should have: not those in the trash, nor the empty drafts WordPress keeps. */
final class Catalogue {
	private const CONDITION = "post_type = 'product' AND post_status NOT IN ('trash', 'auto-draft')";

	/** How many. */
	public function count(): int {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- A constant condition; wp_count_posts() is cached.
		return (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->posts} WHERE " . self::CONDITION );
	}

	/**
	 * The next ids.
	 *
	 * @param int $after Exclusive.
	 * @param int $limit At most so many.
	 * @return list<int> Ascending.
	 */
	public function ids_after( int $after, int $limit ): array {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- A constant condition.
		$ids = $wpdb->get_col( $wpdb->prepare( "SELECT ID FROM {$wpdb->posts} WHERE " . self::CONDITION . ' AND ID > %d ORDER BY ID LIMIT %d', $after, $limit ) );
		return array_values( array_map( 'intval', $ids ) );
	}
}
