<?php
/**
 * Every change of a shop is noticed: one test for each row of docs/changes.md.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Integration;

use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Tests\Site_Test_Case;

use function Fiko\WooCommerceSync\plugin;

/** What is done is done as people, other plugins and WordPress itself do it; what the hub would be told is read from the outbox. */
final class ChangesTest extends Site_Test_Case {
	protected function setUp(): void {
		parent::setUp();
		plugin()->settings()->save_token( 'wc_sk_live_' . str_repeat( 'a', 40 ) );
		plugin()->state()->resume();
		$this->forget_marks();
	}

	protected function tearDown(): void {
		plugin()->settings()->disconnect();
		$this->forget_marks();
		parent::tearDown();
	}

	/** As if all had been sent, and the next request had begun. */
	private function forget_marks(): void {
		plugin()->outbox()->clear();
	}

	/**
	 * What waits, as "kind id" or "kind name", by product and time.
	 *
	 * @param array<int, string> $names Names of ids.
	 * @return string[]
	 */
	private function marks( array $names = array() ): array {
		global $wpdb;
		$this->end_request();
		$lines = array();
		foreach ( $wpdb->get_results( 'SELECT product_id, kind FROM ' . Outbox_Table::name() . ' ORDER BY product_id, id' ) as $row ) {
			$lines[] = $row->kind . ' ' . ( $names[ (int) $row->product_id ] ?? $row->product_id );
		}
		return $lines;
	}

	/**
	 * Asserts that a work marks exactly one product as changed.
	 *
	 * @param \WC_Product $product The product.
	 * @param callable    $work    The work.
	 * @param string      $kind    What it is marked as.
	 */
	private function assert_marks( \WC_Product $product, callable $work, string $kind = 'updated' ): void {
		$this->forget_marks();
		$id = $product->get_id();
		$work();
		$this->assertSame( array( $kind . ' p' ), $this->marks( array( $id => 'p' ) ) );
	}

	/**
	 * What is sent now of everything that waits.
	 *
	 * @return array<int, array<string, mixed>> Events.
	 */
	private function send(): array {
		global $wpdb;
		$this->end_request();
		$wpdb->query( 'UPDATE ' . Outbox_Table::name() . ' SET due_at = 0, occurred_at = occurred_at - 5000' );
		$hub = $this->start_hub();
		plugin()->settings()->save_hub_url( $hub->url );
		plugin()->drainer()->drain();
		$this->assertSame( 0, plugin()->outbox()->counts()['waiting'] );
		return $hub->events();
	}

	public function test_new_product(): void {
		$product = $this->make_product();
		$this->assertSame( array( 'created p' ), $this->marks( array( $product->get_id() => 'p' ) ) );
	}

	public function test_new_product_in_wp_admin(): void {
		$draft = get_default_post_to_edit( 'product', true );
		$this->assertSame( array(), $this->marks(), 'An empty draft that WordPress makes when the page is opened is no product.' );
		wp_update_post( array( 'ID' => $draft->ID, 'post_title' => 'Typed', 'post_status' => 'publish' ) );
		$this->assertSame( array( 'created p' ), $this->marks( array( $draft->ID => 'p' ) ) );
	}

	public function test_edit(): void {
		$product = $this->make_product();
		$product->set_regular_price( '1500' );
		$this->assert_marks( $product, array( $product, 'save' ) );
		$this->assertSame( '1500', $this->send()[0]['product']['price'] );
	}

	public function test_edit_by_another_plugin_with_the_post_functions(): void {
		$product = $this->make_product();
		$this->assert_marks( $product, fn () => wp_update_post( array( 'ID' => $product->get_id(), 'post_title' => 'Renamed' ) ) );
		$this->assertSame( 'Renamed', $this->send()[0]['product']['name'] );
	}

	public function test_price_written_past_woocommerce(): void {
		$product = $this->make_product();
		$this->assert_marks(
			$product,
			function () use ( $product ): void {
				update_post_meta( $product->get_id(), '_regular_price', '77' );
				update_post_meta( $product->get_id(), '_price', '77' );
			}
		);
		$this->assertSame( '77', $this->send()[0]['product']['price'] );
	}

