<?php
/**
 * Connect without copying secrets.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

use Fiko\WooCommerceSync\Admin\Flash;
use Fiko\WooCommerceSync\Admin\Request_Guard;
use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Send\Drain_Queue;
use Fiko\WooCommerceSync\Send\Hub_Client;
use Fiko\WooCommerceSync\Send\Sync_State;
use Fiko\WooCommerceSync\Sync\Digest;
use Fiko\WooCommerceSync\Sync\Full_Sync;

/**
 * Sends the owner to the hub and changes the code that comes back for token and signing secret, server to server. State and verifier (PKCE, S256)
 * are one user's, for ten minutes, used once; the code never works without the verifier, which never leaves this server but for the exchange.
 */
final class Connect {
	public const START      = 'fiko_wc_connect';
	public const DISCONNECT = 'fiko_wc_disconnect';
	public const IS_COPY    = 'fiko_wc_is_copy';
	public const PAGE       = 'fiko-wc-sync';

	private const WAY_OUT = '/connect/woocommerce';
	private const PENDING = 'fiko_wc_connect_';
	private const LIMIT   = 600;
	private const TOKEN   = '/^wc_sk_live_[a-z0-9]{40}$/';

	/**
	 * Where token and secret go.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Exchanges the code.
	 *
	 * @var Hub_Client
	 */
	private Hub_Client $hub;

	/**
	 * Tests afterwards.
	 *
	 * @var Doctor
	 */
	private Doctor $doctor;

	/**
	 * Begins afterwards.
	 *
	 * @var Full_Sync
	 */
	private Full_Sync $full_sync;

	/**
	 * Begins afterwards where all was sent before.
	 *
	 * @var Digest
	 */
	private Digest $digest;

	/**
	 * Is told which store it is.
	 *
	 * @var Counterpart
	 */
	private Counterpart $counterpart;

	/**
	 * Emptied at a disconnect.
	 *
	 * @var Outbox
	 */
	private Outbox $outbox;

	/**
	 * Whether there is an outbox at all.
	 *
	 * @var Outbox_Table
	 */
	private Outbox_Table $table;

	/**
	 * Whether sending goes on.
	 *
	 * @var Sync_State
	 */
	private Sync_State $state;

	/**
	 * Needs no runs after a disconnect.
	 *
	 * @var Drain_Queue
	 */
	private Drain_Queue $queue;

	/**
	 * Says what failed.
	 *
	 * @var Problem_Words
	 */
	private Problem_Words $words;

	/**
	 * Tells the owner.
	 *
	 * @var Flash
	 */
	private Flash $flash;

	/**
	 * Wires the connection.
	 *
	 * @param Settings      $settings    Where token and secret go.
	 * @param Hub_Client    $hub         Exchanges the code.
	 * @param Doctor        $doctor      Tests afterwards.
	 * @param Full_Sync     $full_sync   Begins afterwards.
	 * @param Digest        $digest      Begins afterwards where all was sent before.
	 * @param Counterpart   $counterpart Is told which store it is.
	 * @param Outbox        $outbox      Emptied at a disconnect.
	 * @param Outbox_Table  $table       Whether there is an outbox at all.
	 * @param Sync_State    $state       Whether sending goes on.
	 * @param Drain_Queue   $queue       Needs no runs after a disconnect.
	 * @param Problem_Words $words       Says what failed.
	 * @param Flash         $flash       Tells the owner.
	 */
	public function __construct( Settings $settings, Hub_Client $hub, Doctor $doctor, Full_Sync $full_sync, Digest $digest, Counterpart $counterpart, Outbox $outbox, Outbox_Table $table, Sync_State $state, Drain_Queue $queue, Problem_Words $words, Flash $flash ) {
		$this->settings    = $settings;
		$this->hub         = $hub;
		$this->doctor      = $doctor;
		$this->full_sync   = $full_sync;
		$this->digest      = $digest;
		$this->counterpart = $counterpart;
		$this->outbox      = $outbox;
		$this->table       = $table;
		$this->state       = $state;
		$this->queue       = $queue;
		$this->words       = $words;
		$this->flash       = $flash;
	}

	/** Hooks. The way back is asked for by the settings page, whose address it has. */
	public function register(): void {
		add_action( 'admin_post_' . self::START, array( $this, 'action_start' ) );
		add_action( 'admin_post_' . self::DISCONNECT, array( $this, 'action_disconnect' ) );
		add_action( 'admin_post_' . self::IS_COPY, array( $this, 'action_is_copy' ) );
	}

