<?php
/**
 * Switched off it rests; removed it leaves nothing.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Integration;

use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Send\Delivery_Notes;
use Fiko\WooCommerceSync\Send\Drain_Queue;
use Fiko\WooCommerceSync\Sync\Digest;
use Fiko\WooCommerceSync\Sync\Full_Sync;

use function Fiko\WooCommerceSync\plugin;

require_once __DIR__ . '/class-sync-test-case.php';

/** uninstall.php runs in a process of its own, as WordPress runs it. */
final class UninstallTest extends Sync_Test_Case {
	private const HOOKS = array( Drain_Queue::DRAIN, Drain_Queue::AFTER_PAUSE, Drain_Queue::SAFETY, Full_Sync::STEP, Digest::STEP, Digest::DAILY );

	protected function tearDown(): void {
		wp_cache_flush();
		plugin()->activate();
		delete_option( 'fiko_other_plugin' );
		delete_option( '_transient_fiko_other' );
		as_unschedule_all_actions( 'fiko_test_other' );
		parent::tearDown();
	}

	/** A shop in which everything the plugin can leave lies about. @return int a product's id */
	private function use_everything(): int {
		$id = $this->make_product()->get_id();
		$this->drain();
		$this->make_product();
		$this->insert_products( 2001 );
		$this->hub->always( array( 'status' => 500 ) );
		plugin()->full_sync()->start();
		plugin()->digest()->start();
		$this->drain();
		$this->drain();
		plugin()->drain_queue()->enqueue();
		as_schedule_recurring_action( time() + 60, 60, Drain_Queue::SAFETY );
		as_schedule_recurring_action( time() + 60, DAY_IN_SECONDS, Digest::DAILY );
		plugin()->settings()->save_signing_secret( self::SECRET );
		plugin()->settings()->save_signing( true );
		plugin()->settings()->save_logging( false );
		plugin()->settings()->save_store( 's1', 'Shop' );
		plugin()->settings()->use_both_headers();
		plugin()->outbox_table()->ensure();
		foreach ( array( 'fiko_wc_doctor', 'fiko_wc_flash_1', 'fiko_wc_connect_1', 'fiko_wc_marked' ) as $transient ) {
			set_transient( $transient, array( 'x' ), 600 );
		}
		update_option( 'fiko_wc_dismissed', array( 'x' ), false );
		plugin()->notes()->refused( $id, 'no' );
		// What only looks like ours.
		update_option( 'fiko_other_plugin', 'stays' );
		update_option( '_transient_fiko_other', 'stays' );
		update_post_meta( $id, '_fiko_note', 'stays' );
		update_post_meta( $id, 'fiko_sync_status', 'stays' );
		as_schedule_single_action( time() + 600, 'fiko_test_other' );
		foreach ( self::HOOKS as $hook ) {
			$this->assertTrue( as_has_scheduled_action( $hook ), $hook );
		}
		return $id;
	}

	/** @return array<string, array<int, string>> what the database holds besides the plugin's */
	private function others( string $prefix ): array {
		global $wpdb;
		$of_wordpress = "option_name NOT LIKE '%transient%' AND option_name NOT LIKE 'action\\_scheduler\\_%' AND option_name <> 'cron'";
		return array(
			'tables'  => array_values( array_filter( $wpdb->get_col( 'SHOW TABLES' ), static fn ( string $name ): bool => false === strpos( $name, 'fiko_outbox' ) ) ),
			'options' => $wpdb->get_col( "SELECT CONCAT(option_name, '=', MD5(option_value)) FROM {$prefix}options WHERE option_name NOT LIKE 'fiko\\_wc\\_%' AND $of_wordpress ORDER BY option_name" ),
			'posts'   => $wpdb->get_col( "SELECT CONCAT(ID, post_status) FROM {$prefix}posts ORDER BY ID" ),
			'meta'    => $wpdb->get_col( "SELECT CONCAT(post_id, meta_key, '=', meta_value) FROM {$prefix}postmeta WHERE meta_key NOT IN ('_fiko_sync_status', '_fiko_last_sync', '_fiko_sync_error', '_fiko_last_occurred') ORDER BY meta_id" ),
			'actions' => $wpdb->get_col( "SELECT CONCAT(action_id, hook) FROM {$prefix}actionscheduler_actions WHERE hook NOT LIKE 'fiko\\_wc\\_%' ORDER BY action_id" ),
		);
	}

