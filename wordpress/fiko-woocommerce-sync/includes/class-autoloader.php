<?php
/**
 * Finds the plugin's classes.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

/** Fiko\WooCommerceSync\Outbox\Outbox_Row is includes/outbox/class-outbox-row.php. */
final class Autoloader {
	/**
	 * Registers the look-up.
	 *
	 * @param string $folder Absolute path of the classes.
	 */
	public static function register( string $folder ): void {
		spl_autoload_register(
			static function ( string $name ) use ( $folder ): void {
				if ( 0 !== strpos( $name, __NAMESPACE__ . '\\' ) ) {
					return;
				}
				$parts = explode( '\\', strtolower( str_replace( '_', '-', substr( $name, strlen( __NAMESPACE__ ) + 1 ) ) ) );
				$file  = 'class-' . array_pop( $parts ) . '.php';
				$path  = implode( '/', array_merge( array( $folder ), $parts, array( $file ) ) );
				if ( is_readable( $path ) ) {
					require_once $path;
				}
			}
		);
	}
}
