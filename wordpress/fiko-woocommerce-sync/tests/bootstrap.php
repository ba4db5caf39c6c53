<?php
/**
 * Unit tests: the plugin's classes, no WordPress. With FIKO_SITE_DIR: that shop, loaded into this process as wp-admin's administrator.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests;

error_reporting( E_ALL );
$fiko_site_dir = (string) getenv( 'FIKO_SITE_DIR' );

if ( '' === $fiko_site_dir ) {
	define( 'ABSPATH', __DIR__ . '/' );
	define( 'MINUTE_IN_SECONDS', 60 );
	define( 'HOUR_IN_SECONDS', 3600 );
	define( 'DAY_IN_SECONDS', 86400 );
	if ( is_readable( dirname( __DIR__ ) . '/includes/class-autoloader.php' ) ) {
		require_once dirname( __DIR__ ) . '/includes/class-autoloader.php';
		\Fiko\WooCommerceSync\Autoloader::register( dirname( __DIR__ ) . '/includes' );
	}
	return;
}

ini_set( 'memory_limit', '1024M' );
// Quick edit, duplication and settings are hooked in wp-admin only.
define( 'WP_ADMIN', true );
$fiko_site_url = parse_url( (string) getenv( 'FIKO_SITE_URL' ) );
$_SERVER       = array_merge(
	$_SERVER,
	array(
		'HTTP_HOST'       => $fiko_site_url['host'] . ':' . $fiko_site_url['port'],
		'SERVER_NAME'     => $fiko_site_url['host'],
		'SERVER_PORT'     => (string) $fiko_site_url['port'],
		'REQUEST_URI'     => '/wp-admin/index.php',
		'PHP_SELF'        => '/wp-admin/index.php',
		'REQUEST_METHOD'  => 'GET',
		'REMOTE_ADDR'     => '127.0.0.1',
		'SERVER_PROTOCOL' => 'HTTP/1.1',
	)
);
// WordPress expects to be loaded in the global scope; PHPUnit loads this file in a function.
global $wpdb, $wp_version, $wp_db_version, $table_prefix, $pagenow, $wp, $wp_query, $wp_rewrite, $wp_the_query, $wp_locale;
require_once $fiko_site_dir . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
// WordPress reports what it likes, to its own log; a test that meets a warning fails.
error_reporting( E_ALL & ~E_DEPRECATED & ~E_USER_DEPRECATED );
wp_set_current_user( 1 );
require_once __DIR__ . '/class-site-test-case.php';
require_once __DIR__ . '/class-hook-recorder.php';
require_once __DIR__ . '/integration/class-stub-hub.php';
