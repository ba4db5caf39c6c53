<?php
/**
 * Whatever breaks: nothing is lost, nothing comes twice under another name, and the owner can see why.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Integration;

use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Secret_Box;
use Fiko\WooCommerceSync\Send\Delivery_Notes;
use Fiko\WooCommerceSync\Send\Drain_Queue;
use Fiko\WooCommerceSync\Send\Hub_Answer;
use Fiko\WooCommerceSync\Send\Sync_State;
use Fiko\WooCommerceSync\Settings;

use function Fiko\WooCommerceSync\plugin;

require_once __DIR__ . '/class-sync-test-case.php';

/** Against a hub that fails in every way a hub, a proxy, a host or a network does. */
final class FaultsTest extends Sync_Test_Case {
	private const HTML = '<!doctype html><html><title>502</title><body><h1>Bad Gateway</h1></body></html>';

	/** @return string[] event ids of products made for a test */
	private function make_products( int $count = 2 ): array {
		for ( $i = 1; $i <= $count; $i++ ) {
			$this->make_product( array( 'name' => "Lamp $i" ) );
		}
		return $this->waiting_ids();
	}

	/** All rows still wait as they did: same events, in nobody's hands, no attempt counted. */
	private function assert_untouched( array $event_ids ): void {
		$this->assertSame( $event_ids, $this->waiting_ids() );
		foreach ( $this->rows() as $row ) {
			$this->assertSame( array( '0', '0', null, '0' ), array( $row['attempts'], $row['parked'], $row['claim_id'], $row['claimed_until'] ) );
		}
	}

	/** Requests wait no longer than a second: what is slow is slow sooner. */
	private function wait_at_most_a_second(): void {
		$this->hook(
			'http_request_args',
			static function ( array $arguments ): array {
				$arguments['timeout'] = 1;
				return $arguments;
			}
		);
	}

	/**
	 * Answers that confirm nothing.
	 *
	 * @return array<string, array{0: array<string, mixed>, 1: string}> A plan of Stub_Hub, and the problem it is noted as.
	 */
	public function failures(): array {
		return array(
			'500'                            => array( array( 'status' => 500, 'body' => array( 'error' => 'Internal error' ) ), 'hub_error 500' ),
			'503 without a body'             => array( array( 'status' => 503 ), 'hub_error 503' ),
			'502 of a proxy, in HTML'        => array( array( 'status' => 502, 'body' => self::HTML ), 'hub_error 502' ),
			'200 of a firewall, in HTML'     => array( array( 'status' => 200, 'body' => self::HTML ), 'html 200' ),
			'403 of a firewall, in HTML'     => array( array( 'status' => 403, 'body' => self::HTML ), 'html 403' ),
			'401 of a web server, in HTML'   => array( array( 'status' => 401, 'body' => self::HTML ), 'html 401' ),
			'200 that is empty'              => array( array( 'status' => 200 ), 'html 200' ),
			'200 in JSON that says nothing'  => array( array( 'status' => 200, 'body' => array( 'ok' => true ) ), 'unknown_answer 200' ),
			'JSON that is cut off'           => array( array( 'status' => 207, 'body' => '{"results":[{"event_id":"' ), 'html 207' ),
			'results that are no list'       => array( array( 'status' => 207, 'body' => array( 'results' => 'all' ) ), 'unknown_answer 207' ),
			'results of nothing'             => array( array( 'status' => 207, 'body' => array( 'results' => array() ) ), 'unknown_answer 207' ),
			'results of other events'        => array( array( 'status' => 207, 'body' => array( 'results' => array( array( 'event_id' => 'of another shop', 'status' => 'accepted' ), 'noise', array( 'status' => 'accepted' ) ) ) ), 'unknown_answer 207' ),
			'a connection that ends early'   => array( array( 'drop' => true ), 'unreachable 0' ),
			'a body that ends early'         => array( array( 'status' => 207, 'body' => str_repeat( ' ', 100 ) . '{"results":[]}', 'cut' => 50 ), 'unreachable 0' ),
			'a redirect'                     => array( array( 'status' => 301, 'headers' => array( 'Location' => 'https://elsewhere.invalid/' ) ), 'redirect 301' ),
		);
	}

