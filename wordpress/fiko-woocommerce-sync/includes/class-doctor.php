<?php
/**
 * The connection doctor.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Send\Drain_Queue;
use Fiko\WooCommerceSync\Send\Hub_Answer;
use Fiko\WooCommerceSync\Send\Hub_Client;
use Fiko\WooCommerceSync\Send\Sync_State;
use Fiko\WooCommerceSync\Sync\Digest;

/**
 * Looks at everything between a change and the hub, and says of each what is so, why, and what to do. A good test is also a cure: sending that
 * had stopped goes on.
 */
final class Doctor {
	public const LAST = 'fiko_wc_doctor';

	/** What the hub refuses with 400 once token, address and signature are right; it stores nothing. */
	private const EMPTY_BATCH      = '{"events":[]}';
	private const PROBE_SECONDS    = 10;
	private const SKEW_SEEN        = 60;
	private const SKEW_REFUSED     = 300;
	private const OLDEST_PHP       = '7.4';
	private const OLDEST_WORDPRESS = '5.8';
	private const OLDEST_WC        = '6.0';

	/**
	 * Address and token.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Asks the hub.
	 *
	 * @var Hub_Client
	 */
	private Hub_Client $hub;

	/**
	 * Goes on after a good test.
	 *
	 * @var Sync_State
	 */
	private Sync_State $state;

	/**
	 * Whether it could be made.
	 *
	 * @var Outbox_Table
	 */
	private Outbox_Table $table;

	/**
	 * Sends what waits after a good test.
	 *
	 * @var Drain_Queue
	 */
	private Drain_Queue $queue;

	/**
	 * Whether background work runs.
	 *
	 * @var Background
	 */
	private Background $background;

	/**
	 * Says what answers mean.
	 *
	 * @var Problem_Words
	 */
	private Problem_Words $words;

	/**
	 * Is told which store answered.
	 *
	 * @var Counterpart
	 */
	private Counterpart $counterpart;

	/**
	 * Finds what changed while the outbox was gone.
	 *
	 * @var Digest
	 */
	private Digest $digest;

	/**
	 * Wires the doctor.
	 *
	 * @param Settings      $settings    Address and token.
	 * @param Hub_Client    $hub         Asks the hub.
	 * @param Sync_State    $state       Goes on after a good test.
	 * @param Outbox_Table  $table       Whether it could be made.
	 * @param Drain_Queue   $queue       Sends what waits after a good test.
	 * @param Background    $background  Whether background work runs.
	 * @param Problem_Words $words       Says what answers mean.
	 * @param Counterpart   $counterpart Is told which store answered.
	 * @param Digest        $digest      Finds what changed while the outbox was gone.
	 */
	public function __construct( Settings $settings, Hub_Client $hub, Sync_State $state, Outbox_Table $table, Drain_Queue $queue, Background $background, Problem_Words $words, Counterpart $counterpart, Digest $digest ) {
		$this->settings    = $settings;
		$this->hub         = $hub;
		$this->state       = $state;
		$this->table       = $table;
		$this->queue       = $queue;
		$this->background  = $background;
		$this->words       = $words;
		$this->counterpart = $counterpart;
		$this->digest      = $digest;
	}

	/**
	 * Everything; remembered for an hour. Makes up to four requests of at most 10 seconds.
	 *
	 * @return list<Finding>
	 */
	public function examine(): array {
		$findings = array_merge( $this->connection(), array( $this->background_work() ), $this->surroundings() );
		set_transient(
			self::LAST,
			array(
				'at'       => time(),
				'locale'   => determine_locale(),
				// A copy of the database brings the findings of the shop along.
				'site'     => Settings::here(),
				'findings' => array_map(
					static function ( Finding $finding ): array {
						return $finding->to_array();
					},
					$findings
				),
			),
			HOUR_IN_SECONDS
		);
		return $findings;
	}

	/**
	 * The last examination, when it is not older than an hour and in the language of whoever looks.
	 *
	 * @return array{at: int, findings: list<Finding>}|null
	 */
	public function last(): ?array {
		$last = get_transient( self::LAST );
		if ( ! is_array( $last ) || ! is_array( $last['findings'] ?? null ) || determine_locale() !== ( $last['locale'] ?? '' ) || Settings::here() !== ( $last['site'] ?? '' ) ) {
			return null;
		}
		return array(
			'at'       => (int) ( $last['at'] ?? 0 ),
			'findings' => array_values( array_map( array( Finding::class, 'from_array' ), $last['findings'] ) ),
		);
	}

	/** What was found is not true any more: settings changed. */
	public function forget(): void {
		delete_transient( self::LAST );
	}

