<?php
/**
 * Loads the site named by FIKO_SITE_DIR into a command-line process, as the administrator (FIKO_RIG_USER: another one, 0: nobody).
 */

ini_set( 'memory_limit', '512M' );
$fiko_site = parse_url( (string) getenv( 'FIKO_SITE_URL' ) );
$_SERVER  += array(
	'HTTP_HOST'       => $fiko_site['host'] . ':' . $fiko_site['port'],
	'SERVER_NAME'     => $fiko_site['host'],
	'SERVER_PORT'     => (string) $fiko_site['port'],
	'REQUEST_URI'     => '/',
	'REQUEST_METHOD'  => 'GET',
	'REMOTE_ADDR'     => '127.0.0.1',
	'SERVER_PROTOCOL' => 'HTTP/1.1',
);
require_once getenv( 'FIKO_SITE_DIR' ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
require_once ABSPATH . 'wp-admin/includes/user.php';
require_once ABSPATH . 'wp-admin/includes/file.php';
if ( ! wp_installing() ) {
	wp_set_current_user( false === getenv( 'FIKO_RIG_USER' ) ? 1 : (int) getenv( 'FIKO_RIG_USER' ) );
}
