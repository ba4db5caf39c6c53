<?php
/**
 * What the owner set.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

/** Reads and writes the plugin's options. Option names are fixed by the field: shops already hold them. */
final class Settings {
	public const TOKEN          = 'fiko_wc_api_token';
	public const LOGGING        = 'fiko_wc_enable_logging';
	public const HUB_URL        = 'fiko_wc_hub_url';
	public const SIGNING        = 'fiko_wc_enable_signing';
	public const SIGNING_SECRET = 'fiko_wc_signing_secret';
	public const STORE          = 'fiko_wc_store';
	/** Where this shop was when it was connected: a copy of the database elsewhere is not this shop. */
	public const SITE = 'fiko_wc_site';
	/** How the token travels: 'bearer', or 'both' where a host strips the Authorization header. */
	public const TOKEN_HEADER = 'fiko_wc_token_header';

	/**
	 * Keeps secrets unreadable in the database.
	 *
	 * @var Secret_Box
	 */
	private Secret_Box $box;

	/**
	 * Absolute path of the plugin's folder.
	 *
	 * @var string
	 */
	private string $folder;

	/**
	 * Wires the settings.
	 *
	 * @param Secret_Box $box    Encrypts secrets.
	 * @param string     $folder Absolute path of the plugin's folder.
	 */
	public function __construct( Secret_Box $box, string $folder ) {
		$this->box    = $box;
		$this->folder = $folder;
	}

	/** Without a token no change is marked and nothing is sent. Costs no query: the option is autoloaded. */
	public function has_token(): bool {
		return '' !== $this->raw( self::TOKEN );
	}

	/** Whether sending can be tried: an address, a token that can be read, and the site that was connected. */
	public function is_connected(): bool {
		return '' !== $this->hub_url() && '' !== $this->token() && ! $this->is_elsewhere();
	}

	/**
	 * Whether this site has another address than the one that was connected: a staging copy, or a shop that moved. Only the owner knows which. Costs no
	 * query: the options are autoloaded. A connection that an earlier version made adopts the address it has now.
	 */
	public function is_elsewhere(): bool {
		$here = self::here();
		if ( '' === $here || ! $this->has_token() ) {
			return false;
		}
		$connected = $this->connected_site();
		if ( '' === $connected ) {
			$this->adopt_site();
			return false;
		}
		return self::without_www( $here ) !== self::without_www( $connected );
	}

	/** Host and path of the site that was connected; '' when it is not known. */
	public function connected_site(): string {
		return $this->raw( self::SITE );
	}

	/** This site is the one that is connected. */
	public function adopt_site(): void {
		update_option( self::SITE, self::here(), true );
	}

	/** Host and path of this site as the owner set it, without the scheme; '' when it has none (a wp-config.php that asks the request, in WP-CLI). */
	public static function here(): string {
		// Not home_url(), which plugins change with the language of a page.
		$home  = get_option( 'home' );
		$parts = wp_parse_url( is_string( $home ) ? $home : '' );
		if ( ! is_array( $parts ) || ! isset( $parts['host'] ) ) {
			return '';
		}
		$port = $parts['port'] ?? 443;
		return strtolower( $parts['host'] ) . ( in_array( $port, array( 80, 443 ), true ) ? '' : ':' . $port ) . untrailingslashit( $parts['path'] ?? '' );
	}

	/** The token, or '' when there is none or it cannot be read any more (the site's salts were changed). */
	public function token(): string {
		return $this->box->open( $this->raw( self::TOKEN ) );
	}

	/** A token is stored but the site's salts changed since: the owner has to connect again. */
	public function is_token_unreadable(): bool {
		return $this->has_token() && '' === $this->token();
	}

	/** First six and last six characters, as the hub shows it; '' without a token. */
	public function token_preview(): string {
		$token = $this->token();
		return strlen( $token ) > 12 ? substr( $token, 0, 6 ) . '…' . substr( $token, -6 ) : '';
	}

	/**
	 * Stores the token encrypted; '' removes it.
	 *
	 * @param string $token As the hub showed it.
	 */
	public function save_token( string $token ): void {
		$token = trim( $token );
		// Kept when empty: every request asks for it, and an option that is not there costs a query each time.
		update_option( self::TOKEN, '' === $token ? '' : $this->box->seal( $token ), true );
		delete_option( self::TOKEN_HEADER );
		if ( '' === $token ) {
			update_option( self::SITE, '', true );
		} else {
			$this->adopt_site();
		}
	}

	/** Encrypts a token that an earlier version stored in the clear. May run any number of times. */
	public function encrypt_plain_token(): void {
		$stored = $this->raw( self::TOKEN );
		if ( '' !== $stored && ! $this->box->is_sealed( $stored ) ) {
			update_option( self::TOKEN, $this->box->seal( trim( $stored ) ), true );
		}
	}

