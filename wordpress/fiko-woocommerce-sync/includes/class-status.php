<?php
/**
 * How the shop stands, in one sentence.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Send\Sync_State;
use Fiko\WooCommerceSync\Sync\Catalogue;
use Fiko\WooCommerceSync\Sync\Digest;
use Fiko\WooCommerceSync\Sync\Full_Sync;

/**
 * Puts together what outbox, state, first sync and digest know. Makes no request.
 *
 * @phpstan-import-type Result from Digest
 * @phpstan-import-type Progress from Full_Sync
 * @phpstan-import-type Problem from Sync_State
 * @phpstan-type Snapshot array{kind: string, sentence: string, cause: string, next: string, action: string, waiting: int, parked: int, oldest_age_ms: int|null, last_success_at: int, paused_until: int, products: int, digest: Result|null, is_comparing: bool, progress: Progress, problems: list<Problem>}
 */
final class Status {
	public const NOT_CONNECTED = 'not_connected';
	public const NOT_SENT      = 'not_sent';
	public const CATCHING_UP   = 'catching_up';
	public const IN_SYNC       = 'in_sync';
	public const PROBLEM       = 'problem';

	/** One failure is a hiccup: spoken of from the second on, or when changes wait this long. */
	private const HICCUPS   = 1;
	private const HICCUP_MS = 300000;
	private const STALE_MS  = 900000;
	/** So long a test that failed says more than a shop in which nothing has changed since. */
	private const TEST_SECONDS = 600;

	/**
	 * Whether there is a hub.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Whether it could be made.
	 *
	 * @var Outbox_Table
	 */
	private Outbox_Table $table;

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
	 * How far the first sync is.
	 *
	 * @var Full_Sync
	 */
	private Full_Sync $full_sync;

	/**
	 * What the last comparison found.
	 *
	 * @var Digest
	 */
	private Digest $digest;

	/**
	 * How many products there are.
	 *
	 * @var Catalogue
	 */
	private Catalogue $catalogue;

	/**
	 * Says what cannot be sent and why.
	 *
	 * @var Doctor
	 */
	private Doctor $doctor;

	/**
	 * Says what problems mean.
	 *
	 * @var Problem_Words
	 */
	private Problem_Words $words;

	/**
	 * Whether background work runs.
	 *
	 * @var Background
	 */
	private Background $background;

	/**
	 * Wires the status.
	 *
	 * @param Settings      $settings   Whether there is a hub.
	 * @param Outbox_Table  $table      Whether it could be made.
	 * @param Outbox        $outbox     What waits.
	 * @param Sync_State    $state      Whether sending goes on.
	 * @param Full_Sync     $full_sync  How far the first sync is.
	 * @param Digest        $digest     What the last comparison found.
	 * @param Catalogue     $catalogue  How many products there are.
	 * @param Doctor        $doctor     Says what cannot be sent and why.
	 * @param Problem_Words $words      Says what problems mean.
	 * @param Background    $background Whether background work runs.
	 */
	public function __construct( Settings $settings, Outbox_Table $table, Outbox $outbox, Sync_State $state, Full_Sync $full_sync, Digest $digest, Catalogue $catalogue, Doctor $doctor, Problem_Words $words, Background $background ) {
		$this->settings   = $settings;
		$this->table      = $table;
		$this->outbox     = $outbox;
		$this->state      = $state;
		$this->full_sync  = $full_sync;
		$this->digest     = $digest;
		$this->catalogue  = $catalogue;
		$this->doctor     = $doctor;
		$this->words      = $words;
		$this->background = $background;
	}

	/**
	 * Everything there is to say.
	 *
	 * @return Snapshot
	 */
	public function read(): array {
		$has_table = $this->table->exists();
		$counts    = $has_table ? $this->outbox->counts() : array(
			'waiting'       => 0,
			'parked'        => 0,
			'oldest_age_ms' => null,
		);
		$facts     = array(
			'waiting'         => $counts['waiting'],
			'parked'          => $counts['parked'],
			'oldest_age_ms'   => $counts['oldest_age_ms'],
			'last_success_at' => $this->state->last_success_at(),
			'paused_until'    => $this->state->paused_until(),
			'products'        => $this->catalogue->count(),
			'digest'          => $this->digest->last(),
			'is_comparing'    => $this->digest->is_running(),
			'progress'        => $has_table ? $this->full_sync->progress() : array(
				'status'      => 'never',
				'total'       => 0,
				'done'        => 0,
				'percent'     => 0,
				'started_at'  => 0,
				'finished_at' => 0,
			),
			'problems'        => $this->state->problems(),
		);
		return $this->judge( $facts['waiting'], $facts['parked'], $facts['oldest_age_ms'], $facts['products'], $facts['progress'] ) + $facts;
	}

