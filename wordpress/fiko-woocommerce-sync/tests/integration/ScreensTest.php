<?php
/**
 * What is seen in wp-admin.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Integration;

use Fiko\WooCommerceSync\Admin\Flash;
use Fiko\WooCommerceSync\Admin\Notices;
use Fiko\WooCommerceSync\Admin\Page_Actions;
use Fiko\WooCommerceSync\Admin\Product_State;
use Fiko\WooCommerceSync\Admin\Settings_Form;
use Fiko\WooCommerceSync\Admin\Status_View;
use Fiko\WooCommerceSync\Background;
use Fiko\WooCommerceSync\Connect;
use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Problem_Words;
use Fiko\WooCommerceSync\Send\Delivery_Notes;
use Fiko\WooCommerceSync\Site_Health;
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

	public function test_a_copy_at_another_address_sends_nothing_and_asks(): void {
		$product = $this->make_product();
		$before  = plugin()->settings()->connected_site();
		$this->assertSame( wp_parse_url( home_url(), PHP_URL_HOST ), explode( ':', $before )[0] );
		plugin()->screens()->doctor()->examine();
		$count = count( $this->hub->requests() );
		$this->be_at( 'https://staging.example/shop' );
		$this->assertFalse( plugin()->settings()->is_connected() );

		$product->set_regular_price( '7' );
		$product->save();
		$report = $this->drain();
		$this->assertSame( 'not_connected', $report->ended_by );
		$this->assertSame( array( $product->get_id() ), array_map( 'intval', array_column( $this->rows(), 'product_id' ) ), 'marks go on' );

		$now = plugin()->screens()->status()->read();
		$this->assertSame( array( Status::PROBLEM, 'say_where' ), array( $now['kind'], $now['action'] ) );
		$this->assertStringContainsString( $before, $now['sentence'] );
		$this->assertStringContainsString( 'staging.example/shop', $now['cause'] );
		$this->assertNull( plugin()->screens()->doctor()->last(), 'what was found at the live shop' );
		$this->assertSame( 'site_changed', plugin()->screens()->doctor()->examine()[0]->code );
		$health = new Site_Health( plugin()->settings(), plugin()->screens()->doctor(), new Background(), plugin()->outbox(), plugin()->state(), plugin()->screens()->status() );
		$this->assertSame( 'critical', $health->test_connection()['status'] );
		$page = $this->view()->parts()['state'];
		foreach ( array( 'This looks like a copy of', 'This is the same shop, it moved', 'This is a copy: disconnect it', Page_Actions::MOVED, Connect::IS_COPY ) as $text ) {
			$this->assertStringContainsString( $text, $page );
		}
		require_once ABSPATH . 'wp-admin/includes/admin.php';
		set_current_screen( 'plugins' );
		ob_start();
		( new Notices( plugin()->settings(), plugin()->state(), new Outbox_Table(), plugin()->screens()->doctor(), new Problem_Words( plugin()->settings() ) ) )->action_notices();
		$notice = (string) ob_get_clean();
		unset( $GLOBALS['current_screen'] );
		$this->assertStringContainsString( 'This looks like a copy of', $notice );
		$this->assertStringContainsString( Page_Actions::MOVED, $notice );
		$this->assertCount( $count, $this->hub->requests(), 'nobody was asked' );
	}

	public function test_a_shop_that_moved_goes_on_and_compares(): void {
		$actions = $this->page_actions();
		$this->be_at( 'https://new.example' );
		$this->assertFalse( plugin()->settings()->is_connected() );
		$this->press( Page_Actions::MOVED, array( $actions, 'action_moved' ) );
		$this->assertTrue( plugin()->settings()->is_connected() );
		$this->assertSame( 'new.example', plugin()->settings()->connected_site() );
		$this->assertTrue( plugin()->digest()->is_running() );
	}

	public function test_a_copy_that_is_disconnected_forgets_the_live_shops_token(): void {
		$this->make_product();
		$this->be_at( 'https://staging.example' );
		$this->press( Connect::IS_COPY, array( plugin()->screens()->connect(), 'action_is_copy' ) );
		$this->assertFalse( plugin()->settings()->has_token() );
		$this->assertSame( array(), $this->rows() );
		plugin()->settings()->save_token( self::GOOD_TOKEN );
		$this->assertTrue( plugin()->settings()->is_connected(), 'a store of its own' );
	}

	/** @dataProvider moves */
	public function test_what_is_a_move( string $from, string $to, bool $is_move ): void {
		$this->be_at( $from );
		plugin()->settings()->save_token( self::TOKEN );
		$this->be_at( $to );
		$this->assertSame( ! $is_move, plugin()->settings()->is_connected() );
	}

	/** @return array<string, array{0: string, 1: string, 2: bool}> */
	public function moves(): array {
		return array(
			'the same'     => array( 'https://shop.example', 'https://shop.example/', false ),
			'scheme'       => array( 'http://shop.example', 'https://Shop.example', false ),
			'with www'     => array( 'https://shop.example', 'https://www.shop.example', false ),
			'without www'  => array( 'https://www.shop.example/a', 'http://shop.example/a', false ),
			'scheme, port' => array( 'http://shop.example:80', 'https://shop.example:443', false ),
			'no host'      => array( 'https://shop.example', 'http://', false ),
			'subdomain'    => array( 'https://shop.example', 'https://staging.shop.example', true ),
			'path'         => array( 'https://shop.example', 'https://shop.example/staging', true ),
			'port'         => array( 'http://localhost:8080', 'http://localhost:8081', true ),
		);
	}

	public function test_a_connection_of_an_earlier_version_adopts_its_address(): void {
		delete_option( 'fiko_wc_site' );
		$this->assertTrue( plugin()->settings()->is_connected() );
		$this->be_at( 'https://staging.example' );
		$this->assertFalse( plugin()->settings()->is_connected() );
	}

	public function test_knowing_the_address_costs_no_query(): void {
		$this->next_request();
		wp_load_alloptions();
		$this->assertSame(
			0,
			$this->count_queries(
				static function (): void {
					plugin()->settings()->is_connected();
				}
			)
		);
	}

	/** The same database, at another address. */
	private function be_at( string $url ): void {
		$this->hook(
			'option_home',
			static function () use ( $url ): string {
				return $url;
			},
			99
		);
	}

	/** Presses a button of the page, up to where it sends the owner back. */
	private function press( string $action, callable $handler ): void {
		$_REQUEST['_wpnonce'] = wp_create_nonce( $action );
		$this->hook(
			'wp_redirect',
			static function (): string {
				throw new \DomainException( 'back' );
			}
		);
		try {
			$handler();
			$this->fail( 'The owner is sent back.' );
		} catch ( \DomainException $back ) {
			$this->assertSame( 'back', $back->getMessage() );
		}
	}

	private function page_actions(): Page_Actions {
		return new Page_Actions( plugin()->settings(), plugin()->full_sync(), plugin()->digest(), plugin()->outbox(), new Outbox_Table(), plugin()->state(), plugin()->screens()->doctor(), new Flash() );
	}

	private function view(): Status_View {
		return new Status_View( plugin()->screens()->status(), plugin()->outbox(), plugin()->screens()->doctor(), new Problem_Words( plugin()->settings() ), plugin()->settings() );
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
