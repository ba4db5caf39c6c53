<?php
/**
 * What waits is delivered: whole, in order, once.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Integration;

use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Send\Delivery_Notes;
use Fiko\WooCommerceSync\Send\Drain_Queue;

use function Fiko\WooCommerceSync\plugin;

require_once __DIR__ . '/class-sync-test-case.php';

/** The hub is well here; what happens when it is not: FaultsTest. */
final class DrainTest extends Sync_Test_Case {
	public function test_a_row_goes_only_when_its_event_was_confirmed(): void {
		$product = $this->make_product( array( 'name' => 'چراغ مطالعه' ) );
		$row     = $this->the_row();
		$report  = $this->drain();

		$this->assertSame( array( 1, 0, 1, '' ), array( $report->delivered, $report->parked, $report->requests, $report->ended_by ) );
		$this->assert_all_delivered_once( array( $row['event_id'] ) );
		$event = $this->hub->events()[0];
		$this->assertSame( 'product.created', $event['event_type'] );
		$this->assertMatchesRegularExpression( '/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/', $event['occurred_at'] );
		$this->assertSame( array( $product->get_id(), 'چراغ مطالعه', '1000' ), array( $event['product']['id'], $event['product']['name'], $event['product']['price'] ) );
		$this->assertSame( 0, plugin()->state()->failures() );
		$this->assertEqualsWithDelta( time(), plugin()->state()->last_success_at(), 5 );
		$this->assertSame( 'success', get_post_meta( $product->get_id(), Delivery_Notes::STATUS, true ) );
		$this->assertNotSame( '', get_post_meta( $product->get_id(), Delivery_Notes::LAST_SYNC, true ) );
	}

	public function test_its_request_says_who_speaks(): void {
		$this->make_product();
		$this->drain();
		$request = $this->hub->requests()[0];
		$this->assertSame( array( 'POST', '/api/integrations/woocommerce/webhook/batch/' ), array( $request['method'], $request['path'] ) );
		$this->assertSame( 'Bearer ' . self::TOKEN, $request['headers']['authorization'] );
		$this->assertSame( 'application/json', $request['headers']['content-type'] );
		$this->assertArrayNotHasKey( 'x-integration-token', $request['headers'] );
		$this->assertArrayNotHasKey( 'webhook-signature', $request['headers'] );
	}

	public function test_what_was_just_saved_is_not_read_before_the_save_has_settled(): void {
		$this->make_product();
		$this->next_request();
		$report = plugin()->drainer()->drain( 1 );
		$this->assertSame( 0, $report->requests );
		$this->assertCount( 1, $this->rows() );
	}

	public function test_a_drain_waits_for_what_settles_in_a_moment(): void {
		$this->make_product();
		$this->next_request();
		$this->assertSame( 1, plugin()->drainer()->drain( 10 )->delivered );
		$this->assertSame( array(), $this->rows() );
	}

	public function test_nothing_waits_nothing_is_asked(): void {
		$this->assertSame( 0, $this->drain()->requests );
		$this->assertSame( array(), $this->hub->requests() );
	}

	public function test_without_a_hub_nothing_is_marked(): void {
		plugin()->settings()->disconnect();
		$this->make_product();
		$this->assertSame( array(), $this->rows() );
		$this->assertSame( 'not_connected', $this->drain()->ended_by );
	}

	public function test_a_request_holds_at_most_a_hundred_events_and_edits_go_before_the_bulk(): void {
		$old = $this->insert_products( 250 );
		plugin()->outbox()->mark_many( $old, Outbox::BULK );
		$edited = $this->make_product()->get_id();
		$report = $this->drain( 20 );

		$sizes = array_map( static fn ( array $request ): int => count( $request['json']['events'] ), $this->hub->requests( self::BATCH ) );
		$this->assertSame( array( 100, 100, 51 ), $sizes );
		$this->assertSame( 251, $report->delivered );
		$this->assertSame( $edited, $this->hub->events()[0]['product']['id'] );
		$this->assertSame( array(), $this->rows() );
	}

