<?php
/**
 * Connect without copying secrets.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Integration;

use Fiko\WooCommerceSync\Connect;
use Fiko\WooCommerceSync\Send\Delivery_Notes;
use Fiko\WooCommerceSync\Sync\Digest;
use Fiko\WooCommerceSync\Sync\Full_Sync;

use function Fiko\WooCommerceSync\plugin;

require_once __DIR__ . '/class-sync-test-case.php';

/** From the button to the first sync, and everything that may come back instead. */
final class ConnectTest extends Sync_Test_Case {
	private const NEW_TOKEN = 'wc_sk_live_a1b2c3d4e5f6g7h8i9j0a1b2c3d4e5f6g7h8i9j0';
	private const EXCHANGE  = '/connect/';

	protected function setUp(): void {
		parent::setUp();
		plugin()->settings()->disconnect();
		plugin()->outbox()->clear();
	}

	public function test_the_way_out_carries_state_challenge_and_the_way_back(): void {
		$query = $this->begin();
		$this->assertSame( 'S256', $query['code_challenge_method'] );
		$this->assertMatchesRegularExpression( '/^[A-Za-z0-9_-]{43}$/', $query['code_challenge'] );
		$this->assertMatchesRegularExpression( '/^[A-Za-z0-9_-]{43}$/', $query['state'] );
		$this->assertSame( admin_url( 'admin.php?page=fiko-wc-sync' ), $query['redirect_uri'] );
		$this->assertSame( html_entity_decode( get_bloginfo( 'name' ), ENT_QUOTES ), $query['name'] );
	}

	public function test_a_code_is_changed_for_token_and_secret_and_all_products_are_sent(): void {
		$ids   = $this->insert_products( 3 );
		$query = $this->begin();
		$this->hub->plan( $this->grant() );

		$this->assertNull( $this->connect()->finish( $query['state'], 'one-time-code', '' ) );

		$exchange = $this->hub->requests( self::EXCHANGE )[0];
		$this->assertSame( 'one-time-code', $exchange['json']['code'] );
		$this->assertSame( $query['redirect_uri'], $exchange['json']['redirect_uri'] );
		$this->assertSame( $query['code_challenge'], rtrim( strtr( base64_encode( hash( 'sha256', $exchange['json']['code_verifier'], true ) ), '+/', '-_' ), '=' ) );
		$this->assertArrayNotHasKey( 'authorization', $exchange['headers'] );

		$settings = plugin()->settings();
		$this->assertSame( self::NEW_TOKEN, $settings->token() );
		$this->assertTrue( $settings->is_signing_enabled() );
		$this->assertSame( self::SECRET, $settings->signing_secret() );
		$this->assertSame( 's1', $settings->store()['id'] );
		$this->assertStringNotContainsString( self::NEW_TOKEN, (string) get_option( 'fiko_wc_api_token' ) );
		$this->assertSame( $ids, array_map( 'intval', array_column( $this->rows(), 'product_id' ) ) );
	}

	public function test_a_state_works_once(): void {
		$query = $this->begin();
		$this->hub->plan( $this->grant() );
		$this->assertNull( $this->connect()->finish( $query['state'], 'code', '' ) );
		$this->assertIsString( $this->connect()->finish( $query['state'], 'code', '' ) );
		$this->assertCount( 1, $this->hub->requests( self::EXCHANGE ) );
	}

	public function test_a_foreign_state_reaches_no_hub_and_ends_the_attempt(): void {
		$query = $this->begin();
		$this->assertIsString( $this->connect()->finish( 'guessed', 'code', '' ) );
		$this->assertIsString( $this->connect()->finish( $query['state'], 'code', '' ) );
		$this->assertSame( array(), $this->hub->requests( self::EXCHANGE ) );
		$this->assertFalse( plugin()->settings()->has_token() );
	}

	public function test_another_user_cannot_finish_it(): void {
		$query = $this->begin();
		wp_set_current_user( 0 );
		$this->assertIsString( $this->connect()->finish( $query['state'], 'code', '' ) );
		$this->assertSame( array(), $this->hub->requests( self::EXCHANGE ) );
	}

