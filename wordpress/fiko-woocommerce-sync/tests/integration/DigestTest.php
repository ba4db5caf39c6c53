<?php
/**
 * Shop and hub compare what they have.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Integration;

use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Send\Product_Payload;
use Fiko\WooCommerceSync\Sync\Digest;

use function Fiko\WooCommerceSync\plugin;

require_once __DIR__ . '/class-sync-test-case.php';

/** A product that is missing from the digest is deleted at the hub: so it must be whole, or not at all. */
final class DigestTest extends Sync_Test_Case {
	/** @return array<int, array<string, mixed>> bodies of the pages that came */
	private function pages(): array {
		return array_column( $this->hub->requests( self::DIGEST ), 'json' );
	}

	/** @return array<int, array{id: int, modified: string|null, hash: string}> */
	private function entries(): array {
		return array_merge( ...array_column( $this->pages(), 'products' ) );
	}

	public function test_all_products_come_in_pages_ascending_by_id(): void {
		$ids = $this->insert_products( 620 );
		plugin()->digest()->run();
		$this->assertSame( array( array( 1, 3 ), array( 2, 3 ), array( 3, 3 ) ), array_map( static fn ( array $page ): array => array( $page['page'], $page['pages'] ), $this->pages() ) );
		$this->assertSame( $ids, array_column( $this->entries(), 'id' ) );
		foreach ( $this->entries() as $entry ) {
			$this->assertMatchesRegularExpression( '/^[0-9a-f]{32}$/', $entry['hash'] );
			$this->assertSame( '2026-01-02T00:00:00Z', $entry['modified'] );
		}
		$last = plugin()->digest()->last();
		$this->assertSame( array( 620, 0, 0, false ), array( $last['total'], $last['sent'], $last['gone'], $last['waiting'] ) );
		$this->assertFalse( plugin()->digest()->is_running() );
	}

	public function test_an_empty_shop_says_so(): void {
		plugin()->digest()->run();
		$this->assertSame( array( array( 'products' => array(), 'page' => 1, 'pages' => 1 ) ), $this->pages() );
	}

	public function test_what_is_made_while_it_runs_is_on_the_last_page(): void {
		$ids = $this->insert_products( 300 );
		$new = array();
		$this->hook(
			'http_api_debug',
			function () use ( &$new ): void {
				$new = array() === $new ? $this->insert_products( 400 ) : $new;
			}
		);
		plugin()->digest()->run();
		$this->assertSame( array_merge( $ids, $new ), array_column( $this->entries(), 'id' ) );
		$this->assertCount( 2, $this->pages() );
	}

	public function test_trash_and_empty_drafts_are_not_in_it_and_drafts_are(): void {
		global $wpdb;
		list( $shown, $draft, $private, $future, $trashed, $empty ) = $this->insert_products( 6 );
		foreach ( array( $draft => 'draft', $private => 'private', $future => 'future', $trashed => 'trash', $empty => 'auto-draft' ) as $id => $status ) {
			$wpdb->update( $wpdb->posts, array( 'post_status' => $status ), array( 'ID' => $id ) );
		}
		plugin()->digest()->run();
		$this->assertSame( array( $shown, $draft, $private, $future ), array_column( $this->entries(), 'id' ) );
	}

	public function test_a_variation_is_part_of_its_product_and_no_entry_of_its_own(): void {
		$product = $this->make_variable_product();
		plugin()->digest()->run();
		$this->assertSame( array( $product->get_id() ), array_column( $this->entries(), 'id' ) );
	}

	public function test_a_product_that_cannot_be_read_is_listed_all_the_same(): void {
		list( $good, $bad ) = $this->insert_products( 2 );
		$this->hook(
			'fiko_wc_sync_product_payload',
			static function ( array $payload ) use ( $bad ): array {
				if ( $payload['id'] === $bad ) {
					throw new \Error( 'Call to a member function on null' );
				}
				return $payload;
			}
		);
		plugin()->digest()->run();
		$this->assertSame( array( $good, $bad ), array_column( $this->entries(), 'id' ) );
		$this->assertSame( array( 'id' => $bad, 'modified' => null, 'hash' => '' ), $this->entries()[1] );
	}

