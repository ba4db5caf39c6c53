<?php
/**
 * The command `wp fiko`.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Send\Drainer;
use Fiko\WooCommerceSync\Sync\Digest;
use Fiko\WooCommerceSync\Sync\Full_Sync;

/** Shows and runs the sync of this shop with the Fiko hub. */
final class Cli {
	/**
	 * The one sentence and its numbers.
	 *
	 * @var Status
	 */
	private Status $status;

	/**
	 * Tests.
	 *
	 * @var Doctor
	 */
	private Doctor $doctor;

	/**
	 * What waits.
	 *
	 * @var Outbox
	 */
	private Outbox $outbox;

	/**
	 * Sends.
	 *
	 * @var Drainer
	 */
	private Drainer $drainer;

	/**
	 * All products.
	 *
	 * @var Full_Sync
	 */
	private Full_Sync $full_sync;

	/**
	 * Compares.
	 *
	 * @var Digest
	 */
	private Digest $digest;

	/**
	 * Whether there is a hub.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Wires the command.
	 *
	 * @param Status    $status    The one sentence and its numbers.
	 * @param Doctor    $doctor    Tests.
	 * @param Outbox    $outbox    What waits.
	 * @param Drainer   $drainer   Sends.
	 * @param Full_Sync $full_sync All products.
	 * @param Digest    $digest    Compares.
	 * @param Settings  $settings  Whether there is a hub.
	 */
	public function __construct( Status $status, Doctor $doctor, Outbox $outbox, Drainer $drainer, Full_Sync $full_sync, Digest $digest, Settings $settings ) {
		$this->status    = $status;
		$this->doctor    = $doctor;
		$this->outbox    = $outbox;
		$this->drainer   = $drainer;
		$this->full_sync = $full_sync;
		$this->digest    = $digest;
		$this->settings  = $settings;
	}

	/** Makes the command known to WP-CLI. */
	public function register(): void {
		\WP_CLI::add_command( 'fiko', $this );
	}

	/**
	 * Shows how the shop stands. Ends with 1 when there is a problem or no connection.
	 *
	 * ## OPTIONS
	 *
	 * [--format=<format>]
	 * : How to print it.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 * ---
	 *
	 * @param string[]             $args  None.
	 * @param array<string, mixed> $flags See above.
	 */
	public function status( array $args, array $flags ): void {
		$now   = $this->status->read();
		$facts = array(
			'state'            => $now['kind'],
			'sentence'         => Words::without_marks( $now['sentence'] ),
			'cause'            => Words::without_marks( $now['cause'] ),
			'next'             => Words::without_marks( $now['next'] ),
			'products'         => $now['products'],
			'waiting'          => $now['waiting'],
			'oldest_seconds'   => null === $now['oldest_age_ms'] ? null : intdiv( $now['oldest_age_ms'], 1000 ),
			'parked'           => $now['parked'],
			'last_delivery'    => $now['last_success_at'] > 0 ? gmdate( 'Y-m-d\TH:i:s\Z', $now['last_success_at'] ) : null,
			'sending_all'      => $now['progress']['status'],
			'sent_of_all'      => $now['progress']['done'] . '/' . $now['progress']['total'],
			'last_comparison'  => null === $now['digest'] ? null : gmdate( 'Y-m-d\TH:i:s\Z', $now['digest']['at'] ),
			'differences_sent' => null === $now['digest'] ? null : $now['digest']['sent'],
		);
		if ( 'json' === ( $flags['format'] ?? 'table' ) ) {
			\WP_CLI::line( (string) wp_json_encode( $facts, JSON_UNESCAPED_UNICODE ) );
		} else {
			$rows = array();
			foreach ( $facts as $name => $value ) {
				$rows[] = array(
					'name'  => $name,
					'value' => (string) $value,
				);
			}
			\WP_CLI\Utils\format_items( 'table', $rows, array( 'name', 'value' ) );
		}
		$this->end( ! in_array( $now['kind'], array( Status::PROBLEM, Status::NOT_CONNECTED ), true ) );
	}

