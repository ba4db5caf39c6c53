<?php
/**
 * What Action Scheduler promises: the same with the double and with the real one.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Contract;

use Fiko\WooCommerceSync\Tests\Site_Test_Case;

/** Queueing, uniqueness and running, under hooks that begin with "fiko_test". */
final class ActionSchedulerTest extends Site_Test_Case {
	protected function tearDown(): void {
		\ActionScheduler::logger()->unhook_stored_action();
		\ActionScheduler::logger()->hook_stored_action();
		remove_all_actions( 'fiko_test' );
		parent::tearDown();
	}

	/** @return string the status of an action */
	private function status_of( int $id ): string {
		return (string) \ActionScheduler::store()->get_status( $id );
	}

	/** The look-up of the group (none is one too), the action, and its log entry. */
	public function test_an_action_takes_two_queries_when_its_log_is_unhooked(): void {
		$this->assertTrue( \ActionScheduler::is_initialized() );
		$enqueue = static fn () => as_enqueue_async_action( 'fiko_test', array(), '', true, 5 );
		$enqueue(); // Settings are in memory from here on.
		as_unschedule_all_actions( 'fiko_test' );
		$this->assertSame( 3, $this->count_queries( $enqueue ) );
		as_unschedule_all_actions( 'fiko_test' );
		\ActionScheduler::logger()->unhook_stored_action();
		$this->assertSame( 2, $this->count_queries( $enqueue ) );
		$this->assertSame( 0, $enqueue() );
		$this->assertCount( 1, as_get_scheduled_actions( array( 'hook' => 'fiko_test', 'status' => \ActionScheduler_Store::STATUS_PENDING ), 'ids' ) );
	}

	public function test_an_action_is_unique_by_hook_and_group_whatever_its_arguments(): void {
		$this->assertGreaterThan( 0, as_enqueue_async_action( 'fiko_test', array( 1 ), '', true ) );
		$this->assertSame( 0, as_enqueue_async_action( 'fiko_test', array( 2 ), '', true ) );
		$this->assertGreaterThan( 0, as_enqueue_async_action( 'fiko_test', array( 1 ), 'fiko', true ) );
	}

	public function test_what_is_scheduled_is_found(): void {
		$this->assertFalse( as_next_scheduled_action( 'fiko_test' ) );
		$this->assertFalse( as_has_scheduled_action( 'fiko_test' ) );
		as_enqueue_async_action( 'fiko_test' );
		$this->assertTrue( as_next_scheduled_action( 'fiko_test' ) );
		$time = time() + 100;
		as_schedule_single_action( $time, 'fiko_test_later', array( 'a' ) );
		$this->assertSame( $time, as_next_scheduled_action( 'fiko_test_later' ) );
		$this->assertTrue( as_has_scheduled_action( 'fiko_test_later', array( 'a' ) ) );
		$this->assertFalse( as_has_scheduled_action( 'fiko_test_later', array( 'b' ) ) );
		as_unschedule_action( 'fiko_test_later', array( 'a' ) );
		$this->assertFalse( as_has_scheduled_action( 'fiko_test_later' ) );
	}

	public function test_due_actions_run_in_order_of_priority_with_their_hooks(): void {
		$seen = array();
		add_action(
			'fiko_test',
			static function ( $value ) use ( &$seen ): void {
				$seen[] = $value;
			}
		);
		$late  = as_enqueue_async_action( 'fiko_test', array( 'late' ), '', false, 20 );
		$early = as_enqueue_async_action( 'fiko_test', array( 'early' ), '', false, 5 );
		as_schedule_single_action( time() + 1000, 'fiko_test', array( 'not yet' ) );
		foreach ( array( 'before_execute', 'after_execute', 'completed_action' ) as $hook ) {
			add_action(
				'action_scheduler_' . $hook,
				static function ( $id ) use ( &$seen, $hook, $early ): void {
					if ( (int) $id === $early ) {
						$seen[] = $hook;
					}
				}
			);
		}
		$this->run_action_scheduler();
		foreach ( array( 'before_execute', 'after_execute', 'completed_action' ) as $hook ) {
			array_pop( $GLOBALS['wp_filter'][ 'action_scheduler_' . $hook ]->callbacks[10] );
		}
		$this->assertSame( array( 'before_execute', 'early', 'after_execute', 'completed_action', 'late' ), $seen );
		$this->assertSame( array( 'complete', 'complete' ), array( $this->status_of( $early ), $this->status_of( $late ) ) );
	}

	public function test_an_action_that_throws_has_failed(): void {
		add_action(
			'fiko_test',
			static function (): void {
				throw new \RuntimeException( 'on purpose' );
			}
		);
		$failures = array();
		$note     = static function ( $id, $error ) use ( &$failures ): void {
			$failures[] = $error->getMessage();
		};
		add_action( 'action_scheduler_failed_execution', $note, 10, 2 );
		$id = as_enqueue_async_action( 'fiko_test' );
		$this->run_action_scheduler();
		remove_action( 'action_scheduler_failed_execution', $note );
		$this->assertSame( array( 'failed', array( 'on purpose' ) ), array( $this->status_of( $id ), $failures ) );
	}

	public function test_an_action_may_queue_itself_again_while_it_runs(): void {
		$again = null;
		add_action(
			'fiko_test',
			static function () use ( &$again ): void {
				$again = $again ?? array( as_next_scheduled_action( 'fiko_test' ), as_enqueue_async_action( 'fiko_test', array(), '', true ), as_enqueue_async_action( 'fiko_test' ) );
			}
		);
		as_enqueue_async_action( 'fiko_test' );
		$this->run_action_scheduler();
		// It counts as scheduled while it runs: a unique one is refused.
		$this->assertSame( array( true, 0 ), array( $again[0], $again[1] ) );
		$this->assertSame( 'complete', $this->status_of( $again[2] ) );
	}

	public function test_a_recurring_action_comes_again(): void {
		add_action( 'fiko_test', '__return_true' );
		as_schedule_recurring_action( time() - 5, 300, 'fiko_test' );
		$this->run_action_scheduler();
		$this->assertEqualsWithDelta( time() + 300, as_next_scheduled_action( 'fiko_test' ), 10 );
		as_unschedule_all_actions( 'fiko_test' );
		$this->assertFalse( as_next_scheduled_action( 'fiko_test' ) );
		$this->assertCount( 1, as_get_scheduled_actions( array( 'hook' => 'fiko_test', 'status' => \ActionScheduler_Store::STATUS_CANCELED ), 'ids' ) );
	}
}