	/**
	 * From the address to the hub's answer; ends at the first thing that makes the next one impossible.
	 *
	 * @return list<Finding>
	 */
	public function connection(): array {
		$before = $this->before_asking();
		if ( null !== $before ) {
			return array( $before );
		}
		$answer = $this->hub->health();
		if ( ! $answer->is_ok() || 'ok' !== ( $answer->json['status'] ?? '' ) ) {
			return array_merge( array( $this->words->of_answer( $answer ) ), $this->clock( $answer ) );
		}
		$findings = array();
		$refusal  = $this->try_delivery();
		if ( null !== $refusal ) {
			$findings[] = $refusal;
		} else {
			$findings[] = $this->recover( $answer );
		}
		if ( 'both' === $this->settings->token_header() ) {
			$findings[] = new Finding(
				'authorization_stripped',
				Finding::OK,
				__( 'Your host removes the Authorization header.', 'fiko-woocommerce-sync' ),
				__( 'The token travels in a second header (X-Integration-Token) instead.', 'fiko-woocommerce-sync' ),
				''
			);
		}
		return array_merge( $findings, $this->clock( $answer ), $this->version( $answer ) );
	}

	/** What can be known without asking the hub; null when it can be asked. */
	private function before_asking(): ?Finding {
		if ( $this->settings->is_elsewhere() ) {
			return $this->elsewhere();
		}
		$address = $this->settings->hub_url();
		if ( '' === $address ) {
			return new Finding(
				'no_address',
				Finding::ERROR,
				__( 'The address of your hub is not set.', 'fiko-woocommerce-sync' ),
				'',
				__( 'Enter it in the settings: it is what your browser shows when you use the hub.', 'fiko-woocommerce-sync' )
			);
		}
		if ( null === Hub_Address::clean( $address ) ) {
			return new Finding(
				'bad_address',
				Finding::ERROR,
				/* translators: %s: an address. */
				sprintf( __( '“%s” cannot be the address of a hub.', 'fiko-woocommerce-sync' ), Words::name( $address ) ),
				__( 'It has to begin with https:// and hold nothing but the address.', 'fiko-woocommerce-sync' ),
				__( 'Correct the hub address in the settings.', 'fiko-woocommerce-sync' )
			);
		}
		if ( $this->settings->is_token_unreadable() ) {
			return $this->token_unreadable();
		}
		if ( ! $this->settings->has_token() ) {
			return new Finding(
				'no_token',
				Finding::ERROR,
				__( 'This shop is not connected to the hub.', 'fiko-woocommerce-sync' ),
				'',
				__( 'Press “Connect”, or paste a token from the hub in the settings.', 'fiko-woocommerce-sync' )
			);
		}
		if ( ( new \WP_Http() )->block_request( $address ) ) {
			$host = wp_parse_url( $address, PHP_URL_HOST );
			return new Finding(
				'http_blocked',
				Finding::ERROR,
				__( 'This shop is not allowed to make outgoing requests.', 'fiko-woocommerce-sync' ),
				__( 'wp-config.php forbids them (WP_HTTP_BLOCK_EXTERNAL).', 'fiko-woocommerce-sync' ),
				/* translators: %s: a line of PHP. */
				sprintf( __( 'Add the hub to the allowed hosts in wp-config.php: %s', 'fiko-woocommerce-sync' ), "define( 'WP_ACCESSIBLE_HOSTS', '" . ( is_string( $host ) ? $host : '' ) . "' );" )
			);
		}
		return null;
	}

	/** A copy, or the shop has moved. */
	public function elsewhere(): Finding {
		return new Finding(
			'site_changed',
			Finding::ERROR,
			/* translators: %s: the address a shop had, e.g. "shop.example". */
			sprintf( __( 'This looks like a copy of %s.', 'fiko-woocommerce-sync' ), Words::name( $this->settings->connected_site() ) ),
			/* translators: %s: the address a shop has now, e.g. "staging.shop.example". */
			sprintf( __( 'This shop was connected there, and is at %s now. A copy must not tell the hub its prices as those of the live shop, so nothing is sent from here.', 'fiko-woocommerce-sync' ), Words::name( Settings::here() ) ),
			__( 'On the page WooCommerce → Fiko Sync say whether the shop moved or this is a copy. Changes are kept until then.', 'fiko-woocommerce-sync' )
		);
	}

	/** The salts changed. */
	public function token_unreadable(): Finding {
		return new Finding(
			'token_unreadable',
			Finding::ERROR,
			__( 'The stored token can no longer be read.', 'fiko-woocommerce-sync' ),
			__( 'It is encrypted with the secret keys in wp-config.php, and these changed: for example when the shop moved or a security plugin renewed them.', 'fiko-woocommerce-sync' ),
			__( 'Connect this shop again. Changes made meanwhile are kept and sent then.', 'fiko-woocommerce-sync' )
		);
	}

