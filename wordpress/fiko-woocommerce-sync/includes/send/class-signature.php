<?php
/**
 * Signed deliveries.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Send;

/** The Standard Webhooks scheme: HMAC-SHA256 over "id.timestamp.body". */
final class Signature {
	private const PREFIX = 'whsec_';

	/**
	 * The three headers of a signed delivery.
	 *
	 * @param string $secret    "whsec_" and base64.
	 * @param string $id        Of this delivery.
	 * @param int    $timestamp Seconds since 1970.
	 * @param string $body      The exact bytes that are sent.
	 * @return array<string, string>
	 */
	public static function headers( string $secret, string $id, int $timestamp, string $body ): array {
		$encoded = 0 === strpos( $secret, self::PREFIX ) ? substr( $secret, strlen( self::PREFIX ) ) : $secret;
		// phpcs:disable WordPress.PHP.DiscouragedPHPFunctions -- The scheme is written in base64.
		$key  = (string) base64_decode( $encoded, false );
		$mark = 'v1,' . base64_encode( hash_hmac( 'sha256', "{$id}.{$timestamp}.{$body}", $key, true ) );
		// phpcs:enable
		return array(
			'webhook-id'        => $id,
			'webhook-timestamp' => (string) $timestamp,
			'webhook-signature' => $mark,
		);
	}
}