	public function test_other_meta_is_no_change(): void {
		$product = $this->make_product();
		$this->forget_marks();
		update_post_meta( $product->get_id(), '_edit_lock', '1:1' );
		update_post_meta( $product->get_id(), 'total_sales', '9' );
		$this->assertSame( array(), $this->marks() );
	}

	public function test_quick_edit(): void {
		$product  = $this->make_product();
		$_REQUEST = array(
			'woocommerce_quick_edit'       => '1',
			'woocommerce_quick_edit_nonce' => wp_create_nonce( 'woocommerce_quick_edit_nonce' ),
			'_regular_price'               => '900',
			'_sale_price'                  => '',
		);
		$this->assert_marks( $product, fn () => wp_update_post( array( 'ID' => $product->get_id(), 'post_title' => 'Quick' ) ) );
		$this->assertSame( '900', $this->send()[0]['product']['price'] );
	}

	public function test_bulk_edit(): void {
		$one      = $this->make_product();
		$two      = $this->make_product();
		$_REQUEST = array(
			'woocommerce_bulk_edit'        => '1',
			'woocommerce_quick_edit_nonce' => wp_create_nonce( 'woocommerce_quick_edit_nonce' ),
			'change_regular_price'         => '2',
			'_regular_price'               => '10%',
			'change_stock'                 => '',
		);
		$this->forget_marks();
		bulk_edit_posts(
			array(
				'post'      => array( $one->get_id(), $two->get_id() ),
				'post_type' => 'product',
				'_status'   => '-1',
			)
		);
		$this->assertSame( array( 'updated one', 'updated two' ), $this->marks( array( $one->get_id() => 'one', $two->get_id() => 'two' ) ) );
		$this->assertSame( array( '1100', '1100' ), array_column( array_column( $this->send(), 'product' ), 'price' ) );
	}

	public function test_rest(): void {
		$make = new \WP_REST_Request( 'POST', '/wc/v3/products' );
		$make->set_body_params( array( 'name' => 'By REST', 'regular_price' => '10' ) );
		$id = (int) rest_do_request( $make )->get_data()['id'];
		$this->assertSame( array( 'created p' ), $this->marks( array( $id => 'p' ) ) );
		$this->forget_marks();
		$change = new \WP_REST_Request( 'PUT', '/wc/v3/products/' . $id );
		$change->set_body_params( array( 'regular_price' => '12' ) );
		rest_do_request( $change );
		$this->assertSame( array( 'updated p' ), $this->marks( array( $id => 'p' ) ) );
		$this->forget_marks();
		$remove = new \WP_REST_Request( 'DELETE', '/wc/v3/products/' . $id );
		$remove->set_param( 'force', true );
		rest_do_request( $remove );
		$this->assertSame( array( 'deleted p' ), $this->marks( array( $id => 'p' ) ) );
	}

	public function test_csv_import(): void {
		if ( ! class_exists( 'WC_Product_CSV_Importer' ) ) {
			require_once WC_ABSPATH . 'includes/import/class-wc-product-csv-importer.php';
		}
		$file = get_temp_dir() . 'fiko-changes.csv';
		file_put_contents( $file, "Type,SKU,Name,Published,Regular price\nsimple,IMP-1,First,1,10\nsimple,IMP-2,Second,1,20\n" );
		$mapping = array( 'from' => array( 'Type', 'SKU', 'Name', 'Published', 'Regular price' ), 'to' => array( 'type', 'sku', 'name', 'published', 'regular_price' ) );
		$result  = ( new \WC_Product_CSV_Importer( $file, array( 'parse' => true, 'mapping' => $mapping ) ) )->import();
		unlink( $file );
		list( $one, $two ) = $result['imported'];
		$this->assertSame( array( 'created one', 'created two' ), $this->marks( array( $one => 'one', $two => 'two' ) ) );
		$this->assertSame( array( 'First', 'Second' ), array_column( array_column( $this->send(), 'product' ), 'name' ) );
	}

