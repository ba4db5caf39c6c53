<?php
/**
 * Changes that are not delivered yet.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Outbox;

use Fiko\WooCommerceSync\Uuid7;

// phpcs:disable WordPress.DB.PreparedSQL, WordPress.DB.PreparedSQLPlaceholders.LikeWildcardsInQuery -- The table's name and the clock are put in by us; %i came with WordPress 6.2. Every value is prepared or a whole number.

/**
 * Remembers that a product changed, until the hub confirmed it. One row per product for changes (its state is read when sending), one per
 * deletion. Times are the database's clock, in UTC milliseconds: several web servers then still have one clock.
 */
final class Outbox {
	public const LIVE = 0;
	/** First sync and repair: an edit never waits behind it. */
	public const BULK = 10;

	/** A change is read this long after its last mark, when the request that saves has ended. */
	private const SETTLE_MS = 2000;
	/** Within this time of a mark another one changes nothing: less than SETTLE_MS, so no drain can have read the product in between. */
	private const REMARK_MS = 1000;
	/** A product that changes every second is still sent this often. */
	private const LONGEST_SETTLE_MS = 10000;
	/** A drain that died gives its rows back after this. */
	private const CLAIM_MS = 120000;
	/** From this attempt on a row travels alone: it may be what killed the drains before. */
	private const ALONE_FROM_ATTEMPT = 3;
	/** Ids in one statement. */
	private const IDS_A_STATEMENT = 1000;
	private const NOW             = "(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)) DIV 1000)";

	private const COLUMNS = '(slot, product_id, kind, event_id, occurred_at, payload, priority, waiting_since, due_at)';