	public function test_a_refusal_changes_nothing(): void {
		$query = $this->begin();
		$this->assertStringContainsString( 'did not confirm', (string) $this->connect()->finish( $query['state'], '', 'access_denied' ) );
		$this->assertSame( array(), $this->hub->requests( self::EXCHANGE ) );
		$this->assertFalse( plugin()->settings()->has_token() );
	}

	public function test_a_code_the_hub_refuses_changes_nothing(): void {
		plugin()->settings()->save_token( self::TOKEN );
		$query = $this->begin();
		$this->hub->plan( array( 'status' => 400, 'body' => array( 'error' => 'Invalid code', 'detail' => '…' ) ) );
		$this->assertStringContainsString( 'did not accept the code', (string) $this->connect()->finish( $query['state'], 'old', '' ) );
		$this->assertSame( self::TOKEN, plugin()->settings()->token() );
	}

	public function test_an_answer_without_a_token_changes_nothing(): void {
		foreach ( array( array(), array( 'token' => 'fk_live_x' ), array( 'token' => array() ) ) as $body ) {
			$query = $this->begin();
			$this->hub->plan( array( 'body' => $body + array( 'status' => 'ok' ) ) );
			$this->assertStringContainsString( 'without a token', (string) $this->connect()->finish( $query['state'], 'code', '' ) );
		}
		$this->assertFalse( plugin()->settings()->has_token() );
	}

	public function test_a_hub_that_is_gone_is_said_in_words(): void {
		$query = $this->begin();
		$this->hub->stop();
		$this->assertStringContainsString( 'could not be reached', (string) $this->connect()->finish( $query['state'], 'code', '' ) );
	}

	public function test_another_store_behind_a_new_token_gets_all_products(): void {
		$ids = $this->synced_with( 's1' );
		plugin()->settings()->save_token( self::NEW_TOKEN );
		$this->hub->always( $this->healthy( 's2' ) );
		plugin()->screens()->connect()->first_contact( false );
		$this->assert_all_are_sent_anew( $ids );
	}

	public function test_another_hub_gets_all_products_though_its_store_has_the_same_id(): void {
		$ids     = $this->synced_with( 's1' );
		$another = $this->start_hub();
		plugin()->settings()->save_hub_url( $another->url );
		plugin()->settings()->save_token( self::NEW_TOKEN );
		plugin()->screens()->connect()->first_contact( false );
		$this->assert_all_are_sent_anew( $ids );
	}

	public function test_another_store_that_did_not_answer_at_first_is_noticed_by_the_next_good_test(): void {
		$ids = $this->synced_with( 's1' );
		plugin()->settings()->save_token( self::NEW_TOKEN );
		$this->hub->always( array( 'status' => 503, 'body' => array( 'error' => 'x' ) ) );
		plugin()->screens()->connect()->first_contact( false );
		$this->assertSame( array(), $this->rows() );
		$this->hub->always( $this->healthy( 's2' ) );
		plugin()->screens()->doctor()->examine();
		$this->assert_all_are_sent_anew( $ids );
	}

	public function test_a_new_token_of_the_same_store_only_compares(): void {
		$ids = $this->synced_with( 's1' );
		plugin()->settings()->save_token( self::NEW_TOKEN );
		plugin()->screens()->connect()->first_contact( false );
		$this->assertSame( array(), $this->rows() );
		$this->assertTrue( plugin()->digest()->is_running() );
		$this->assertSame( 'success', get_post_meta( $ids[0], Delivery_Notes::STATUS, true ) );
	}

	public function test_connecting_again_to_another_store_forgets_what_the_first_one_had(): void {
		$ids   = $this->synced_with( 's0' );
		$query = $this->begin();
		$this->hub->plan( $this->grant() );
		$this->assertNull( $this->connect()->finish( $query['state'], 'code', '' ) );
		$this->assert_all_are_sent_anew( $ids );
	}