	/**
	 * @dataProvider failures
	 * @param array<string, mixed> $plan    What the hub answers.
	 * @param string               $problem What it is noted as.
	 */
	public function test_an_answer_that_confirms_nothing_loses_nothing( array $plan, string $problem ): void {
		$ids = $this->make_products();
		$this->hub->plan( $plan );
		$report = $this->drain();

		$this->assertSame( array( 0, 1 ), array( $report->delivered, $report->requests ), 'After a failure the hub is left alone.' );
		$this->assertSame( $problem, $this->last_problem() );
		$this->assert_untouched( $ids );
		$this->assertSame( 1, plugin()->state()->failures() );
		$this->assertNull( plugin()->state()->stopped() );
		$this->assertGreaterThanOrEqual( 22, $this->pause() );
		$this->assertLessThanOrEqual( 38, $this->pause() );

		$this->hub->forget();
		$this->end_pause();
		$this->assertSame( 2, $this->drain()->delivered );
		$this->assert_all_delivered_once( $ids );
		$this->assertSame( array( 0, 0 ), array( plugin()->state()->failures(), $this->pause() ) );
	}

	public function test_while_it_pauses_nothing_is_sent_and_changes_are_still_marked(): void {
		$this->make_products( 1 );
		$this->hub->plan( array( 'status' => 500 ) );
		$this->drain();
		$this->make_product();
		$report = $this->drain();
		$this->assertSame( array( 'paused', 0 ), array( $report->ended_by, $report->requests ) );
		$this->assertCount( 2, $this->rows() );
		$this->assertCount( 1, $this->hub->requests() );
	}

	public function test_the_end_of_a_pause_gets_a_drain_of_its_own(): void {
		$this->make_products( 1 );
		$this->hub->plan( array( 'status' => 500 ) );
		$this->drain();
		$this->drain();
		$actions = as_get_scheduled_actions( array( 'hook' => Drain_Queue::AFTER_PAUSE, 'status' => \ActionScheduler_Store::STATUS_PENDING ) );
		$this->assertCount( 1, $actions );
		$this->assertEqualsWithDelta( plugin()->state()->paused_until(), reset( $actions )->get_schedule()->get_date()->getTimestamp(), 1 );
	}

	public function test_a_hub_that_is_down_for_an_hour_costs_a_few_requests_and_no_event(): void {
		$this->hub->stop();
		$ids    = $this->make_products( 3 );
		$passed = 0;
		$pauses = array();
		while ( $passed < 3600 ) {
			$this->assertSame( array( 0, 1 ), array( $this->drain()->delivered, plugin()->state()->stopped() ? 0 : 1 ) );
			$this->assertSame( 'unreachable 0', $this->last_problem() );
			$pauses[] = $this->pause();
			$passed  += $this->pause();
			$this->end_pause();
		}
		foreach ( $pauses as $failure => $seconds ) {
			$expected = min( 900, 30 * 2 ** $failure );
			$this->assertGreaterThanOrEqual( (int) floor( 0.75 * $expected ) - 1, $seconds, "pause $failure" );
			$this->assertLessThanOrEqual( (int) ceil( 1.25 * $expected ), $seconds, "pause $failure" );
		}
		$this->assertLessThanOrEqual( 11, count( $pauses ) );
		$this->assertSame( count( $pauses ), plugin()->state()->failures() );
		$this->assertCount( 1, plugin()->state()->problems(), 'The same problem is one entry.' );
		$this->assert_untouched( $ids );

		$this->hub = $this->start_hub();
		plugin()->settings()->save_hub_url( $this->hub->url );
		$this->assertSame( 3, $this->drain()->delivered );
		$this->assert_all_delivered_once( $ids );
		$this->assertSame( 0, plugin()->state()->failures() );
	}

	public function test_the_pause_has_jitter_and_an_end(): void {
		$pauses = array();
		$answer = new Hub_Answer( new \WP_Error( 'http_request_failed', 'cURL error 7: refused' ) );
		for ( $i = 0; $i < 40; $i++ ) {
			plugin()->state()->failed( $answer );
			$pauses[] = $this->pause();
		}
		$this->assertLessThanOrEqual( 1125, max( $pauses ) );
		$this->assertGreaterThan( 3, count( array_unique( array_slice( $pauses, 10 ) ) ), 'A thousand shops do not come back in the same second.' );
	}