	/**
	 * Marks products to be sent and sends what fits in 20 seconds; background work or `wp fiko drain` does the rest.
	 *
	 * ## OPTIONS
	 *
	 * [<id>...]
	 * : Ids of products.
	 *
	 * [--all]
	 * : All products.
	 *
	 * @param string[]             $args  Ids.
	 * @param array<string, mixed> $flags See above.
	 */
	public function send( array $args, array $flags ): void {
		$this->need_connection();
		if ( ! empty( $flags['all'] ) ) {
			$this->full_sync->start();
		} else {
			$ids = array();
			foreach ( $args as $arg ) {
				if ( ! ctype_digit( $arg ) || 'product' !== get_post_type( (int) $arg ) ) {
					\WP_CLI::error( sprintf( 'There is no product %s.', $arg ) );
				}
				$ids[] = (int) $arg;
			}
			if ( array() === $ids ) {
				\WP_CLI::error( 'Name products by their ids, or use --all.' );
			}
			$this->outbox->mark_many( $ids, Outbox::LIVE );
		}
		$this->drain( array(), array() );
	}

	/**
	 * Sends what waits. Ends with 1 when the hub did not take it.
	 *
	 * ## OPTIONS
	 *
	 * [--seconds=<seconds>]
	 * : How long at most.
	 * ---
	 * default: 20
	 * ---
	 *
	 * @param string[]             $args  None.
	 * @param array<string, mixed> $flags See above.
	 */
	public function drain( array $args, array $flags ): void {
		$this->need_connection();
		$seconds = isset( $flags['seconds'] ) && is_numeric( $flags['seconds'] ) ? max( 1, (int) $flags['seconds'] ) : Drainer::BUDGET_SECONDS;
		$report  = $this->drainer->drain( $seconds );
		$counts  = $this->outbox->counts();
		\WP_CLI::line( sprintf( '%d delivered, %d refused, %d requests; %d waiting.', $report->delivered, $report->parked, $report->requests, $counts['waiting'] ) );
		if ( '' !== $report->ended_by ) {
			\WP_CLI::error( sprintf( 'Sending ended early: %s. See: wp fiko doctor', $report->ended_by ) );
		}
		$this->end( 0 === $report->parked );
	}

	/**
	 * Tests everything between this shop and the hub. Ends with 1 when something does not work.
	 *
	 * ## OPTIONS
	 *
	 * [--format=<format>]
	 * : How to print it.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 * ---
	 *
	 * @param string[]             $args  None.
	 * @param array<string, mixed> $flags See above.
	 */
	public function doctor( array $args, array $flags ): void {
		$findings = $this->doctor->examine();
		$rows     = array_map(
			static function ( Finding $finding ): array {
				// A terminal shows the marks around names as boxes.
				return array_map( array( Words::class, 'without_marks' ), $finding->to_array() );
			},
			$findings
		);
		if ( 'json' === ( $flags['format'] ?? 'table' ) ) {
			\WP_CLI::line( (string) wp_json_encode( $rows, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES ) );
		} else {
			\WP_CLI\Utils\format_items( 'table', $rows, array( 'severity', 'code', 'title', 'cause', 'fix' ) );
		}
		$this->end( Finding::ERROR !== Finding::worst( $findings ) );
	}

	/**
	 * Compares every product with the hub, here and now, and marks what differs.
	 *
	 * @subcommand compare
	 */
	public function compare(): void {
		$this->need_connection();
		$answer = $this->digest->run();
		$last   = $this->digest->last();
		if ( null === $answer || ! $answer->is_ok() || null === $last || $this->digest->is_running() ) {
			\WP_CLI::error( 'The comparison could not be finished' . ( null === $answer ? '.' : ': ' . $answer->detail() ) );
			return;
		}
		\WP_CLI::line( sprintf( '%d products compared: %d to send, %d no longer in the shop%s.', $last['total'], $last['sent'], $last['gone'], $last['waiting'] ? ', waiting for a click in the hub' : '' ) );
	}

	/** Ends the command when there is nobody to send to. */
	private function need_connection(): void {
		if ( $this->settings->is_elsewhere() ) {
			\WP_CLI::error( Words::without_marks( $this->doctor->elsewhere()->title ) . ' Nothing is sent from here. See: wp fiko doctor' );
		}
		if ( ! $this->settings->is_connected() ) {
			\WP_CLI::error( 'This shop is not connected to a hub. See: wp fiko doctor' );
		}
	}

	/**
	 * Tells scripts how it went.
	 *
	 * @param bool $is_fine Whether it went well.
	 */
	private function end( bool $is_fine ): void {
		if ( ! $is_fine ) {
			\WP_CLI::halt( 1 );
		}
	}
}
