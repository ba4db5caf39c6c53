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

	/**
	 * How many.
	 *
	 * @throws \RuntimeException The database did not answer: an empty shop is another thing.
	 */
	public function count(): int {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- A constant condition; wp_count_posts() is cached.
		$count = $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->posts} WHERE " . self::CONDITION );
		if ( null === $count ) {
			throw new \RuntimeException( 'The products could not be counted: ' . $wpdb->last_error );
		}
		return (int) $count;
	}

	/**
	 * The next ids.
	 *
	 * @param int $after Exclusive.
	 * @param int $limit At most so many.
	 * @return list<int> Ascending.
	 * @throws \RuntimeException The database did not answer: what is not listed would be deleted at the hub.
	 */
	public function ids_after( int $after, int $limit ): array {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- A constant condition.
		$ids = $wpdb->get_col( $wpdb->prepare( "SELECT ID FROM {$wpdb->posts} WHERE " . self::CONDITION . ' AND ID > %d ORDER BY ID LIMIT %d', $after, $limit ) );
		if ( '' !== $wpdb->last_error ) {
			throw new \RuntimeException( 'The products could not be listed: ' . $wpdb->last_error );
		}
		return array_values( array_map( 'intval', $ids ) );
	}
}
