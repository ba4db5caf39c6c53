<?php
/**
 * What the scripts of wp-admin ask for.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Integration;

use Fiko\WooCommerceSync\Admin\Ajax;

use function Fiko\WooCommerceSync\plugin;

require_once __DIR__ . '/class-sync-test-case.php';

/** Answers as admin-ajax.php gives them, by its hooks. */
final class AjaxTest extends Sync_Test_Case {
	/**
	 * Asks, as a script does.
	 *
	 * @param string                $action Which.
	 * @param array<string, string> $fields Sent along; the nonce is added.
	 * @return array{success: bool, data: array<string, mixed>}
	 */
	private function ask( string $action, array $fields = array() ): array {
		$_REQUEST = $fields + array( 'nonce' => wp_create_nonce( $action ) );
		$this->hook( 'wp_doing_ajax', '__return_true' );
		$this->hook(
			'wp_die_ajax_handler',
			static fn (): callable => static function (): void {
				throw new \RuntimeException( 'the request ended' );
			}
		);
		ob_start();
		try {
			do_action( 'wp_ajax_' . $action );
			$this->fail( 'The answer ends the request.' );
		} catch ( \RuntimeException $end ) {
			$this->assertSame( 'the request ended', $end->getMessage() );
		} finally {
			$text = (string) ob_get_clean();
		}
		return json_decode( $text, true );
	}

	public function test_an_open_page_sends_what_waits_and_shows_it(): void {
		$product = $this->make_product();
		$this->next_request();
		$this->make_due();
		$answer = $this->ask( Ajax::DRAIN, array( 'products' => (string) $product->get_id(), 'box' => (string) $product->get_id() ) );
		$this->assertTrue( $answer['success'] );
		$this->assertSame( array( false, null ), array( $answer['data']['waiting'], $answer['data']['retryAfter'] ) );
		$this->assertSame( array( $product->get_id() ), array_keys( $answer['data']['badges'] ) );
		$this->assertNotSame( '', $answer['data']['box'] );
		$this->assertSame( array(), $this->rows() );
		$this->assertCount( 1, $this->hub->events() );
	}

	public function test_an_open_page_carries_a_first_sync_to_its_end(): void {
		$this->insert_products( 3 );
		plugin()->full_sync()->start();
		$this->next_request();
		$this->make_due();
		$this->ask( Ajax::DRAIN );
		$this->assertSame( 'done', plugin()->full_sync()->progress()['status'] );
	}

	public function test_a_refused_token_is_not_asked_for_again_and_a_pause_is_waited_for(): void {
		$this->make_product();
		$this->next_request();
		$this->make_due();
		$this->hub->always( array( 'status' => 503, 'body' => array( 'error' => 'x' ), 'headers' => array( 'Retry-After: 30' ) ) );
		$answer = $this->ask( Ajax::DRAIN )['data'];
		$this->assertTrue( $answer['waiting'] );
		$this->assertGreaterThan( 20, $answer['retryAfter'] );
		$this->end_pause();
		$this->make_due();
		$this->hub->always( array( 'status' => 401, 'body' => array( 'error' => 'Invalid token', 'detail' => 'Not known.' ) ) );
		$this->assertFalse( $this->ask( Ajax::DRAIN )['data']['waiting'] );
	}

	public function test_the_state_and_the_test_answer_with_the_parts_of_the_page(): void {
		$this->make_product();
		$answer = $this->ask( Ajax::STATUS );
		$this->assertSame( array( true, true ), array( $answer['success'], $answer['data']['waiting'] ) );
		$this->assertArrayHasKey( 'state', $answer['data']['parts'] );
		$this->assertTrue( $this->ask( Ajax::TEST )['success'] );
		$this->hub->stop();
		$answer = $this->ask( Ajax::TEST );
		$this->assertSame( array( false, 'error' ), array( $answer['success'], $answer['data']['severity'] ) );
	}

	public function test_without_a_table_a_page_is_told_that_nothing_waits(): void {
		$version = get_option( 'fiko_wc_db_version' );
		delete_option( 'fiko_wc_db_version' );
		try {
			$this->assertSame( array( false, null ), array_values( array_intersect_key( $this->ask( Ajax::DRAIN )['data'], array( 'waiting' => 1, 'retryAfter' => 1 ) ) ) );
		} finally {
			update_option( 'fiko_wc_db_version', $version );
		}
	}

	/** @dataProvider questions */
	public function test_strangers_and_old_pages_get_nothing( string $action, bool $staff_may ): void {
		$this->make_product();
		$this->next_request();
		$this->make_due();
		$this->assertFalse( $this->ask( $action, array( 'nonce' => 'x' ) )['success'] );
		foreach ( array( 'customer', 'contributor' ) as $role ) {
			wp_set_current_user( wp_insert_user( array( 'user_login' => $role . wp_rand(), 'user_pass' => wp_rand(), 'role' => $role ) ) );
			$this->assertFalse( $this->ask( $action )['success'], $role );
		}
		$this->assertSame( array(), $this->hub->requests() );
		wp_set_current_user( wp_insert_user( array( 'user_login' => 'staff' . wp_rand(), 'user_pass' => wp_rand(), 'role' => 'shop_manager' ) ) );
		$this->assertSame( $staff_may, $this->ask( $action )['success'] );
	}

	/** @return array<string, array{0: string, 1: bool}> */
	public function questions(): array {
		return array(
			'drain'  => array( Ajax::DRAIN, true ),
			'status' => array( Ajax::STATUS, true ),
			'test'   => array( Ajax::TEST, true ),
		);
	}
}