	public function test_an_edit_lifts_its_product_out_of_the_bulk(): void {
		$ids = $this->insert_products( 3 );
		plugin()->outbox()->mark_many( $ids, Outbox::BULK );
		wp_update_post( array( 'ID' => $ids[2], 'post_title' => 'Edited' ) );
		$this->assertSame( array( '10', '10', '0' ), array_column( $this->rows(), 'priority' ) );
		plugin()->outbox()->mark_many( $ids, Outbox::BULK );
		$this->assertSame( array( '10', '10', '0' ), array_column( $this->rows(), 'priority' ), 'The bulk pushes no edit back.' );
		$this->drain();
		$this->assertSame( array( $ids[2], $ids[0], $ids[1] ), array_column( array_column( $this->hub->events(), 'product' ), 'id' ) );
	}

	public function test_ids_made_in_sql_are_as_good_as_those_of_php(): void {
		plugin()->outbox()->mark_many( $this->insert_products( 1500 ), Outbox::BULK );
		$ids = $this->waiting_ids();
		$this->assertCount( 1500, array_unique( $ids ) );
		foreach ( $ids as $id ) {
			$this->assertMatchesRegularExpression( '/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/', $id );
		}
	}

	public function test_however_often_a_product_is_edited_it_is_one_event_with_its_last_state(): void {
		$product = $this->make_product();
		foreach ( array( '1100', '1200', '1300' ) as $price ) {
			$this->next_request();
			$product->set_regular_price( $price );
			$product->save();
		}
		$this->assertSame( 'created', $this->the_row()['kind'] );
		$this->drain();
		$this->assertCount( 1, $this->hub->events() );
		$this->assertSame( '1300', $this->hub->events()[0]['product']['price'] );
	}

	public function test_each_mark_makes_a_new_event_that_is_later_than_the_one_before(): void {
		$product = $this->make_product();
		$first   = $this->the_row();
		$this->next_request();
		$product->set_name( 'Again' );
		$product->save();
		$second = $this->the_row();
		$this->assertNotSame( $first['event_id'], $second['event_id'] );
		$this->assertGreaterThan( (int) $first['occurred_at'], (int) $second['occurred_at'] );
	}

	public function test_a_variable_product_with_120_variations_is_one_event(): void {
		$prices = array();
		for ( $i = 1; $i <= 120; $i++ ) {
			$prices[ "tone $i" ] = (string) ( 1000 + $i );
		}
		$product = $this->make_variable_product( $prices );
		$this->assertSame( (string) $product->get_id(), $this->the_row()['product_id'] );
		$this->drain( 15 );
		$this->assertCount( 1, $this->hub->events() );
		$variations = $this->hub->events()[0]['product']['variations'];
		$this->assertCount( 120, $variations );
		$this->assertSame( array( '1001', '1120' ), array( $variations[0]['price'], $variations[119]['price'] ) );
		$this->assertSame( array( 'Color' => 'tone 120' ), $variations[119]['attributes'] );
	}

	public function test_prices_are_those_of_a_guest_whoever_drains(): void {
		$this->hook( 'woocommerce_product_get_price', static fn ( $price ) => current_user_can( 'manage_woocommerce' ) ? '1' : $price );
		$this->hook( 'woocommerce_product_get_regular_price', static fn ( $price ) => current_user_can( 'manage_woocommerce' ) ? '1' : $price );
		$this->make_product( array( 'regular_price' => '2500' ) );
		$this->assertTrue( current_user_can( 'manage_woocommerce' ) );
		$this->drain();
		$product = $this->hub->events()[0]['product'];
		$this->assertSame( array( '2500', '2500' ), array( $product['price'], $product['regular_price'] ) );
		$this->assertSame( 1, get_current_user_id(), 'The administrator is the administrator again.' );
	}

	public function test_a_product_that_is_gone_when_it_is_read_is_told_as_deleted_with_the_marks_time(): void {
		global $wpdb;
		$product = $this->make_product( array( 'sku' => 'L-1' ) );
		$row     = $this->the_row();
		// Past WordPress: no hook tells it.
		$wpdb->delete( $wpdb->posts, array( 'ID' => $product->get_id() ) );
		$this->drain();
		$event = $this->hub->events()[0];
		$this->assertSame( array( $row['event_id'], 'product.deleted', $product->get_id() ), array( $event['event_id'], $event['event_type'], $event['product']['id'] ) );
		$this->assertSame( array(), $this->rows() );
	}