	/** @return array<string, array{0: callable(): string}> */
	public function limits(): array {
		return array(
			'in seconds'    => array( static fn (): string => '120' ),
			'as a date'     => array( static fn (): string => gmdate( 'D, d M Y H:i:s', time() + 120 ) . ' GMT' ),
		);
	}

	/** @dataProvider limits */
	public function test_what_the_hub_tells_to_wait_is_waited( callable $told ): void {
		$ids = $this->make_products();
		$this->hub->plan( array( 'status' => 429, 'headers' => array( 'Retry-After' => $told() ), 'body' => array( 'error' => 'Too many requests' ) ) );
		$this->drain();
		$this->assertSame( 'rate_limited 429', $this->last_problem() );
		$this->assertEqualsWithDelta( 120, $this->pause(), 3 );
		$this->assertSame( 0, plugin()->state()->failures(), 'Being asked to wait is no failure.' );
		$this->assert_untouched( $ids );
		$this->end_pause();
		$this->hub->forget();
		$this->drain();
		$this->assert_all_delivered_once( $ids );
	}

	public function test_a_wait_that_makes_no_sense_is_cut(): void {
		$this->make_products( 1 );
		$this->hub->plan( array( 'status' => 503, 'headers' => array( 'Retry-After' => '864000' ), 'body' => array( 'error' => 'Maintenance' ) ) );
		$this->drain();
		$this->assertEqualsWithDelta( 3600, $this->pause(), 3 );
		$this->end_pause();
		$this->hub->plan( array( 'status' => 503, 'headers' => array( 'Retry-After' => 'soon' ), 'body' => array( 'error' => 'Maintenance' ) ) );
		$this->drain();
		$this->assertLessThanOrEqual( 75, $this->pause() );
	}

	public function test_a_hub_that_is_slower_than_the_time_limit_loses_nothing(): void {
		$ids = $this->make_products();
		$this->wait_at_most_a_second();
		$this->hub->plan( array( 'delay_ms' => 2500 ) + $this->receipt( $ids ) );
		$this->drain();
		$this->assertSame( 'timeout 0', $this->last_problem() );
		$this->assert_untouched( $ids );

		// It had taken them, and says so now.
		$this->hub->forget();
		$this->hub->plan( $this->receipt( $ids, 'skipped' ) );
		$this->end_pause();
		$this->assertSame( 2, $this->drain()->delivered );
		$this->assert_all_delivered_once( $ids );
	}

	public function test_an_answer_that_got_lost_is_asked_for_again_under_the_same_event_ids(): void {
		$ids = $this->make_products();
		$this->hub->plan( array( 'drop' => true ), $this->receipt( $ids, 'skipped' ) );
		$this->drain();
		$this->assert_untouched( $ids );
		$this->end_pause();
		$report = $this->drain();
		$this->assertSame( 2, $report->delivered );
		$this->assertSame( array(), $this->rows() );
		$this->assertSame( array_merge( $ids, $ids ), $this->ids_at_hub() );
		list( $first, $second ) = $this->hub->requests( self::BATCH );
		$this->assertSame( $first['body'], $second['body'], 'The same state is the same bytes.' );
	}

	public function test_of_half_an_answer_only_the_confirmed_half_goes(): void {
		$ids = $this->make_products( 5 );
		$this->hub->plan( $this->receipt( array( $ids[1], $ids[3] ) ) );
		$report = $this->drain();
		$this->assertSame( array( 2, 'unknown_answer' ), array( $report->delivered, $report->ended_by ) );
		$this->assert_untouched( array( $ids[0], $ids[2], $ids[4] ) );
		$this->assertGreaterThan( 0, $this->pause() );
		$this->hub->forget();
		$this->end_pause();
		$this->drain();
		$this->assert_all_delivered_once( array( $ids[0], $ids[2], $ids[4] ) );
	}