	public function test_what_the_hub_asks_for_is_sent_behind_the_edits(): void {
		$ids = $this->insert_products( 5 );
		$this->hub->plan( array( 'body' => array( 'send' => array( $ids[1], $ids[3], 99999999 ), 'gone' => array( 77, 78 ), 'complete' => true, 'waiting_for_confirmation' => true ) ) );
		plugin()->digest()->run();
		$this->assertSame( array( (string) $ids[1], (string) $ids[3] ), array_column( $this->rows(), 'product_id' ) );
		$this->assertSame( array( '10', '10' ), array_column( $this->rows(), 'priority' ) );
		$last = plugin()->digest()->last();
		$this->assertSame( array( 5, 3, 2, true ), array( $last['total'], $last['sent'], $last['gone'], $last['waiting'] ) );
		$this->assertTrue( as_has_scheduled_action( Digest::DAILY ), 'It looks again whether that helped.' );

		$this->drain();
		$sent = $this->hub->events();
		$this->assertSame( array( 'product.updated', 'product.updated' ), array_column( $sent, 'event_type' ) );
		$hashes = array_column( $this->entries(), 'hash', 'id' );
		foreach ( $sent as $event ) {
			$this->assertSame( $hashes[ $event['product']['id'] ], $event['product']['hash'], 'Event and digest speak of the same hash.' );
		}
	}

	public function test_a_page_that_fails_is_sent_again_and_the_others_are_not(): void {
		$this->insert_products( 520 );
		plugin()->digest()->start();
		$this->hub->plan( array( 'body' => array( 'send' => array(), 'gone' => array() ) ), array( 'status' => 500 ) );
		plugin()->digest()->action_step();
		$this->assertTrue( plugin()->digest()->is_running() );
		$this->assertNull( plugin()->digest()->last() );
		$this->assertGreaterThanOrEqual( time() + 55, as_next_scheduled_action( Digest::STEP ) );

		$this->next_request();
		plugin()->digest()->action_step();
		$this->assertSame( array( 1, 2, 2, 3 ), array_column( $this->pages(), 'page' ) );
		$this->assertSame( $this->pages()[1], $this->pages()[2] );
		$this->assertSame( 520, plugin()->digest()->last()['total'] );
	}

	public function test_after_eight_failures_it_gives_up_and_nothing_was_compared(): void {
		$this->insert_products( 3 );
		plugin()->digest()->start();
		$this->hub->always( array( 'status' => 502, 'body' => '<html>Bad gateway</html>' ) );
		for ( $try = 1; $try <= 8; $try++ ) {
			$this->assertTrue( plugin()->digest()->is_running(), "try $try" );
			plugin()->digest()->action_step();
			$this->next_request();
		}
		$this->assertFalse( plugin()->digest()->is_running() );
		plugin()->digest()->action_step();
		$this->assertCount( 8, $this->pages() );
		$this->assertNull( plugin()->digest()->last() );
	}

	public function test_an_answer_that_is_none_of_the_hubs_counts_as_failure(): void {
		$this->insert_products( 3 );
		foreach ( array( array( 'body' => '<html>ok</html>' ), array( 'body' => array( 'ok' => true ) ) ) as $plan ) {
			$this->hub->plan( $plan );
			plugin()->digest()->run();
			$this->assertNull( plugin()->digest()->last() );
			$this->assertSame( array(), $this->rows() );
			$this->assertGreaterThan( 0, $this->pause() );
			$this->end_pause();
		}
	}

	public function test_a_refused_token_ends_it_and_stops_sending(): void {
		$this->insert_products( 3 );
		$this->hub->always( array( 'status' => 403, 'body' => array( 'error' => 'Forbidden' ) ) );
		plugin()->digest()->run();
		$this->assertFalse( plugin()->digest()->is_running() );
		$this->assertSame( 'forbidden', plugin()->state()->stopped()['problem'] );
	}

	public function test_a_new_run_forgets_the_one_that_was_under_way(): void {
		$this->insert_products( 300 );
		plugin()->digest()->start();
		$this->hub->plan( array( 'body' => array( 'send' => array(), 'gone' => array() ) ), array( 'status' => 500 ) );
		plugin()->digest()->action_step();
		$this->next_request();
		$this->hub->forget();
		plugin()->digest()->run();
		$this->assertSame( array( 1, 2 ), array_column( $this->pages(), 'page' ) );
		$this->assertSame( 300, plugin()->digest()->last()['total'] );
	}