	/** Address of the hub without a trailing slash; '' when unknown. Option, then constant, then what the download was made with. */
	public function hub_url(): string {
		$address = $this->raw( self::HUB_URL );
		if ( '' === $address && defined( 'FIKO_WC_HUB_URL' ) ) {
			$constant = constant( 'FIKO_WC_HUB_URL' );
			$address  = is_string( $constant ) ? $constant : '';
		}
		$file = $this->folder . '/hub-address.php';
		if ( '' === $address && is_readable( $file ) ) {
			$told    = include $file;
			$address = is_string( $told ) ? $told : '';
		}
		return untrailingslashit( trim( $address ) );
	}

	/**
	 * Stores the address.
	 *
	 * @param string $url Absolute, with or without a trailing slash.
	 */
	public function save_hub_url( string $url ): void {
		update_option( self::HUB_URL, untrailingslashit( trim( $url ) ), true );
	}

	/**
	 * Another address: the token and the signing secret of the hub before are forgotten first, so that the new one never sees them. The same address
	 * changes nothing, and one that came with the download is not pinned by it: a later download may bring another.
	 *
	 * @param string $url Absolute, as Hub_Address::clean() gave it.
	 */
	public function move_to_hub( string $url ): void {
		if ( $url === $this->hub_url() ) {
			return;
		}
		// What somebody wrote with a path or in capitals is the same hub; a token that never had an address gets its first one.
		if ( '' !== $this->hub_url() && Hub_Address::clean( $this->hub_url() ) !== $url ) {
			$this->disconnect();
		}
		$this->save_hub_url( $url );
	}

	/** Key of signed deliveries ("whsec_…"), or ''. */
	public function signing_secret(): string {
		return $this->box->open( $this->raw( self::SIGNING_SECRET ) );
	}

	/**
	 * Stores the signing secret encrypted; '' removes it.
	 *
	 * @param string $secret As the hub showed it.
	 */
	public function save_signing_secret( string $secret ): void {
		$this->save_secret( self::SIGNING_SECRET, $secret );
	}

	/** Whether deliveries are signed: switched on, and there is a key. */
	public function is_signing_enabled(): bool {
		return wc_string_to_bool( $this->raw( self::SIGNING ) ) && '' !== $this->signing_secret();
	}

	/**
	 * Switches signing.
	 *
	 * @param bool $enabled On or off.
	 */
	public function save_signing( bool $enabled ): void {
		update_option( self::SIGNING, $enabled ? 'yes' : 'no', true );
	}

	/** Whether deliveries are written to WooCommerce's log. */
	public function is_logging_enabled(): bool {
		return wc_string_to_bool( $this->raw( self::LOGGING ) );
	}

	/**
	 * Switches the log.
	 *
	 * @param bool $enabled On or off.
	 */
	public function save_logging( bool $enabled ): void {
		update_option( self::LOGGING, $enabled ? 'yes' : 'no', true );
	}

	/** 'bearer' or 'both'. */
	public function token_header(): string {
		return 'both' === $this->raw( self::TOKEN_HEADER ) ? 'both' : 'bearer';
	}

	/** From now on the token travels in X-Integration-Token too. */
	public function use_both_headers(): void {
		update_option( self::TOKEN_HEADER, 'both', true );
	}

	/**
	 * The hub's name for this shop, as the last health answer or connect told it.
	 *
	 * @return array{id: string, name: string}|null
	 */
	public function store(): ?array {
		$store = get_option( self::STORE );
		return is_array( $store ) && isset( $store['id'], $store['name'] ) ? array(
			'id'   => (string) $store['id'],
			'name' => (string) $store['name'],
		) : null;
	}

	/** Address of the hub that told the store; '' when it is not known. */
	public function store_hub(): string {
		$store = get_option( self::STORE );
		return is_array( $store ) && is_string( $store['hub'] ?? null ) ? $store['hub'] : '';
	}

	/**
	 * Remembers which store this is, and at which hub.
	 *
	 * @param string $id   The store's id.
	 * @param string $name The store's name.
	 */
	public function save_store( string $id, string $name ): void {
		update_option(
			self::STORE,
			array(
				'id'   => $id,
				'name' => $name,
				'hub'  => $this->hub_url(),
			),
			false
		);
	}

	/** Forgets token, signing secret and store; the address stays. */
	public function disconnect(): void {
		$this->save_token( '' );
		foreach ( array( self::SIGNING_SECRET, self::STORE ) as $option ) {
			delete_option( $option );
		}
	}

	/**
	 * "www." is no move.
	 *
	 * @param string $site Host and path.
	 */
	private static function without_www( string $site ): string {
		return 0 === strpos( $site, 'www.' ) ? substr( $site, 4 ) : $site;
	}

	/**
	 * An option as text.
	 *
	 * @param string $option Name.
	 */
	private function raw( string $option ): string {
		$value = get_option( $option, '' );
		return is_scalar( $value ) ? (string) $value : '';
	}

	/**
	 * Stores a secret encrypted, or removes it.
	 *
	 * @param string $option Name.
	 * @param string $secret In the clear; '' removes.
	 */
	private function save_secret( string $option, string $secret ): void {
		$secret = trim( $secret );
		if ( '' === $secret ) {
			delete_option( $option );
			return;
		}
		update_option( $option, $this->box->seal( $secret ), true );
	}
}