	public function test_results_count_by_their_event_id_in_whatever_order_and_company(): void {
		$ids  = $this->make_products( 3 );
		$plan = $this->receipt( array( $ids[2], $ids[0], $ids[1] ) );
		array_unshift( $plan['body']['results'], array( 'event_id' => 'of another shop', 'status' => 'rejected', 'error' => 'no' ) );
		$plan['body']['results'][1]['status'] = 'skipped';
		$this->hub->plan( $plan );
		$this->assertSame( 3, $this->drain()->delivered );
		$this->assertSame( array(), $this->rows() );
	}

	public function test_a_word_the_plugin_does_not_know_confirms_nothing(): void {
		$ids = $this->make_products( 2 );
		$this->hub->plan( $this->receipt( $ids, 'queued_for_review' ) );
		$this->drain();
		$this->assert_untouched( $ids );
		$this->assertSame( 'unknown_answer 207', $this->last_problem() );
	}

	public function test_a_rejected_event_is_parked_with_its_reason_and_holds_nobody_up(): void {
		$bad  = $this->make_product();
		$ids  = $this->make_products( 2 );
		$plan = $this->receipt( $ids );

		$plan['body']['results'][0] = array( 'event_id' => $ids[0], 'status' => 'rejected', 'error' => 'Invalid event', 'fields' => array( 'product.price' => 'must be a number', 'product.name' => array( 'is empty' ) ) );
		$this->hub->plan( $plan );
		$report = $this->drain();

		$this->assertSame( array( 2, 1, '' ), array( $report->delivered, $report->parked, $report->ended_by ) );
		$row = $this->the_row();
		$this->assertSame( array( $ids[0], '1', 'product.price: must be a number; product.name: ["is empty"]' ), array( $row['event_id'], $row['parked'], $row['problem'] ) );
		$this->assertSame( 'error', get_post_meta( $bad->get_id(), Delivery_Notes::STATUS, true ) );
		$this->assertSame( $row['problem'], get_post_meta( $bad->get_id(), Delivery_Notes::ERROR, true ) );
		$this->assertSame( array( 0, 1 ), array( plugin()->outbox()->counts()['waiting'], plugin()->outbox()->counts()['parked'] ) );
		$this->assertSame( 0, $this->drain()->requests, 'It is not tried again by itself.' );

		$bad->set_name( 'Mended' );
		$bad->save();
		$mended = $this->the_row();
		$this->assertSame( array( '0', null, '0' ), array( $mended['parked'], $mended['problem'], $mended['attempts'] ) );
		$this->hub->forget();
		$this->assertSame( 1, $this->drain()->delivered );
		$this->assert_all_delivered_once( array( $mended['event_id'] ) );
		$this->next_request();
		$this->assertSame( 'success', get_post_meta( $bad->get_id(), Delivery_Notes::STATUS, true ) );
		$this->assertSame( '', get_post_meta( $bad->get_id(), Delivery_Notes::ERROR, true ) );
	}

	public function test_send_now_takes_parked_events_up_again(): void {
		$ids = $this->make_products( 1 );
		$this->hub->plan( $this->receipt( $ids, 'rejected' ) );
		$this->drain();
		$this->assertSame( 'The hub refused this product without a reason.', $this->the_row()['problem'] );
		plugin()->outbox()->unpark_all();
		$this->hub->forget();
		$this->assertSame( 1, $this->drain()->delivered );
		$this->assert_all_delivered_once( $ids );
	}

	public function test_a_refused_request_is_taken_apart_until_the_bad_event_stands_alone(): void {
		$ids = $this->make_products( 4 );
		$no  = array( 'status' => 400, 'body' => array( 'error' => 'Invalid request body', 'detail' => 'events.1.product: too deep' ) );
		$this->hub->plan( $no, $this->receipt( array( $ids[0] ) ), $no );
		$report = $this->drain();
		$this->assertSame( array( 3, 1, 5, '' ), array( $report->delivered, $report->parked, $report->requests, $report->ended_by ) );
		$this->assertSame( array( $ids[1], '1', 'events.1.product: too deep' ), array( $this->the_row()['event_id'], $this->the_row()['parked'], $this->the_row()['problem'] ) );
		$sizes = array_map( static fn ( array $request ): int => count( $request['json']['events'] ), $this->hub->requests( self::BATCH ) );
		$this->assertSame( array( 4, 1, 1, 1, 1 ), $sizes );
	}

