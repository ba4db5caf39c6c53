<?php
/**
 * What runs in a process of its own: `php child.php <job>`, as nobody unless FIKO_CHILD_USER says who. Prints its result as JSON.
 *
 * @package Fiko\WooCommerceSync
 */

use Fiko\WooCommerceSync\Send\Drain_Report;
use Fiko\WooCommerceSync\Sync\Catalogue;

use function Fiko\WooCommerceSync\plugin;

ini_set( 'memory_limit', '512M' );
if ( getenv( 'FIKO_CHILD_CRON' ) ) {
	define( 'DOING_CRON', true );
}
$fiko_site = parse_url( getenv( 'FIKO_SITE_URL' ) );
$_SERVER   = array_merge(
	$_SERVER,
	array(
		'HTTP_HOST'       => $fiko_site['host'] . ':' . $fiko_site['port'],
		'SERVER_NAME'     => $fiko_site['host'],
		'REQUEST_URI'     => '/',
		'REQUEST_METHOD'  => 'GET',
		'REMOTE_ADDR'     => '127.0.0.1',
		'SERVER_PROTOCOL' => 'HTTP/1.1',
	)
);
if ( getenv( 'FIKO_CHILD_NETWORK' ) ) {
	define( 'MULTISITE', true );
	define( 'SUBDOMAIN_INSTALL', false );
	define( 'DOMAIN_CURRENT_SITE', $_SERVER['HTTP_HOST'] );
	define( 'PATH_CURRENT_SITE', '/' );
	define( 'SITE_ID_CURRENT_SITE', 1 );
	define( 'BLOG_ID_CURRENT_SITE', 1 );
}
if ( getenv( 'FIKO_CHILD_CLI' ) ) {
	require __DIR__ . '/wp-cli.php';
}
require getenv( 'FIKO_SITE_DIR' ) . '/wp-load.php';
wp_set_current_user( (int) getenv( 'FIKO_CHILD_USER' ) );

if ( getenv( 'FIKO_CHILD_KILLED_BY' ) ) {
	// A plugin that ends PHP on one product: memory, time limit, exit().
	add_filter(
		'fiko_wc_sync_product_payload',
		static function ( array $payload ): array {
			if ( (int) getenv( 'FIKO_CHILD_KILLED_BY' ) === $payload['id'] ) {
				posix_kill( getmypid(), 9 );
			}
			return $payload;
		}
	);
}
if ( getenv( 'FIKO_CHILD_MS_A_PRODUCT' ) ) {
	add_filter(
		'fiko_wc_sync_product_payload',
		static function ( array $payload ): array {
			usleep( 1000 * (int) getenv( 'FIKO_CHILD_MS_A_PRODUCT' ) );
			return $payload;
		}
	);
}

$fiko_jobs = array(
	'drain'     => static function (): Drain_Report {
		return plugin()->drainer()->drain();
	},
	// One round of wp-cron.
	'actions'   => static function (): array {
		$before = memory_get_usage();
		$ran    = ActionScheduler_QueueRunner::instance()->run( 'WP Cron' );
		return array(
			'ran'     => $ran,
			'peak_mb' => ( memory_get_peak_usage() - $before ) / 1048576,
			'left'    => plugin()->full_sync()->progress(),
		);
	},
	'cli'       => static function (): array {
		return WP_CLI::run( json_decode( getenv( 'FIKO_CHILD_CLI' ), true ) );
	},
	'progress'  => static function (): array {
		return plugin()->full_sync()->progress();
	},
	'hashes'    => static function (): array {
		$hashes = array();
		foreach ( ( new Catalogue() )->ids_after( 0, 1000 ) as $id ) {
			$hashes[ $id ] = plugin()->payload()->of( wc_get_product( $id ) )['hash'];
		}
		return $hashes;
	},
	// What "Tools → Network Setup" does.
	'make_network' => static function (): bool {
		global $wpdb;
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		require_once ABSPATH . 'wp-admin/includes/network.php';
		foreach ( $wpdb->tables( 'ms_global' ) as $table => $name ) {
			$wpdb->$table = $name;
		}
		install_network();
		return true === populate_network( 1, $_SERVER['HTTP_HOST'], 'admin@example.test', 'Network', '/', false );
	},
	// A second site in which the plugin has been at work. Action Scheduler makes its tables when WooCommerce is first used there.
	'make_site' => static function (): int {
		global $wpdb;
		$id = wp_insert_site( array( 'domain' => $_SERVER['HTTP_HOST'], 'path' => '/second/', 'title' => 'Second', 'user_id' => 1 ) );
		if ( is_wp_error( $id ) ) {
			throw new RuntimeException( $id->get_error_message() );
		}
		foreach ( array( 'actions', 'logs' ) as $table ) {
			$wpdb->query( "CREATE TABLE {$wpdb->base_prefix}{$id}_actionscheduler_{$table} LIKE {$wpdb->base_prefix}actionscheduler_{$table}" );
		}
		switch_to_blog( $id );
		plugin()->activate();
		plugin()->settings()->save_token( 'wc_sk_live_second' );
		plugin()->outbox()->mark( wp_insert_post( array( 'post_title' => 'Lamp', 'post_type' => 'product' ) ) );
		plugin()->notes()->refused( 1, 'no' );
		set_transient( 'fiko_wc_doctor', array( 'x' ), 600 );
		foreach ( array( 'fiko_wc_drain', 'fiko_other' ) as $hook ) {
			$wpdb->insert( $wpdb->prefix . 'actionscheduler_actions', array( 'hook' => $hook, 'status' => 'pending' ) );
		}
		restore_current_blog();
		return (int) $id;
	},
	'uninstall' => static function (): bool {
		define( 'WP_UNINSTALL_PLUGIN', 'fiko-woocommerce-sync/fiko-woocommerce-sync.php' );
		require dirname( __DIR__, 2 ) . '/uninstall.php';
		return true;
	},
);

echo "ready\n";
fgets( STDIN );
echo json_encode( $fiko_jobs[ $argv[1] ]() );
