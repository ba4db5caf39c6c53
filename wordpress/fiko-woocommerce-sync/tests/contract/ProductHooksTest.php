<?php
/**
 * What WooCommerce does when products change: the same with the double and with the real one.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Contract;

use Fiko\WooCommerceSync\Tests\Hook_Recorder;
use Fiko\WooCommerceSync\Tests\Site_Test_Case;

/** The order of hooks, and what is stored. */
final class ProductHooksTest extends Site_Test_Case {
	private const NO_SAVE_HOOKS = array( 'woocommerce_before_product_object_save', 'woocommerce_after_product_object_save' );

	/**
	 * Asserts which hooks ran, in their order.
	 *
	 * @param string             $expected One "hook:subject" a line.
	 * @param callable           $work     The work.
	 * @param array<int, string> $names    Ids by name.
	 */
	private function assert_hooks( string $expected, callable $work, array $names = array() ): void {
		$lines = ( new Hook_Recorder( $names ) )->record( $work, array_diff( Hook_Recorder::WATCHED, self::NO_SAVE_HOOKS ) );
		$this->assertSame( trim( preg_replace( '/^\t+/m', '', $expected ) ), implode( "\n", $lines ) );
	}

	/** The real one loads its importer only when it imports. */
	private function load_importer(): void {
		if ( ! class_exists( 'WC_Product_CSV_Importer' ) ) {
			require_once WC_ABSPATH . 'includes/import/class-wc-product-csv-importer.php';
		}
	}

	public function test_saving_is_framed_by_two_hooks(): void {
		$product = $this->make_product();
		$lines   = ( new Hook_Recorder() )->record( array( $product, 'save' ), array_merge( self::NO_SAVE_HOOKS, array( 'woocommerce_update_product' ) ) );
		$this->assertSame( array( 'woocommerce_before_product_object_save:new', 'woocommerce_update_product:new', 'woocommerce_after_product_object_save:new' ), $lines );
	}

	public function test_create(): void {
		$this->assert_hooks(
			'
				woocommerce_product_before_set_stock:new
				woocommerce_product_set_visibility:new
				woocommerce_product_set_stock:new
				woocommerce_product_set_stock_status:new
				woocommerce_new_product:new
			',
			fn () => $this->make_product( array( 'manage_stock' => true, 'stock_quantity' => 5 ) )
		);
	}

	public function test_create_draft_without_stock(): void {
		$this->assert_hooks(
			'
				woocommerce_product_before_set_stock:new
				woocommerce_product_set_visibility:new
				woocommerce_product_set_stock:new
				woocommerce_product_set_stock_status:new
				woocommerce_new_product:new
			',
			fn () => $this->make_product( array( 'status' => 'draft' ) )
		);
	}

	public function test_save_without_change(): void {
		$product = $this->make_product();
		$this->assert_hooks( 'woocommerce_update_product:p', array( $product, 'save' ), array( $product->get_id() => 'p' ) );
	}

	public function test_change_of_price(): void {
		$product = $this->make_product();
		$product->set_regular_price( '1500' );
		$product->set_sale_price( '1200' );
		$this->assert_hooks( 'woocommerce_update_product:p', array( $product, 'save' ), array( $product->get_id() => 'p' ) );
		$again = wc_get_product( $product->get_id() );
		$this->assertSame( array( '1500', '1200', '1200', true ), array( $again->get_regular_price(), $again->get_sale_price(), $again->get_price(), $again->is_on_sale() ) );
		$this->assertSame( '1200', get_post_meta( $product->get_id(), '_price', true ) );
	}

	public function test_change_of_name_and_status(): void {
		$product = $this->make_product();
		$product->set_name( 'Other' );
		$product->set_status( 'private' );
		$this->assert_hooks( 'woocommerce_update_product:p', array( $product, 'save' ), array( $product->get_id() => 'p' ) );
		$this->assertSame( array( 'Other', 'private' ), array( get_post( $product->get_id() )->post_title, get_post_status( $product->get_id() ) ) );
	}

