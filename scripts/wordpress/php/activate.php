<?php
/**
 * Activates the plugins named as arguments, one process for each call as in wp-admin.
 */

require __DIR__ . '/boot.php';
foreach ( array_slice( $argv, 1 ) as $fiko_plugin ) {
	$fiko_result = activate_plugin( $fiko_plugin );
	if ( is_wp_error( $fiko_result ) ) {
		$fiko_data = $fiko_result->get_error_data();
		fwrite( STDERR, $fiko_plugin . ': ' . $fiko_result->get_error_message() . ( is_string( $fiko_data ) ? "\n" . $fiko_data : '' ) . "\n" );
		exit( 1 );
	}
}
