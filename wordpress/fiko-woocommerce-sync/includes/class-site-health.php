<?php
/**
 * Tools → Site Health.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Send\Sync_State;

/** Three tests, and facts for whoever helps: never a secret. */
final class Site_Health {
	/** With hyphens: WordPress' script replaces one underscore only when it makes the action's name of it. */
	private const CONNECTION = 'fiko-wc-connection';
	private const BACKLOG_MS = 3600000;

	/**
	 * Whether there is a hub.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Tests the connection.
	 *
	 * @var Doctor
	 */
	private Doctor $doctor;

	/**
	 * Whether background work runs.
	 *
	 * @var Background
	 */
	private Background $background;

	/**
	 * What waits.
	 *
	 * @var Outbox
	 */
	private Outbox $outbox;

	/**
	 * Whether sending goes on.
	 *
	 * @var Sync_State
	 */
	private Sync_State $state;

	/**
	 * The one sentence.
	 *
	 * @var Status
	 */
	private Status $status;

	/**
	 * Wires the tests.
	 *
	 * @param Settings   $settings   Whether there is a hub.
	 * @param Doctor     $doctor     Tests the connection.
	 * @param Background $background Whether background work runs.
	 * @param Outbox     $outbox     What waits.
	 * @param Sync_State $state      Whether sending goes on.
	 * @param Status     $status     The one sentence.
	 */
	public function __construct( Settings $settings, Doctor $doctor, Background $background, Outbox $outbox, Sync_State $state, Status $status ) {
		$this->settings   = $settings;
		$this->doctor     = $doctor;
		$this->background = $background;
		$this->outbox     = $outbox;
		$this->state      = $state;
		$this->status     = $status;
	}

	/** Hooks. */
	public function register(): void {
		add_filter( 'site_status_tests', array( $this, 'filter_tests' ) );
		add_filter( 'debug_information', array( $this, 'filter_facts' ) );
		add_action( 'wp_ajax_health-check-' . self::CONNECTION, array( $this, 'action_connection' ) );
	}

	/**
	 * Our tests. A shop that is not connected has nothing to be tested.
	 *
	 * @param array<string, array<string, array<string, mixed>>> $tests By kind and name.
	 * @return array<string, array<string, array<string, mixed>>>
	 */
	public function filter_tests( $tests ): array {
		if ( ! $this->settings->has_token() ) {
			return $tests;
		}
		$tests['async'][ self::CONNECTION ] = array(
			'label'             => __( 'Connection to the Fiko hub', 'fiko-woocommerce-sync' ),
			'test'              => self::CONNECTION,
			'async_direct_test' => array( $this, 'test_connection' ),
		);
		$tests['direct']['fiko_wc_backlog'] = array(
			'label' => __( 'Product changes waiting for Fiko', 'fiko-woocommerce-sync' ),
			'test'  => array( $this, 'test_backlog' ),
		);
		$tests['direct']['fiko_wc_cron']    = array(
			'label' => __( 'Background work for Fiko', 'fiko-woocommerce-sync' ),
			'test'  => array( $this, 'test_background' ),
		);
		return $tests;
	}

	/** The test that asks the hub, as a request of its own. */
	public function action_connection(): void {
		if ( ! current_user_can( 'view_site_health_checks' ) ) {
			wp_send_json_error( null, 403 );
		}
		check_ajax_referer( 'health-check-site-status' );
		wp_send_json_success( $this->test_connection() );
	}

	/**
	 * The doctor's findings of at most an hour ago, else new ones.
	 *
	 * @return array<string, mixed>
	 */
	public function test_connection(): array {
		$last     = $this->doctor->last();
		$findings = null !== $last ? $last['findings'] : $this->doctor->examine();
		$shown    = $findings[0] ?? new Finding( 'unknown_answer', Finding::ERROR, __( 'The connection could not be tested.', 'fiko-woocommerce-sync' ) );
		foreach ( $findings as $finding ) {
			if ( Finding::ERROR === $finding->severity && Finding::ERROR !== $shown->severity ) {
				$shown = $finding;
			}
		}
		return $this->result( self::CONNECTION, $shown );
	}

	/**
	 * How long the oldest change waits.
	 *
	 * @return array<string, mixed>
	 */
	public function test_backlog(): array {
		$problem = $this->doctor->outbox();
		if ( null !== $problem ) {
			return $this->result( 'fiko_wc_backlog', $problem );
		}
		$counts = $this->outbox->counts();
		$age_ms = (int) $counts['oldest_age_ms'];
		if ( $counts['parked'] > 0 ) {
			/* translators: %s: a number of products. */
			$finding = new Finding( 'parked', Finding::WARNING, sprintf( _n( '%s product could not be sent to Fiko.', '%s products could not be sent to Fiko.', $counts['parked'], 'fiko-woocommerce-sync' ), Words::number( $counts['parked'] ) ), '', __( 'The reasons stand on the page WooCommerce → Fiko Sync.', 'fiko-woocommerce-sync' ) );
		} elseif ( $counts['waiting'] > 0 && $age_ms > self::BACKLOG_MS && $counts['waiting'] > $counts['bulk'] ) {
			$finding = new Finding(
				'backlog',
				Finding::WARNING,
				sprintf(
					/* translators: 1: a number of changes, 2: a length of time. */
					_n( '%1$s product change waits for Fiko, since %2$s.', '%1$s product changes wait for Fiko, the oldest for %2$s.', $counts['waiting'], 'fiko-woocommerce-sync' ),
					Words::number( $counts['waiting'] ),
					Words::duration( intdiv( $age_ms, 1000 ) )
				),
				__( 'Nothing is lost, but Fiko does not know these changes yet.', 'fiko-woocommerce-sync' ),
				__( 'Test the connection on the page WooCommerce → Fiko Sync.', 'fiko-woocommerce-sync' )
			);
		} else {
			$finding = new Finding( 'backlog_ok', Finding::OK, __( 'Product changes reach Fiko in time.', 'fiko-woocommerce-sync' ) );
		}
		return $this->result( 'fiko_wc_backlog', $finding );
	}