	public function test_the_hash_is_the_same_for_everybody_in_every_process(): void {
		$image = wp_insert_attachment( array( 'post_title' => 'Lamp', 'post_mime_type' => 'image/png', 'post_status' => 'inherit' ), '2026/01/lamp.png' );
		foreach ( array( 'Zebra & Co', 'Ahorn', 'چراغ' ) as $name ) {
			$categories[] = (int) wp_insert_term( $name, 'product_cat' )['term_id'];
		}
		$this->make_product( array( 'category_ids' => $categories, 'image_id' => $image, 'gallery_image_ids' => array( $image ), 'sale_price' => '900', 'manage_stock' => true, 'stock_quantity' => 3, 'weight' => '1.5' ) );
		$this->make_product( array( 'category_ids' => array_reverse( $categories ) ) );
		$this->make_variable_product();
		$this->insert_products( 20 );
		plugin()->digest()->run();
		$hashes = array_column( $this->entries(), 'hash', 'id' );
		$this->assertCount( 23, $hashes );

		$this->assertEquals( $hashes, Child::run( 'hashes' ), 'a guest' );
		$this->assertEquals( $hashes, Child::run( 'hashes', array( 'FIKO_CHILD_USER' => '1' ) ), 'an administrator' );
		$this->assertEquals( $hashes, Child::run( 'hashes', array( 'FIKO_CHILD_CRON' => '1' ) ), 'wp-cron' );
		$this->next_request();
		$this->hub->forget();
		plugin()->digest()->run();
		$this->assertSame( $hashes, array_column( $this->entries(), 'hash', 'id' ) );
	}

	/** @return array<string, array{0: array<string, mixed>}> what a shop owner changes */
	public function changes(): array {
		return array(
			'name'                => array( array( 'name' => 'Other' ) ),
			'price'               => array( array( 'regular_price' => '1001' ) ),
			'sale price'          => array( array( 'sale_price' => '900' ) ),
			'SKU'                 => array( array( 'sku' => 'OTHER' ) ),
			'status'              => array( array( 'status' => 'private' ) ),
			'visibility'          => array( array( 'catalog_visibility' => 'hidden' ) ),
			'description'         => array( array( 'description' => 'Other' ) ),
			'short description'   => array( array( 'short_description' => 'Other' ) ),
			'stock status'        => array( array( 'stock_status' => 'outofstock' ) ),
			'stock quantity'      => array( array( 'manage_stock' => true, 'stock_quantity' => 7 ) ),
			'weight'              => array( array( 'weight' => '2' ) ),
			'dimensions'          => array( array( 'length' => '10' ) ),
			'slug'                => array( array( 'slug' => 'other-lamp' ) ),
		);
	}

	/**
	 * @dataProvider changes
	 * @param array<string, mixed> $props Properties.
	 */
	public function test_every_change_that_matters_is_another_hash( array $props ): void {
		$product = $this->make_product();
		$before  = $this->hash_of( $product->get_id() );
		$product->set_props( $props );
		$product->save();
		$this->assertNotSame( $before, $this->hash_of( $product->get_id() ) );
	}

	public function test_terms_pictures_attributes_password_and_variations_are_part_of_the_hash(): void {
		$product = $this->make_variable_product();
		$id      = $product->get_id();
		$image   = wp_insert_attachment( array( 'post_title' => 'Lamp', 'post_mime_type' => 'image/png', 'post_status' => 'inherit' ), '2026/01/lamp.png' );
		$term    = (int) wp_insert_term( 'Lamps', 'product_cat' )['term_id'];
		$changes = array(
			'category'          => fn () => wp_set_object_terms( $id, array( $term ), 'product_cat' ),
			'category renamed'  => fn () => wp_update_term( $term, 'product_cat', array( 'name' => 'Lights' ) ),
			'tag'               => fn () => wp_set_object_terms( $id, array( 'desk' ), 'product_tag' ),
			'picture'           => fn () => set_post_thumbnail( $id, $image ),
			'gallery'           => fn () => update_post_meta( $id, '_product_image_gallery', (string) $image ),
			'password'          => fn () => wp_update_post( array( 'ID' => $id, 'post_password' => 'secret' ) ),
			'variation price'   => fn () => $this->save_variation( $product->get_children()[0], array( 'regular_price' => '1111' ) ),
			'variation SKU'     => fn () => $this->save_variation( $product->get_children()[0], array( 'sku' => 'V-1' ) ),
			'variation stock'   => fn () => $this->save_variation( $product->get_children()[0], array( 'stock_status' => 'outofstock' ) ),
			'variation off'     => fn () => $this->save_variation( $product->get_children()[0], array( 'status' => 'private' ) ),
			'currency'          => fn () => update_option( 'woocommerce_currency', 'EUR' ),
		);
		$currency = get_option( 'woocommerce_currency' );
		$hash     = $this->hash_of( $id );
		foreach ( $changes as $name => $change ) {
			$change();
			$after = $this->hash_of( $id );
			$this->assertNotSame( $hash, $after, $name );
			$hash = $after;
		}
		update_option( 'woocommerce_currency', $currency );
	}

