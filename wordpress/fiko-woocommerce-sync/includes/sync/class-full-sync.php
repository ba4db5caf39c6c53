<?php
/**
 * "Send all products".
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Sync;

use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Send\Drainer;

/**
 * Marks every product, a few thousand a step; the drains do the rest. Where it stands is in the database: the browser may be closed, the server
 * may die. Starting it twice starts it anew, which costs nothing twice: the hub skips what it has.
 *
 * @phpstan-type Progress array{status: 'never'|'marking'|'sending'|'done', total: int, done: int, percent: int, started_at: int, finished_at: int}
 */
final class Full_Sync {
	public const OPTION = 'fiko_wc_full_sync';
	public const STEP   = 'fiko_wc_full_sync_step';

	private const IDS_A_STEP = 2000;

	/**
	 * Where products are marked.
	 *
	 * @var Outbox
	 */
	private Outbox $outbox;

	/**
	 * The shop's products.
	 *
	 * @var Catalogue
	 */
	private Catalogue $catalogue;

	/**
	 * What follows: only the digest finds what the hub has too much.
	 *
	 * @var Digest
	 */
	private Digest $digest;

	/**
	 * Wires the first sync.
	 *
	 * @param Outbox    $outbox    Where products are marked.
	 * @param Catalogue $catalogue The shop's products.
	 * @param Digest    $digest    What follows.
	 */
	public function __construct( Outbox $outbox, Catalogue $catalogue, Digest $digest ) {
		$this->outbox    = $outbox;
		$this->catalogue = $catalogue;
		$this->digest    = $digest;
	}

	/** Hooks. */
	public function register(): void {
		add_action( self::STEP, array( $this, 'action_step' ), 10, 0 );
		add_action( Drainer::DRAINED, array( $this, 'action_drained' ), 10, 0 );
	}

	/** Begins; the first products are marked at once. */
	public function start(): void {
		$this->write(
			array(
				'status'      => 'marking',
				'cursor'      => 0,
				'total'       => $this->catalogue->count(),
				'started_at'  => time(),
				'finished_at' => 0,
			)
		);
		$this->action_step();
	}

	/** Marks the next products, and asks for the next step until all are marked. */
	public function action_step(): void {
		$state = $this->mark_next();
		if ( 'marking' === $state['status'] && function_exists( 'as_enqueue_async_action' ) ) {
			as_enqueue_async_action( self::STEP, array( $state['cursor'] ) );
		}
		$this->settle();
	}

	/** After each drain, whoever ran it: a step that was lost, or never comes because background work is dead, is done here. */
	public function action_drained(): void {
		$this->mark_next();
		$this->settle();
	}

	/**
	 * Marks the next products.
	 *
	 * @return array{status: 'never'|'marking'|'sending'|'done', cursor: int, total: int, started_at: int, finished_at: int} Where it stands then.
	 */
	private function mark_next(): array {
		$state = $this->read();
		if ( 'marking' !== $state['status'] ) {
			return $state;
		}
		$ids = $this->catalogue->ids_after( $state['cursor'], self::IDS_A_STEP );
		if ( array() !== $ids ) {
			$this->outbox->mark_many( $ids, Outbox::BULK );
			$state['cursor'] = $ids[ count( $ids ) - 1 ];
		}
		if ( count( $ids ) < self::IDS_A_STEP ) {
			$state['status'] = 'sending';
		}
		$this->write( $state );
		return $state;
	}

	/** Sees whether everything that was marked is delivered. */
	private function settle(): void {
		$state = $this->read();
		if ( 'sending' !== $state['status'] || $this->outbox->count_up_to( $state['cursor'], $state['started_at'] ) > 0 ) {
			return;
		}
		$state['status']      = 'done';
		$state['finished_at'] = time();
		$this->write( $state );
		$this->digest->start();
	}

	/**
	 * How far it is.
	 *
	 * @return Progress
	 */
	public function progress(): array {
		$state = $this->read();
		$done  = $state['total'];
		if ( 'never' === $state['status'] ) {
			$done = 0;
		} elseif ( 'done' !== $state['status'] ) {
			$waiting = $this->outbox->count_up_to( $state['cursor'], $state['started_at'] );
			$marked  = 'marking' === $state['status'] ? $this->marked( $state['cursor'] ) : $state['total'];
			$done    = max( 0, min( $state['total'], $marked - $waiting ) );
		}
		return array(
			'status'      => $state['status'],
			'total'       => $state['total'],
			'done'        => $done,
			'percent'     => $state['total'] > 0 ? intdiv( 100 * $done, $state['total'] ) : ( 'done' === $state['status'] ? 100 : 0 ),
			'started_at'  => $state['started_at'],
			'finished_at' => $state['finished_at'],
		);
	}

	/** Takes everything back, e.g. at deactivation. */
	public function clear(): void {
		if ( function_exists( 'as_unschedule_all_actions' ) ) {
			as_unschedule_all_actions( self::STEP );
		}
	}

	/**
	 * Products up to the cursor.
	 *
	 * @param int $cursor The last marked id.
	 */
	private function marked( int $cursor ): int {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- Counted where it stands.
		return (int) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM {$wpdb->posts} WHERE post_type = 'product' AND post_status NOT IN ('trash', 'auto-draft') AND ID <= %d", $cursor ) );
	}

	/**
	 * The option, with every field.
	 *
	 * @return array{status: 'never'|'marking'|'sending'|'done', cursor: int, total: int, started_at: int, finished_at: int}
	 */
	private function read(): array {
		$stored = get_option( self::OPTION, array() );
		$stored = is_array( $stored ) ? $stored : array();
		$status = $stored['status'] ?? 'never';
		return array(
			'status'      => in_array( $status, array( 'marking', 'sending', 'done' ), true ) ? $status : 'never',
			'cursor'      => (int) ( $stored['cursor'] ?? 0 ),
			'total'       => (int) ( $stored['total'] ?? 0 ),
			'started_at'  => (int) ( $stored['started_at'] ?? 0 ),
			'finished_at' => (int) ( $stored['finished_at'] ?? 0 ),
		);
	}

	/**
	 * Stores the option; not autoloaded.
	 *
	 * @param array<string, mixed> $state All fields.
	 */
	private function write( array $state ): void {
		update_option( self::OPTION, $state, false );
	}
}
