<?php
/**
 * The command `wp fiko`, each time in a process of its own. WP-CLI itself is a stand-in (see wp-cli.php).
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Integration;

use function Fiko\WooCommerceSync\plugin;

require_once __DIR__ . '/class-sync-test-case.php';

/** What it does, what it says, and the code it ends with. */
final class CliTest extends Sync_Test_Case {
	/**
	 * Runs it.
	 *
	 * @param string               $subcommand Which.
	 * @param string[]             $arguments  Its arguments.
	 * @param array<string, mixed> $flags      Its flags.
	 * @return array{code: int, lines: string[]}
	 */
	private function run_cli( string $subcommand, array $arguments = array(), array $flags = array() ): array {
		return Child::run( 'cli', array( 'FIKO_CHILD_CLI' => (string) json_encode( array( $subcommand, $arguments, $flags ) ) ) );
	}

	public function test_drain_sends_what_waits(): void {
		$this->make_product();
		$this->make_due();
		$this->assertSame( array( 'code' => 0, 'lines' => array( '1 delivered, 0 refused, 1 requests; 0 waiting.' ) ), $this->run_cli( 'drain' ) );
		$this->assertCount( 1, $this->hub->events() );
		$this->assertSame( array(), $this->rows() );
	}

	public function test_drain_ends_with_one_when_the_hub_refuses_the_token(): void {
		$this->make_product();
		$this->make_due();
		$this->hub->always( array( 'status' => 401, 'body' => array( 'error' => 'Invalid token', 'detail' => 'Not known.' ) ) );
		$answer = $this->run_cli( 'drain', array(), array( 'seconds' => '2' ) );
		$this->assertSame( 1, $answer['code'] );
		$this->assertStringContainsString( 'wp fiko doctor', implode( "\n", $answer['lines'] ) );
		$this->assertCount( 1, $this->rows() );
	}

	public function test_send_takes_ids_or_all_and_nothing_else(): void {
		$ids = $this->insert_products( 3 );
		$this->assertSame( 0, $this->run_cli( 'send', array( (string) $ids[1] ) )['code'] );
		$this->assertSame( array( $ids[1] ), array_column( array_column( $this->hub->events(), 'product' ), 'id' ) );
		foreach ( array( array(), array( 'x' ), array( '99999999' ) ) as $wrong ) {
			$answer = $this->run_cli( 'send', $wrong );
			$this->assertSame( 1, $answer['code'] );
			$this->assertStringStartsWith( 'Error: ', $answer['lines'][0] );
		}
		$this->assertSame( 0, $this->run_cli( 'send', array(), array( 'all' => true ) )['code'] );
		$this->assert_same_set( array( $ids[0], $ids[1], $ids[1], $ids[2] ), array_column( array_column( $this->hub->events(), 'product' ), 'id' ) );
		$this->next_request();
		$this->assertSame( 'done', plugin()->full_sync()->progress()['status'] );
	}

	public function test_status_is_for_people_and_for_scripts(): void {
		$this->make_product();
		$answer = $this->run_cli( 'status', array(), array( 'format' => 'json' ) );
		$facts  = json_decode( $answer['lines'][0], true );
		$this->assertSame( array( 0, 1, 0, 'never' ), array( $answer['code'], $facts['waiting'], $facts['parked'], $facts['sending_all'] ) );
		$this->assertContains( 'waiting | 1', $this->run_cli( 'status' )['lines'] );
	}

	public function test_doctor_tells_cause_and_cure_and_ends_with_one_on_an_error(): void {
		$this->assertSame( 0, $this->run_cli( 'doctor' )['code'] );
		$this->hub->stop();
		$answer   = $this->run_cli( 'doctor', array(), array( 'format' => 'json' ) );
		$findings = json_decode( $answer['lines'][0], true );
		$this->assertSame( array( 1, 'error' ), array( $answer['code'], $findings[0]['severity'] ) );
		$this->assertNotSame( '', $findings[0]['fix'] );
	}

	public function test_compare_finds_what_differs(): void {
		$ids = $this->insert_products( 2 );
		$this->hub->plan( array( 'path' => self::DIGEST,  'status' => 200, 'body' => array( 'send' => array( (string) $ids[0] ), 'gone' => array() ) ) );
		$answer = $this->run_cli( 'compare' );
		$this->assertSame( 0, $answer['code'], implode( "\n", $answer['lines'] ) );
		$this->assertStringStartsWith( '2 products compared: ', $answer['lines'][0] );
	}

	public function test_without_a_connection_nothing_is_sent_and_it_says_so(): void {
		$this->make_product();
		plugin()->settings()->disconnect();
		foreach ( array( 'drain', 'compare' ) as $subcommand ) {
			$answer = $this->run_cli( $subcommand );
			$this->assertSame( 1, $answer['code'] );
			$this->assertStringContainsString( 'not connected', $answer['lines'][0] );
		}
		$this->assertSame( 1, $this->run_cli( 'status' )['code'] );
		$this->assertSame( array(), $this->hub->events() );
	}
}