	public function test_the_date_and_the_host_are_no_part_of_the_hash(): void {
		$payload = array(
			'id'            => 1,
			'name'          => 'Lamp',
			'permalink'     => 'https://shop.example/product/lamp/',
			'image'         => 'https://shop.example/wp-content/uploads/lamp.png',
			'gallery'       => array( 'https://shop.example/wp-content/uploads/lamp-2.png' ),
			'date_modified' => '2026-01-01T00:00:00Z',
		);
		$hash = Product_Payload::hash( $payload );
		$this->assertMatchesRegularExpression( '/^[0-9a-f]{32}$/', $hash );
		$moved = json_decode( str_replace( 'https://shop.example', 'http://127.0.0.1:8080', json_encode( $payload, JSON_UNESCAPED_SLASHES ) ), true );
		$this->assertSame( $hash, Product_Payload::hash( $moved ) );
		$this->assertSame( $hash, Product_Payload::hash( array( 'date_modified' => null, 'hash' => 'old' ) + $payload ) );
		$this->assertSame( $hash, Product_Payload::hash( array_reverse( $payload, true ) ) );
		$this->assertNotSame( $hash, Product_Payload::hash( array( 'permalink' => 'https://shop.example/product/other/' ) + $payload ) );
		$this->assertNotSame( $hash, Product_Payload::hash( array( 'gallery' => array() ) + $payload ) );
	}

	public function test_saving_without_a_change_keeps_the_hash_though_the_date_moves(): void {
		global $wpdb;
		$product = $this->make_product();
		$hash    = $this->hash_of( $product->get_id() );
		$wpdb->update( $wpdb->posts, array( 'post_modified' => '2027-01-01 00:00:00', 'post_modified_gmt' => '2027-01-01 00:00:00' ), array( 'ID' => $product->get_id() ) );
		$this->assertSame( $hash, $this->hash_of( $product->get_id() ) );
	}

	public function test_without_a_hub_it_does_not_begin(): void {
		plugin()->settings()->disconnect();
		plugin()->digest()->start();
		$this->assertFalse( plugin()->digest()->is_running() );
		$this->assertFalse( as_has_scheduled_action( Digest::STEP ) );
	}

	/** The hash as the next request computes it. */
	private function hash_of( int $id ): string {
		$this->next_request();
		return plugin()->payload()->of( wc_get_product( $id ) )['hash'];
	}

	/** @param array<string, mixed> $props Properties. */
	private function save_variation( int $id, array $props ): void {
		$variation = wc_get_product( $id );
		$variation->set_props( $props );
		$variation->save();
		$this->end_request();
	}

	public function test_a_comparison_that_was_stopped_between_two_pages_is_over_and_the_next_begins_anew(): void {
		$this->insert_products( 300 );
		$this->hub->plan( array( 'body' => array( 'send' => array(), 'gone' => array() ) ), array( 'status' => 401, 'body' => array( 'error' => 'Token is inactive' ) ), array( 'status' => 401, 'body' => array( 'error' => 'Token is inactive' ) ) );
		plugin()->digest()->run();
		$this->assertNotNull( plugin()->state()->stopped() );
		$this->assertFalse( plugin()->digest()->is_running() );
		plugin()->digest()->start();
		$this->assertFalse( plugin()->digest()->is_running(), 'Nobody is asked while the hub does not let us in.' );
		plugin()->state()->resume();
		$this->hub->forget();
		plugin()->digest()->run();
		$this->assertSame( array( 1, 2 ), array_column( $this->pages(), 'page' ) );
	}

	public function test_a_page_that_is_taken_ends_the_count_of_failures(): void {
		$this->make_product();
		$this->hub->plan( array( 'status' => 500 ) );
		plugin()->drainer()->drain();
		plugin()->digest()->run();
		$this->assertSame( 0, plugin()->state()->failures() );
	}

	public function test_a_shop_that_is_suddenly_empty_is_compared_only_when_it_still_is_the_next_time(): void {
		$this->make_product();
		plugin()->digest()->run();
		$this->empty_shop();
		$this->next_request();
		$this->hub->forget();
		$this->assertNull( plugin()->digest()->run() );
		$this->assertSame( array(), $this->pages() );
		plugin()->digest()->run();
		$this->assertSame( array( array() ), array_column( $this->pages(), 'products' ) );
	}
}
