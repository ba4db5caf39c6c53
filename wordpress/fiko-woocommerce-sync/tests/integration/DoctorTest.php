<?php
/**
 * The connection doctor.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Integration;

use Fiko\WooCommerceSync\Background;
use Fiko\WooCommerceSync\Finding;
use Fiko\WooCommerceSync\Hub_Address;
use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Send\Drain_Queue;
use Fiko\WooCommerceSync\Send\Hub_Answer;
use Fiko\WooCommerceSync\Status;

use function Fiko\WooCommerceSync\plugin;

require_once __DIR__ . '/class-sync-test-case.php';

/** Each thing that can be wrong has a name, a cause and a fix. */
final class DoctorTest extends Sync_Test_Case {
	/** @dataProvider answers */
	public function test_what_the_hub_answers_is_named( array $plan, string $code, string $severity = Finding::ERROR ): void {
		$this->hub->always( $plan );
		$finding = plugin()->screens()->doctor()->connection()[0];
		$this->assertSame( array( $code, $severity ), array( $finding->code, $finding->severity ), $finding->title );
		$this->assertNotSame( '', $finding->fix );
		$this->assertStringNotContainsString( self::TOKEN, implode( ' ', $finding->to_array() ) );
	}

	/** @return array<string, array<int, mixed>> */
	public function answers(): array {
		$error = static function ( int $status, string $error ): array {
			return array(
				'status' => $status,
				'body'   => array(
					'error'  => $error,
					'detail' => '…',
				),
			);
		};
		$page  = array( 'Content-Type' => 'text/html' );
		return array(
			'wrong token'           => array( $error( 401, 'Invalid token' ), 'token_invalid' ),
			'token off'             => array( $error( 401, 'Token is inactive' ), 'token_inactive' ),
			'token over'            => array( $error( 401, 'Token has expired' ), 'token_expired' ),
			'both headers stripped' => array( $error( 401, 'Authentication required' ), 'token_stripped' ),
			'address'               => array( $error( 403, 'Address not allowed' ), 'address_not_allowed' ),
			'another kind'          => array( $error( 403, 'Wrong integration type' ), 'token_of_another_kind' ),
			'another 403'           => array( $error( 403, 'Forbidden' ), 'forbidden' ),
			'no hub'                => array( $error( 404, 'Not found' ), 'refused' ),
			'too fast'              => array( $error( 429, 'Too many requests' ), 'rate_limited', Finding::WARNING ),
			'hub down'              => array( $error( 503, 'Temporarily unavailable' ), 'hub_error' ),
			'page, 200'             => array( array( 'headers' => $page, 'body' => '<html>Just a moment</html>' ), 'html' ),
			'page, 403'             => array( array( 'status' => 403, 'headers' => $page, 'body' => '<html>blocked</html>' ), 'html' ),
			'redirect'              => array( array( 'status' => 301, 'headers' => array( 'Location' => 'https://www.hub.example/x' ), 'body' => '' ), 'redirect' ),
			'other JSON'            => array( array( 'body' => array( 'hello' => 'world' ) ), 'unknown_answer' ),
			'hangs up'              => array( array( 'drop' => true ), 'unreachable' ),
		);
	}

	/** @dataProvider silences */
	public function test_silence_is_named( string $said, string $code ): void {
		$this->hook(
			'pre_http_request',
			static function () use ( $said ) {
				return new \WP_Error( 'http_request_failed', $said );
			}
		);
		$this->assertSame( $code, plugin()->screens()->doctor()->connection()[0]->code );
	}

	/** @return array<string, array{0: string, 1: string}> */
	public function silences(): array {
		return array(
			'DNS'      => array( 'cURL error 6: Could not resolve host: hub.example', 'dns' ),
			'TLS'      => array( 'cURL error 60: SSL certificate problem: unable to get local issuer certificate', 'tls' ),
			'time-out' => array( 'cURL error 28: Operation timed out after 10001 milliseconds', 'timeout' ),
			'refused'  => array( 'cURL error 7: Failed to connect', 'unreachable' ),
		);
	}

	public function test_a_good_test_lets_sending_go_on(): void {
		plugin()->state()->stop( new Hub_Answer( array( 'response' => array( 'code' => 401 ), 'body' => '{"error":"Invalid token"}', 'headers' => array() ) ) );
		$findings = plugin()->screens()->doctor()->connection();
		$this->assertSame( 'connected', $findings[0]->code );
		$this->assertNull( plugin()->state()->stopped() );
		$this->assertSame( array( 'id' => 's1', 'name' => 'Shop' ), plugin()->settings()->store() );
		$this->assertTrue( as_has_scheduled_action( Drain_Queue::DRAIN ) );
	}

