<?php
/**
 * Shop and hub compare what they have.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Sync;

use Fiko\WooCommerceSync\Log;
use Fiko\WooCommerceSync\Memory;
use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Send\Drain_Queue;
use Fiko\WooCommerceSync\Send\Drainer;
use Fiko\WooCommerceSync\Send\Hub_Answer;
use Fiko\WooCommerceSync\Send\Hub_Client;
use Fiko\WooCommerceSync\Send\Product_Payload;
use Fiko\WooCommerceSync\Send\Sync_State;
use Fiko\WooCommerceSync\Settings;

/**
 * Tells the hub id, date and hash of every product, a page at a time, and sends what the hub asks for: what events lost comes right here. Runs
 * daily and after a first sync; where it stands is in the database.
 *
 * @phpstan-type Result array{at: int, total: int, sent: int, gone: int, waiting: bool}
 */
final class Digest {
	public const OPTION = 'fiko_wc_digest';
	public const DAILY  = 'fiko_wc_digest_daily';
	public const STEP   = 'fiko_wc_digest_step';

	private const PRODUCTS_A_PAGE = 250;
	/** The hub takes 1,000; the last page holds also what was made since the count. */
	private const LARGEST_LAST_PAGE = 1000;
	private const BUDGET_SECONDS    = 20;
	private const REQUEST_SECONDS   = 15;
	private const MOST_TRIES        = 8;
	private const RETRY_SECONDS     = 60;
	private const STUCK_SECONDS     = 1800;
	private const OVERDUE_SECONDS   = 90000;
	/** After something was sent, the comparison is made once more. */
	private const AGAIN_AFTER_SECONDS = 900;

	/**
	 * Whether there is a hub to ask.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * The shop's products.
	 *
	 * @var Catalogue
	 */
	private Catalogue $catalogue;

	/**
	 * Makes the hashes.
	 *
	 * @var Product_Payload
	 */
	private Product_Payload $payload;

	/**
	 * Talks to the hub.
	 *
	 * @var Hub_Client
	 */
	private Hub_Client $hub;

	/**
	 * Where products are marked that the hub asks for.
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
	 * Knows in which requests something may be planned.
	 *
	 * @var Drain_Queue
	 */
	private Drain_Queue $queue;

	/**
	 * The owner's log.
	 *
	 * @var Log
	 */
	private Log $log;

	/**
	 * The hub's last answer.
	 *
	 * @var Hub_Answer|null
	 */
	private ?Hub_Answer $last_answer = null;

	/**
	 * Wires the digest.
	 *
	 * @param Settings        $settings  Whether there is a hub to ask.
	 * @param Catalogue       $catalogue The shop's products.
	 * @param Product_Payload $payload   Makes the hashes.
	 * @param Hub_Client      $hub       Talks to the hub.
	 * @param Outbox          $outbox    Where products are marked that the hub asks for.
	 * @param Sync_State      $state     Whether sending goes on.
	 * @param Drain_Queue     $queue     Knows in which requests something may be planned.
	 * @param Log             $log       The owner's log.
	 */
	public function __construct( Settings $settings, Catalogue $catalogue, Product_Payload $payload, Hub_Client $hub, Outbox $outbox, Sync_State $state, Drain_Queue $queue, Log $log ) {
		$this->settings  = $settings;
		$this->catalogue = $catalogue;
		$this->payload   = $payload;
		$this->hub       = $hub;
		$this->outbox    = $outbox;
		$this->state     = $state;
		$this->queue     = $queue;
		$this->log       = $log;
	}

	/** Hooks. */
	public function register(): void {
		add_action( self::DAILY, array( $this, 'start' ), 10, 0 );
		add_action( self::STEP, array( $this, 'action_step' ), 10, 0 );
		add_action( 'init', array( $this, 'action_ensure_daily_run' ), 20 );
		add_action( Drainer::DRAINED, array( $this, 'action_drained' ), 20, 0 );
	}

