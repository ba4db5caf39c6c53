<?php
/**
 * Delivers what waits.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Send;

use Fiko\WooCommerceSync\Log;
use Fiko\WooCommerceSync\Memory;
use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Outbox\Outbox_Row;
use Fiko\WooCommerceSync\Settings;
use Fiko\WooCommerceSync\Uuid7;

/**
 * Takes rows, reads their products, sends them, and removes a row only when the hub confirmed its event. May be killed at any line, and run
 * any number of times at once.
 */
final class Drainer {
	public const BUDGET_SECONDS = 20;

	private const ROWS_A_REQUEST    = 100;
	private const LONGEST_REQUEST   = 15;
	private const SHORTEST_REQUEST  = 5;
	private const MOST_ATTEMPTS     = 5;
	private const PRODUCT_PAUSE_MS  = 60000;
	private const WAITS_FOR_ROWS_MS = 3000;
	private const ASK_AGAIN_SECONDS = 3600;
	private const UNDER_WAY_MS      = 3000;
	/** Fired when a drain ended, whoever ran it. */
	public const DRAINED             = 'fiko_wc_drained';
	private const PROBLEM_CHARACTERS = 500;

	/**
	 * What waits.
	 *
	 * @var Outbox
	 */
	private Outbox $outbox;

	/**
	 * Makes events of rows.
	 *
	 * @var Event_Builder
	 */
	private Event_Builder $builder;

	/**
	 * Talks to the hub.
	 *
	 * @var Hub_Client
	 */
	private Hub_Client $hub;

	/**
	 * Whether sending goes on.
	 *
	 * @var Sync_State
	 */
	private Sync_State $state;

	/**
	 * What a product's last delivery was.
	 *
	 * @var Delivery_Notes
	 */
	private Delivery_Notes $notes;

	/**
	 * When the next drain is.
	 *
	 * @var Drain_Queue
	 */
	private Drain_Queue $queue;

	/**
	 * Whether there is anybody to send to.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * The owner's log.
	 *
	 * @var Log
	 */
	private Log $log;

	/**
	 * The largest batch that is tried: halved when the hub says 413.
	 *
	 * @var int
	 */
	private int $rows_a_request = self::ROWS_A_REQUEST;

	/**
	 * Wires the drainer.
	 *
	 * @param Settings       $settings Whether there is anybody to send to.
	 * @param Outbox         $outbox   What waits.
	 * @param Event_Builder  $builder  Makes events of rows.
	 * @param Hub_Client     $hub      Talks to the hub.
	 * @param Sync_State     $state    Whether sending goes on.
	 * @param Delivery_Notes $notes    What a product's last delivery was.
	 * @param Drain_Queue    $queue    When the next drain is.
	 * @param Log            $log      The owner's log.
	 */
	public function __construct( Settings $settings, Outbox $outbox, Event_Builder $builder, Hub_Client $hub, Sync_State $state, Delivery_Notes $notes, Drain_Queue $queue, Log $log ) {
		$this->settings = $settings;
		$this->outbox   = $outbox;
		$this->builder  = $builder;
		$this->hub      = $hub;
		$this->state    = $state;
		$this->notes    = $notes;
		$this->queue    = $queue;
		$this->log      = $log;
	}

	/** Hooks. */
	public function register(): void {
		foreach ( array( Drain_Queue::DRAIN, Drain_Queue::AFTER_PAUSE, Drain_Queue::SAFETY ) as $hook ) {
			add_action( $hook, array( $this, 'action_drain' ), 10, 0 );
		}
		// A save while a drain runs asks for none: the unique action is still there. So the drain looks once more when it is not any more.
		add_action( 'action_scheduler_completed_action', array( $this, 'action_completed' ) );
	}

	/** One drain, as Action Scheduler runs it. */
	public function action_drain(): void {
		$this->drain();
	}

	/** Something was marked between the drain's last look and its end. */
	public function action_completed(): void {
		if ( ! did_action( Drain_Queue::DRAIN ) || ! $this->may_send() ) {
			return;
		}
		$due = $this->outbox->due_in_ms( self::WAITS_FOR_ROWS_MS );
		if ( null !== $due && $due['first'] < self::WAITS_FOR_ROWS_MS ) {
			$this->queue->enqueue();
		}
	}