	public function test_stock_set_by_code(): void {
		$product = $this->make_product( array( 'manage_stock' => true, 'stock_quantity' => 5 ) );
		$this->assert_marks( $product, fn () => wc_update_product_stock( $product->get_id(), 2 ) );
		$this->assertSame( 2, $this->send()[0]['product']['stock_quantity'] );
	}

	public function test_stock_status(): void {
		$product = $this->make_product();
		$this->assert_marks( $product, fn () => wc_update_product_stock_status( $product->get_id(), 'outofstock' ) );
		$this->assertSame( 'outofstock', $this->send()[0]['product']['stock_status'] );
	}

	public function test_stock_reduced_by_an_order_and_restored_by_its_cancellation(): void {
		$product = $this->make_product( array( 'manage_stock' => true, 'stock_quantity' => 5 ) );
		$order   = wc_create_order();
		$order->add_product( wc_get_product( $product->get_id() ), 2 );
		$order->calculate_totals();
		$order->save();
		$this->assert_marks( $product, fn () => $order->update_status( 'processing' ) );
		$this->assertSame( 3, $this->send()[0]['product']['stock_quantity'] );
		$this->assert_marks( $product, fn () => $order->update_status( 'cancelled' ) );
		$this->assertSame( 5, $this->send()[0]['product']['stock_quantity'] );
	}

	public function test_stock_restored_by_a_refund(): void {
		$product = $this->make_product( array( 'manage_stock' => true, 'stock_quantity' => 5 ) );
		$order   = wc_create_order();
		$item_id = $order->add_product( wc_get_product( $product->get_id() ), 2 );
		$order->calculate_totals();
		$order->save();
		$order->update_status( 'processing' );
		$refund = array(
			'order_id'      => $order->get_id(),
			'amount'        => '1000',
			'restock_items' => true,
			'line_items'    => array(
				$item_id => array(
					'qty'          => 1,
					'refund_total' => 1000,
				),
			),
		);
		$this->assert_marks( $product, fn () => wc_create_refund( $refund ) );
		$this->assertSame( 4, $this->send()[0]['product']['stock_quantity'] );
	}

	public function test_trash_and_back(): void {
		$product = $this->make_product( array( 'sku' => 'TR-1' ) );
		$this->assert_marks( $product, fn () => wp_trash_post( $product->get_id() ), 'deleted' );
		$event = $this->send()[0];
		$this->assertSame( array( 'product.deleted', $product->get_id(), 'TR-1' ), array( $event['event_type'], $event['product']['id'], $event['product']['sku'] ) );
		$this->assert_marks( $product, fn () => wp_untrash_post( $product->get_id() ), 'restored' );
		$this->assertSame( 'product.restored', $this->send()[0]['event_type'] );
	}

	public function test_trash_and_back_before_anything_is_sent(): void {
		$product = $this->make_product();
		$this->forget_marks();
		wp_trash_post( $product->get_id() );
		wp_untrash_post( $product->get_id() );
		$events = $this->send();
		usort( $events, static fn ( array $a, array $b ): int => strcmp( $a['occurred_at'], $b['occurred_at'] ) );
		$last = end( $events );
		$this->assertNotSame( 'product.deleted', $last['event_type'], 'The newest event says that the product is there.' );
	}

	public function test_permanent_delete(): void {
		$product = $this->make_product( array( 'sku' => 'DEL-1' ) );
		$this->assert_marks( $product, fn () => $product->delete( true ), 'deleted' );
		$event = $this->send()[0];
		$this->assertSame( array( 'product.deleted', 'DEL-1', 'Product' ), array( $event['event_type'], $event['product']['sku'], $event['product']['name'] ) );
	}

	public function test_permanent_delete_by_the_post_functions(): void {
		$product = $this->make_product();
		$this->assert_marks( $product, fn () => wp_delete_post( $product->get_id(), true ), 'deleted' );
	}