	public function test_change_of_visibility(): void {
		$product = $this->make_product();
		$product->set_catalog_visibility( 'hidden' );
		$this->assert_hooks(
			'
				woocommerce_product_set_visibility:p
				woocommerce_update_product:p
			',
			array( $product, 'save' ),
			array( $product->get_id() => 'p' )
		);
		$this->assertSame( 'hidden', wc_get_product( $product->get_id() )->get_catalog_visibility() );
	}

	public function test_change_of_stock(): void {
		$product = $this->make_product( array( 'manage_stock' => true, 'stock_quantity' => 5 ) );
		$product->set_stock_quantity( 0 );
		$this->assert_hooks(
			'
				woocommerce_product_before_set_stock:p
				woocommerce_product_set_visibility:p
				woocommerce_product_set_stock:p
				woocommerce_product_set_stock_status:p
				woocommerce_update_product:p
			',
			array( $product, 'save' ),
			array( $product->get_id() => 'p' )
		);
		$this->assertSame( 'outofstock', wc_get_product( $product->get_id() )->get_stock_status() );
	}

	public function test_direct_change_of_stock(): void {
		$product = $this->make_product( array( 'manage_stock' => true, 'stock_quantity' => 5 ) );
		$this->assert_hooks(
			'
				woocommerce_product_before_set_stock:p
				woocommerce_updated_product_stock:p
				woocommerce_update_product:p
				woocommerce_product_set_stock:p
			',
			fn () => $this->assertEquals( 3, wc_update_product_stock( $product->get_id(), 2, 'decrease' ) ),
			array( $product->get_id() => 'p' )
		);
		$this->assert_hooks(
			'
				woocommerce_product_before_set_stock:p
				woocommerce_updated_product_stock:p
				woocommerce_product_set_stock:p
			',
			fn () => wc_update_product_stock( $product->get_id(), 1, 'decrease', true ),
			array( $product->get_id() => 'p' )
		);
		$this->assertSame( 2, wc_get_product( $product->get_id() )->get_stock_quantity() );
	}

	public function test_direct_change_of_stock_status(): void {
		$product = $this->make_product();
		$this->assert_hooks(
			'
				woocommerce_product_set_visibility:p
				woocommerce_product_set_stock_status:p
				woocommerce_update_product:p
			',
			fn () => wc_update_product_stock_status( $product->get_id(), 'outofstock' ),
			array( $product->get_id() => 'p' )
		);
	}

	public function test_trash_by_wordpress_and_back(): void {
		$product = $this->make_product();
		$names   = array( $product->get_id() => 'p' );
		$this->assert_hooks(
			'
				wp_trash_post:p
				trashed_post:p
			',
			fn () => wp_trash_post( $product->get_id() ),
			$names
		);
		$this->assertSame( 'trash', wc_get_product( $product->get_id() )->get_status() );
		$this->assert_hooks(
			'
				untrash_post:p
				untrashed_post:p
			',
			fn () => wp_untrash_post( $product->get_id() ),
			$names
		);
		$this->assertSame( 'publish', wc_get_product( $product->get_id() )->get_status() );
	}

	public function test_untrash_beside_another_product(): void {
		$product = $this->make_product();
		$this->make_product();
		wp_trash_post( $product->get_id() );
		$this->assert_hooks(
			'
				untrash_post:p
				untrashed_post:p
				woocommerce_update_product:p
			',
			fn () => wp_untrash_post( $product->get_id() ),
			array( $product->get_id() => 'p' )
		);
	}

	public function test_trash_and_delete_by_the_product(): void {
		$product = $this->make_product();
		$names   = array( $product->get_id() => 'p' );
		$this->assert_hooks(
			'
				wp_trash_post:p
				trashed_post:p
				woocommerce_trash_product:p
			',
			fn () => wc_get_product( $product->get_id() )->delete(),
			$names
		);
		$this->assert_hooks(
			'
				woocommerce_before_delete_product:p
				before_delete_post:p
				delete_post:p
				deleted_post:p
				woocommerce_delete_product:p
			',
			fn () => wc_get_product( $product->get_id() )->delete( true ),
			$names
		);
		$this->assertFalse( wc_get_product( $product->get_id() ) );
	}