	public function test_a_wrong_signature_is_found_although_health_needs_none(): void {
		plugin()->settings()->save_signing_secret( self::SECRET );
		plugin()->settings()->save_signing( true );
		$healthy = array( 'body' => array( 'status' => 'ok', 'timestamp' => gmdate( 'c' ) ) );
		$this->hub->plan( $healthy, array( 'status' => 403, 'body' => array( 'error' => 'Invalid signature', 'detail' => '…' ) ) );
		$this->assertSame( 'signature_invalid', plugin()->screens()->doctor()->connection()[0]->code );
		$this->assertArrayHasKey( 'webhook-signature', $this->hub->requests( self::BATCH )[0]['headers'] );
	}

	public function test_a_stripped_header_is_told_and_works(): void {
		$this->hub->plan( array( 'status' => 401, 'body' => array( 'error' => 'Authentication required' ) ) );
		$codes = array_column( array_map( 'get_object_vars', plugin()->screens()->doctor()->connection() ), 'code' );
		$this->assertContains( 'connected', $codes );
		$this->assertContains( 'authorization_stripped', $codes );
	}

	public function test_a_clock_that_is_off_is_told(): void {
		foreach ( array( 30 => null, 120 => Finding::WARNING, 400 => Finding::WARNING ) as $seconds => $severity ) {
			$this->hub->plan( array( 'body' => array( 'status' => 'ok', 'timestamp' => gmdate( 'c', time() - $seconds ) ) ) );
			$this->assertSame( $severity, $this->severity_of( 'clock' ), "$seconds s" );
		}
		plugin()->settings()->save_signing_secret( self::SECRET );
		plugin()->settings()->save_signing( true );
		$this->hub->plan( array( 'body' => array( 'status' => 'ok', 'timestamp' => gmdate( 'c', time() + 400 ) ) ) );
		$this->assertSame( Finding::ERROR, $this->severity_of( 'clock' ) );
	}

	public function test_a_newer_plugin_is_told(): void {
		$this->hub->plan( array( 'body' => array( 'status' => 'ok', 'plugin' => array( 'latest_version' => '99.0.0' ) ) ) );
		$this->assertSame( Finding::WARNING, $this->severity_of( 'plugin_outdated' ) );
	}

	public function test_without_address_or_token_nobody_is_asked(): void {
		plugin()->settings()->disconnect();
		$this->assertSame( 'no_token', plugin()->screens()->doctor()->connection()[0]->code );
		update_option( 'fiko_wc_hub_url', 'ftp://hub.example' );
		$this->assertSame( 'bad_address', plugin()->screens()->doctor()->connection()[0]->code );
		delete_option( 'fiko_wc_hub_url' );
		$this->assertSame( 'no_address', plugin()->screens()->doctor()->connection()[0]->code );
		$this->assertSame( array(), $this->hub->requests() );
	}

	public function test_new_salts_are_told(): void {
		update_option( 'fiko_wc_api_token', ( new \Fiko\WooCommerceSync\Secret_Box( 'other salts' ) )->seal( self::TOKEN ) );
		$this->assertSame( 'token_unreadable', plugin()->screens()->doctor()->connection()[0]->code );
		$this->assertSame( 'problem', plugin()->screens()->status()->read()['kind'] );
	}

	public function test_background_work_that_stands_still_is_told(): void {
		$background = new Background();
		foreach ( array( 60 => Finding::OK, 1000 => Finding::WARNING, 9000 => Finding::ERROR ) as $seconds => $severity ) {
			as_unschedule_all_actions( Drain_Queue::SAFETY );
			as_schedule_recurring_action( time() - $seconds, 60, Drain_Queue::SAFETY );
			$found = $background->finding();
			// The test shop has no timer of its own.
			$expected = Finding::OK === $severity || ! $background->is_wp_cron_disabled() ? $severity : Finding::ERROR;
			$this->assertSame( $expected, $found->severity, $found->title );
		}
		$this->assertTrue( $background->is_late() );
		as_unschedule_all_actions( Drain_Queue::SAFETY );
		$this->assertSame( 0, $background->overdue_seconds() );
	}

	public function test_a_safety_run_that_is_not_planned_is_told_and_planned_again(): void {
		as_unschedule_all_actions( Drain_Queue::SAFETY );
		$this->assertSame( Finding::WARNING, $this->severity_at_all( 'safety_run_missing' ) );
		$this->assertTrue( as_has_scheduled_action( Drain_Queue::SAFETY ) );
		$this->assertNull( $this->severity_at_all( 'safety_run_missing' ) );
		as_unschedule_all_actions( Drain_Queue::SAFETY );
		plugin()->settings()->disconnect();
		$this->assertNull( $this->severity_at_all( 'safety_run_missing' ), 'nobody to send to' );
		$this->assertFalse( as_has_scheduled_action( Drain_Queue::SAFETY ) );
	}