	public function test_a_batch_that_is_too_large_is_halved(): void {
		$ids = $this->make_products( 8 );
		$no  = array( 'status' => 413, 'body' => array( 'error' => 'Body too large' ) );
		$this->hub->plan( $no, $no );
		$report = $this->drain();
		$sizes  = array_map( static fn ( array $request ): int => count( $request['json']['events'] ), $this->hub->requests( self::BATCH ) );
		$this->assertSame( array( 8, 4, 2, 2, 2, 2 ), $sizes );
		$this->assertSame( array( 8, 0, '' ), array( $report->delivered, $report->parked, $report->ended_by ) );
		$this->assert_same_set( $ids, array_slice( $this->ids_at_hub(), 12 ) );
	}

	public function test_a_413_of_a_proxy_in_html_halves_the_batch_too(): void {
		$this->make_products( 4 );
		$this->hub->plan( array( 'status' => 413, 'body' => '<html><title>413 Request Entity Too Large</title></html>' ) );
		$report = $this->drain();
		$this->assertSame( array( 4, '' ), array( $report->delivered, $report->ended_by ) );
	}

	public function test_a_single_event_that_is_too_large_for_the_hub_is_parked(): void {
		$this->make_products( 1 );
		$this->hub->plan( array( 'status' => 413, 'body' => array( 'error' => 'Body too large' ) ) );
		$this->drain();
		$this->assertSame( array( '1', 'Body too large' ), array( $this->the_row()['parked'], $this->the_row()['problem'] ) );
	}

	public function test_a_product_larger_than_a_mebibyte_is_parked_with_what_to_do(): void {
		$large = $this->make_product( array( 'description' => str_repeat( 'چراغ ', 150000 ) ) );
		$this->make_product();
		$report = $this->drain();
		$this->assertSame( array( 1, 1 ), array( $report->delivered, $report->parked ) );
		$row = $this->the_row();
		$this->assertSame( (string) $large->get_id(), $row['product_id'] );
		$this->assertStringContainsString( 'larger than 1 MB', $row['problem'] );
		$this->assertStringContainsString( 'Shorten its description', $row['problem'] );
	}

	public function test_many_large_products_travel_in_several_requests(): void {
		for ( $i = 0; $i < 10; $i++ ) {
			$this->make_product( array( 'description' => str_repeat( 'x', 900000 ) ) );
		}
		$this->assertSame( 10, $this->drain( 20 )->delivered );
		foreach ( $this->hub->requests( self::BATCH ) as $request ) {
			$this->assertLessThan( 8 * 1048576, strlen( $request['body'] ) );
		}
		$this->assertCount( 2, $this->hub->requests( self::BATCH ) );
	}

	/** @return array<string, array{0: int, 1: string, 2: int}> */
	public function refusals(): array {
		return array(
			'the token is refused'     => array( 401, 'unauthorized', 2 ),
			'the token may not do it'  => array( 403, 'forbidden', 1 ),
		);
	}

	/** @dataProvider refusals */
	public function test_a_hub_that_does_not_let_us_in_stops_sending_until_somebody_mends_it( int $status, string $problem, int $requests ): void {
		$ids = $this->make_products();
		$this->hub->always( array( 'status' => $status, 'body' => array( 'error' => 'Refused', 'detail' => 'Token has been revoked' ) ) );
		$report = $this->drain();
		$this->assertSame( $problem, $report->ended_by );
		$this->assertSame( array( $problem, $status, 'Token has been revoked' ), array( plugin()->state()->stopped()['problem'], plugin()->state()->stopped()['status'], plugin()->state()->stopped()['detail'] ) );
		$this->assertCount( $requests, $this->hub->requests() );
		$this->assert_untouched( $ids );

		$this->make_product();
		$this->assertSame( 'stopped', $this->drain()->ended_by );
		$this->assertCount( $requests, $this->hub->requests(), 'It is not asked again and again.' );
		$this->assertCount( 3, $this->rows(), 'Changes are still marked.' );

		$this->hub->always( null );
		$this->hub->forget();
		$waiting = $this->waiting_ids();
		plugin()->state()->resume();
		$this->assertSame( 3, $this->drain()->delivered );
		$this->assert_all_delivered_once( $waiting );
		$this->assertNull( plugin()->state()->stopped() );
	}