	public function test_delete_by_wordpress(): void {
		$product = $this->make_product();
		$this->assert_hooks(
			'
				before_delete_post:p
				delete_post:p
				deleted_post:p
			',
			fn () => wp_delete_post( $product->get_id(), true ),
			array( $product->get_id() => 'p' )
		);
	}

	public function test_variable_product_and_its_variations(): void {
		$parent = $this->make_variable_product( array( 'red' => '1000' ) );
		$this->assertSame( array( '1000' ), get_post_meta( $parent->get_id(), '_price' ) );
		$names     = array( $parent->get_id() => 'p', $parent->get_children()[0] => 'v' );
		$variation = wc_get_product( $parent->get_children()[0] );
		$this->assertSame( array( 'Shirt - red', array( 'color' => 'red' ), array( 'attribute_color' => 'red' ) ), array( $variation->get_name(), $variation->get_attributes(), $variation->get_variation_attributes() ) );
		$this->assert_hooks(
			'
				woocommerce_variation_before_set_stock:new
				woocommerce_variation_set_stock:new
				woocommerce_variation_set_stock_status:new
				woocommerce_new_product_variation:new
				woocommerce_updated_product_price:p
				woocommerce_variable_product_sync_data:p
				woocommerce_update_product:p
			',
			function () use ( $parent ) {
				$second = new \WC_Product_Variation();
				$second->set_parent_id( $parent->get_id() );
				$second->set_attributes( array( 'color' => 'blue' ) );
				$second->set_regular_price( '500' );
				$second->save();
				$this->end_request();
			},
			$names
		);
		$this->assertSame( array( '500', '1000' ), get_post_meta( $parent->get_id(), '_price' ) );
	}

	public function test_change_of_a_variation(): void {
		$parent    = $this->make_variable_product( array( 'red' => '1000' ) );
		$names     = array( $parent->get_id() => 'p', $parent->get_children()[0] => 'v' );
		$variation = wc_get_product( $parent->get_children()[0] );
		$variation->set_regular_price( '700' );
		$variation->set_manage_stock( true );
		$variation->set_stock_quantity( 4 );
		$this->assert_hooks(
			'
				woocommerce_variation_before_set_stock:v
				woocommerce_variation_set_stock:v
				woocommerce_update_product_variation:v
				woocommerce_updated_product_price:p
				woocommerce_variable_product_sync_data:p
				woocommerce_update_product:p
			',
			function () use ( $variation ) {
				$variation->save();
				$this->end_request();
			},
			$names
		);
	}

	public function test_delete_of_a_variation(): void {
		$parent = $this->make_variable_product( array( 'red' => '1000' ) );
		$names  = array( $parent->get_id() => 'p', $parent->get_children()[0] => 'v' );
		$this->assert_hooks(
			'
				woocommerce_before_delete_product_variation:v
				before_delete_post:v
				delete_post:v
				deleted_post:v
				woocommerce_delete_product_variation:v
				woocommerce_updated_product_price:p
				woocommerce_variable_product_sync_data:p
				woocommerce_product_set_visibility:p
				woocommerce_product_set_stock_status:p
				woocommerce_update_product:p
			',
			function () use ( $parent ) {
				wc_get_product( $parent->get_children()[0] )->delete( true );
				$this->end_request();
			},
			$names
		);
		$this->assertSame( 'outofstock', wc_get_product( $parent->get_id() )->get_stock_status() );
	}

	public function test_trash_untrash_and_delete_of_a_parent(): void {
		$parent = $this->make_variable_product( array( 'red' => '1000' ) );
		$names  = array( $parent->get_id() => 'p', $parent->get_children()[0] => 'v' );
		$this->assert_hooks(
			'
				wp_trash_post:p
				wp_trash_post:v
				trashed_post:v
				woocommerce_trash_product_variation:v
				trashed_post:p
			',
			fn () => wp_trash_post( $parent->get_id() ),
			$names
		);
		$this->assert_hooks(
			'
				untrash_post:p
				untrashed_post:p
				untrash_post:v
				untrashed_post:v
				woocommerce_update_product:p
			',
			fn () => wp_untrash_post( $parent->get_id() ),
			$names
		);
		$this->assert_hooks(
			'
				before_delete_post:p
				delete_post:p
				woocommerce_before_delete_product_variation:v
				before_delete_post:v
				delete_post:v
				deleted_post:v
				woocommerce_delete_product_variation:v
				deleted_post:p
			',
			fn () => wp_delete_post( $parent->get_id(), true ),
			$names
		);
	}

