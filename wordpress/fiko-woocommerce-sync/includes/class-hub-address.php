<?php
/**
 * What may be the address of a hub.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

/** The token goes there, so: https, and http only to this very machine. */
final class Hub_Address {
	/**
	 * The address without what people copy along; null when it cannot be one.
	 *
	 * @param string $typed As typed or pasted.
	 */
	public static function clean( string $typed ): ?string {
		$typed = trim( $typed );
		if ( '' !== $typed && false === strpos( $typed, '://' ) ) {
			$typed = 'https://' . $typed;
		}
		$parts = wp_parse_url( $typed );
		if ( ! is_array( $parts ) || ! isset( $parts['scheme'], $parts['host'] ) || isset( $parts['user'] ) || isset( $parts['pass'] ) ) {
			return null;
		}
		$scheme = strtolower( $parts['scheme'] );
		$host   = strtolower( $parts['host'] );
		if ( ! preg_match( '/^(\[[0-9a-f:.]+\]|[^\s\/?#@\[\]"\'<>\\\\]+)$/', $host ) ) {
			return null;
		}
		if ( 'https' !== $scheme && ! ( 'http' === $scheme && self::is_loopback( $host ) ) ) {
			return null;
		}
		// Somebody copied the address of a page: "/sign-in?next=…" is not part of it.
		return $scheme . '://' . $host . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' );
	}

	/**
	 * This machine.
	 *
	 * @param string $host In lower case.
	 */
	private static function is_loopback( string $host ): bool {
		return 'localhost' === $host || '[::1]' === $host || 1 === preg_match( '/^127(\.\d{1,3}){3}$/', $host );
	}
}