	/** The daily run exists, at an hour of this shop's own. */
	public function action_ensure_daily_run(): void {
		if ( $this->queue->may_plan() && ! as_has_scheduled_action( self::DAILY ) ) {
			as_schedule_recurring_action( time() + wp_rand( HOUR_IN_SECONDS, DAY_IN_SECONDS ), DAY_IN_SECONDS, self::DAILY );
		}
	}

	/** After each drain, whoever ran it: a page that was lost, or a daily run that never comes because background work is dead, is done here. */
	public function action_drained(): void {
		$run = $this->read();
		if ( $run['running'] ? time() - $run['moved_at'] > self::STUCK_SECONDS : ( null !== $run['last'] && time() - $run['last']['at'] > self::OVERDUE_SECONDS ) ) {
			if ( ! $run['running'] ) {
				$this->begin();
			}
			$this->send_page();
		}
	}

	/** Begins a comparison, to be made in the background. One that is under way begins anew. */
	public function start(): void {
		if ( $this->begin() ) {
			$this->continue_later( 0 );
		}
	}

	/** Begins a comparison. */
	private function begin(): bool {
		if ( ! $this->may_ask() ) {
			return false;
		}
		$count = $this->catalogue->count();
		$known = $this->read();
		// A table that is emptied while a backup is played in looks like a shop that sells nothing any more. Real deletions have told themselves.
		$is_suspect = 0 === $count && null !== $known['last'] && $known['last']['total'] > 0 && ! $known['was_empty'];
		$this->write( array( 'was_empty' => 0 === $count ) + $known );
		if ( $is_suspect ) {
			$this->log->note( 'digest: the shop has no products at all; compared only if that is so the next time too', false );
			return false;
		}
		$this->write(
			array(
				'running' => true,
				'cursor'  => 0,
				'page'    => 1,
				'pages'   => max( 1, (int) ceil( $count / self::PRODUCTS_A_PAGE ) ),
				'total'   => 0,
				'sent'    => 0,
				'gone'    => 0,
				'tries'   => 0,
			) + $this->read()
		);
		return true;
	}

	/** Sends pages until the time is up; repeats itself until all are sent. */
	public function action_step(): void {
		$deadline = microtime( true ) + self::BUDGET_SECONDS;
		do {
			$wait = $this->send_page();
		} while ( 0 === $wait && microtime( true ) < $deadline );
		if ( null !== $wait ) {
			$this->continue_later( $wait );
		}
	}

	/** Runs a whole comparison here and now, e.g. for WP-CLI. */
	public function run(): ?Hub_Answer {
		if ( ! $this->begin() ) {
			return null;
		}
		do {
			$wait = $this->send_page();
		} while ( 0 === $wait );
		return $this->last_answer;
	}

	/** Whether there is a hub that lets us in. */
	private function may_ask(): bool {
		return $this->settings->is_connected() && null === $this->state->stopped();
	}

	/** Whether a comparison is under way. */
	public function is_running(): bool {
		return $this->read()['running'];
	}

	/**
	 * What the last whole comparison found; null before the first.
	 *
	 * @return Result|null
	 */
	public function last(): ?array {
		return $this->read()['last'];
	}

	/** Takes everything back, e.g. at deactivation. */
	public function clear(): void {
		if ( function_exists( 'as_unschedule_all_actions' ) ) {
			as_unschedule_all_actions( self::DAILY );
			as_unschedule_all_actions( self::STEP );
		}
	}