	/** As if the refusal were an hour old. */
	private function age_refusal(): void {
		$state = get_option( Sync_State::OPTION );

		$state['stopped']['at'] = time() - 3601;
		update_option( Sync_State::OPTION, $state, false );
	}

	public function test_after_an_hour_a_refused_shop_asks_once_whether_it_may_again(): void {
		$this->make_products( 1 );
		$this->hub->always( array( 'status' => 403, 'body' => array( 'error' => 'Forbidden' ) ) );
		$this->drain();
		$this->age_refusal();
		$this->hub->forget();
		$this->assertSame( 'stopped', $this->drain()->ended_by );
		$this->assertSame( 'stopped', $this->drain()->ended_by );
		$this->assertSame( array( '/api/integrations/woocommerce/health/' ), array_column( $this->hub->requests(), 'path' ) );

		$this->hub->always( null );
		$this->age_refusal();
		$this->assertSame( 1, $this->drain()->delivered );
		$this->assertNull( plugin()->state()->stopped() );
		$this->assertSame( array(), $this->rows() );
	}

	public function test_where_a_host_strips_authorization_the_token_travels_in_a_second_header_from_then_on(): void {
		$this->make_products( 1 );
		$this->hub->plan( array( 'status' => 401, 'body' => array( 'error' => 'Token is missing' ) ) );
		$this->assertSame( 1, $this->drain()->delivered );
		list( $first, $second ) = $this->hub->requests( self::BATCH );
		$this->assertArrayNotHasKey( 'x-integration-token', $first['headers'] );
		$this->assertSame( self::TOKEN, $second['headers']['x-integration-token'] );
		$this->assertSame( $first['body'], $second['body'] );
		$this->assertNull( plugin()->state()->stopped() );

		$this->hub->forget();
		$this->make_product();
		$this->drain();
		$this->assertCount( 1, $this->hub->requests() );
		$this->assertSame( self::TOKEN, $this->hub->requests()[0]['headers']['x-integration-token'] );
		plugin()->settings()->save_token( self::TOKEN );
		$this->assertSame( 'bearer', plugin()->settings()->token_header(), 'A new token begins anew.' );
	}

	public function test_a_redirect_takes_token_and_products_nowhere(): void {
		$ids       = $this->make_products();
		$elsewhere = $this->start_hub();
		foreach ( array( 301, 302, 307, 308 ) as $status ) {
			$this->hub->plan( array( 'status' => $status, 'headers' => array( 'Location' => $elsewhere->url . '/api/integrations/woocommerce/webhook/batch/' ) ) );
			$this->drain();
			$this->assertSame( "redirect $status", $this->last_problem() );
			$this->end_pause();
		}
		$this->assertSame( array(), $elsewhere->requests() );
		$this->assert_untouched( $ids );
	}

	public function test_with_new_salts_nothing_is_sent_and_nothing_is_lost(): void {
		$sealed_before = ( new Secret_Box( 'the salts before' ) )->seal( self::TOKEN );
		update_option( Settings::TOKEN, $sealed_before );
		$ids = $this->make_products();
		$this->assertCount( 2, $ids, 'Marks go on.' );
		$this->assertTrue( plugin()->settings()->is_token_unreadable() );
		$this->assertSame( 'not_connected', $this->drain()->ended_by );
		plugin()->drain_queue()->action_shutdown();
		$this->assertFalse( as_has_scheduled_action( Drain_Queue::DRAIN ) );
		$this->assertSame( array(), $this->hub->requests() );

		plugin()->settings()->save_token( self::TOKEN );
		$this->assertSame( 2, $this->drain()->delivered );
		$this->assert_all_delivered_once( $ids );
	}