	public function test_a_drain_in_the_midst_of_a_deletion_does_not_take_the_product_for_alive(): void {
		global $wpdb;
		$product = $this->make_product();
		$id      = $product->get_id();
		$this->forget_marks();
		$hub = $this->start_hub();
		plugin()->settings()->save_hub_url( $hub->url );
		$drain = function () use ( $wpdb ): void {
			$wpdb->query( 'UPDATE ' . Outbox_Table::name() . ' SET due_at = 0' );
			plugin()->drainer()->drain( 1 );
		};
		// Between WordPress' announcement and the deletion itself.
		add_action( 'delete_post', $drain );
		$product->delete( true );
		remove_action( 'delete_post', $drain );
		$this->assertSame( array(), $hub->events() );
		$drain();
		$this->assertSame( array( array( 'product.deleted', $id ) ), array_map( static fn ( array $event ): array => array( $event['event_type'], $event['product']['id'] ), $hub->events() ) );
	}

	public function test_a_deletion_that_another_plugin_prevented_ends_as_an_update(): void {
		global $wpdb;
		$product = $this->make_product();
		$this->forget_marks();
		$stop = static function (): void {
			throw new \RuntimeException( 'not this one' );
		};
		add_action( 'before_delete_post', $stop, 20 );
		try {
			wp_delete_post( $product->get_id(), true );
		} catch ( \RuntimeException $prevented ) {
			$this->assertSame( array( 'deleted p' ), $this->marks( array( $product->get_id() => 'p' ) ) );
		} finally {
			remove_action( 'before_delete_post', $stop, 20 );
		}
		$wpdb->query( 'UPDATE ' . Outbox_Table::name() . ' SET waiting_since = waiting_since - 70000' );
		$this->assertSame( array( 'product.updated' ), array_column( $this->send(), 'event_type' ) );
	}

	public function test_a_table_that_a_restored_backup_left_out_is_made_again_and_the_shop_compared(): void {
		global $wpdb;
		$wpdb->query( 'DROP TABLE ' . Outbox_Table::name() );
		$product = $this->make_product();
		$this->assertSame( array( 'created p' ), $this->marks( array( $product->get_id() => 'p' ) ) );
		plugin()->settings()->save_hub_url( 'http://127.0.0.1:9' );
		$this->forget_marks();
		$wpdb->query( 'DROP TABLE ' . Outbox_Table::name() );
		( new \Fiko\WooCommerceSync\Plugin( plugin()->file() ) )->outbox()->mark( $product->get_id() );
		$this->assertTrue( plugin()->digest()->is_running() );
		$this->assertSame( array( 'updated p' ), $this->marks( array( $product->get_id() => 'p' ) ) );
	}

	public function test_a_sale_that_has_begun_but_is_not_charged_yet_is_no_sale(): void {
		$product = $this->make_product();
		$product->set_sale_price( '800' );
		$product->set_date_on_sale_from( (string) ( time() + HOUR_IN_SECONDS ) );
		$product->save();
		update_post_meta( $product->get_id(), '_sale_price_dates_from', time() - 60 );
		$told = plugin()->payload()->of( wc_get_product( $product->get_id() ) );
		$this->assertSame( array( '1000', '', false ), array( $told['price'], $told['sale_price'], $told['on_sale'] ), 'What the till charges is the price.' );
	}

	public function test_a_copy_has_no_deliveries_of_its_own(): void {
		$product = $this->make_product();
		update_post_meta( $product->get_id(), '_fiko_sync_error', 'refused' );
		$copy = ( new \WC_Admin_Duplicate_Product() )->product_duplicate( wc_get_product( $product->get_id() ) );
		$this->assertSame( '', get_post_meta( $copy->get_id(), '_fiko_sync_error', true ) );
	}

	public function test_change_and_delete_leave_only_the_deletion(): void {
		$product = $this->make_product();
		$this->assert_marks(
			$product,
			function () use ( $product ): void {
				$product->set_regular_price( '3' );
				$product->save();
				$product->delete( true );
			},
			'deleted'
		);
	}

	/**
	 * Statuses under which a product is in the shop but not for its customers.
	 *
	 * @return array<string, array{string}>
	 */
	public function unpublished(): array {
		return array(
			'draft'   => array( 'draft' ),
			'pending' => array( 'pending' ),
			'private' => array( 'private' ),
		);
	}