	/**
	 * Sends the next page.
	 *
	 * @return int|null Seconds to wait for the next; null when there is none, or no more trying.
	 */
	private function send_page(): ?int {
		$run = $this->read();
		if ( ! $run['running'] || ! $this->may_ask() ) {
			// What was begun is over: the next run begins anew.
			$this->write( array( 'running' => false ) + $run );
			return null;
		}
		$is_last = $run['page'] >= $run['pages'];
		$limit   = $is_last ? self::LARGEST_LAST_PAGE : self::PRODUCTS_A_PAGE;
		$ids     = $this->catalogue->ids_after( $run['cursor'], $limit );
		if ( $is_last && count( $ids ) === $limit && array() !== $this->catalogue->ids_after( $ids[ $limit - 1 ], 1 ) ) {
			// More was made meanwhile than the last page holds, and what is not listed is deleted at the hub: the pages are counted anew.
			$this->start();
			return null;
		}
		$entries = $this->entries( $ids );

		$answer            = $this->hub->digest(
			array(
				'products' => $entries,
				'page'     => $run['page'],
				'pages'    => $run['pages'],
			),
			self::REQUEST_SECONDS
		);
		$this->last_answer = $answer;
		if ( ! $answer->is_ok() || ! is_array( $answer->json['send'] ?? null ) ) {
			return $this->fail( $run, $answer );
		}
		$send = array_map( 'intval', array_filter( $answer->json['send'], 'is_numeric' ) );
		$this->outbox->mark_many( array_values( $send ), Outbox::BULK );
		$run['sent']  += count( $send );
		$run['gone']  += is_array( $answer->json['gone'] ?? null ) ? count( $answer->json['gone'] ) : 0;
		$run['total'] += count( $entries );
		$run['tries']  = 0;
		$this->state->succeeded();
		$run['cursor'] = array() === $ids ? $run['cursor'] : $ids[ count( $ids ) - 1 ];
		if ( ! $is_last ) {
			++$run['page'];
			$this->write( $run );
			return 0;
		}
		$this->finish( $run, ! empty( $answer->json['waiting_for_confirmation'] ) );
		return null;
	}

	/**
	 * Id, date and hash of products.
	 *
	 * @param list<int> $ids Their ids.
	 * @return list<array{id: int, modified: string|null, hash: string}>
	 */
	private function entries( array $ids ): array {
		Memory::forget_cached();
		_prime_post_caches( $ids, true, true );
		$user = get_current_user_id();
		wp_set_current_user( 0 );
		$entries = array();
		try {
			foreach ( $ids as $id ) {
				$payload   = $this->payload_of( $id );
				$entries[] = array(
					'id'       => $id,
					'modified' => is_string( $payload['date_modified'] ?? null ) ? $payload['date_modified'] : null,
					'hash'     => is_string( $payload['hash'] ?? null ) ? $payload['hash'] : '',
				);
			}
		} finally {
			wp_set_current_user( $user );
		}
		return $entries;
	}

	/**
	 * The payload; of a product that cannot be read a hash nothing equals, so that sending it shows what is wrong. It must never be missing from
	 * the digest: then it would be deleted at the hub.
	 *
	 * @param int $id The product.
	 * @return array<string, mixed>
	 */
	private function payload_of( int $id ): array {
		try {
			$product = wc_get_product( $id );
			return $product instanceof \WC_Product ? $this->payload->of( $product ) : array();
		} catch ( \Throwable $error ) {
			$this->log->note( sprintf( 'digest: product %d could not be read: %s', $id, $error->getMessage() ), false );
			return array();
		}
	}

	/**
	 * The hub did not take a page: the same again later, or no more. A run that ends here has deleted nothing at the hub.
	 *
	 * @param array{running: bool, cursor: int, page: int, pages: int, total: int, sent: int, gone: int, tries: int, moved_at: int, was_empty: bool, last: Result|null} $run    Where it stands.
	 * @param Hub_Answer                                                                                                                                                $answer What came back.
	 */
	private function fail( array $run, Hub_Answer $answer ): ?int {
		if ( in_array( $answer->problem(), array( 'unauthorized', 'forbidden' ), true ) ) {
			$this->state->stop( $answer );
		} else {
			$this->state->failed( $answer );
		}
		++$run['tries'];
		$run['running'] = $run['tries'] < self::MOST_TRIES && null === $this->state->stopped();
		$this->write( $run );
		if ( ! $run['running'] ) {
			$this->log->note( 'digest given up: ' . $answer->problem() . ' ' . $answer->detail(), false );
			return null;
		}
		return max( self::RETRY_SECONDS, $this->state->paused_until() - time() );
	}

