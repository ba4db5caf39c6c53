<?php
/**
 * "Send all products": whole, resumable, small.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Integration;

use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Send\Drain_Queue;
use Fiko\WooCommerceSync\Sync\Digest;
use Fiko\WooCommerceSync\Sync\Full_Sync;

use function Fiko\WooCommerceSync\plugin;

require_once __DIR__ . '/class-sync-test-case.php';

/** Steps and drains run as they do in a shop: as actions, in processes that know nothing of each other. */
final class FullSyncTest extends Sync_Test_Case {
	private const MOST_MB = 64;

	protected function setUp(): void {
		parent::setUp();
		$this->drop_actions_of_others();
	}

	/** @return array<string, mixed> where it stands, for a request that knows nothing yet */
	private function progress(): array {
		$this->next_request();
		return plugin()->full_sync()->progress();
	}

	public function test_five_thousand_products_are_sent_once_each_in_little_memory_and_compared(): void {
		$ids = $this->insert_products( 5000 );
		plugin()->full_sync()->start();
		plugin()->drain_queue()->action_shutdown();
		$this->assertSame( array( 'marking', 5000, 0 ), array( $this->progress()['status'], $this->progress()['total'], $this->progress()['percent'] ) );

		$percents = array();
		$peak_mb  = 0;
		for ( $round = 0; $round < 20 && 'done' !== $this->progress()['status']; $round++ ) {
			$this->make_due();
			$found      = Child::run( 'actions', array( 'FIKO_CHILD_CRON' => '1' ) );
			$peak_mb    = max( $peak_mb, $found['peak_mb'] );
			$percents[] = $found['left']['percent'];
			$this->drop_actions_of_others();
		}

		$left = json_encode( array( array_slice( $this->rows(), 0, 3 ), plugin()->state()->problems(), $percents ) );
		$this->assertSame( array( 'done', 5000, 100 ), array( $this->progress()['status'], $this->progress()['done'], $this->progress()['percent'] ), $left );
		$this->assertSame( $percents, array_values( $this->sorted( $percents ) ), 'It never goes back.' );
		$this->assertLessThanOrEqual( self::MOST_MB, $peak_mb );
		$sent = array_column( array_column( $this->hub->events(), 'product' ), 'id' );
		$this->assertCount( 5000, $sent );
		$this->assert_same_set( $ids, $sent );
		$this->assertCount( 50, $this->hub->requests( self::BATCH ) );
		$this->assertSame( array(), $this->rows() );

		for ( $round = 0; $round < 5 && plugin()->digest()->is_running(); $round++ ) {
			Child::run( 'actions', array( 'FIKO_CHILD_CRON' => '1' ) );
			$this->next_request();
		}
		$this->assertCount( 20, $this->hub->requests( self::DIGEST ) );
		$this->assertSame( 5000, plugin()->digest()->last()['total'] );
	}

	/** @return int[] */
	private function sorted( array $numbers ): array {
		sort( $numbers );
		return $numbers;
	}

	public function test_progress_is_the_same_in_every_process(): void {
		$this->insert_products( 30 );
		plugin()->full_sync()->start();
		$this->hub->plan( array( 'status' => 500 ) );
		$this->drain();
		$here = $this->progress();
		$this->assertSame( array( 'sending', 30, 0, 0 ), array( $here['status'], $here['total'], $here['done'], $here['percent'] ) );
		$this->assertSame( $here, Child::run( 'progress' ) );
	}

	public function test_it_counts_what_the_hub_has(): void {
		$ids = $this->insert_products( 250 );
		plugin()->full_sync()->start();
		$this->hub->plan( $this->receipt( array_slice( $this->waiting_ids(), 0, 100 ) ), array( 'status' => 500 ) );
		$this->drain();
		$this->assertSame( array( 100, 40 ), array( $this->progress()['done'], $this->progress()['percent'] ) );
	}

	public function test_a_step_that_was_lost_with_its_process_is_taken_up_by_the_next_drain(): void {
		$this->insert_products( 2500 );
		plugin()->full_sync()->start();
		$this->assertCount( 2000, $this->rows() );
		$this->assertTrue( as_has_scheduled_action( Full_Sync::STEP ) );
		as_unschedule_all_actions( Full_Sync::STEP );
		$this->next_request();

		$this->hub->always( array( 'status' => 500 ) );
		do_action( Drain_Queue::SAFETY );
		$this->assertSame( 'sending', $this->progress()['status'] );
		$this->assertCount( 2500, $this->rows() );
	}

	public function test_edits_made_meanwhile_are_neither_lost_nor_waited_for(): void {
		$ids = $this->insert_products( 120 );
		plugin()->full_sync()->start();
		wp_update_post( array( 'ID' => $ids[119], 'post_title' => 'Edited meanwhile' ) );
		$new = $this->make_product( array( 'name' => 'New meanwhile' ) )->get_id();
		$this->drain();
		$sent = array_column( array_column( $this->hub->events(), 'product' ), 'name', 'id' );
		$this->assertSame( array( $ids[119], $new ), array_slice( array_keys( $sent ), 0, 2 ) );
		$this->assertSame( array( 'Edited meanwhile', 'New meanwhile' ), array_slice( array_values( $sent ), 0, 2 ) );
		$this->assertCount( 121, $this->hub->events() );
	}

	public function test_started_again_it_begins_anew_and_loses_nothing(): void {
		$ids = $this->insert_products( 150 );
		plugin()->full_sync()->start();
		$this->hub->plan( $this->receipt( array_slice( $this->waiting_ids(), 0, 100 ) ), array( 'status' => 500 ) );
		$this->drain();
		plugin()->full_sync()->start();
		$this->assertSame( 0, $this->progress()['done'] );
		$this->assertCount( 150, $this->rows() );
		$this->end_pause();
		$this->drain();
		$this->assertSame( 'done', $this->progress()['status'] );
		$this->assert_same_set( $ids, array_unique( array_column( array_column( $this->hub->events(), 'product' ), 'id' ) ) );
	}

	public function test_an_empty_shop_is_through_at_once(): void {
		plugin()->full_sync()->start();
		$this->assertSame( array( 'done', 0, 100 ), array( $this->progress()['status'], $this->progress()['total'], $this->progress()['percent'] ) );
		$this->assertTrue( plugin()->digest()->is_running() );
	}

	public function test_drafts_are_sent_and_what_is_in_the_trash_is_not(): void {
		global $wpdb;
		list( $shown, $draft, $private, $trashed, $empty ) = $this->insert_products( 5 );
		foreach ( array( $draft => 'draft', $private => 'private', $trashed => 'trash', $empty => 'auto-draft' ) as $id => $status ) {
			$wpdb->update( $wpdb->posts, array( 'post_status' => $status ), array( 'ID' => $id ) );
		}
		plugin()->full_sync()->start();
		$this->drain();
		$sent = array_column( array_column( $this->hub->events(), 'product' ), 'status', 'id' );
		$this->assertEquals( array( $shown => 'publish', $draft => 'draft', $private => 'private' ), $sent );
		$this->assertSame( 3, $this->progress()['total'] );
	}

	public function test_one_product_that_is_refused_does_not_keep_it_from_ending(): void {
		$this->insert_products( 3 );
		plugin()->full_sync()->start();
		$ids  = $this->waiting_ids();
		$plan = $this->receipt( $ids );

		$plan['body']['results'][1]['status'] = 'rejected';
		$this->hub->plan( $plan );
		$this->drain();
		$this->assertSame( 'done', $this->progress()['status'] );
		$this->assertSame( 1, plugin()->outbox()->counts()['parked'] );
	}
}