	/** A delivery with nothing in it: asking for health is not yet being allowed to send, and is never signed. */
	private function try_delivery(): ?Finding {
		$answer = $this->hub->send_events( self::EMPTY_BATCH, self::PROBE_SECONDS );
		if ( $answer->is_ok() || ( null !== $answer->json && in_array( $answer->status, array( 400, 422, 429 ), true ) ) ) {
			return null;
		}
		return $this->words->of_answer( $answer );
	}

	/**
	 * The hub is well: sending goes on, and we know which store we are.
	 *
	 * @param Hub_Answer $answer The health answer.
	 */
	private function recover( Hub_Answer $answer ): Finding {
		$this->state->resume();
		$this->queue->enqueue();
		$store = is_array( $answer->json['store'] ?? null ) ? $answer->json['store'] : array();
		$name  = is_scalar( $store['name'] ?? null ) ? (string) $store['name'] : '';
		if ( is_scalar( $store['id'] ?? null ) ) {
			$this->counterpart->meet( (string) $store['id'], $name );
		}
		return new Finding(
			'connected',
			Finding::OK,
			'' === $name
				? __( 'The connection works.', 'fiko-woocommerce-sync' )
				/* translators: %s: name of the store at the hub. */
				: sprintf( __( 'The connection works. At the hub this shop is “%s”.', 'fiko-woocommerce-sync' ), Words::name( $name ) )
		);
	}

	/**
	 * The two clocks.
	 *
	 * @param Hub_Answer $answer Any answer of the hub.
	 * @return list<Finding>
	 */
	private function clock( Hub_Answer $answer ): array {
		$told = $answer->json['timestamp'] ?? $answer->headers['date'] ?? '';
		$hub  = is_string( $told ) ? strtotime( $told ) : false;
		if ( false === $hub || abs( time() - $hub ) <= self::SKEW_SEEN ) {
			return array();
		}
		$skew = time() - $hub;
		return array(
			new Finding(
				'clock',
				abs( $skew ) > self::SKEW_REFUSED && $this->settings->is_signing_enabled() ? Finding::ERROR : Finding::WARNING,
				$skew > 0
					/* translators: %s: a length of time, e.g. "7 minutes". */
					? sprintf( __( 'This server’s clock is %s ahead of the hub’s.', 'fiko-woocommerce-sync' ), Words::duration( $skew ) )
					/* translators: %s: a length of time, e.g. "7 minutes". */
					: sprintf( __( 'This server’s clock is %s behind the hub’s.', 'fiko-woocommerce-sync' ), Words::duration( -$skew ) ),
				__( 'Signed deliveries more than 5 minutes off are refused, and planned sales begin and end at the wrong time.', 'fiko-woocommerce-sync' ),
				__( 'Ask your host to set this server’s clock (NTP).', 'fiko-woocommerce-sync' )
			),
		);
	}

	/**
	 * Whether there is a newer plugin.
	 *
	 * @param Hub_Answer $answer The health answer.
	 * @return list<Finding>
	 */
	private function version( Hub_Answer $answer ): array {
		$latest = is_array( $answer->json['plugin'] ?? null ) && is_string( $answer->json['plugin']['latest_version'] ?? null ) ? $answer->json['plugin']['latest_version'] : '';
		if ( '' === $latest || ! version_compare( $latest, VERSION, '>' ) ) {
			return array();
		}
		return array(
			new Finding(
				'plugin_outdated',
				Finding::WARNING,
				/* translators: 1: newest version, 2: installed version. */
				sprintf( __( 'Version %1$s of this plugin is out; you have %2$s.', 'fiko-woocommerce-sync' ), $latest, VERSION ),
				'',
				__( 'Download it in the hub and install it under Plugins → Add New → Upload: your settings stay.', 'fiko-woocommerce-sync' )
			),
		);
	}

