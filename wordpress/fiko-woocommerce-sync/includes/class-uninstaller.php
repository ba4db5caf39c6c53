<?php
/**
 * Leaves nothing behind.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Send\Delivery_Notes;

/** Runs without WooCommerce, which may be gone already. */
final class Uninstaller {
	/** On every site. */
	public function run(): void {
		if ( ! is_multisite() ) {
			$this->clean_site();
			return;
		}
		$sites = get_sites(
			array(
				'fields' => 'ids',
				'number' => 0,
			)
		);
		foreach ( $sites as $site_id ) {
			switch_to_blog( (int) $site_id );
			$this->clean_site();
			restore_current_blog();
		}
	}

	/** Of the current site. */
	private function clean_site(): void {
		global $wpdb;
		( new Outbox_Table() )->drop();
		Delivery_Notes::remove_all();
		// phpcs:disable WordPress.DB -- Ours by name.
		$like    = $wpdb->esc_like( 'fiko_wc_' ) . '%';
		$options = $wpdb->get_col(
			$wpdb->prepare(
				"SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE %s OR option_name LIKE %s OR option_name LIKE %s",
				$like,
				$wpdb->esc_like( '_transient_fiko_wc_' ) . '%',
				$wpdb->esc_like( '_transient_timeout_fiko_wc_' ) . '%'
			)
		);
		foreach ( $options as $option ) {
			delete_option( $option );
		}
		$this->remove_log();
		foreach ( array( 'logs', 'actions' ) as $table ) {
			$name = $wpdb->prefix . 'actionscheduler_' . $table;
			if ( $name !== $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $name ) ) ) ) {
				continue;
			}
			$condition = 'logs' === $table ? "action_id IN (SELECT action_id FROM {$wpdb->prefix}actionscheduler_actions WHERE hook LIKE %s)" : 'hook LIKE %s';
			$wpdb->query( $wpdb->prepare( "DELETE FROM {$name} WHERE {$condition}", $like ) );
		}
		// phpcs:enable
	}

	/** What the owner's log holds of us: WooCommerce's files, or its table where a shop logs there. */
	private function remove_log(): void {
		global $wpdb;
		$uploads = wp_upload_dir( null, false );
		$files   = glob( $uploads['basedir'] . '/wc-logs/' . Log::SOURCE . '-*.log' );
		foreach ( is_array( $files ) ? $files : array() as $file ) {
			wp_delete_file( $file );
		}
		$table = $wpdb->prefix . 'woocommerce_log';
		// phpcs:disable WordPress.DB -- WooCommerce's table, our rows.
		if ( $table === $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $table ) ) ) ) {
			$wpdb->delete( $table, array( 'source' => Log::SOURCE ) );
		}
		// phpcs:enable
	}
}