	/**
	 * Delivers what is due until nothing is, the time is up or the hub fails.
	 *
	 * @param int $seconds Time limit; a request that is under way is not cut off.
	 */
	public function drain( int $seconds = self::BUDGET_SECONDS ): Drain_Report {
		$report = new Drain_Report();
		if ( ! $this->settings->is_connected() ) {
			$report->ended_by = 'not_connected';
			return $report;
		}
		if ( $this->is_stopped() ) {
			$report->ended_by = 'stopped';
			return $report;
		}
		if ( $this->state->paused_until() > 0 ) {
			$report->ended_by = 'paused';
			$this->queue->enqueue_at( $this->state->paused_until() );
			return $report;
		}

		$this->rows_a_request = self::ROWS_A_REQUEST;

		$deadline = microtime( true ) + $seconds;
		$user     = get_current_user_id();
		// Prices and visibility are those of a guest, whoever's request this is.
		wp_set_current_user( 0 );
		try {
			while ( '' === $report->ended_by && microtime( true ) < $deadline && $this->drain_once( $report, $deadline ) ) {
				continue;
			}
		} finally {
			wp_set_current_user( $user );
		}
		if ( $this->state->paused_until() > 0 ) {
			$this->queue->enqueue_at( $this->state->paused_until() );
		}
		if ( $report->requests > 0 ) {
			$this->log->note( sprintf( 'drain: %d delivered, %d parked, %d requests%s', $report->delivered, $report->parked, $report->requests, '' === $report->ended_by ? '' : ', ended by ' . $report->ended_by ), '' === $report->ended_by );
		}
		/**
		 * A drain ended. What builds on it (first sync, comparison) looks whether it can go on.
		 *
		 * @since 1.0.0
		 * @param Drain_Report $report What it did.
		 */
		// phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.DynamicHooknameFound -- It is 'fiko_wc_drained'.
		do_action( self::DRAINED, $report );
		return $report;
	}

	/** Whether the hub does not let us in. Asked again once an hour: the token may have been switched on again over there. */
	private function is_stopped(): bool {
		$stopped = $this->state->stopped();
		if ( null === $stopped || time() - $stopped['at'] < self::ASK_AGAIN_SECONDS ) {
			return null !== $stopped;
		}
		$answer = $this->hub->health();
		if ( $answer->is_ok() ) {
			$this->state->resume();
			return false;
		}
		if ( in_array( $answer->problem(), array( 'unauthorized', 'forbidden' ), true ) ) {
			$this->state->stop( $answer );
		} else {
			// No answer to the question: the reason stays, and it is asked again in an hour.
			$this->state->stay_stopped();
		}
		return true;
	}

	/** Whether a drain would send anything. */
	private function may_send(): bool {
		return $this->settings->is_connected() && null === $this->state->stopped() && 0 === $this->state->paused_until();
	}

	/**
	 * One request's worth.
	 *
	 * @param Drain_Report $report   Counted into.
	 * @param float        $deadline Seconds since 1970.
	 * @return bool Whether to go on.
	 */
	private function drain_once( Drain_Report $report, float $deadline ): bool {
		$claim_id = Uuid7::make();
		$rows     = $this->outbox->claim( $claim_id, $this->rows_a_request );
		if ( array() === $rows ) {
			return $this->wait_for_rows( $deadline );
		}
		$ids = array_map(
			static function ( Outbox_Row $row ): int {
				return $row->product_id;
			},
			$rows
		);
		Memory::forget_cached();
		Memory::forget_products( $ids );
		_prime_post_caches( $ids, true, true );

		$batch   = new Batch();
		$unsent  = array();
		$is_full = false;
		foreach ( $rows as $row ) {
			$event = $is_full ? null : $this->build( $claim_id, $row, $report );
			if ( null !== $event && $batch->has_room( $event ) ) {
				$batch->add( $row, $event );
			} elseif ( $is_full || null !== $event ) {
				$is_full  = true;
				$unsent[] = $row;
			}
		}
		$this->outbox->release( $claim_id, $unsent );
		if ( $batch->count() > 0 ) {
			$left = (int) ceil( $deadline - microtime( true ) );
			$this->send( $claim_id, $batch, min( self::LONGEST_REQUEST, max( self::SHORTEST_REQUEST, $left ) ), $report );
		}
		return true;
	}