	/**
	 * All pages are sent.
	 *
	 * @param array{running: bool, cursor: int, page: int, pages: int, total: int, sent: int, gone: int, tries: int, moved_at: int, was_empty: bool, last: Result|null} $run        Where it stands.
	 * @param bool                                                                                                                                                      $is_waiting Whether the hub waits for somebody's click before it deletes so many.
	 */
	private function finish( array $run, bool $is_waiting ): void {
		$was_in_sync    = null === $run['last'] || 0 === $run['last']['sent'];
		$run['running'] = false;
		$run['last']    = array(
			'at'      => time(),
			'total'   => $run['total'],
			'sent'    => $run['sent'],
			'gone'    => $run['gone'],
			'waiting' => $is_waiting,
		);
		$this->write( $run );
		$this->log->note( sprintf( 'digest: %d products compared, %d to send, %d gone', $run['total'], $run['sent'], $run['gone'] ) );
		// Once: a product that differs every time would otherwise be compared for ever.
		if ( $run['sent'] > 0 && $was_in_sync && function_exists( 'as_schedule_single_action' ) ) {
			as_schedule_single_action( time() + self::AGAIN_AFTER_SECONDS, self::DAILY );
		}
	}

	/**
	 * Goes on in a process of its own.
	 *
	 * @param int $seconds How long it waits.
	 */
	private function continue_later( int $seconds ): void {
		if ( ! function_exists( 'as_schedule_single_action' ) ) {
			return;
		}
		if ( $seconds > 0 ) {
			as_schedule_single_action( time() + $seconds, self::STEP );
		} else {
			as_enqueue_async_action( self::STEP );
		}
	}

	/**
	 * The option, with every field.
	 *
	 * @return array{running: bool, cursor: int, page: int, pages: int, total: int, sent: int, gone: int, tries: int, moved_at: int, was_empty: bool, last: Result|null}
	 */
	private function read(): array {
		$stored = get_option( self::OPTION, array() );
		$stored = is_array( $stored ) ? $stored : array();
		$last   = is_array( $stored['last'] ?? null ) ? $stored['last'] : null;
		return array(
			'running'   => ! empty( $stored['running'] ),
			'cursor'    => (int) ( $stored['cursor'] ?? 0 ),
			'page'      => (int) ( $stored['page'] ?? 1 ),
			'pages'     => (int) ( $stored['pages'] ?? 1 ),
			'total'     => (int) ( $stored['total'] ?? 0 ),
			'sent'      => (int) ( $stored['sent'] ?? 0 ),
			'gone'      => (int) ( $stored['gone'] ?? 0 ),
			'tries'     => (int) ( $stored['tries'] ?? 0 ),
			'moved_at'  => (int) ( $stored['moved_at'] ?? 0 ),
			'was_empty' => ! empty( $stored['was_empty'] ),
			'last'      => null === $last ? null : array(
				'at'      => (int) ( $last['at'] ?? 0 ),
				'total'   => (int) ( $last['total'] ?? 0 ),
				'sent'    => (int) ( $last['sent'] ?? 0 ),
				'gone'    => (int) ( $last['gone'] ?? 0 ),
				'waiting' => ! empty( $last['waiting'] ),
			),
		);
	}

	/**
	 * Stores the option; not autoloaded.
	 *
	 * @param array<string, mixed> $run All fields.
	 */
	private function write( array $run ): void {
		update_option( self::OPTION, array( 'moved_at' => time() ) + $run, false );
	}
}