	/**
	 * The one sentence, and for a problem its cause and the next step.
	 *
	 * @param int      $waiting  Changes that are not delivered yet.
	 * @param int      $parked   Changes that somebody has to look at.
	 * @param int|null $age_ms   How long the oldest waits.
	 * @param int      $products In the shop.
	 * @param array    $progress Of the first sync.
	 * @phpstan-param Progress $progress
	 * @return array{kind: string, sentence: string, cause: string, next: string, action: string}
	 */
	private function judge( int $waiting, int $parked, ?int $age_ms, int $products, array $progress ): array {
		if ( ! $this->table->exists() ) {
			return self::by_finding( $this->doctor->table_missing(), 'test' );
		}
		if ( $this->settings->is_elsewhere() ) {
			return self::by_finding( $this->doctor->elsewhere(), 'say_where', $waiting );
		}
		if ( $this->settings->is_token_unreadable() ) {
			return self::by_finding( $this->doctor->token_unreadable(), 'connect' );
		}
		if ( ! $this->settings->is_connected() ) {
			return self::say( self::NOT_CONNECTED, __( 'Your shop is not connected to Fiko yet.', 'fiko-woocommerce-sync' ) );
		}
		$stopped = $this->state->stopped();
		if ( null !== $stopped ) {
			return self::by_finding( $this->words->of_problem( $stopped ), 'unauthorized' === $stopped['problem'] ? 'connect' : 'test', $waiting );
		}
		$is_failing = $this->state->failures() > 0 && array() !== $this->state->problems();
		if ( $is_failing && $waiting > 0 && ( $this->state->failures() > self::HICCUPS || (int) $age_ms > self::HICCUP_MS ) ) {
			return self::by_finding( $this->words->of_problem( $this->state->problems()[0] ), 'test', $waiting );
		}
		$tested = $this->doctor->last();
		if ( null !== $tested && $tested['at'] > max( time() - self::TEST_SECONDS, $this->state->last_success_at() ) && Finding::ERROR === ( $tested['findings'][0]->severity ?? '' ) ) {
			return self::by_finding( $tested['findings'][0], 'test', $waiting );
		}
		if ( $waiting > 0 && (int) $age_ms > self::STALE_MS && $this->background->is_late() ) {
			return self::by_finding( $this->background->finding(), 'test', $waiting );
		}
		if ( $parked > 0 ) {
			return self::say(
				self::PROBLEM,
				/* translators: %s: a number of products. */
				sprintf( _n( '%s product could not be sent.', '%s products could not be sent.', $parked, 'fiko-woocommerce-sync' ), Words::number( $parked ) ),
				__( 'The hub refused it, or it could not be read. All others are sent.', 'fiko-woocommerce-sync' ),
				__( 'See the reason below, correct the product, and it is sent again by itself.', 'fiko-woocommerce-sync' )
			);
		}
		if ( in_array( $progress['status'], array( 'marking', 'sending' ), true ) ) {
			return self::say(
				self::CATCHING_UP,
				/* translators: 1: products sent so far, 2: products in all. */
				sprintf( __( 'Sending all products: %1$s of %2$s are sent.', 'fiko-woocommerce-sync' ), Words::number( $progress['done'] ), Words::number( $progress['total'] ) )
			);
		}
		if ( $waiting > 0 ) {
			return self::say(
				self::CATCHING_UP,
				sprintf(
					/* translators: 1: a number of changes, 2: a length of time, e.g. "3 seconds". */
					_n( 'Catching up: %1$s change is waiting, since %2$s.', 'Catching up: %1$s changes are waiting, the oldest for %2$s.', $waiting, 'fiko-woocommerce-sync' ),
					Words::number( $waiting ),
					Words::duration( intdiv( (int) $age_ms, 1000 ) )
				)
			);
		}
		if ( 'never' === $progress['status'] && 0 === $this->state->last_success_at() ) {
			return self::say( self::NOT_SENT, __( 'Connected. Your products have not been sent yet.', 'fiko-woocommerce-sync' ), '', __( 'Press “Send all products”.', 'fiko-woocommerce-sync' ), 'send_all' );
		}
		return self::say(
			self::IN_SYNC,
			$this->state->last_success_at() > 0
				/* translators: 1: a number of products, 2: a time, e.g. "3 minutes ago". */
				? sprintf( _n( 'Your shop is in sync. %1$s product, last delivery %2$s.', 'Your shop is in sync. %1$s products, last delivery %2$s.', $products, 'fiko-woocommerce-sync' ), Words::number( $products ), Words::ago( $this->state->last_success_at() ) )
				: __( 'Your shop is in sync.', 'fiko-woocommerce-sync' )
		);
	}

	/**
	 * A problem in the doctor's words.
	 *
	 * @param Finding $finding What is wrong.
	 * @param string  $action  The button that helps.
	 * @param int     $waiting Changes that wait because of it.
	 * @return array{kind: string, sentence: string, cause: string, next: string, action: string}
	 */
	private static function by_finding( Finding $finding, string $action, int $waiting = 0 ): array {
		$sentence = $finding->title;
		if ( $waiting > 0 ) {
			/* translators: %s: a number of changes. */
			$sentence .= ' ' . sprintf( _n( '%s change is waiting.', '%s changes are waiting.', $waiting, 'fiko-woocommerce-sync' ), Words::number( $waiting ) );
		}
		return self::say( self::PROBLEM, $sentence, $finding->cause, $finding->fix, $action );
	}

	/**
	 * The result.
	 *
	 * @param string $kind     One of the constants.
	 * @param string $sentence The state.
	 * @param string $cause    Why.
	 * @param string $next     What to do.
	 * @param string $action   One of '', connect, test, send_all, say_where: the button that helps.
	 * @return array{kind: string, sentence: string, cause: string, next: string, action: string}
	 */
	private static function say( string $kind, string $sentence, string $cause = '', string $next = '', string $action = '' ): array {
		return array(
			'kind'     => $kind,
			'sentence' => $sentence,
			'cause'    => $cause,
			'next'     => $next,
			'action'   => $action,
		);
	}
}