	/**
	 * Not public any more.
	 *
	 * @dataProvider unpublished
	 * @param string $status The status.
	 */
	public function test_unpublish( string $status ): void {
		$product = $this->make_product();
		$this->assert_marks( $product, fn () => wp_update_post( array( 'ID' => $product->get_id(), 'post_status' => $status ) ) );
		$this->assertSame( $status, $this->send()[0]['product']['status'] );
	}

	public function test_visibility(): void {
		$product = $this->make_product();
		$product->set_catalog_visibility( 'hidden' );
		$this->assert_marks( $product, array( $product, 'save' ) );
		$this->assertSame( 'hidden', $this->send()[0]['product']['catalog_visibility'] );
	}

	public function test_visibility_set_by_terms_alone(): void {
		$product = $this->make_product();
		$this->assert_marks( $product, fn () => wp_set_object_terms( $product->get_id(), array( 'exclude-from-search', 'exclude-from-catalog' ), 'product_visibility' ) );
		$this->assertSame( 'hidden', $this->send()[0]['product']['catalog_visibility'] );
	}

	public function test_password(): void {
		$product = $this->make_product();
		$this->assert_marks( $product, fn () => wp_update_post( array( 'ID' => $product->get_id(), 'post_password' => 'secret-1234' ) ) );
		$event = $this->send()[0];
		$this->assertTrue( $event['product']['has_password'] );
		$this->assertStringNotContainsString( 'secret-1234', (string) wp_json_encode( $event ) );
	}

	public function test_scheduled_publish(): void {
		$product = $this->make_product( array( 'status' => 'publish' ) );
		wp_update_post(
			array(
				'ID'            => $product->get_id(),
				'post_status'   => 'future',
				'edit_date'     => true,
				'post_date'     => '2036-01-01 10:00:00',
				'post_date_gmt' => '2036-01-01 06:30:00',
			)
		);
		$this->assertSame( 'future', $this->send()[0]['product']['status'] );
		// What WordPress' own scheduler does when the time has come.
		$this->assert_marks( $product, fn () => wp_publish_post( $product->get_id() ) );
		$this->assertSame( 'publish', $this->send()[0]['product']['status'] );
	}

	public function test_scheduled_sale_starts_and_ends(): void {
		$product = $this->make_product();
		$product->set_sale_price( '800' );
		$product->set_date_on_sale_from( (string) ( time() + HOUR_IN_SECONDS ) );
		$product->set_date_on_sale_to( (string) ( time() + DAY_IN_SECONDS ) );
		$this->assert_marks( $product, array( $product, 'save' ) );
		$told = $this->send()[0]['product'];
		$this->assertSame( array( '1000', '', false ), array( $told['price'], $told['sale_price'], $told['on_sale'] ), 'A sale that is planned is no price of today.' );

		update_post_meta( $product->get_id(), '_sale_price_dates_from', time() - 60 );
		$this->assert_marks( $product, fn () => wc_scheduled_sales() );
		$told = $this->send()[0]['product'];
		$this->assertSame( array( '800', '800', true ), array( $told['price'], $told['sale_price'], $told['on_sale'] ) );

		update_post_meta( $product->get_id(), '_sale_price_dates_to', time() - 30 );
		$this->assert_marks( $product, fn () => wc_scheduled_sales() );
		$told = $this->send()[0]['product'];
		$this->assertSame( array( '1000', '', false ), array( $told['price'], $told['sale_price'], $told['on_sale'] ) );
	}

