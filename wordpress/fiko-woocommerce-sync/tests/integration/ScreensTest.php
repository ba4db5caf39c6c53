<?php
/**
 * What is seen in wp-admin.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Integration;

use Fiko\WooCommerceSync\Admin\Flash;
use Fiko\WooCommerceSync\Admin\Product_State;
use Fiko\WooCommerceSync\Admin\Settings_Form;
use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Send\Delivery_Notes;
use Fiko\WooCommerceSync\Status;

use function Fiko\WooCommerceSync\plugin;

require_once __DIR__ . '/class-sync-test-case.php';

/** State, settings and the column of the product list. */
final class ScreensTest extends Sync_Test_Case {
	private const GOOD_TOKEN = 'wc_sk_live_a1b2c3d4e5f6g7h8i9j0a1b2c3d4e5f6g7h8i9j0';

	public function test_the_state_follows_the_outbox(): void {
		$status = plugin()->screens()->status();
		$this->assertSame( Status::NOT_SENT, $status->read()['kind'] );
		$this->make_product();
		$this->assertSame( Status::CATCHING_UP, $status->read()['kind'] );
		$this->drain();
		$this->assertSame( Status::IN_SYNC, $status->read()['kind'] );
		$this->make_product();
		$this->hub->always( array( 'status' => 401, 'body' => array( 'error' => 'Invalid token', 'detail' => 'Not known.' ) ) );
		$this->drain();
		$now = $status->read();
		$this->assertSame( array( Status::PROBLEM, 'connect', 1 ), array( $now['kind'], $now['action'], $now['waiting'] ) );
		plugin()->settings()->disconnect();
		$this->assertSame( Status::NOT_CONNECTED, $status->read()['kind'] );
	}

	public function test_one_failure_is_no_problem_yet_a_second_is(): void {
		$this->make_product();
		$this->hub->always( array( 'status' => 503, 'body' => array( 'error' => 'x' ) ) );
		$this->drain();
		$this->assertSame( Status::CATCHING_UP, plugin()->screens()->status()->read()['kind'] );
		$this->end_pause();
		$this->drain();
		$this->assertSame( Status::PROBLEM, plugin()->screens()->status()->read()['kind'] );
	}

	public function test_a_test_that_failed_is_said_until_a_good_one(): void {
		$this->make_product();
		$this->drain();
		$state                    = get_option( 'fiko_wc_state' );
		$state['last_success_at'] = time() - 5;
		update_option( 'fiko_wc_state', $state, false );
		$this->hub->always( array( 'status' => 503, 'body' => array( 'error' => 'x' ) ) );
		plugin()->screens()->doctor()->examine();
		$this->assertSame( Status::PROBLEM, plugin()->screens()->status()->read()['kind'] );
		$this->hub->always( null );
		plugin()->screens()->doctor()->examine();
		$this->assertSame( Status::IN_SYNC, plugin()->screens()->status()->read()['kind'] );
	}

	/** @dataProvider tokens */
	public function test_what_is_no_token_keeps_the_old_one( string $typed, bool $is_good ): void {
		$errors = $this->form()->save( array( 'hub_url' => $this->hub->url, 'token' => $typed, 'signing_secret' => '' ), false, false );
		$this->assertSame( ! $is_good, isset( $errors['token'] ) );
		$this->assertSame( $is_good ? $typed : self::TOKEN, plugin()->settings()->token() );
		$this->assertStringNotContainsString( $typed, implode( ' ', $errors ) );
	}

	/** @return array<string, array{0: string, 1: bool}> */
	public function tokens(): array {
		return array(
			'good'       => array( self::GOOD_TOKEN, true ),
			'short'      => array( substr( self::GOOD_TOKEN, 0, -1 ), false ),
			'long'       => array( self::GOOD_TOKEN . 'x', false ),
			'capitals'   => array( strtoupper( self::GOOD_TOKEN ), false ),
			'access key' => array( 'fk_live_' . str_repeat( 'a', 40 ), false ),
			'Shopify'    => array( 'shpat_' . str_repeat( 'a', 32 ), false ),
			'Woo key'    => array( 'ck_' . str_repeat( 'a', 40 ), false ),
		);
	}

	public function test_a_bad_address_keeps_the_old_one_and_signing_needs_a_secret(): void {
		$errors = $this->form()->save( array( 'hub_url' => 'http://hub.example', 'token' => '', 'signing_secret' => 'no' ), true, true );
		$this->assertSame( array( 'hub_url', 'signing_secret' ), array_keys( $errors ) );
		$this->assertSame( $this->hub->url, plugin()->settings()->hub_url() );
		$this->assertFalse( plugin()->settings()->is_signing_enabled() );
		$this->assertTrue( plugin()->settings()->is_logging_enabled() );
		$errors = $this->form()->save( array( 'hub_url' => $this->hub->url, 'token' => '', 'signing_secret' => self::SECRET ), true, false );
		$this->assertSame( array(), $errors );
		$this->assertTrue( plugin()->settings()->is_signing_enabled() );
	}