	/**
	 * Nothing is due. What becomes due in a moment is waited for: it is a product that was saved just now.
	 *
	 * @param float $deadline Seconds since 1970.
	 */
	private function wait_for_rows( float $deadline ): bool {
		$due = $this->outbox->due_in_ms( self::WAITS_FOR_ROWS_MS );
		if ( null === $due || $due['first'] > self::WAITS_FOR_ROWS_MS || microtime( true ) + $due['first'] / 1000 > $deadline ) {
			return false;
		}
		// Products saved together travel together.
		usleep( max( 50, $due['all'] ) * 1000 );
		return true;
	}

	/**
	 * The event of a row; null when it cannot be built, which is then dealt with.
	 *
	 * @param string       $claim_id This drain.
	 * @param Outbox_Row   $row      The row.
	 * @param Drain_Report $report   Counted into.
	 */
	private function build( string $claim_id, Outbox_Row $row, Drain_Report $report ): ?string {
		if ( $row->attempts > self::MOST_ATTEMPTS ) {
			$this->park( $claim_id, $row, __( 'This product could not be read or sent in five attempts. A plugin that changes product data may fail on it: see the PHP error log of your shop.', 'fiko-woocommerce-sync' ), $report );
			return null;
		}
		try {
			$event = $this->builder->build( $row );
		} catch ( \Throwable $error ) {
			$this->log->note( sprintf( 'product %d could not be read: %s in %s:%d', $row->product_id, $error->getMessage(), $error->getFile(), $error->getLine() ), false );
			$problem = mb_substr( $error->getMessage(), 0, self::PROBLEM_CHARACTERS );
			if ( $row->attempts >= self::MOST_ATTEMPTS ) {
				/* translators: %s: what PHP said. */
				$this->park( $claim_id, $row, sprintf( __( 'This product could not be read: %s', 'fiko-woocommerce-sync' ), $problem ), $report );
			} else {
				$this->outbox->postpone( $claim_id, $row, self::PRODUCT_PAUSE_MS * $row->attempts, $problem );
			}
			return null;
		}
		if ( null === $event ) {
			$this->outbox->postpone( $claim_id, $row, self::UNDER_WAY_MS, '', false );
			return null;
		}
		if ( Batch::is_too_large( $event ) ) {
			$this->park( $claim_id, $row, __( 'This product is larger than 1 MB, which the hub does not take. Shorten its description; pictures belong in the media library, not in the text.', 'fiko-woocommerce-sync' ), $report );
			return null;
		}
		return $event;
	}

	/**
	 * Sends a batch and believes nothing but a confirmation.
	 *
	 * @param string       $claim_id This drain.
	 * @param Batch        $batch    What is sent.
	 * @param int          $seconds  Time limit.
	 * @param Drain_Report $report   Counted into.
	 */
	private function send( string $claim_id, Batch $batch, int $seconds, Drain_Report $report ): void {
		$answer = $this->hub->send_events( $batch->body(), $seconds );
		++$report->requests;
		$results = $answer->is_ok() && is_array( $answer->json['results'] ?? null ) ? $answer->json['results'] : null;
		if ( null !== $results ) {
			$this->settle( $claim_id, $batch, $results, $answer, $report );
			return;
		}
		$problem = $answer->problem();
		if ( 'too_large' === $problem && $batch->count() > 1 ) {
			$this->rows_a_request = max( 1, intdiv( $batch->count(), 2 ) );
			$this->outbox->release( $claim_id, array_values( $batch->rows() ) );
			return;
		}
		if ( in_array( $problem, array( 'refused', 'too_large' ), true ) ) {
			$this->set_apart( $claim_id, $batch, $answer, $report );
			return;
		}
		$this->outbox->release( $claim_id, array_values( $batch->rows() ) );
		$report->ended_by = $problem;
		if ( in_array( $problem, array( 'unauthorized', 'forbidden' ), true ) ) {
			$this->state->stop( $answer );
		} else {
			$this->state->failed( $answer );
		}
	}