	/** Off to the hub. */
	public function action_start(): void {
		Request_Guard::check_form( self::START );
		$typed = Request_Guard::text( 'fiko_hub_url' );
		$hub   = $this->settings->hub_url();
		if ( '' !== $typed ) {
			// Kept for the way back only: nothing is changed here before the owner has confirmed at that hub.
			$hub = Hub_Address::clean( $typed );
			if ( null === $hub ) {
				$this->flash->keep_form( array( 'first_hub_url' => __( 'This cannot be the address of a hub. It begins with https://, like the one your browser shows when you use the hub.', 'fiko-woocommerce-sync' ) ), array( 'first_hub_url' => $typed ) );
				$this->go( self::page_url() );
				return;
			}
		}
		if ( '' === $hub ) {
			$this->flash->keep_form( array( 'first_hub_url' => __( 'Enter the address of your hub first.', 'fiko-woocommerce-sync' ) ), array( 'first_hub_url' => '' ) );
			$this->go( self::page_url() );
			return;
		}
		// phpcs:ignore WordPress.Security.SafeRedirect -- The hub is another host, and its address is the owner's.
		wp_redirect( $this->begin( $hub ) );
		exit;
	}

	/**
	 * Makes state and verifier, and the address at the hub.
	 *
	 * @param string $hub Address of the hub; '' for the stored one.
	 */
	public function begin( string $hub = '' ): string {
		$stored   = $this->settings->hub_url();
		$hub      = '' === $hub ? $stored : $hub;
		$state    = self::random();
		$verifier = self::random();
		set_transient(
			self::PENDING . get_current_user_id(),
			array(
				'state'    => $state,
				'verifier' => $verifier,
				'hub'      => $hub,
				'stored'   => $stored,
			),
			self::LIMIT
		);
		return $hub . self::WAY_OUT . '?' . http_build_query(
			array(
				'state'                 => $state,
				'code_challenge'        => self::base64url( hash( 'sha256', $verifier, true ) ),
				'code_challenge_method' => 'S256',
				'redirect_uri'          => self::page_url(),
				'name'                  => html_entity_decode( (string) get_bloginfo( 'name' ), ENT_QUOTES, 'UTF-8' ),
			),
			'',
			'&',
			PHP_QUERY_RFC3986
		);
	}

	/** Back from the hub, with a code or a refusal; then the page is opened anew, without the code in its address. */
	public function action_return(): void {
		// phpcs:ignore WordPress.Security.NonceVerification -- The state is the nonce here.
		if ( ! isset( $_GET['state'] ) || ( ! isset( $_GET['code'] ) && ! isset( $_GET['error'] ) ) || ! current_user_can( Request_Guard::MANAGE ) ) {
			return;
		}
		$pending = get_transient( self::PENDING . get_current_user_id() );
		$problem = $this->finish( Request_Guard::text( 'state' ), Request_Guard::text( 'code' ), Request_Guard::text( 'error' ) );
		if ( null !== $problem ) {
			$this->flash->add( 'error', $problem );
			if ( is_array( $pending ) && is_string( $pending['hub'] ?? null ) ) {
				$this->flash->keep_form( array(), array( 'first_hub_url' => $pending['hub'] ) );
			}
		} else {
			$store = $this->settings->store();
			$this->flash->add(
				'success',
				null === $store || '' === $store['name']
					? __( 'Connected. Your products are being sent now; you may close this page.', 'fiko-woocommerce-sync' )
					/* translators: %s: name of the store at the hub. */
					: sprintf( __( 'Connected to “%s”. Your products are being sent now; you may close this page.', 'fiko-woocommerce-sync' ), Words::name( $store['name'] ) )
			);
		}
		$this->go( self::page_url() );
	}