	public function test_a_token_is_never_carried_to_another_hub(): void {
		plugin()->settings()->save_signing_secret( self::SECRET );
		plugin()->settings()->save_signing( true );
		$another = array( 'hub_url' => 'https://another.example', 'token' => '', 'signing_secret' => '' );
		$this->assertSame( array(), $this->form()->save( array( 'hub_url' => $this->hub->url . '/sign-in' ) + $another, true, false ) );
		$this->assertSame( array( self::TOKEN, self::SECRET ), array( plugin()->settings()->token(), plugin()->settings()->signing_secret() ) );
		$this->assertSame( array( 'token' ), array_keys( $this->form()->save( array( 'token' => 'wrong' ) + $another, true, false ) ) );
		$this->assertSame( array( $this->hub->url, self::TOKEN ), array( plugin()->settings()->hub_url(), plugin()->settings()->token() ) );
		$this->assertSame( array(), $this->form()->save( $another, true, false ) );
		$this->assertSame( array( 'https://another.example', false, '' ), array( plugin()->settings()->hub_url(), plugin()->settings()->has_token(), plugin()->settings()->signing_secret() ) );
		$this->assertSame( array(), $this->form()->save( array( 'hub_url' => $this->hub->url, 'token' => self::GOOD_TOKEN, 'signing_secret' => '' ), false, false ) );
		$this->assertSame( self::GOOD_TOKEN, plugin()->settings()->token() );
	}

	public function test_the_first_address_of_a_token_is_no_other_hub(): void {
		delete_option( 'fiko_wc_hub_url' );
		$this->form()->save( array( 'hub_url' => $this->hub->url, 'token' => '', 'signing_secret' => '' ), false, false );
		$this->assertTrue( plugin()->settings()->is_connected() );
	}

	public function test_the_form_never_prints_a_secret(): void {
		plugin()->settings()->save_token( self::GOOD_TOKEN );
		plugin()->settings()->save_signing_secret( self::SECRET );
		ob_start();
		$this->form()->render( array( 'token' => 'wrong' ), array() );
		$html = (string) ob_get_clean();
		$this->assertStringNotContainsString( self::GOOD_TOKEN, $html );
		$this->assertStringNotContainsString( self::SECRET, $html );
		$this->assertStringContainsString( plugin()->settings()->token_preview(), $html );
	}

	public function test_a_product_shows_how_it_stands(): void {
		$product = $this->make_product();
		$hidden  = $this->make_product( array( 'catalog_visibility' => 'hidden' ) );
		$ids     = array( $product->get_id(), $hidden->get_id() );
		$this->assertSame( array( 'waiting', 'waiting' ), $this->kinds( $ids ) );
		$this->drain();
		$this->assertSame( array( 'synced', 'not_for_ai' ), $this->kinds( $ids ) );
		plugin()->notes()->refused( $ids[0], 'price: not a number' );
		$this->assertSame( array( 'problem', 'not_for_ai' ), $this->kinds( $ids ) );
		$this->assertStringContainsString( 'price: not a number', ( new Product_State( plugin()->outbox(), new Outbox_Table() ) )->badge( $ids[0] ) );
	}

	public function test_a_page_of_the_list_costs_one_query(): void {
		$ids = $this->insert_products( 20 );
		_prime_post_caches( $ids, true, true );
		wp_load_alloptions();
		$states = new Product_State( plugin()->outbox(), new Outbox_Table() );
		$this->assertSame(
			1,
			$this->count_queries(
				static function () use ( $states, $ids ): void {
					$states->prime( $ids );
					foreach ( $ids as $id ) {
						$states->badge( $id );
					}
				}
			)
		);
	}

	public function test_a_title_cannot_bring_markup_into_the_badge(): void {
		$product = $this->make_product();
		update_post_meta( $product->get_id(), Delivery_Notes::STATUS, 'error' );
		update_post_meta( $product->get_id(), Delivery_Notes::ERROR, '"><script>alert(1)</script>' );
		plugin()->outbox()->clear();
		$this->assertStringNotContainsString( '<script', ( new Product_State( plugin()->outbox(), new Outbox_Table() ) )->badge( $product->get_id() ) );
	}

	/** @param int[] $ids Products. @return string[] */
	private function kinds( array $ids ): array {
		$this->next_request();
		$states = new Product_State( plugin()->outbox(), new Outbox_Table() );
		return array_map(
			static function ( int $id ) use ( $states ): string {
				return $states->of( $id )['kind'];
			},
			$ids
		);
	}

	protected function tearDown(): void {
		plugin()->screens()->doctor()->forget();
		parent::tearDown();
	}

	private function form(): Settings_Form {
		return new Settings_Form( plugin()->settings(), plugin()->screens()->connect(), plugin()->screens()->doctor(), plugin()->state(), new Flash() );
	}
}
