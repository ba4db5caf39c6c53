<?php
/**
 * What happened to a product's last delivery.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Send;

/**
 * Product meta, written for a whole batch in a few statements: a hundred products by update_post_meta() would be five hundred queries, and
 * would wake every plugin that listens to meta.
 */
final class Delivery_Notes {
	/** 'success' or 'error'; the names are fixed by the field. */
	public const STATUS    = '_fiko_sync_status';
	public const LAST_SYNC = '_fiko_last_sync';
	public const ERROR     = '_fiko_sync_error';
	/** Time of the last confirmed event in ms: a clock set back must not make later events older. */
	public const LAST_OCCURRED = '_fiko_last_occurred';

	public const KEYS = array( self::STATUS, self::LAST_SYNC, self::ERROR, self::LAST_OCCURRED );

	/**
	 * Deliveries that the hub confirmed.
	 *
	 * @param array<int, int> $occurred_at Time of the confirmed event in ms, by product id.
	 */
	public function delivered( array $occurred_at ): void {
		$ids = array_keys( $occurred_at );
		$this->set( $ids, self::STATUS, 'success' );
		$this->set( $ids, self::LAST_SYNC, gmdate( 'Y-m-d\TH:i:s\Z' ) );
		$by_time = array();
		foreach ( $occurred_at as $id => $at ) {
			$by_time[ (string) $at ][] = $id;
		}
		foreach ( $by_time as $at => $same ) {
			$this->set( $same, self::LAST_OCCURRED, (string) $at );
		}
		$this->remove( $ids, self::ERROR );
		$this->forget_cached( $ids );
	}

	/**
	 * A delivery that failed for a reason of its own.
	 *
	 * @param int    $product_id The product.
	 * @param string $problem    Why.
	 */
	public function refused( int $product_id, string $problem ): void {
		$this->set( array( $product_id ), self::STATUS, 'error' );
		$this->set( array( $product_id ), self::ERROR, $problem );
		$this->forget_cached( array( $product_id ) );
	}

	/**
	 * Time of the last confirmed event of a product in ms, or 0.
	 *
	 * @param int $product_id The product.
	 */
	public function last_occurred( int $product_id ): int {
		$at = get_post_meta( $product_id, self::LAST_OCCURRED, true );
		return is_numeric( $at ) ? (int) $at : 0;
	}

	/** Removes all notes, e.g. at uninstall. */
	public static function remove_all(): void {
		global $wpdb;
		foreach ( self::KEYS as $key ) {
			// phpcs:ignore WordPress.DB -- Every product at once.
			$wpdb->delete( $wpdb->postmeta, array( 'meta_key' => $key ) );
		}
	}

	/**
	 * Sets one meta of many products: changes it where it stands, adds it where it does not and the product still exists.
	 *
	 * @param int[]  $ids   Products.
	 * @param string $key   Meta key.
	 * @param string $value The same for all.
	 */
	private function set( array $ids, string $key, string $value ): void {
		if ( array() === $ids ) {
			return;
		}
		global $wpdb;
		$list = implode( ',', array_map( 'intval', $ids ) );
		// phpcs:disable WordPress.DB -- Whole numbers; prepared.
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->postmeta} SET meta_value = %s WHERE meta_key = %s AND post_id IN ({$list})", $value, $key ) );
		$wpdb->query(
			$wpdb->prepare(
				"INSERT INTO {$wpdb->postmeta} (post_id, meta_key, meta_value) SELECT p.ID, %s, %s FROM {$wpdb->posts} p WHERE p.ID IN ({$list})"
				. " AND NOT EXISTS (SELECT 1 FROM {$wpdb->postmeta} m WHERE m.post_id = p.ID AND m.meta_key = %s)",
				$key,
				$value,
				$key
			)
		);
		// phpcs:enable
	}

	/**
	 * Removes one meta of many products.
	 *
	 * @param int[]  $ids Products.
	 * @param string $key Meta key.
	 */
	private function remove( array $ids, string $key ): void {
		if ( array() === $ids ) {
			return;
		}
		global $wpdb;
		$list = implode( ',', array_map( 'intval', $ids ) );
		// phpcs:ignore WordPress.DB -- Whole numbers; prepared.
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->postmeta} WHERE meta_key = %s AND post_id IN ({$list})", $key ) );
	}

	/**
	 * The meta in WordPress' cache is old now.
	 *
	 * @param int[] $ids Products.
	 */
	private function forget_cached( array $ids ): void {
		foreach ( $ids as $id ) {
			wp_cache_delete( $id, 'post_meta' );
		}
	}
}