	/**
	 * The exchange.
	 *
	 * @param string $state What came back.
	 * @param string $code  One-time code, or ''.
	 * @param string $error The hub's refusal, or ''.
	 * @return string|null What went wrong, for people; null when connected.
	 */
	public function finish( string $state, string $code, string $error ): ?string {
		$name    = self::PENDING . get_current_user_id();
		$pending = get_transient( $name );
		// Of two that come at once only one deletes it.
		$is_mine = is_array( $pending ) && delete_transient( $name );
		if ( ! $is_mine || ! is_string( $pending['state'] ?? null ) || ! hash_equals( $pending['state'], $state ) ) {
			return __( 'The answer of the hub does not belong to a connection you began here in the last ten minutes. Press “Connect” again.', 'fiko-woocommerce-sync' );
		}
		if ( '' !== $error ) {
			return 'access_denied' === $error
				? __( 'You did not confirm the connection at the hub. Nothing was changed.', 'fiko-woocommerce-sync' )
				/* translators: %s: a short technical word. */
				: sprintf( __( 'The hub ended the connection: %s. Press “Connect” again.', 'fiko-woocommerce-sync' ), $error );
		}
		if ( '' === $code ) {
			return __( 'The hub sent no code. Press “Connect” again.', 'fiko-woocommerce-sync' );
		}
		$hub = is_string( $pending['hub'] ?? null ) ? $pending['hub'] : '';
		if ( '' === $hub || ( $pending['stored'] ?? $hub ) !== $this->settings->hub_url() ) {
			return __( 'The hub address was changed meanwhile. Press “Connect” again.', 'fiko-woocommerce-sync' );
		}
		$answer = $this->hub->connect(
			array(
				'code'          => $code,
				'code_verifier' => (string) ( $pending['verifier'] ?? '' ),
				'redirect_uri'  => self::page_url(),
			),
			$hub
		);
		if ( ! $answer->is_ok() ) {
			if ( in_array( $answer->status, array( 400, 401, 403, 410 ), true ) && null !== $answer->json ) {
				return __( 'The hub did not accept the code: it is older than five minutes or was used already. Press “Connect” again.', 'fiko-woocommerce-sync' );
			}
			$finding = $this->words->of_answer( $answer, $hub );
			return trim( $finding->title . ' ' . $finding->cause . ' ' . $finding->fix );
		}
		$token = is_string( $answer->json['token'] ?? null ) ? $answer->json['token'] : '';
		if ( ! preg_match( self::TOKEN, $token ) ) {
			return __( 'The hub answered without a token. Update the hub or the plugin, or paste a token instead.', 'fiko-woocommerce-sync' );
		}
		$secret = is_string( $answer->json['signing_secret'] ?? null ) ? $answer->json['signing_secret'] : '';
		$this->settings->move_to_hub( $hub );
		$this->settings->save_token( $token );
		$this->settings->save_signing_secret( $secret );
		$this->settings->save_signing( '' !== $secret );
		$store    = is_array( $answer->json['store'] ?? null ) ? $answer->json['store'] : array();
		$is_other = is_scalar( $store['id'] ?? null ) && $this->counterpart->meet( (string) $store['id'], is_scalar( $store['name'] ?? null ) ? (string) $store['name'] : '' );
		$this->first_contact( ! $is_other );
		return null;
	}

	/**
	 * A token or an address is new here: tests it and, when it is good, sends all products, or compares them where the same store had them before.
	 * Another store is noticed by the test itself, which sends all then.
	 *
	 * @param bool $from_start Whether all products are sent even if they were before.
	 * @return list<Finding>
	 */
	public function first_contact( bool $from_start ): array {
		// What stopped the old token says nothing of this one.
		$this->state->resume();
		// Nobody cancelled what could not be planned before there was a token.
		$this->doctor->background_work();
		$findings = $this->doctor->examine();
		$is_good  = false;
		foreach ( $findings as $finding ) {
			$is_good = $is_good || 'connected' === $finding->code;
		}
		// A code that was just exchanged proves the connection, whatever the test met a moment later.
		if ( $this->table->exists() ) {
			$status = $this->full_sync->progress()['status'];
			if ( 'never' === $status && ( $from_start || $is_good ) ) {
				$this->counterpart->begin();
			} elseif ( $from_start ) {
				$this->full_sync->start();
			} elseif ( $is_good && 'done' === $status ) {
				$this->digest->start();
			}
		}
		return $findings;
	}

	/** The owner does not want it any more. */
	public function action_disconnect(): void {
		Request_Guard::check_form( self::DISCONNECT );
		$this->disconnect();
		$this->flash->add( 'success', __( 'Disconnected. The products at the hub stay as they were; delete the token there if you will not connect again.', 'fiko-woocommerce-sync' ) );
		$this->go( self::page_url() );
	}

	/** This site is a copy: the token belongs to the live shop, which goes on with it. */
	public function action_is_copy(): void {
		Request_Guard::check_form( self::IS_COPY );
		$this->disconnect();
		$this->flash->add( 'success', __( 'This copy is disconnected. The live shop goes on as before; connect this site only if it is to have a store of its own at the hub.', 'fiko-woocommerce-sync' ) );
		$this->go( self::page_url() );
	}

	/** Forgets the hub, and what waits for it. */
	public function disconnect(): void {
		$this->settings->disconnect();
		$this->settings->save_signing( false );
		if ( $this->table->exists() ) {
			$this->outbox->clear();
		}
		foreach ( array( Full_Sync::OPTION, Digest::OPTION, Sync_State::OPTION ) as $option ) {
			delete_option( $option );
		}
		$this->queue->clear();
		$this->doctor->forget();
	}

	/** Address of the settings page: where the hub sends the owner back to. */
	public static function page_url(): string {
		return admin_url( 'admin.php?page=' . self::PAGE );
	}

	/** 256 random bits as text. */
	private static function random(): string {
		return self::base64url( random_bytes( 32 ) );
	}

	/**
	 * Base64 without what an address minds.
	 *
	 * @param string $bytes Any.
	 */
	private static function base64url( string $bytes ): string {
		// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- RFC 7636 is written in it.
		return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
	}

	/**
	 * Opens a page of this site.
	 *
	 * @param string $url Its address.
	 */
	private function go( string $url ): void {
		wp_safe_redirect( $url );
		exit;
	}
}
