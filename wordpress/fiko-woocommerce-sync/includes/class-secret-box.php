<?php
/**
 * Encryption of what must not be readable in a database dump.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

/**
 * XSalsa20-Poly1305 (libsodium, which WordPress brings along) under a key made from the site's salts. A dump of the database without
 * wp-config.php tells nothing; with new salts a sealed text cannot be opened any more, which reads as ''.
 */
final class Secret_Box {
	private const PREFIX = 'fiko1:';

	/**
	 * 32 bytes.
	 *
	 * @var string
	 */
	private string $key;

	/**
	 * Wires the box.
	 *
	 * @param string $salt The site's secret, e.g. wp_salt( 'secure_auth' ).
	 */
	public function __construct( string $salt ) {
		$this->key = hash( 'sha256', 'fiko-woocommerce-sync secret box|' . $salt, true );
	}

	/**
	 * Encrypts.
	 *
	 * @param string $text In the clear.
	 */
	public function seal( string $text ): string {
		$nonce = random_bytes( SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- Bytes have to fit in a text column.
		return self::PREFIX . base64_encode( $nonce . sodium_crypto_secretbox( $text, $nonce, $this->key ) );
	}

	/**
	 * Decrypts. What was never sealed (by an earlier version) is given back as it is; what cannot be opened is ''.
	 *
	 * @param string $stored As it stands in the database.
	 */
	public function open( string $stored ): string {
		if ( ! $this->is_sealed( $stored ) ) {
			return trim( $stored );
		}
		// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_decode -- See seal().
		$bytes = base64_decode( substr( $stored, strlen( self::PREFIX ) ), true );
		if ( false === $bytes || strlen( $bytes ) < SODIUM_CRYPTO_SECRETBOX_NONCEBYTES + SODIUM_CRYPTO_SECRETBOX_MACBYTES ) {
			return '';
		}
		$nonce = substr( $bytes, 0, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		$text  = sodium_crypto_secretbox_open( substr( $bytes, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ), $nonce, $this->key );
		return false === $text ? '' : $text;
	}

	/**
	 * Whether a stored text is encrypted.
	 *
	 * @param string $stored As it stands in the database.
	 */
	public function is_sealed( string $stored ): bool {
		return 0 === strpos( $stored, self::PREFIX );
	}
}