	/** What a new mark does to a row that waits already: a new event, due anew, in nobody's hands. */
	private const ON_MARKED_AGAIN = 'ON DUPLICATE KEY UPDATE
		kind = IF(VALUES(kind) = \'updated\', kind, VALUES(kind)),
		event_id = VALUES(event_id),
		occurred_at = GREATEST(VALUES(occurred_at), occurred_at + 1),
		priority = LEAST(priority, VALUES(priority)),
		due_at = LEAST(VALUES(due_at), GREATEST(VALUES(occurred_at), waiting_since + ' . self::LONGEST_SETTLE_MS . ')),
		attempts = 0, parked = 0, problem = NULL, claim_id = NULL, claimed_until = 0';

	/**
	 * When and as what this request marked a product last, by site and product id; milliseconds of the monotonic clock.
	 *
	 * @var array<string, array{at: float, kind: string}>
	 */
	private array $marked = array();

	/**
	 * Products deleted in this request, by site and product id: what its hooks say of them afterwards is no change.
	 *
	 * @var array<string, true>
	 */
	private array $gone = array();

	/**
	 * Called after every mark.
	 *
	 * @var callable(): void
	 */
	private $on_mark;

	/**
	 * Called when a change could not be noted.
	 *
	 * @var callable(): void
	 */
	private $on_lost;

	/**
	 * Wires the outbox.
	 *
	 * @param callable(): void $on_mark Called after every mark; must be cheap.
	 * @param callable(): void $on_lost Called when a change could not be noted: only a comparison finds it now.
	 */
	public function __construct( callable $on_mark, callable $on_lost ) {
		$this->on_mark = $on_mark;
		$this->on_lost = $on_lost;
	}

	/**
	 * Notes that a product changed. One query, none when this request has just noted it.
	 *
	 * @param int    $product_id Never a variation: the parent is sent whole.
	 * @param string $kind       One of updated, created, restored.
	 */
	public function mark( int $product_id, string $kind = 'updated' ): void {
		if ( $product_id <= 0 ) {
			return;
		}
		$key = self::key( $product_id );
		if ( 'updated' !== $kind ) {
			unset( $this->gone[ $key ] );
		}
		$now  = hrtime( true ) / 1e6;
		$last = $this->marked[ $key ] ?? null;
		if ( isset( $this->gone[ $key ] ) ) {
			return;
		}
		if ( null !== $last && $now - $last['at'] < self::REMARK_MS && ( 'updated' === $kind || $last['kind'] === $kind ) ) {
			return;
		}
		global $wpdb;
		$done = $this->note(
			$wpdb->prepare(
				'INSERT INTO ' . Outbox_Table::name() . ' ' . self::COLUMNS . ' VALUES (%s, %d, %s, %s, ' . self::NOW . ', NULL, %d, ' . self::NOW . ', ' . self::NOW . ' + %d) ' . self::ON_MARKED_AGAIN,
				'u' . $product_id,
				$product_id,
				$kind,
				Uuid7::make(),
				self::LIVE,
				self::SETTLE_MS
			)
		);
		if ( $done ) {
			$this->marked[ $key ] = array(
				'at'   => $now,
				'kind' => $kind,
			);
			( $this->on_mark )();
		}
	}

	/**
	 * Notes that a product is about to be, or was, deleted. A waiting change of it is of no use any more.
	 *
	 * @param int                  $product_id Never a variation.
	 * @param array<string, mixed> $payload    What was captured before it is gone.
	 */
	public function mark_deleted( int $product_id, array $payload ): void {
		global $wpdb;
		$event_id = Uuid7::make();
		$this->note(
			$wpdb->prepare(
				'INSERT INTO ' . Outbox_Table::name() . ' ' . self::COLUMNS . ' VALUES (%s, %d, %s, %s, ' . self::NOW . ', %s, %d, ' . self::NOW . ', ' . self::NOW . ' + %d)',
				'd' . $event_id,
				$product_id,
				'deleted',
				$event_id,
				(string) wp_json_encode( $payload ),
				self::LIVE,
				self::SETTLE_MS
			)
		);
		$this->query( $wpdb->prepare( 'DELETE FROM ' . Outbox_Table::name() . ' WHERE slot = %s', 'u' . $product_id ) );
		$this->gone[ self::key( $product_id ) ] = true;
		unset( $this->marked[ self::key( $product_id ) ] );
		( $this->on_mark )();
	}

	/**
	 * Notes a change of many products in one statement a thousand.
	 *
	 * @param int[] $product_ids Never variations.
	 * @param int   $priority    LIVE or BULK.
	 */
	public function mark_many( array $product_ids, int $priority ): void {
		foreach ( array_chunk( array_map( 'intval', $product_ids ), self::IDS_A_STATEMENT ) as $ids ) {
			$this->mark_where( 'p.ID IN (' . implode( ',', $ids ) . ')', $priority );
		}
	}

	/**
	 * Notes a change of all products that a condition names, in one statement.
	 *
	 * @param string $condition SQL over the posts table "p"; every value in it prepared by the caller.
	 * @param int    $priority  LIVE or BULK.
	 * @param int    $limit     At most so many, lowest id first; 0 for all.
	 */
	public function mark_where( string $condition, int $priority, int $limit = 0 ): void {
		global $wpdb;
		$this->note(
			'INSERT INTO ' . Outbox_Table::name() . ' ' . self::COLUMNS
			. " SELECT CONCAT('u', p.ID), p.ID, 'updated', " . Uuid7::sql( 'p.ID' ) . ', ' . self::NOW . ', NULL, ' . $priority . ', ' . self::NOW . ', ' . self::NOW . ' + ' . self::SETTLE_MS
			. " FROM {$wpdb->posts} p WHERE p.post_type = 'product' AND p.post_status NOT IN ('trash', 'auto-draft') AND ( {$condition} )"
			. ( $limit > 0 ? ' ORDER BY p.ID LIMIT ' . $limit : '' ) . ' '
			. self::ON_MARKED_AGAIN
		);
		( $this->on_mark )();
	}

	/**
	 * Takes due rows for one drain; they are nobody else's for two minutes, or until they are marked again.
	 *
	 * @param string $claim_id Names the drain.
	 * @param int    $limit    At most so many.
	 * @return Outbox_Row[] Live ones first, oldest first.
	 */
	public function claim( string $claim_id, int $limit ): array {
		global $wpdb;
		$take = function ( string $condition, int $limit ) use ( $claim_id, $wpdb ): int {
			return (int) $this->query(
				$wpdb->prepare(
					'UPDATE ' . Outbox_Table::name() . ' SET claim_id = %s, claimed_until = ' . self::NOW . ' + %d, attempts = attempts + 1'
					. ' WHERE parked = 0 AND due_at <= ' . self::NOW . ' AND claimed_until <= ' . self::NOW . " AND {$condition}"
					. ' ORDER BY priority, due_at, id LIMIT %d',
					$claim_id,
					self::CLAIM_MS,
					$limit
				)
			);
		};

		$alone = self::ALONE_FROM_ATTEMPT - 1;
		$taken = $take( "attempts < {$alone}", $limit );
		if ( 0 === $taken && 0 === $take( "attempts >= {$alone}", 1 ) ) {
			return array();
		}
		$rows = $wpdb->get_results(
			$wpdb->prepare(
				// A time to come is that of a clock which was set back since.
				'SELECT *, ' . self::signed_now() . ' - CAST(waiting_since AS SIGNED) AS age_ms, '
				. "(slot LIKE 'd%%' OR occurred_at + %d NOT BETWEEN claimed_until + 1 AND claimed_until + %d) AS was_settled FROM "
				. Outbox_Table::name() . ' WHERE claim_id = %s ORDER BY priority, occurred_at, id',
				self::CLAIM_MS + self::REMARK_MS,
				self::REMARK_MS,
				$claim_id
			),
			ARRAY_A
		);
		return array_map(
			static function ( array $row ): Outbox_Row {
				return new Outbox_Row( $row );
			},
			is_array( $rows ) ? $rows : array()
		);
	}

	/**
	 * The hub has them: away with the rows, but for those that were marked again meanwhile. One that was read before its save had settled (it
	 * changes all the time, or waited long before this change) stays as a new change: what that request did since made no mark of its own.
	 *
	 * @param string       $claim_id The drain that sent them.
	 * @param Outbox_Row[] $rows     Confirmed ones.
	 */
	public function confirm( string $claim_id, array $rows ): void {
		$settled = array_filter(
			$rows,
			static function ( Outbox_Row $row ): bool {
				return $row->was_settled;
			}
		);
		$this->update_claimed( 'DELETE FROM ' . Outbox_Table::name(), array(), $claim_id, $settled );
		foreach ( array_diff_key( $rows, $settled ) as $row ) {
			$this->update_claimed(
				'UPDATE ' . Outbox_Table::name() . ' SET event_id = %s, occurred_at = GREATEST(' . self::NOW . ', occurred_at + 1), waiting_since = ' . self::NOW
				. ', due_at = ' . self::NOW . ' + %d, attempts = 0, claim_id = NULL, claimed_until = 0',
				array( Uuid7::make(), self::SETTLE_MS ),
				$claim_id,
				array( $row )
			);
		}
	}

	/**
	 * Gives rows back as if they had never been taken.
	 *
	 * @param string       $claim_id The drain that took them.
	 * @param Outbox_Row[] $rows     Unsent or unconfirmed ones.
	 */
	public function release( string $claim_id, array $rows ): void {
		$this->update_claimed( 'UPDATE ' . Outbox_Table::name() . ' SET claim_id = NULL, claimed_until = 0, attempts = GREATEST(attempts, 1) - 1', array(), $claim_id, $rows );
	}

	/**
	 * Gives a row back for later: something is wrong with it alone.
	 *
	 * @param string     $claim_id   The drain that took it.
	 * @param Outbox_Row $row        The row; the attempt counts.
	 * @param int        $delay_ms   How long it waits.
	 * @param string     $problem    What was wrong; '' for nothing.
	 * @param bool       $counts     Whether the attempt counts.
	 */
	public function postpone( string $claim_id, Outbox_Row $row, int $delay_ms, string $problem, bool $counts = true ): void {
		$this->update_claimed(
			'UPDATE ' . Outbox_Table::name() . ' SET claim_id = NULL, claimed_until = 0, ' . ( $counts ? '' : 'attempts = GREATEST(attempts, 1) - 1, ' ) . 'due_at = ' . self::NOW . ' + %d, problem = %s',
			array( $delay_ms, $problem ),
			$claim_id,
			array( $row )
		);
	}

	/**
	 * Sets a row aside with its reason; the next change of the product, or "send now", takes it up again.
	 *
	 * @param string     $claim_id The drain that took it.
	 * @param Outbox_Row $row      The row.
	 * @param string     $problem  Why.
	 */
	public function park( string $claim_id, Outbox_Row $row, string $problem ): void {
		$this->update_claimed( 'UPDATE ' . Outbox_Table::name() . ' SET claim_id = NULL, claimed_until = 0, parked = 1, problem = %s', array( $problem ), $claim_id, array( $row ) );
	}

	/** All parked rows are tried again. */
	public function unpark_all(): void {
		$this->query( 'UPDATE ' . Outbox_Table::name() . ' SET parked = 0, attempts = 0, due_at = ' . self::NOW . ' WHERE parked = 1' );
		( $this->on_mark )();
	}

	/** Rows of a change that nobody has to send any more, e.g. after a disconnect. */
	public function clear(): void {
		$this->query( 'DELETE FROM ' . Outbox_Table::name() );
		$this->marked = array();
		$this->gone   = array();
	}

	/**
	 * When something is due, in milliseconds from now; rows in other hands count when these let go.
	 *
	 * @param int $horizon_ms What becomes due later is not looked at for `all`.
	 * @return array{first: int, all: int}|null `first`: 0 when something is due now; `all`: when everything within the horizon is. Null: nothing waits.
	 */
	public function due_in_ms( int $horizon_ms ): ?array {
		global $wpdb;
		$due = 'CAST(GREATEST(due_at, claimed_until) AS SIGNED) - ' . self::signed_now();
		$row = $wpdb->get_row( $wpdb->prepare( "SELECT MIN({$due}) AS first, MAX(IF({$due} <= %d, {$due}, 0)) AS within FROM " . Outbox_Table::name() . ' WHERE parked = 0', $horizon_ms ), ARRAY_A );
		if ( ! is_array( $row ) || null === $row['first'] ) {
			return null;
		}
		return array(
			'first' => max( 0, (int) $row['first'] ),
			'all'   => max( 0, (int) $row['within'] ),
		);
	}

	/**
	 * What waits, in one query.
	 *
	 * @return array{waiting: int, bulk: int, parked: int, oldest_age_ms: int|null} `waiting` counts `bulk` too.
	 */
	public function counts(): array {
		global $wpdb;
		$row = $wpdb->get_row(
			$wpdb->prepare(
				'SELECT COALESCE(SUM(parked = 0), 0) AS waiting, COALESCE(SUM(parked = 0 AND priority = %d), 0) AS bulk, COALESCE(SUM(parked = 1), 0) AS parked, '
				. self::signed_now() . ' - MIN(IF(parked = 0, CAST(waiting_since AS SIGNED), NULL)) AS age FROM ' . Outbox_Table::name(),
				self::BULK
			),
			ARRAY_A
		);
		return array(
			'waiting'       => (int) ( $row['waiting'] ?? 0 ),
			'bulk'          => (int) ( $row['bulk'] ?? 0 ),
			'parked'        => (int) ( $row['parked'] ?? 0 ),
			'oldest_age_ms' => isset( $row['age'] ) ? max( 0, (int) $row['age'] ) : null,
		);
	}

	/**
	 * Products that wait since a moment or longer: a shop that changes all the time would otherwise never be through.
	 *
	 * @param int $product_id The last product that counts.
	 * @param int $since      Seconds since 1970.
	 */
	public function count_up_to( int $product_id, int $since ): int {
		global $wpdb;
		return (int) $wpdb->get_var(
			$wpdb->prepare(
				'SELECT COUNT(*) FROM ' . Outbox_Table::name() . " WHERE parked = 0 AND slot LIKE 'u%%' AND product_id <= %d AND (priority = %d OR waiting_since <= %d)",
				$product_id,
				self::BULK,
				$since * 1000
			)
		);
	}

	/**
	 * Rows that somebody has to look at, newest first.
	 *
	 * @param int $limit At most so many.
	 * @return list<array{product_id: int, kind: string, problem: string, occurred_at: int}>
	 */
	public function parked( int $limit ): array {
		global $wpdb;
		$rows = $wpdb->get_results(
			$wpdb->prepare( 'SELECT product_id, kind, problem, occurred_at FROM ' . Outbox_Table::name() . ' WHERE parked = 1 ORDER BY occurred_at DESC LIMIT %d', $limit ),
			ARRAY_A
		);
		return array_values(
			array_map(
				static function ( array $row ): array {
					return array(
						'product_id'  => (int) $row['product_id'],
						'kind'        => (string) $row['kind'],
						'problem'     => (string) $row['problem'],
						'occurred_at' => (int) $row['occurred_at'],
					);
				},
				is_array( $rows ) ? $rows : array()
			)
		);
	}

	/**
	 * What waits of some products, in one query.
	 *
	 * @param int[] $product_ids E.g. those of a page of the product list.
	 * @return array<int, array{parked: bool, problem: string}> By product id; those that wait for nothing are not in it.
	 */
	public function states( array $product_ids ): array {
		if ( array() === $product_ids ) {
			return array();
		}
		global $wpdb;
		$ids    = implode( ',', array_map( 'intval', $product_ids ) );
		$rows   = $wpdb->get_results( 'SELECT product_id, MAX(parked) AS parked, MAX(problem) AS problem FROM ' . Outbox_Table::name() . " WHERE product_id IN ({$ids}) GROUP BY product_id", ARRAY_A );
		$states = array();
		foreach ( is_array( $rows ) ? $rows : array() as $row ) {
			$states[ (int) $row['product_id'] ] = array(
				'parked'  => '1' === (string) $row['parked'],
				'problem' => (string) $row['problem'],
			);
		}
		return $states;
	}

	/**
	 * A statement over rows that are still this drain's.
	 *
	 * @param string           $statement Up to its WHERE.
	 * @param list<int|string> $values    Its values.
	 * @param string           $claim_id  The drain.
	 * @param Outbox_Row[]     $rows      The rows.
	 */
	private function update_claimed( string $statement, array $values, string $claim_id, array $rows ): void {
		if ( array() === $rows ) {
			return;
		}
		global $wpdb;
		$ids = implode(
			',',
			array_map(
				static function ( Outbox_Row $row ): int {
					return $row->id;
				},
				$rows
			)
		);
		$this->query( $wpdb->prepare( "{$statement} WHERE id IN ({$ids}) AND claim_id = %s", array_merge( $values, array( $claim_id ) ) ) );
	}

	/**
	 * A product of the current site of a network.
	 *
	 * @param int $product_id The product.
	 */
	private static function key( int $product_id ): string {
		return get_current_blog_id() . ':' . $product_id;
	}

	/**
	 * Runs a statement that notes changes. A table that is gone (a restored or moved database may lack it) is made again.
	 *
	 * @param string $statement Prepared.
	 * @return bool Whether the change is noted.
	 */
	private function note( string $statement ): bool {
		$touched = $this->query( $statement );
		if ( null === $touched && ( new Outbox_Table() )->make_again() ) {
			$touched = $this->query( $statement );
			( $this->on_lost )();
		} elseif ( null === $touched ) {
			( $this->on_lost )();
		}
		return null !== $touched;
	}

	/** The clock as a signed number, for differences that may be negative. */
	private static function signed_now(): string {
		return 'CAST(' . self::NOW . ' AS SIGNED)';
	}

	/**
	 * Runs a statement; one that lost a deadlock is run again.
	 *
	 * @param string $statement Prepared.
	 * @return int|null Rows touched; null when the database refused.
	 */
	private function query( string $statement ): ?int {
		global $wpdb;
		for ( $try = 1; $try <= 3; $try++ ) {
			$shown   = $wpdb->hide_errors();
			$touched = $wpdb->query( $statement );
			if ( $shown ) {
				$wpdb->show_errors();
			}
			if ( is_int( $touched ) ) {
				return $touched;
			}
			if ( false === strpos( $wpdb->last_error, 'try restarting transaction' ) ) {
				break;
			}
		}
		return null;
	}
}