	/** @return string[] what is left of the plugin */
	private function left( string $prefix ): array {
		global $wpdb;
		return array_merge(
			$wpdb->get_col( "SHOW TABLES LIKE '{$prefix}fiko\\_outbox'" ),
			$wpdb->get_col( "SELECT option_name FROM {$prefix}options WHERE option_name LIKE '%fiko\\_wc\\_%'" ),
			$wpdb->get_col( "SELECT meta_key FROM {$prefix}postmeta WHERE meta_key IN ('_fiko_sync_status', '_fiko_last_sync', '_fiko_sync_error', '_fiko_last_occurred')" ),
			$wpdb->get_col( "SELECT hook FROM {$prefix}actionscheduler_actions WHERE hook LIKE 'fiko\\_wc\\_%'" ),
			$wpdb->get_col( "SELECT meta_key FROM {$wpdb->usermeta} WHERE meta_key LIKE '%fiko\\_wc%'" )
		);
	}

	/** @return int lines of Action Scheduler's log that tell of an action that is not there */
	private function orphaned_log_lines(): int {
		global $wpdb;
		return (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}actionscheduler_logs l LEFT JOIN {$wpdb->prefix}actionscheduler_actions a ON a.action_id = l.action_id WHERE a.action_id IS NULL" );
	}

	public function test_removed_it_leaves_nothing_of_its_own_and_takes_nothing_else(): void {
		global $wpdb;
		$id     = $this->use_everything();
		$others = $this->others( $wpdb->prefix );
		$orphan = $this->orphaned_log_lines();
		$this->assertNotSame( array(), $this->left( $wpdb->prefix ) );

		$this->assertTrue( Child::run( 'uninstall' ) );

		$this->assertSame( array(), $this->left( $wpdb->prefix ) );
		$this->assertSame( $others, $this->others( $wpdb->prefix ) );
		$this->assertSame( $orphan, $this->orphaned_log_lines(), 'No line of the log is left without its action.' );
		$this->next_request();
		$this->assertSame( array( 'stays', 'stays' ), array( get_post_meta( $id, '_fiko_note', true ), get_post_meta( $id, 'fiko_sync_status', true ) ) );
	}

	public function test_its_lines_in_woocommerces_log_go_with_it_and_those_of_others_stay(): void {
		$folder = wp_upload_dir()['basedir'] . '/wc-logs';
		wp_mkdir_p( $folder );
		$ours   = $folder . '/fiko-woocommerce-sync-2026-11-21-abc.log';
		$theirs = $folder . '/fatal-errors-2026-11-21-abc.log';
		file_put_contents( $ours, 'x' );
		file_put_contents( $theirs, 'x' );
		Child::run( 'uninstall' );
		$this->assertFileDoesNotExist( $ours );
		$this->assertFileExists( $theirs );
		unlink( $theirs );
	}

	public function test_removed_twice_it_does_no_harm(): void {
		$this->assertTrue( Child::run( 'uninstall' ) );
		$this->assertTrue( Child::run( 'uninstall' ) );
		$this->assertSame( '', $this->new_log_lines() );
	}

	public function test_installed_again_it_begins_anew(): void {
		$this->use_everything();
		Child::run( 'uninstall' );
		wp_cache_flush();
		plugin()->activate();
		$this->next_request();
		$this->assertFalse( plugin()->settings()->has_token() );
		$this->assertSame( array(), $this->rows() );
		$this->assertSame( 'never', plugin()->full_sync()->progress()['status'] );
		plugin()->settings()->save_token( self::TOKEN );
		$this->make_product();
		$this->assertCount( 1, $this->rows() );
	}