	public function test_quick_edit(): void {
		$product  = $this->make_product( array( 'manage_stock' => true, 'stock_quantity' => 5 ) );
		$_REQUEST = array( 'woocommerce_quick_edit' => '1', 'woocommerce_quick_edit_nonce' => wp_create_nonce( 'woocommerce_quick_edit_nonce' ), '_regular_price' => '900', '_sale_price' => '', '_manage_stock' => '1', '_stock' => '7' );
		$this->assert_hooks(
			'
				woocommerce_product_before_set_stock:p
				woocommerce_product_set_stock:p
				woocommerce_update_product:p
				woocommerce_product_quick_edit_save:p
			',
			fn () => wp_update_post( array( 'ID' => $product->get_id(), 'post_title' => 'Quick' ) ),
			array( $product->get_id() => 'p' )
		);
		$again = wc_get_product( $product->get_id() );
		$this->assertSame( array( 'Quick', '900', 7 ), array( $again->get_name(), $again->get_price(), $again->get_stock_quantity() ) );
	}

	public function test_bulk_edit(): void {
		$product  = $this->make_product( array( 'manage_stock' => true, 'stock_quantity' => 5 ) );
		$_REQUEST = array( 'woocommerce_bulk_edit' => '1', 'woocommerce_quick_edit_nonce' => wp_create_nonce( 'woocommerce_quick_edit_nonce' ), 'change_regular_price' => '2', '_regular_price' => '10%', 'change_stock' => '2', '_stock' => '3' );
		$this->assert_hooks(
			'
				woocommerce_product_before_set_stock:p
				woocommerce_updated_product_stock:p
				woocommerce_product_set_stock:p
				woocommerce_update_product:p
				woocommerce_product_bulk_edit_save:p
			',
			fn () => wp_update_post( array( 'ID' => $product->get_id() ) ),
			array( $product->get_id() => 'p' )
		);
		$again = wc_get_product( $product->get_id() );
		$this->assertSame( array( '1100', 8 ), array( $again->get_price(), $again->get_stock_quantity() ) );
	}

	public function test_order_and_refund(): void {
		$product = $this->make_product( array( 'manage_stock' => true, 'stock_quantity' => 5 ) );
		$names   = array( $product->get_id() => 'p' );
		$order   = wc_create_order();
		$item    = $order->add_product( $product, 2 );
		$order->calculate_totals();
		$names[ $order->get_id() ] = 'o';
		$this->assert_hooks(
			'
				woocommerce_product_before_set_stock:p
				woocommerce_updated_product_stock:p
				woocommerce_update_product:p
				woocommerce_product_set_stock:p
				woocommerce_reduce_order_stock:o
			',
			fn () => $order->update_status( 'processing' ),
			$names
		);
		$this->assertSame( 3, wc_get_product( $product->get_id() )->get_stock_quantity() );
		$this->assert_hooks(
			'
				woocommerce_product_before_set_stock:p
				woocommerce_updated_product_stock:p
				woocommerce_update_product:p
				woocommerce_product_set_stock:p
				woocommerce_restock_refunded_item:p
			',
			fn () => wc_create_refund( array( 'order_id' => $order->get_id(), 'amount' => 1000, 'line_items' => array( $item => array( 'qty' => 1, 'refund_total' => 1000 ) ), 'restock_items' => true ) ),
			$names
		);
		$this->assertSame( 4, wc_get_product( $product->get_id() )->get_stock_quantity() );
		$this->assert_hooks(
			'
				woocommerce_product_before_set_stock:p
				woocommerce_updated_product_stock:p
				woocommerce_update_product:p
				woocommerce_product_set_stock:p
				woocommerce_restore_order_stock:o
			',
			fn () => $order->update_status( 'cancelled' ),
			$names
		);
		$this->assertSame( 5, wc_get_product( $product->get_id() )->get_stock_quantity() );
	}