	public function test_variation_created_edited_trashed_restored_and_deleted_sends_the_parent_whole(): void {
		$parent = $this->make_variable_product();
		$this->assert_marks(
			$parent,
			function () use ( $parent, &$variation ): void {
				$variation = new \WC_Product_Variation();
				$variation->set_parent_id( $parent->get_id() );
				$variation->set_attributes( array( 'color' => 'red' ) );
				$variation->set_regular_price( '500' );
				$variation->save();
			}
		);
		$this->assertSame( array( '1000', '2000', '500' ), array_column( $this->send()[0]['product']['variations'], 'price' ) );

		$variation->set_regular_price( '600' );
		$this->assert_marks( $parent, array( $variation, 'save' ) );
		$told = $this->send()[0]['product'];
		$this->assertSame( array( '1000', '2000', '600' ), array_column( $told['variations'], 'price' ) );
		$this->assertSame( '600', $told['price'], 'The cheapest is the price of the whole.' );

		$this->assert_marks( $parent, fn () => wp_trash_post( $variation->get_id() ) );
		$this->assertCount( 2, $this->send()[0]['product']['variations'] );
		$this->assert_marks( $parent, fn () => wp_untrash_post( $variation->get_id() ) );
		$this->assertSame( 'product.updated', $this->send()[0]['event_type'] );

		$this->assert_marks( $parent, fn () => $variation->delete( true ) );
		$this->assertCount( 2, $this->send()[0]['product']['variations'] );
	}

	public function test_stock_of_a_variation(): void {
		$parent    = $this->make_variable_product();
		$variation = wc_get_product( $parent->get_children()[0] );
		$variation->set_manage_stock( true );
		$variation->set_stock_quantity( 5 );
		$variation->save();
		$this->assert_marks( $parent, fn () => wc_update_product_stock( $variation->get_id(), 1 ) );
		$this->assertContains( 1, array_column( $this->send()[0]['product']['variations'], 'stock_quantity' ) );
	}

	public function test_disabled_variation_is_not_offered(): void {
		$parent    = $this->make_variable_product();
		$variation = wc_get_product( $parent->get_children()[0] );
		$variation->set_status( 'private' );
		$this->assert_marks( $parent, array( $variation, 'save' ) );
		$this->assertCount( 1, $this->send()[0]['product']['variations'] );
	}

	public function test_trash_and_delete_of_a_variable_product_is_one_deletion_each(): void {
		$parent = $this->make_variable_product();
		$this->assert_marks( $parent, fn () => wp_trash_post( $parent->get_id() ), 'deleted' );
		$this->assertSame( array( 'product.deleted' ), array_column( $this->send(), 'event_type' ) );
		$this->assert_marks( $parent, fn () => wp_delete_post( $parent->get_id(), true ), 'deleted' );
	}

	public function test_category_renamed_marks_its_products_only(): void {
		$shoes = (int) wp_insert_term( 'Shoes', 'product_cat' )['term_id'];
		$in    = $this->make_product( array( 'category_ids' => array( $shoes ) ) );
		$this->make_product();
		$this->assert_marks( $in, fn () => wp_update_term( $shoes, 'product_cat', array( 'name' => 'Boots & more' ) ) );
		$this->assertSame( array( 'Boots & more' ), $this->send()[0]['product']['categories'] );
	}

	public function test_category_deleted(): void {
		$shoes   = (int) wp_insert_term( 'Shoes', 'product_cat' )['term_id'];
		$product = $this->make_product( array( 'category_ids' => array( $shoes ) ) );
		$this->assert_marks( $product, fn () => wp_delete_term( $shoes, 'product_cat' ) );
		$this->assertNotContains( 'Shoes', $this->send()[0]['product']['categories'] );
	}

	public function test_tag_renamed(): void {
		$tag     = (int) wp_insert_term( 'new', 'product_tag' )['term_id'];
		$product = $this->make_product( array( 'tag_ids' => array( $tag ) ) );
		$this->assert_marks( $product, fn () => wp_update_term( $tag, 'product_tag', array( 'name' => 'newest' ) ) );
		$this->assertSame( array( 'newest' ), $this->send()[0]['product']['tags'] );
	}

	public function test_categories_given_to_a_product_by_another_plugin(): void {
		$product = $this->make_product();
		$shoes   = (int) wp_insert_term( 'Shoes', 'product_cat' )['term_id'];
		$this->assert_marks( $product, fn () => wp_set_object_terms( $product->get_id(), array( $shoes ), 'product_cat' ) );
		$this->assert_marks( $product, fn () => wp_remove_object_terms( $product->get_id(), array( $shoes ), 'product_cat' ) );
	}