	/**
	 * The shop itself.
	 *
	 * @return list<Finding>
	 */
	private function surroundings(): array {
		$outbox   = $this->outbox();
		$findings = null === $outbox ? array() : array( $outbox );
		if ( '' === (string) get_option( 'permalink_structure' ) ) {
			$findings[] = new Finding(
				'plain_permalinks',
				Finding::WARNING,
				__( 'Your shop uses plain links (?p=123).', 'fiko-woocommerce-sync' ),
				__( 'Products are sent all the same, but customers get links that say nothing and change when you switch later.', 'fiko-woocommerce-sync' ),
				__( 'Choose “Post name” under Settings → Permalinks.', 'fiko-woocommerce-sync' )
			);
		}
		foreach ( array(
			array( 'PHP', PHP_VERSION, self::OLDEST_PHP ),
			array( 'WordPress', (string) get_bloginfo( 'version' ), self::OLDEST_WORDPRESS ),
			array( 'WooCommerce', defined( 'WC_VERSION' ) ? (string) constant( 'WC_VERSION' ) : '0', self::OLDEST_WC ),
		) as list( $name, $found, $oldest ) ) {
			if ( version_compare( $found, $oldest, '<' ) ) {
				$findings[] = new Finding(
					'old_' . strtolower( $name ),
					Finding::ERROR,
					/* translators: 1: PHP, WordPress or WooCommerce, 2: installed version, 3: oldest version that works. */
					sprintf( __( '%1$s %2$s is too old; this plugin needs %3$s or newer.', 'fiko-woocommerce-sync' ), $name, $found, $oldest ),
					'',
					__( 'Update it, or ask your host to.', 'fiko-woocommerce-sync' )
				);
			}
		}
		return $findings;
	}

	/** Background work in words. A safety run that somebody cancelled is planned again. */
	public function background_work(): Finding {
		if ( $this->settings->is_connected() && $this->background->is_available() && ! $this->background->is_planned() ) {
			return $this->background->not_planned( $this->background->plan() );
		}
		return $this->background->finding();
	}

	/** Whether a change could be noted now, asked of the database itself; null when it could. A table that is gone is made again. */
	public function outbox(): ?Finding {
		if ( ! $this->table->exists() ) {
			return $this->table_missing();
		}
		if ( ! $this->table->is_there() ) {
			if ( ! $this->table->make_again() ) {
				return $this->table_missing();
			}
			$this->digest->start();
			return new Finding(
				'table_gone',
				Finding::WARNING,
				__( 'The plugin’s table was gone, and is there again.', 'fiko-woocommerce-sync' ),
				__( 'The database was restored or moved without it, or somebody deleted it. Changes that waited in it are lost there.', 'fiko-woocommerce-sync' ),
				__( 'You need to do nothing: shop and hub are being compared, and what differs is sent.', 'fiko-woocommerce-sync' )
			);
		}
		$refused = self::try_mark();
		return '' === $refused ? null : new Finding(
			'mark_refused',
			Finding::ERROR,
			__( 'The database does not note product changes.', 'fiko-woocommerce-sync' ),
			/* translators: 1: name of a database table, 2: a technical message. */
			sprintf( __( 'It refuses to write to the table %1$s. It said: %2$s', 'fiko-woocommerce-sync' ), Outbox_Table::name(), Words::name( $refused ) ),
			__( 'Give this message to your host: the disk may be full, the table damaged, or the database read-only. When it is mended, press “Compare now”: what was not noted is found and sent.', 'fiko-woocommerce-sync' )
		);
	}

	/**
	 * Writes a row as a mark does and takes it back.
	 *
	 * @return string What the database said; '' when it took it.
	 */
	private static function try_mark(): string {
		global $wpdb;
		$id    = Uuid7::make();
		$table = Outbox_Table::name();
		$was   = $wpdb->suppress_errors();
		// phpcs:disable WordPress.DB -- The table's name is our own; nobody sees the row, which is never committed.
		$wpdb->query( 'START TRANSACTION' );
		$done  = $wpdb->query( $wpdb->prepare( "INSERT INTO {$table} (slot, product_id, kind, event_id, occurred_at, payload, priority, waiting_since, due_at) VALUES (%s, 0, 'updated', %s, 0, NULL, 0, 0, 0)", 'p' . $id, $id ) );
		$error = false === $done ? trim( $wpdb->last_error ) : '';
		$wpdb->query( 'ROLLBACK' );
		// Where the table was moved to an engine without transactions.
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$table} WHERE slot = %s", 'p' . $id ) );
		// phpcs:enable
		$wpdb->suppress_errors( $was );
		return false === $done && '' === $error ? 'INSERT' : $error;
	}

	/** A host refused CREATE TABLE. */
	public function table_missing(): Finding {
		return new Finding(
			'table_missing',
			Finding::ERROR,
			__( 'The plugin’s table could not be made, so no change is noticed.', 'fiko-woocommerce-sync' ),
			__( 'The database user of this shop may not create tables.', 'fiko-woocommerce-sync' ),
			/* translators: %s: name of a database table. */
			sprintf( __( 'Ask your host to give the database user the right CREATE, then open this page again. The table is %s.', 'fiko-woocommerce-sync' ), Outbox_Table::name() )
		);
	}
}