	public function test_scheduled_sale_starts_and_ends(): void {
		$product = $this->make_product( array( 'sale_price' => '800', 'date_on_sale_from' => time() + 3600, 'date_on_sale_to' => time() + 7200 ) );
		$id      = $product->get_id();
		$this->assertSame( '1000', $product->get_price() );
		update_post_meta( $id, '_sale_price_dates_from', time() - 10 );
		$this->assert_hooks(
			'
				wc_before_products_starting_sales:p
				woocommerce_update_product:p
				wc_after_products_starting_sales:p
			',
			'wc_scheduled_sales',
			array( $id => 'p' )
		);
		$this->assertSame( '800', wc_get_product( $id )->get_price() );
		update_post_meta( $id, '_sale_price_dates_to', time() - 5 );
		$this->assert_hooks(
			'
				wc_before_products_ending_sales:p
				woocommerce_update_product:p
				wc_after_products_ending_sales:p
			',
			'wc_scheduled_sales',
			array( $id => 'p' )
		);
		$again = wc_get_product( $id );
		$this->assertSame( array( '1000', '' ), array( $again->get_price(), $again->get_sale_price() ) );
	}

	public function test_duplicate(): void {
		$product = $this->make_product( array( 'sku' => 'A-1' ) );
		$this->assert_hooks(
			'
				woocommerce_product_before_set_stock:new
				woocommerce_product_set_visibility:new
				woocommerce_product_set_stock:new
				woocommerce_product_set_stock_status:new
				woocommerce_new_product:new
			',
			function () use ( $product, &$copy ) {
				$copy = ( new \WC_Admin_Duplicate_Product() )->product_duplicate( $product );
			},
			array( $product->get_id() => 'p' )
		);
		$this->assertSame( array( 'Product (Copy)', 'draft', '1000', 'A-1-1' ), array( $copy->get_name(), $copy->get_status(), $copy->get_regular_price(), $copy->get_sku() ) );
	}

	public function test_rename_of_a_category(): void {
		$term    = (int) wp_insert_term( 'Shoes', 'product_cat' )['term_id'];
		$product = $this->make_product( array( 'category_ids' => array( $term ) ) );
		$this->assert_hooks( 'edited_product_cat:term', fn () => wp_update_term( $term, 'product_cat', array( 'name' => 'Boots' ) ), array( $product->get_id() => 'p', $term => 'term' ) );
		$this->assertSame( array( $term ), wc_get_product( $product->get_id() )->get_category_ids() );
	}

	public function test_rename_of_an_attribute_and_its_term(): void {
		list( $id, $taxonomy, $terms ) = $this->make_global_attribute( 'Size', array( 'Small', 'Large' ) );
		$attribute                     = new \WC_Product_Attribute();
		$attribute->set_id( $id );
		$attribute->set_name( $taxonomy );
		$attribute->set_options( $terms );
		$attribute->set_variation( true );
		$parent    = $this->make_product( array( 'attributes' => array( $attribute ) ), 'variable' );
		$variation = new \WC_Product_Variation();
		$variation->set_parent_id( $parent->get_id() );
		$variation->set_attributes( array( $taxonomy => 'small' ) );
		$variation->set_regular_price( '10' );
		$variation->save();
		$this->assertSame( array( 'Product - Small', 'Small' ), array( $variation->get_name(), $variation->get_attribute( $taxonomy ) ) );
		wp_update_term( $terms[0], $taxonomy, array( 'name' => 'Tiny', 'slug' => 'tiny' ) );
		wp_cache_flush();
		$this->assertSame( 'tiny', wc_get_product( $variation->get_id() )->get_attributes()[ $taxonomy ] );
		$this->assert_hooks( 'woocommerce_attribute_updated:a', fn () => wc_update_attribute( $id, array( 'name' => 'Width' ) ), array( $id => 'a' ) );
		$this->assertSame( 'Width', wc_attribute_label( $taxonomy ) );
		$this->assertEqualsCanonicalizing( array( 'Tiny', 'Large' ), wp_list_pluck( wc_get_product( $parent->get_id() )->get_attributes()[ $taxonomy ]->get_terms(), 'name' ) );
		$this->assert_hooks( 'woocommerce_attribute_deleted:a', fn () => wc_delete_attribute( $id ), array( $id => 'a' ) );
	}