	/**
	 * Whether background work runs.
	 *
	 * @return array<string, mixed>
	 */
	public function test_background(): array {
		return $this->result( 'fiko_wc_cron', $this->doctor->background_work() );
	}

	/**
	 * Facts for whoever helps.
	 *
	 * @param array<string, array<string, mixed>> $facts Sections by name.
	 * @return array<string, array<string, mixed>>
	 */
	public function filter_facts( $facts ): array {
		$now   = $this->status->read();
		$store = $this->settings->store();
		$time  = static function ( int $at ): string {
			return $at > 0 ? gmdate( 'Y-m-d H:i:s', $at ) . ' UTC' : '-';
		};
		$rows  = array(
			'version'      => array( __( 'Version', 'fiko-woocommerce-sync' ), VERSION ),
			'hub'          => array( __( 'Hub address', 'fiko-woocommerce-sync' ), $this->settings->hub_url() ),
			'state'        => array( __( 'State', 'fiko-woocommerce-sync' ), $now['kind'] . ': ' . $now['sentence'] ),
			'token'        => array( __( 'Integration token', 'fiko-woocommerce-sync' ), $this->settings->is_token_unreadable() ? 'unreadable' : ( $this->settings->has_token() ? 'stored' : '-' ) ),
			'token_header' => array( __( 'Token travels as', 'fiko-woocommerce-sync' ), $this->settings->token_header() ),
			'signing'      => array( __( 'Signing', 'fiko-woocommerce-sync' ), $this->settings->is_signing_enabled() ? 'on' : 'off' ),
			'store'        => array( __( 'Store at the hub', 'fiko-woocommerce-sync' ), null === $store ? '-' : $store['id'] ),
			'products'     => array( __( 'Products in the shop', 'fiko-woocommerce-sync' ), (string) $now['products'] ),
			'waiting'      => array( __( 'Changes waiting', 'fiko-woocommerce-sync' ), (string) $now['waiting'] ),
			'oldest'       => array( __( 'Oldest change, seconds', 'fiko-woocommerce-sync' ), null === $now['oldest_age_ms'] ? '-' : (string) intdiv( $now['oldest_age_ms'], 1000 ) ),
			'parked'       => array( __( 'Could not be sent', 'fiko-woocommerce-sync' ), (string) $now['parked'] ),
			'last_success' => array( __( 'Last confirmed delivery', 'fiko-woocommerce-sync' ), $time( $now['last_success_at'] ) ),
			'full_sync'    => array( __( 'Sending all products', 'fiko-woocommerce-sync' ), $now['progress']['status'] . ' ' . $now['progress']['done'] . '/' . $now['progress']['total'] ),
			'digest'       => array( __( 'Last comparison with the hub', 'fiko-woocommerce-sync' ), null === $now['digest'] ? '-' : $time( $now['digest']['at'] ) . ', sent ' . $now['digest']['sent'] . ', gone ' . $now['digest']['gone'] ),
			'failures'     => array( __( 'Failed requests in a row', 'fiko-woocommerce-sync' ), (string) $this->state->failures() ),
			'last_problem' => array( __( 'Last error', 'fiko-woocommerce-sync' ), array() === $now['problems'] ? '-' : $now['problems'][0]['problem'] . ' ' . $now['problems'][0]['status'] . ', ' . $time( $now['problems'][0]['at'] ) ),
			'safety_run'   => array( __( 'Background work ran last', 'fiko-woocommerce-sync' ), $time( $this->background->last_run_at() ) ),
			'wp_cron'      => array( 'DISABLE_WP_CRON', $this->background->is_wp_cron_disabled() ? 'yes' : 'no' ),
		);

		$fields = array();
		foreach ( $rows as $name => list( $label, $value ) ) {
			$fields[ $name ] = array(
				'label' => $label,
				'value' => $value,
			);
		}
		$facts['fiko-woocommerce-sync'] = array(
			'label'  => __( 'Fiko Sync', 'fiko-woocommerce-sync' ),
			'fields' => $fields,
		);
		return $facts;
	}

	/**
	 * A finding as Site Health wants it.
	 *
	 * @param string  $test    The test's name.
	 * @param Finding $finding What was found.
	 * @return array<string, mixed>
	 */
	private function result( string $test, Finding $finding ): array {
		$statuses = array(
			Finding::OK      => 'good',
			Finding::WARNING => 'recommended',
			Finding::ERROR   => 'critical',
		);
		return array(
			'label'       => $finding->title,
			'status'      => $statuses[ $finding->severity ] ?? 'critical',
			'badge'       => array(
				'label' => __( 'Fiko Sync', 'fiko-woocommerce-sync' ),
				'color' => 'blue',
			),
			'description' => '<p>' . esc_html( trim( $finding->cause . ' ' . $finding->fix ) ) . '</p>',
			'actions'     => '<p><a href="' . esc_url( Connect::page_url() ) . '">' . esc_html__( 'Open Fiko Sync', 'fiko-woocommerce-sync' ) . '</a></p>',
			'test'        => $test,
		);
	}
}