	/**
	 * Reads the answer for each event. One that is not in the answer (half an answer) is sent again.
	 *
	 * @param string       $claim_id This drain.
	 * @param Batch        $batch    What was sent.
	 * @param array<mixed> $results  The hub's results.
	 * @param Hub_Answer   $answer   The whole answer.
	 * @param Drain_Report $report   Counted into.
	 */
	private function settle( string $claim_id, Batch $batch, array $results, Hub_Answer $answer, Drain_Report $report ): void {
		$unanswered = $batch->rows();
		$confirmed  = array();
		$delivered  = array();
		foreach ( $results as $result ) {
			$event_id = is_array( $result ) && is_string( $result['event_id'] ?? null ) ? $result['event_id'] : '';
			$row      = $unanswered[ $event_id ] ?? null;
			$status   = is_array( $result ) ? ( $result['status'] ?? '' ) : '';
			if ( null === $row || ! in_array( $status, array( 'accepted', 'skipped', 'rejected' ), true ) ) {
				continue;
			}
			unset( $unanswered[ $event_id ] );
			if ( 'rejected' === $status ) {
				$this->park( $claim_id, $row, self::rejection( $result ), $report );
				continue;
			}
			$confirmed[] = $row;

			$delivered[ $row->product_id ] = max( $row->occurred_at, $delivered[ $row->product_id ] ?? 0 );
		}
		$this->notes->delivered( $delivered );
		$this->outbox->confirm( $claim_id, $confirmed );
		$report->delivered += count( $confirmed );
		$this->outbox->release( $claim_id, array_values( $unanswered ) );
		if ( array() !== $unanswered ) {
			$this->state->failed( $answer );
			$report->ended_by = 'unknown_answer';
			return;
		}
		$this->state->succeeded();
	}

	/**
	 * The hub refused the request as a whole: what is wrong with it is found by sending its events one by one; a single one is parked.
	 *
	 * @param string       $claim_id This drain.
	 * @param Batch        $batch    What was sent.
	 * @param Hub_Answer   $answer   What came back.
	 * @param Drain_Report $report   Counted into.
	 */
	private function set_apart( string $claim_id, Batch $batch, Hub_Answer $answer, Drain_Report $report ): void {
		$rows = array_values( $batch->rows() );
		if ( 1 === count( $rows ) ) {
			$this->park( $claim_id, $rows[0], $answer->detail(), $report );
			return;
		}
		$this->rows_a_request = 1;
		$this->outbox->release( $claim_id, $rows );
	}

	/**
	 * Sets a row aside, where the owner sees it.
	 *
	 * @param string       $claim_id This drain.
	 * @param Outbox_Row   $row      The row.
	 * @param string       $problem  Why, for people.
	 * @param Drain_Report $report   Counted into.
	 */
	private function park( string $claim_id, Outbox_Row $row, string $problem, Drain_Report $report ): void {
		$problem = mb_substr( '' === $problem ? __( 'The hub refused this product without a reason.', 'fiko-woocommerce-sync' ) : $problem, 0, self::PROBLEM_CHARACTERS );
		$this->outbox->park( $claim_id, $row, $problem );
		$this->notes->refused( $row->product_id, $problem );
		++$report->parked;
	}

	/**
	 * The hub's reason in one sentence: "product.price: must be a number; …".
	 *
	 * @param array<mixed> $result Of one event.
	 */
	private static function rejection( array $result ): string {
		$parts = array();
		foreach ( is_array( $result['fields'] ?? null ) ? $result['fields'] : array() as $field => $problem ) {
			$parts[] = $field . ': ' . ( is_scalar( $problem ) ? (string) $problem : Hub_Client::encode( (array) $problem ) );
		}
		if ( array() !== $parts ) {
			return implode( '; ', $parts );
		}
		return is_string( $result['error'] ?? null ) ? $result['error'] : '';
	}
}
