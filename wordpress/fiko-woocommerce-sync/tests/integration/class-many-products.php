<?php
/**
 * A large shop in a second.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Integration;

/** Products by SQL, as an import long ago left them: no hook tells of them. The bench uses it too. */
final class Many_Products {
	/**
	 * Makes them.
	 *
	 * @param int $count How many.
	 * @return int[] Their ids, ascending.
	 */
	public static function insert( int $count ): array {
		global $wpdb;
		$last = (int) $wpdb->get_var( "SELECT COALESCE(MAX(ID), 0) FROM {$wpdb->posts}" );
		$ids  = range( $last + 1, $last + $count );
		// Of variations that had these ids and are gone.
		$wpdb->query( "DELETE FROM {$wpdb->term_relationships} WHERE object_id > $last" );
		foreach ( array_chunk( $ids, 500 ) as $some ) {
			$posts = array();
			$meta  = array();
			foreach ( $some as $id ) {
				$posts[] = "($id, 1, '2026-01-01 00:00:00', '2026-01-01 00:00:00', '2026-01-02 00:00:00', '2026-01-02 00:00:00', 'Lamp $id', 'lamp-$id', 'A lamp for every desk. چراغ مطالعه', 'Lamp', 'publish', 'product', '', '', '')";
				foreach ( array( '_price' => 1000 + $id, '_regular_price' => 1000 + $id, '_stock_status' => 'instock', '_sku' => "L-$id", '_manage_stock' => 'no' ) as $key => $value ) {
					$meta[] = "($id, '$key', '$value')";
				}
			}
			$wpdb->query( "INSERT INTO {$wpdb->posts} (ID, post_author, post_date, post_date_gmt, post_modified, post_modified_gmt, post_title, post_name, post_content, post_excerpt, post_status, post_type, to_ping, pinged, post_content_filtered) VALUES " . implode( ',', $posts ) );
			$wpdb->query( "INSERT INTO {$wpdb->postmeta} (post_id, meta_key, meta_value) VALUES " . implode( ',', $meta ) );
		}
		return $ids;
	}
}