	public function test_a_deletion_takes_the_place_of_the_change_that_waited(): void {
		$product = $this->make_product( array( 'sku' => 'L-2', 'name' => 'Lamp' ) );
		$id      = $product->get_id();
		$this->next_request();
		$product->delete( true );
		$this->assertSame( 'deleted', $this->the_row()['kind'] );
		$this->drain();
		$this->assertCount( 1, $this->hub->events() );
		$this->assertSame( 'product.deleted', $this->hub->events()[0]['event_type'] );
		$this->assertSame( array( 'id' => $id, 'sku' => 'L-2', 'name' => 'Lamp', 'type' => 'simple' ), $this->hub->events()[0]['product'] );
	}

	public function test_a_product_edited_while_its_event_is_under_way_stays_and_is_sent_anew(): void {
		$product = $this->make_product();
		$first   = $this->the_row();
		$edited  = false;
		$this->hook(
			'pre_http_request',
			function ( $nothing ) use ( $product, &$edited ) {
				if ( ! $edited ) {
					$edited = true;
					$this->next_request();
					$again = wc_get_product( $product->get_id() );
					$again->set_regular_price( '7777' );
					$again->save();
				}
				return $nothing;
			}
		);
		$this->drain( 1 );

		$second = $this->the_row();
		$this->assertNotSame( $first['event_id'], $second['event_id'] );
		$this->assertSame( array( null, '0' ), array( $second['claim_id'], $second['attempts'] ) );
		$this->assertSame( array( $first['event_id'] ), $this->ids_at_hub() );

		$this->drain();
		$this->assert_all_delivered_once( array( $first['event_id'], $second['event_id'] ) );
		list( $before, $after ) = $this->hub->events();
		$this->assertSame( array( '1000', '7777' ), array( $before['product']['price'], $after['product']['price'] ) );
		$this->assertGreaterThan( $before['occurred_at'], $after['occurred_at'] );
	}

	public function test_a_shop_clock_that_was_set_back_makes_no_event_older_than_the_last(): void {
		global $wpdb;
		$product = $this->make_product();
		$this->drain();
		$this->next_request();
		$wpdb->query( 'SET timestamp = UNIX_TIMESTAMP() - 3600' );
		try {
			$product->set_regular_price( '1200' );
			$product->save();
			$this->drain();
			$this->next_request();
			$product->set_regular_price( '1300' );
			$product->save();
			$this->drain();
		} finally {
			$wpdb->query( 'SET timestamp = DEFAULT' );
		}
		$times = array_column( $this->hub->events(), 'occurred_at' );
		$this->assertCount( 3, $times );
		$this->assertGreaterThan( $times[0], $times[1] );
		$this->assertGreaterThan( $times[1], $times[2] );
	}

	public function test_a_clock_set_back_while_the_product_waits_makes_no_event_older_either(): void {
		global $wpdb;
		$product = $this->make_product();
		$before  = (int) $this->the_row()['occurred_at'];
		$this->next_request();
		$wpdb->query( 'SET timestamp = UNIX_TIMESTAMP() - 3600' );
		try {
			$product->set_regular_price( '1200' );
			$product->save();
			$this->assertGreaterThan( $before, (int) $this->the_row()['occurred_at'] );
			$wpdb->query( 'UPDATE ' . Outbox_Table::name() . ' SET due_at = 0' );
			$this->next_request();
			$this->assertSame( 1, plugin()->drainer()->drain( 5 )->requests );
			$this->assertSame( array(), $this->rows() );
		} finally {
			$wpdb->query( 'SET timestamp = DEFAULT' );
		}
	}

	public function test_a_product_deleted_after_a_clock_change_is_deleted_later_than_its_last_event(): void {
		global $wpdb;
		$product = $this->make_product();
		$this->drain();
		$this->next_request();
		$wpdb->query( 'SET timestamp = UNIX_TIMESTAMP() - 3600' );
		try {
			$product->delete( true );
			$this->drain();
		} finally {
			$wpdb->query( 'SET timestamp = DEFAULT' );
		}
		list( $made, $deleted ) = $this->hub->events();
		$this->assertSame( 'product.deleted', $deleted['event_type'] );
		$this->assertGreaterThan( $made['occurred_at'], $deleted['occurred_at'] );
	}