	public function test_a_product_that_cannot_be_read_waits_then_is_parked_and_holds_nobody_up(): void {
		$bad = $this->make_product();
		$this->hook(
			'fiko_wc_sync_product_payload',
			static function ( array $payload ) use ( $bad ): array {
				if ( $payload['id'] === $bad->get_id() ) {
					throw new \DomainException( 'Call to undefined function acme()' );
				}
				return $payload;
			}
		);
		$good = $this->make_product();
		$this->assertSame( array( 1, 0 ), array( $this->drain()->delivered, plugin()->outbox()->counts()['parked'] ) );
		$this->assertSame( $good->get_id(), $this->hub->events()[0]['product']['id'] );
		$row = $this->the_row();
		$this->assertSame( array( '1', '0', null, 'Call to undefined function acme()' ), array( $row['attempts'], $row['parked'], $row['claim_id'], $row['problem'] ) );
		$this->assertGreaterThan( 50000, $row['due_at'] - $row['occurred_at'] - 5000, 'It waits about a minute.' );

		for ( $attempt = 2; $attempt <= 5; $attempt++ ) {
			$this->assertSame( '0', $this->the_row()['parked'] );
			$this->make_product();
			$this->assertSame( 1, $this->drain()->delivered, 'The others go on.' );
			$this->assertSame( (string) $attempt, $this->the_row()['attempts'] );
		}
		$row = $this->the_row();
		$this->assertSame( array( '1', 'This product could not be read: Call to undefined function acme()' ), array( $row['parked'], $row['problem'] ) );
		$this->assertSame( 'error', get_post_meta( $bad->get_id(), Delivery_Notes::STATUS, true ) );
		$this->assertSame( $row['problem'], get_post_meta( $bad->get_id(), Delivery_Notes::ERROR, true ) );
	}

	public function test_a_worker_killed_while_it_sends_loses_nothing(): void {
		$ids = $this->make_products( 3 );
		$this->make_due();
		$this->hub->always( array( 'delay_ms' => 5000 ) + $this->receipt( $ids ) );
		$child = ( new Child( 'drain' ) )->begin();
		$until = microtime( true ) + 20;
		while ( array() === $this->hub->requests( self::BATCH ) && microtime( true ) < $until ) {
			usleep( 20000 );
		}
		$child->kill();
		$this->hub->always( null );
		$this->assertSame( $ids, $this->ids_at_hub() );
		$this->assertSame( $ids, $this->waiting_ids() );
		$this->assertNotNull( $this->rows()[0]['claim_id'] );

		$this->assertSame( 0, $this->drain( 1 )->requests, 'For two minutes they are the dead drain’s.' );
		$this->hub->forget();
		$this->hub->plan( $this->receipt( $ids, 'skipped' ) );
		$this->expire_claims();
		$this->assertSame( 3, $this->drain()->delivered );
		$this->assert_all_delivered_once( $ids );
	}

	public function test_an_edit_frees_a_product_from_a_dead_drains_hands(): void {
		$product = $this->make_product();
		$this->make_due();
		plugin()->outbox()->claim( 'dead', 100 );
		$this->next_request();
		$product->set_regular_price( '3000' );
		$product->save();
		$this->assertSame( 1, $this->drain()->delivered );
		$this->assertSame( '3000', $this->hub->events()[0]['product']['price'] );
	}

	public function test_a_drain_that_lost_its_claim_takes_no_row_away(): void {
		$ids = $this->make_products( 2 );
		$this->make_due();
		$rows = plugin()->outbox()->claim( 'slow', 100 );
		$this->expire_claims();
		plugin()->outbox()->claim( 'other', 100 );
		plugin()->outbox()->confirm( 'slow', $rows );
		plugin()->outbox()->release( 'slow', $rows );
		plugin()->outbox()->park( 'slow', $rows[0], 'no' );
		$this->assertSame( $ids, $this->waiting_ids() );
		$this->assertSame( array( array( 'other', '0' ), array( 'other', '0' ) ), array_map( static fn ( array $row ): array => array( $row['claim_id'], $row['parked'] ), $this->rows() ) );
	}

