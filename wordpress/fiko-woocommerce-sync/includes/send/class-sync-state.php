<?php
/**
 * Whether sending goes on, and what went wrong last.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Send;

/**
 * Kept in one option, read only where something is sent or shown.
 *
 * @phpstan-type Problem array{at: int, problem: string, status: int, detail: string}
 */
final class Sync_State {
	public const OPTION = 'fiko_wc_state';

	private const FIRST_PAUSE_SECONDS   = 30;
	private const LONGEST_PAUSE_SECONDS = 900;
	private const LONGEST_TOLD_SECONDS  = 3600;
	private const PROBLEMS_KEPT         = 20;

	/** Seconds since 1970 until nothing is sent; 0 for no pause. */
	public function paused_until(): int {
		$until = $this->read()['paused_until'];
		return $until > time() ? $until : 0;
	}

	/**
	 * Why nothing is sent until the owner did something; null when sending goes on.
	 *
	 * @return Problem|null
	 */
	public function stopped(): ?array {
		return $this->read()['stopped'];
	}

	/** When the hub last confirmed something, in seconds since 1970; 0 for never. */
	public function last_success_at(): int {
		return $this->read()['last_success_at'];
	}

	/** Requests that failed in a row. */
	public function failures(): int {
		return $this->read()['failures'];
	}

	/**
	 * What went wrong lately, newest first. Repetitions of the same problem are one entry.
	 *
	 * @return list<Problem>
	 */
	public function problems(): array {
		return $this->read()['problems'];
	}

	/** The hub answered as it should. */
	public function succeeded(): void {
		$state                    = $this->read();
		$state['paused_until']    = 0;
		$state['failures']        = 0;
		$state['stopped']         = null;
		$state['last_success_at'] = time();
		$this->write( $state );
	}

	/**
	 * The hub could not be reached, or not now: a pause that doubles, with jitter; what the hub tells wins.
	 *
	 * @param Hub_Answer $answer What came instead.
	 */
	public function failed( Hub_Answer $answer ): void {
		$state = $this->read();
		$told  = $answer->retry_after();
		if ( 429 !== $answer->status ) {
			++$state['failures'];
		}
		$pause = min( self::LONGEST_PAUSE_SECONDS, self::FIRST_PAUSE_SECONDS * ( 2 ** min( 10, max( 0, $state['failures'] - 1 ) ) ) );
		$pause = (int) round( $pause * ( 0.75 + wp_rand( 0, 500 ) / 1000 ) );
		if ( null !== $told ) {
			$pause = min( self::LONGEST_TOLD_SECONDS, max( 1, $told ) );
		}
		$state['paused_until'] = time() + $pause;
		$this->write( $this->with_problem( $state, $answer ) );
	}

	/**
	 * The hub does not let us in: nothing is sent until the owner did something about it.
	 *
	 * @param Hub_Answer $answer 401 or 403.
	 */
	public function stop( Hub_Answer $answer ): void {
		$state            = $this->with_problem( $this->read(), $answer );
		$state['stopped'] = $state['problems'][0];
		$this->write( $state );
	}

	/** The hub could not be asked whether it lets us in again: the reason stays as it is, and the hour begins anew. */
	public function stay_stopped(): void {
		$state = $this->read();
		if ( null !== $state['stopped'] ) {
			$state['stopped']['at'] = time();
			$this->write( $state );
		}
	}

	/** After a good test, a new token or a connect: sending is tried at once. */
	public function resume(): void {
		$state                 = $this->read();
		$state['paused_until'] = 0;
		$state['failures']     = 0;
		$state['stopped']      = null;
		$this->write( $state );
	}

	/**
	 * Adds a problem to the list.
	 *
	 * @param array{paused_until: int, failures: int, stopped: Problem|null, last_success_at: int, problems: list<Problem>} $state  As read.
	 * @param Hub_Answer                                                                                                    $answer What happened.
	 * @return array{paused_until: int, failures: int, stopped: Problem|null, last_success_at: int, problems: non-empty-list<Problem>}
	 */
	private function with_problem( array $state, Hub_Answer $answer ): array {
		$problem = array(
			'at'      => time(),
			'problem' => $answer->problem(),
			'status'  => $answer->status,
			'detail'  => $answer->detail(),
		);
		$kept    = array_filter(
			$state['problems'],
			static function ( array $old ) use ( $problem ): bool {
				return $old['problem'] !== $problem['problem'] || $old['status'] !== $problem['status'] || $old['detail'] !== $problem['detail'];
			}
		);

		$state['problems'] = array_slice( array_merge( array( $problem ), array_values( $kept ) ), 0, self::PROBLEMS_KEPT );
		return $state;
	}

	/**
	 * The option, with every field; read from the database: another process may just have written it.
	 *
	 * @return array{paused_until: int, failures: int, stopped: Problem|null, last_success_at: int, problems: list<Problem>}
	 */
	private function read(): array {
		// In a run of many seconds another process may have paused or stopped the sending meanwhile.
		wp_cache_delete( self::OPTION, 'options' );
		$stored = get_option( self::OPTION, array() );
		$state  = is_array( $stored ) ? $stored : array();
		return array(
			'paused_until'    => (int) ( $state['paused_until'] ?? 0 ),
			'failures'        => (int) ( $state['failures'] ?? 0 ),
			'stopped'         => isset( $state['stopped'] ) && is_array( $state['stopped'] ) ? self::to_problem( $state['stopped'] ) : null,
			'last_success_at' => (int) ( $state['last_success_at'] ?? 0 ),
			'problems'        => array_values( array_map( array( self::class, 'to_problem' ), is_array( $state['problems'] ?? null ) ? $state['problems'] : array() ) ),
		);
	}

	/**
	 * A stored problem with every field.
	 *
	 * @param mixed $stored As stored.
	 * @return Problem
	 */
	private static function to_problem( $stored ): array {
		$stored = is_array( $stored ) ? $stored : array();
		return array(
			'at'      => (int) ( $stored['at'] ?? 0 ),
			'problem' => (string) ( $stored['problem'] ?? '' ),
			'status'  => (int) ( $stored['status'] ?? 0 ),
			'detail'  => (string) ( $stored['detail'] ?? '' ),
		);
	}

	/**
	 * Stores the option; not autoloaded: no page view needs it.
	 *
	 * @param array<string, mixed> $state All fields.
	 */
	private function write( array $state ): void {
		update_option( self::OPTION, $state, false );
	}
}
