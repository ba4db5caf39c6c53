<?php
/**
 * The owner's log.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

/** Writes to WooCommerce's logger (WooCommerce → Status → Logs) when the owner switched it on. Never a secret, never a payload. */
final class Log {
	public const SOURCE = 'fiko-woocommerce-sync';

	/**
	 * Knows whether the owner wants a log.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Wires the log.
	 *
	 * @param Settings $settings Knows whether the owner wants a log.
	 */
	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Writes one line.
	 *
	 * @param string $line Facts with ids.
	 * @param bool   $fine False makes it a warning.
	 */
	public function note( string $line, bool $fine = true ): void {
		if ( $this->settings->is_logging_enabled() && function_exists( 'wc_get_logger' ) ) {
			wc_get_logger()->log( $fine ? 'info' : 'warning', $line, array( 'source' => self::SOURCE ) );
		}
	}
}