	public function test_attribute_and_its_values_renamed_and_deleted(): void {
		list( $id, $taxonomy, $terms ) = $this->make_global_attribute( 'Fabric', array( 'Linen', 'Wool' ) );
		$attribute                     = new \WC_Product_Attribute();
		$attribute->set_id( $id );
		$attribute->set_name( $taxonomy );
		$attribute->set_options( $terms );
		$attribute->set_visible( true );
		$product = $this->make_product( array( 'attributes' => array( $attribute ) ) );
		$this->make_product();

		$this->assert_marks( $product, fn () => wp_update_term( $terms[1], $taxonomy, array( 'name' => 'Merino' ) ) );
		$this->assertSame( array( 'name' => 'Fabric', 'options' => array( 'Linen', 'Merino' ) ), $this->send()[0]['product']['attributes'][0] );
		$this->assert_marks( $product, fn () => wc_update_attribute( $id, array( 'name' => 'Material', 'slug' => str_replace( 'pa_', '', $taxonomy ) ) ) );
		$this->assertSame( 'updated p', $this->marks( array( $product->get_id() => 'p' ) )[0] );
		$this->assert_marks( $product, fn () => wc_delete_attribute( $id ) );
	}

	public function test_duplicate(): void {
		$product = $this->make_product( array( 'sku' => 'A-1' ) );
		$this->forget_marks();
		$copy = ( new \WC_Admin_Duplicate_Product() )->product_duplicate( $product );
		$this->assertSame( array( 'created copy' ), $this->marks( array( $copy->get_id() => 'copy' ) ) );
		$this->assertSame( 'draft', $this->send()[0]['product']['status'] );
	}

	public function test_currency_changed_marks_everything(): void {
		$one    = $this->make_product();
		$two    = $this->make_product();
		$before = get_option( 'woocommerce_currency' );
		$this->forget_marks();
		update_option( 'woocommerce_currency', 'EUR' );
		$marks    = $this->marks( array( $one->get_id() => 'one', $two->get_id() => 'two' ) );
		$currency = $this->send()[0]['product']['currency'];
		update_option( 'woocommerce_currency', $before );
		$this->assertSame( array( 'updated one', 'updated two' ), $marks );
		$this->assertSame( 'EUR', $currency );
	}

	public function test_permalinks_changed_marks_everything(): void {
		$product = $this->make_product();
		$before  = get_option( 'permalink_structure' );
		$this->assert_marks( $product, fn () => update_option( 'permalink_structure', '/shop/%postname%/' ) );
		update_option( 'permalink_structure', $before );
	}

	public function test_picture_set_and_deleted(): void {
		$picture = wp_insert_attachment( array( 'post_title' => 'Picture', 'post_mime_type' => 'image/png' ), '2026/11/picture.png' );
		$product = $this->make_product();
		$this->assert_marks( $product, fn () => update_post_meta( $product->get_id(), '_thumbnail_id', $picture ) );
		$this->assertStringEndsWith( '/2026/11/picture.png', $this->send()[0]['product']['image'] );
		$this->assert_marks( $product, fn () => wp_delete_attachment( $picture, true ) );
		$this->assertSame( '', $this->send()[0]['product']['image'] );
	}

	public function test_without_a_token_nothing_is_marked(): void {
		plugin()->settings()->disconnect();
		$product = $this->make_product();
		$product->delete( true );
		$this->assertSame( array(), $this->marks() );
	}

	public function test_a_plain_token_of_an_earlier_version_works_and_is_encrypted(): void {
		$token = 'wc_sk_live_' . str_repeat( 'b', 40 );
		update_option( 'fiko_wc_api_token', $token );
		$this->assertSame( $token, plugin()->settings()->token() );
		plugin()->settings()->encrypt_plain_token();
		$this->assertStringNotContainsString( 'bbbb', (string) get_option( 'fiko_wc_api_token' ) );
		$this->assertSame( $token, plugin()->settings()->token() );
	}
}
