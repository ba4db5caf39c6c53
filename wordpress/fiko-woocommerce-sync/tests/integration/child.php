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
$fiko_site = parse_url( getenv( 'FIKO_CHILD_HOST' ) ? getenv( 'FIKO_CHILD_HOST' ) : getenv( 'FIKO_SITE_URL' ) );
$_SERVER   = array_merge(
	$_SERVER,
	array(
		'HTTP_HOST'       => $fiko_site['host'] . ( isset( $fiko_site['port'] ) ? ':' . $fiko_site['port'] : '' ),
		'SERVER_NAME'     => $fiko_site['host'],
		'REQUEST_URI'     => '/',
		'REQUEST_METHOD'  => 'GET',
		'REMOTE_ADDR'     => '127.0.0.1',
		'SERVER_PROTOCOL' => 'HTTP/1.1',
	)
);
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
	'uninstall' => static function (): bool {
		define( 'WP_UNINSTALL_PLUGIN', 'fiko-woocommerce-sync/fiko-woocommerce-sync.php' );
		require dirname( __DIR__, 2 ) . '/uninstall.php';
		return true;
	},
);

echo "ready\n";
fgets( STDIN );
echo json_encode( $fiko_jobs[ $argv[1] ]() );