	public function test_an_address_that_was_typed_counts_only_after_the_hub_there_gave_a_token(): void {
		plugin()->settings()->save_token( self::TOKEN );
		plugin()->settings()->save_signing_secret( self::SECRET );
		$another = $this->start_hub();
		foreach ( array( false, true ) as $is_granted ) {
			$url = $this->connect()->begin( $another->url );
			$this->assertStringStartsWith( $another->url . '/connect/woocommerce?', $url );
			$this->assertSame( array( $this->hub->url, self::TOKEN ), array( plugin()->settings()->hub_url(), plugin()->settings()->token() ) );
			parse_str( (string) wp_parse_url( $url, PHP_URL_QUERY ), $query );
			$another->plan( $is_granted ? $this->grant() : array( 'status' => 400, 'body' => array( 'error' => 'Invalid code' ) ) );
			$this->assertSame( $is_granted, null === $this->connect()->finish( $query['state'], 'code', '' ) );
			$this->assertSame(
				$is_granted ? array( $another->url, self::NEW_TOKEN ) : array( $this->hub->url, self::TOKEN ),
				array( plugin()->settings()->hub_url(), plugin()->settings()->token() )
			);
		}
		$this->assertSame( array(), $this->hub->requests( self::EXCHANGE ) );
		$this->assertCount( 2, $another->requests( self::EXCHANGE ) );
		$this->assertStringNotContainsString( self::TOKEN, (string) wp_json_encode( $another->requests() ) );
	}

	public function test_an_address_that_was_changed_on_the_way_ends_the_connect(): void {
		$query = $this->begin();
		plugin()->settings()->save_hub_url( 'https://another.example' );
		$this->assertStringContainsString( 'changed meanwhile', (string) $this->connect()->finish( $query['state'], 'code', '' ) );
		$this->assertSame( array(), $this->hub->requests( self::EXCHANGE ) );
	}

	public function test_the_hub_that_is_gone_is_named_as_typed(): void {
		parse_str( (string) wp_parse_url( $this->connect()->begin( 'https://typed.example' ), PHP_URL_QUERY ), $query );
		$this->hook(
			'pre_http_request',
			static function () {
				return new \WP_Error( 'http_request_failed', 'cURL error 6: Could not resolve host' );
			}
		);
		$this->assertStringContainsString( 'typed.example', (string) $this->connect()->finish( $query['state'], 'code', '' ) );
	}

	/**
	 * A shop whose products are all at a store of the hub.
	 *
	 * @return int[] Its products.
	 */
	private function synced_with( string $store_id ): array {
		$ids = $this->insert_products( 3 );
		plugin()->settings()->save_token( self::TOKEN );
		plugin()->settings()->save_store( $store_id, 'Shop' );
		update_option( Full_Sync::OPTION, array( 'status' => 'done', 'cursor' => max( $ids ), 'total' => 3, 'started_at' => 1, 'finished_at' => 2 ), false );
		update_option( Digest::OPTION, array( 'last' => array( 'at' => 3, 'total' => 3 ) ), false );
		plugin()->notes()->delivered( array_fill_keys( $ids, 1000 ) );
		$this->assertSame( 'success', get_post_meta( $ids[0], Delivery_Notes::STATUS, true ) );
		return $ids;
	}

	/** @param int[] $ids All products. */
	private function assert_all_are_sent_anew( array $ids ): void {
		$this->assertSame( $ids, array_map( 'intval', array_column( $this->rows(), 'product_id' ) ) );
		$this->assertSame( 'sending', plugin()->full_sync()->progress()['status'] );
		$this->assertNull( plugin()->digest()->last() );
		foreach ( $ids as $id ) {
			$this->assertSame( '', get_post_meta( $id, Delivery_Notes::STATUS, true ) );
		}
	}

	/** @return array<string, mixed> A plan: the hub is well. */
	private function healthy( string $store_id ): array {
		return array(
			'body' => array(
				'status' => 'ok',
				'store'  => array(
					'id'   => $store_id,
					'name' => 'Shop',
				),
			),
		);
	}

	/** @return array<string, string> The query of the way out. */
	private function begin(): array {
		$url = $this->connect()->begin();
		$this->assertStringStartsWith( $this->hub->url . '/connect/woocommerce?', $url );
		parse_str( (string) wp_parse_url( $url, PHP_URL_QUERY ), $query );
		return $query;
	}

	private function connect(): Connect {
		return plugin()->screens()->connect();
	}

	/** @return array<string, mixed> A plan: what the hub gives for a code. */
	private function grant(): array {
		return array(
			'body' => array(
				'token'          => self::NEW_TOKEN,
				'signing_secret' => self::SECRET,
				'store'          => array(
					'id'   => 's1',
					'name' => 'Shop',
				),
			),
		);
	}
}