	public function test_a_product_that_kills_php_travels_alone_and_is_parked_at_last(): void {
		$bad    = $this->make_product()->get_id();
		$good   = array( $this->make_product()->get_id(), $this->make_product()->get_id() );
		$killed = array( 'FIKO_CHILD_KILLED_BY' => (string) $bad );
		$this->make_due();
		// Twice it takes the others down with it; then each travels alone.
		for ( $drain = 1; $drain <= 3; $drain++ ) {
			$this->assertNull( Child::run( 'drain', $killed ) );
			$this->assertSame( array(), $this->hub->requests() );
			if ( $drain < 3 ) {
				$this->expire_claims();
			}
		}
		// The others do not wait for it.
		$this->assertSame( 2, Child::run( 'drain', $killed )['delivered'] );
		$this->assertSame( $good, array_column( array_column( $this->hub->events(), 'product' ), 'id' ) );
		$this->assertCount( 2, $this->hub->requests( self::BATCH ) );

		for ( $drain = 4; $drain <= 5; $drain++ ) {
			$this->expire_claims();
			$this->assertNull( Child::run( 'drain', $killed ) );
		}
		$this->expire_claims();
		$this->assertSame( 1, Child::run( 'drain', $killed )['parked'] );
		$row = $this->the_row();
		$this->assertSame( array( (string) $bad, '1' ), array( $row['product_id'], $row['parked'] ) );
		$this->assertStringContainsString( 'five attempts', $row['problem'] );
	}

	public function test_a_failed_request_does_not_forget_that_another_drain_was_refused(): void {
		$this->make_products( 1 );
		plugin()->state()->stop( new Hub_Answer( array( 'response' => array( 'code' => 403, 'message' => '' ), 'body' => '{"error":"Forbidden"}', 'headers' => array() ) ) );
		$refused = get_option( Sync_State::OPTION );
		delete_option( Sync_State::OPTION );
		$this->hook(
			'http_api_debug',
			static function () use ( $refused ): void {
				global $wpdb;
				// As another process: this one's cache learns nothing of it.
				$wpdb->replace( $wpdb->options, array( 'option_name' => Sync_State::OPTION, 'option_value' => serialize( $refused ), 'autoload' => 'no' ) );
			}
		);
		$this->hub->plan( array( 'status' => 500 ) );
		$this->drain();
		$this->next_request();
		$this->assertNotNull( plugin()->state()->stopped() );
		$this->assertGreaterThan( 0, plugin()->state()->failures() );
	}

	/** @return array<string, array{0: string, 1: string}> */
	public function silences(): array {
		return array(
			'no such name'       => array( 'cURL error 6: Could not resolve host: hub.invalid', 'dns' ),
			'refused'            => array( 'cURL error 7: Failed to connect to 127.0.0.1 port 1: Connection refused', 'unreachable' ),
			'connect time-out'   => array( 'cURL error 28: Connection timed out after 5001 milliseconds', 'timeout' ),
			'bad certificate'    => array( 'cURL error 60: SSL certificate problem: certificate has expired', 'tls' ),
			'no TLS at all'      => array( 'cURL error 35: error:1408F10B:SSL routines:ssl3_get_record:wrong version number', 'tls' ),
			'empty reply'        => array( 'cURL error 52: Empty reply from server', 'unreachable' ),
			'blocked outside'    => array( 'User has blocked requests through HTTP.', 'unreachable' ),
			'without cURL'       => array( 'stream_socket_client(): php_network_getaddresses: getaddrinfo failed: Name or service not known', 'dns' ),
		);
	}

	/** @dataProvider silences */
	public function test_why_there_was_no_answer_is_told_in_one_word( string $said, string $word ): void {
		$answer = new Hub_Answer( new \WP_Error( 'http_request_failed', $said ) );
		$this->assertSame( array( $word, 0, $said, false ), array( $answer->problem(), $answer->status, $answer->detail(), $answer->is_ok() ) );
	}

	public function test_a_retry_after_in_the_past_means_now(): void {
		$answer = new Hub_Answer( array( 'response' => array( 'code' => 429, 'message' => '' ), 'body' => '{}', 'headers' => array( 'Retry-After' => 'Wed, 21 Oct 2015 07:28:00 GMT' ) ) );
		$this->assertSame( 0, $answer->retry_after() );
	}
}