	public function test_a_new_connection_is_not_told_of_a_task_nobody_cancelled(): void {
		as_unschedule_all_actions( Drain_Queue::SAFETY );
		$this->assertNotContains( 'safety_run_missing', array_column( array_map( 'get_object_vars', plugin()->screens()->connect()->first_contact( false ) ), 'code' ) );
		$this->assertTrue( as_has_scheduled_action( Drain_Queue::SAFETY ) );
	}

	public function test_a_safety_run_that_cannot_be_planned_is_an_error(): void {
		as_unschedule_all_actions( Drain_Queue::SAFETY );
		$this->hook( 'pre_as_schedule_recurring_action', '__return_zero' );
		$this->assertSame( Finding::ERROR, $this->severity_at_all( 'safety_run_missing' ) );
	}

	public function test_a_table_that_is_gone_is_told_and_made_again(): void {
		global $wpdb;
		$this->make_product();
		$wpdb->query( 'DROP TABLE ' . Outbox_Table::name() );
		$this->assertTrue( plugin()->outbox_table()->exists(), 'the option does not know' );
		$this->assertSame( Finding::WARNING, $this->severity_at_all( 'table_gone' ) );
		$this->assertTrue( plugin()->outbox_table()->is_there() );
		$this->assertTrue( plugin()->digest()->is_running() );
		$this->assertNull( $this->severity_at_all( 'table_gone' ) );
	}

	public function test_a_table_that_is_gone_for_good_is_an_error(): void {
		global $wpdb;
		$wpdb->query( 'DROP TABLE ' . Outbox_Table::name() );
		add_filter( 'dbdelta_create_queries', '__return_empty_array' );
		try {
			$this->assertSame( Finding::ERROR, $this->severity_at_all( 'table_missing' ) );
			$this->assertSame( Status::PROBLEM, plugin()->screens()->status()->read()['kind'] );
		} finally {
			remove_filter( 'dbdelta_create_queries', '__return_empty_array' );
			delete_option( 'fiko_wc_db_retry_at' );
			plugin()->outbox_table()->ensure();
		}
		$this->assertNull( $this->severity_at_all( 'table_missing' ) );
	}

	public function test_a_database_that_takes_no_mark_is_told_with_what_it_said(): void {
		global $wpdb;
		$table = Outbox_Table::name();
		$wpdb->query( "ALTER TABLE {$table} CHANGE event_id other_id char(36) NOT NULL" );
		try {
			$finding = plugin()->screens()->doctor()->outbox();
		} finally {
			$wpdb->query( "ALTER TABLE {$table} CHANGE other_id event_id char(36) NOT NULL" );
		}
		$this->assertNotNull( $finding );
		$this->assertSame( array( 'mark_refused', Finding::ERROR ), array( $finding->code, $finding->severity ) );
		$this->assertStringContainsString( 'event_id', $finding->cause );
		$this->assertNull( plugin()->screens()->doctor()->outbox() );
		$this->assertSame( array(), $this->rows(), 'the trial leaves nothing' );
	}

	/** Of a finding of the whole examination; null when there is none. */
	private function severity_at_all( string $code ): ?string {
		foreach ( plugin()->screens()->doctor()->examine() as $finding ) {
			if ( $code === $finding->code ) {
				return $finding->severity;
			}
		}
		return null;
	}

	/** @dataProvider addresses */
	public function test_what_may_be_the_address_of_a_hub( string $typed, ?string $clean ): void {
		$this->assertSame( $clean, Hub_Address::clean( $typed ) );
	}

	/** @return array<int, array{0: string, 1: string|null}> */
	public function addresses(): array {
		return array(
			array( 'https://hub.example', 'https://hub.example' ),
			array( ' https://Hub.Example:8443/sign-in?next=%2F#x ', 'https://hub.example:8443' ),
			array( 'hub.example', 'https://hub.example' ),
			array( 'http://localhost:3000/', 'http://localhost:3000' ),
			array( 'http://127.0.0.1:3000', 'http://127.0.0.1:3000' ),
			array( 'http://hub.example', null ),
			array( 'http://127.0.0.1.evil.example', null ),
			array( 'https://user:secret@hub.example', null ),
			array( 'ftp://hub.example', null ),
			array( 'javascript://alert(1)', null ),
			array( 'https://', null ),
			array( '', null ),
		);
	}

	/** Of a finding with this code; null when there is none. */
	private function severity_of( string $code ): ?string {
		foreach ( plugin()->screens()->doctor()->connection() as $finding ) {
			if ( $code === $finding->code ) {
				return $finding->severity;
			}
		}
		return null;
	}
}
