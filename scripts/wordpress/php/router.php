<?php
/**
 * PHP's built-in server as WordPress's web server: files are files, everything else is index.php (pretty permalinks).
 */

$fiko_path = rawurldecode( (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
$fiko_file = $_SERVER['DOCUMENT_ROOT'] . $fiko_path;
if ( false === strpos( $fiko_path, '..' ) && false === strpos( $fiko_path, '/.' ) ) {
	if ( is_dir( $fiko_file ) && '/' !== substr( $fiko_path, -1 ) && is_file( $fiko_file . '/index.php' ) ) {
		header( 'Location: ' . $fiko_path . '/', true, 301 );
		return true;
	}
	if ( is_file( $fiko_file ) || is_file( rtrim( $fiko_file, '/' ) . '/index.php' ) ) {
		return false;
	}
}
$_SERVER['SCRIPT_NAME']     = '/index.php';
$_SERVER['PHP_SELF']        = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . '/index.php';
unset( $_SERVER['PATH_INFO'] );
chdir( $_SERVER['DOCUMENT_ROOT'] );
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