	public function test_import(): void {
		$this->load_importer();
		$file = get_temp_dir() . 'fiko-import.csv';
		file_put_contents( $file, "SKU,Name,Regular price,Published\nA-1,Cup,300,1\nA-2,Plate,400,0\n" );
		$mapping = array( 'from' => array( 'SKU', 'Name', 'Regular price', 'Published' ), 'to' => array( 'sku', 'name', 'regular_price', 'published' ) );
		$this->assert_hooks(
			'
				woocommerce_product_before_set_stock:new
				woocommerce_product_set_visibility:new
				woocommerce_product_set_stock:new
				woocommerce_product_set_stock_status:new
				woocommerce_new_product:new
				woocommerce_product_import_inserted_product_object:new
				woocommerce_product_before_set_stock:new
				woocommerce_product_set_visibility:new
				woocommerce_product_set_stock:new
				woocommerce_product_set_stock_status:new
				woocommerce_new_product:new
				woocommerce_product_import_inserted_product_object:new
			',
			function () use ( $file, $mapping, &$result ) {
				$result = ( new \WC_Product_CSV_Importer( $file, array( 'parse' => true, 'mapping' => $mapping ) ) )->import();
			}
		);
		unlink( $file );
		$this->assertCount( 2, $result['imported'] );
		$cup = wc_get_product( $result['imported'][0] );
		$this->assertSame( array( 'Cup', '300', 'publish', 'A-1' ), array( $cup->get_name(), $cup->get_price(), $cup->get_status(), $cup->get_sku() ) );
	}

	public function test_rest(): void {
		$call = static function ( string $method, string $path, array $body = array() ) {
			$request = new \WP_REST_Request( $method, '/wc/v3/products' . $path );
			$request->set_body_params( $body );
			$reply = rest_get_server()->dispatch( $request );
			return array( $reply->get_status(), $reply->get_data() );
		};
		$this->assert_hooks(
			'
				woocommerce_product_before_set_stock:new
				woocommerce_product_set_visibility:new
				woocommerce_product_set_stock:new
				woocommerce_product_set_stock_status:new
				woocommerce_new_product:new
				woocommerce_rest_insert_product_object:new
			',
			function () use ( $call, &$made ) {
				$made = $call( 'POST', '', array( 'name' => 'Cup', 'regular_price' => '10' ) );
			}
		);
		$this->assertSame( array( 201, 'Cup', '10' ), array( $made[0], $made[1]['name'], $made[1]['regular_price'] ) );
		$id = $made[1]['id'];
		$this->assert_hooks(
			'
				woocommerce_update_product:p
				woocommerce_rest_insert_product_object:p
			',
			fn () => $call( 'PUT', "/$id", array( 'regular_price' => '20' ) ),
			array( $id => 'p' )
		);
		$this->assertSame( '20', $call( 'GET', "/$id" )[1]['price'] );
		$this->assert_hooks(
			'
				woocommerce_update_product:p
				woocommerce_rest_insert_product_object:p
			',
			fn () => $call( 'POST', '/batch', array( 'update' => array( array( 'id' => $id, 'name' => 'Mug' ) ) ) ),
			array( $id => 'p' )
		);
		$this->assert_hooks(
			'
				woocommerce_before_delete_product:p
				before_delete_post:p
				delete_post:p
				deleted_post:p
				woocommerce_delete_product:p
				woocommerce_rest_delete_product_object:0
			',
			fn () => $call( 'DELETE', "/$id", array( 'force' => true ) ),
			array( $id => 'p' )
		);
	}
}