	public function test_switched_off_it_keeps_what_waits_and_runs_no_more(): void {
		$this->use_everything();
		$rows = $this->waiting_ids();
		plugin()->deactivate();
		foreach ( self::HOOKS as $hook ) {
			$this->assertFalse( as_has_scheduled_action( $hook ), $hook );
		}
		$this->assertTrue( as_has_scheduled_action( 'fiko_test_other' ) );
		$this->assertSame( $rows, $this->waiting_ids() );
		$this->assertTrue( plugin()->settings()->is_connected() );
	}

	public function test_switched_on_again_it_goes_on_where_it_was(): void {
		$id = $this->make_product()->get_id();
		plugin()->deactivate();
		$this->next_request();
		plugin()->activate();
		$this->assertSame( array( (string) $id ), array_column( $this->rows(), 'product_id' ) );
		$this->assertSame( 1, $this->drain()->delivered );
	}

	public function test_switched_on_a_token_that_an_earlier_version_stored_in_the_clear_is_sealed(): void {
		update_option( 'fiko_wc_api_token', self::TOKEN );
		plugin()->activate();
		$this->assertStringNotContainsString( self::TOKEN, (string) get_option( 'fiko_wc_api_token' ) );
		$this->assertSame( self::TOKEN, plugin()->settings()->token() );
	}

	public function test_the_safety_run_comes_back_with_the_first_background_run(): void {
		as_unschedule_all_actions( Drain_Queue::SAFETY );
		Child::run( 'progress', array( 'FIKO_CHILD_CRON' => '1' ) );
		$this->assertTrue( as_has_scheduled_action( Drain_Queue::SAFETY ) );
		$this->assertTrue( as_has_scheduled_action( Digest::DAILY ) );
		Child::run( 'progress', array( 'FIKO_CHILD_CRON' => '1' ) );
		$this->assertCount( 1, as_get_scheduled_actions( array( 'hook' => Drain_Queue::SAFETY, 'status' => \ActionScheduler_Store::STATUS_PENDING ), 'ids' ) );
	}

	public function test_a_visitors_page_schedules_nothing(): void {
		Child::run( 'progress' );
		$this->assertFalse( as_has_scheduled_action( Drain_Queue::SAFETY ) );
	}

	public function test_on_a_network_every_site_is_cleaned(): void {
		global $wpdb;
		$permalinks = get_option( 'permalink_structure' );
		$before     = $wpdb->get_col( 'SHOW TABLES' );
		$users      = (int) $wpdb->get_var( "SELECT COALESCE(MAX(umeta_id), 0) FROM {$wpdb->usermeta}" );
		$network    = array( 'FIKO_CHILD_NETWORK' => '1' );
		try {
			$this->assertTrue( Child::run( 'make_network' ) );
			$second = $wpdb->prefix . Child::run( 'make_site', $network ) . '_';
			$this->assertNotSame( array(), $this->left( $second ) );
			$others = $this->others( $second );
			$this->make_product();
			$this->drain();

			$this->assertTrue( Child::run( 'uninstall', $network ) );
			$this->assertSame( array(), $this->left( $wpdb->prefix ) );
			$this->assertSame( array(), $this->left( $second ) );
			$this->assertSame( $others, $this->others( $second ) );
		} finally {
			foreach ( array_diff( $wpdb->get_col( 'SHOW TABLES' ), $before ) as $table ) {
				$wpdb->query( "DROP TABLE $table" );
			}
			$wpdb->query( "DELETE FROM {$wpdb->usermeta} WHERE umeta_id > $users" );
			wp_cache_flush();
			update_option( 'permalink_structure', $permalinks );
			delete_option( 'rewrite_rules' );
		}
	}
}