	public function test_a_product_that_waited_long_is_still_not_taken_for_settled_when_it_is_edited(): void {
		global $wpdb;
		$product = $this->make_product();
		// The hub was away for an hour.
		$wpdb->query( 'UPDATE ' . Outbox_Table::name() . ' SET waiting_since = waiting_since - 3600000, occurred_at = occurred_at - 3600000, due_at = due_at - 3600000' );
		$this->next_request();
		$product->set_regular_price( '2000' );
		$product->save();
		// A drain reads in the middle of that request; what the request still writes within a second makes no mark of its own.
		plugin()->drainer()->drain( 1 );
		update_post_meta( $product->get_id(), '_price', '2222' );
		update_post_meta( $product->get_id(), '_regular_price', '2222' );
		$this->drain();
		$this->drain();
		$events = $this->hub->events();
		$this->assertSame( '2222', end( $events )['product']['price'] );
		$this->assertSame( array(), $this->rows() );
	}

	public function test_a_product_that_changes_all_the_time_is_sent_all_the_same(): void {
		global $wpdb;
		$product = $this->make_product();
		$wpdb->query( 'UPDATE ' . Outbox_Table::name() . ' SET waiting_since = waiting_since - 11000' );
		$this->next_request();
		$product->set_regular_price( '2000' );
		$product->save();
		$this->next_request();
		$this->assertSame( 1, plugin()->drainer()->drain( 1 )->requests );
		$this->assertSame( '2000', $this->hub->events()[0]['product']['price'] );
	}

	public function test_signed_deliveries_verify(): void {
		plugin()->settings()->save_signing_secret( self::SECRET );
		plugin()->settings()->save_signing( true );
		$this->make_product( array( 'name' => 'چراغ & "lamp"' ) );
		$this->drain();
		$request = $this->hub->requests( self::BATCH )[0];
		$headers = $request['headers'];
		$this->assertEqualsWithDelta( time(), (int) $headers['webhook-timestamp'], 30 );
		$key      = base64_decode( substr( self::SECRET, 6 ) );
		$expected = 'v1,' . base64_encode( hash_hmac( 'sha256', $headers['webhook-id'] . '.' . $headers['webhook-timestamp'] . '.' . $request['body'], $key, true ) );
		$this->assertSame( $expected, $headers['webhook-signature'] );
	}

	public function test_a_save_asks_for_one_drain_and_the_drain_comes(): void {
		$this->make_product();
		$this->make_product();
		plugin()->drain_queue()->action_shutdown();
		$this->make_product();
		plugin()->drain_queue()->action_shutdown();
		$this->assertCount( 1, as_get_scheduled_actions( array( 'hook' => Drain_Queue::DRAIN, 'status' => \ActionScheduler_Store::STATUS_PENDING ), 'ids' ) );
		$ids = $this->waiting_ids();
		$this->make_due();
		$this->next_request();
		$this->drop_actions_of_others();
		$this->run_action_scheduler();
		$this->assert_all_delivered_once( $ids );
		$this->assertFalse( as_has_scheduled_action( Drain_Queue::DRAIN ) );
	}

	public function test_what_is_saved_while_a_drain_ends_gets_a_drain_of_its_own(): void {
		$this->make_product();
		plugin()->drain_queue()->action_shutdown();
		$this->make_due();
		$this->next_request();
		$late = null;
		// After the drain's last look, before Action Scheduler closes the action: nobody else asks for a drain then.
		$this->hook(
			'action_scheduler_after_execute',
			function () use ( &$late ): void {
				if ( null === $late ) {
					$late = $this->make_product( array( 'name' => 'Late' ) )->get_id();
					plugin()->drain_queue()->action_shutdown();
				}
			}
		);
		$this->drop_actions_of_others();
		$this->run_action_scheduler();
		$this->assertSame( $late, $this->hub->events()[1]['product']['id'] );
		$this->assertSame( array(), $this->rows() );
	}

	public function test_two_drains_at_once_send_every_event_exactly_once(): void {
		plugin()->outbox()->mark_many( $this->insert_products( 450 ), Outbox::BULK );
		$this->make_due();
		$ids = $this->waiting_ids();
		// Slow enough that neither is through before the other has begun.
		$slow    = array( 'FIKO_CHILD_MS_A_PRODUCT' => '3' );
		$drains  = array( new Child( 'drain', $slow ), new Child( 'drain', $slow ) );
		$reports = array_map( static fn ( Child $child ): Child => $child->begin(), $drains );
		$reports = array_map( static fn ( Child $child ) => $child->result(), $reports );

		$this->assertSame( 450, $reports[0]['delivered'] + $reports[1]['delivered'] );
		$this->assertGreaterThan( 0, $reports[0]['delivered'] );
		$this->assertGreaterThan( 0, $reports[1]['delivered'] );
		$this->assert_all_delivered_once( $ids );
	}
}
