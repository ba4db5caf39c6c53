<?php
/**
 * Tests in a real WordPress: each begins with an empty shop.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests;

use PHPUnit\Framework\TestCase;

/** Base of the contract and integration tests. */
abstract class Site_Test_Case extends TestCase {
	/**
	 * Hubs to stop.
	 *
	 * @var Stub_Hub[]
	 */
	private array $hubs = array();

	/**
	 * Where the log of PHP errors ended when the test began.
	 *
	 * @var int
	 */
	private int $log_offset = 0;

	protected function setUp(): void {
		parent::setUp();
		wp_set_current_user( 1 );
		$_POST    = array();
		$_GET     = array();
		$_REQUEST = array();
		$this->empty_shop();
		$this->log_offset = is_readable( $this->log_file() ) ? (int) filesize( $this->log_file() ) : 0;
	}

	protected function tearDown(): void {
		foreach ( $this->hubs as $hub ) {
			$hub->stop();
		}
		$this->hubs = array();
		parent::tearDown();
	}

	/** Removes what tests make: products, terms, attributes, orders, marks and actions. Without a hook. */
	protected function empty_shop(): void {
		global $wpdb, $wc_deferred_product_sync;
		$wc_deferred_product_sync = array();
		$prefix                   = $wpdb->prefix;
		$posts                    = "SELECT ID FROM {$wpdb->posts} WHERE post_type IN ( 'product', 'product_variation', 'attachment' )";
		$terms                    = "SELECT term_taxonomy_id FROM {$wpdb->term_taxonomy} WHERE ( taxonomy IN ( 'product_cat', 'product_tag', 'product_brand', 'product_shipping_class' ) OR taxonomy LIKE 'pa\\_%' ) AND term_id != " . (int) get_option( 'default_product_cat' );
		$wpdb->query( "DELETE FROM {$wpdb->term_relationships} WHERE object_id IN ( $posts )" );
		$wpdb->query( "DELETE FROM {$wpdb->postmeta} WHERE post_id IN ( $posts )" );
		$wpdb->query( "DELETE FROM {$wpdb->posts} WHERE post_type IN ( 'product', 'product_variation', 'attachment' )" );
		$wpdb->query( "DELETE t, x FROM {$wpdb->term_taxonomy} x JOIN {$wpdb->terms} t ON t.term_id = x.term_id WHERE x.term_taxonomy_id IN ( SELECT term_taxonomy_id FROM ( $terms ) listed )" );
		foreach ( array( 'wc_product_meta_lookup', 'wc_product_attributes_lookup', 'wc_orders', 'wc_orders_meta', 'wc_order_product_lookup', 'woocommerce_order_items', 'woocommerce_order_itemmeta', 'woocommerce_attribute_taxonomies', 'fiko_outbox' ) as $table ) {
			if ( $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $prefix . $table ) ) ) {
				$wpdb->query( "DELETE FROM {$prefix}{$table}" );
			}
		}
		$wpdb->query( "DELETE FROM {$prefix}actionscheduler_actions WHERE hook LIKE 'fiko%'" );
		delete_transient( 'wc_attribute_taxonomies' );
		wp_cache_flush();
		delete_transient( 'wc_attribute_taxonomies' );
		foreach ( get_taxonomies() as $taxonomy ) {
			if ( 0 === strpos( $taxonomy, 'pa_' ) ) {
				unregister_taxonomy( $taxonomy );
				unset( $GLOBALS['wc_product_attributes'][ $taxonomy ] );
			}
		}
	}

	/**
	 * A saved product.
	 *
	 * @param array<string, mixed> $props Properties by name.
	 * @param string               $type  Its type.
	 */
	protected function make_product( array $props = array(), string $type = 'simple' ): \WC_Product {
		$class   = \WC_Product_Factory::get_product_classname( 0, $type );
		$product = new $class();
		$product->set_props( array_merge( array( 'name' => 'Product', 'status' => 'publish' ), 'variable' === $type ? array() : array( 'regular_price' => '1000' ), $props ) );
		$product->save();
		return wc_get_product( $product->get_id() );
	}

	/**
	 * A saved variable product with an own attribute "Color" and one variation for each price.
	 *
	 * @param array<string, string> $prices Regular price by option.
	 * @param array<string, mixed>  $props  Properties of the parent.
	 */
	protected function make_variable_product( array $prices = array( 'red' => '1000', 'blue' => '2000' ), array $props = array() ): \WC_Product {
		$attribute = new \WC_Product_Attribute();
		$attribute->set_name( 'Color' );
		$attribute->set_options( array_keys( $prices ) );
		$attribute->set_visible( true );
		$attribute->set_variation( true );
		$parent = $this->make_product( array_merge( array( 'name' => 'Shirt', 'attributes' => array( $attribute ) ), $props ), 'variable' );
		foreach ( $prices as $option => $price ) {
			$variation = new \WC_Product_Variation();
			$variation->set_parent_id( $parent->get_id() );
			$variation->set_attributes( array( 'color' => (string) $option ) );
			$variation->set_regular_price( $price );
			$variation->save();
		}
		$this->end_request();
		return wc_get_product( $parent->get_id() );
	}

	/**
	 * A global attribute with its taxonomy and terms.
	 *
	 * @param string   $name  Its label.
	 * @param string[] $terms Its terms.
	 * @return array{0: int, 1: string, 2: int[]} attribute id, taxonomy, term ids
	 */
	protected function make_global_attribute( string $name, array $terms ): array {
		$id       = wc_create_attribute( array( 'name' => $name ) );
		$taxonomy = wc_attribute_taxonomy_name_by_id( $id );
		// What WooCommerce does at the next request.
		register_taxonomy( $taxonomy, array( 'product' ) );
		foreach ( wc_get_attribute_taxonomies() as $attribute ) {
			$GLOBALS['wc_product_attributes'][ wc_attribute_taxonomy_name( $attribute->attribute_name ) ] = $attribute;
		}
		$made = array();
		foreach ( $terms as $term ) {
			$made[] = (int) wp_insert_term( $term, $taxonomy )['term_id'];
		}
		return array( (int) $id, $taxonomy, $made );
	}

	/** What WooCommerce puts off to the end of a request. */
	protected function end_request(): void {
		global $wc_deferred_product_sync;
		\WC_Post_Data::do_deferred_product_sync();
		$wc_deferred_product_sync = array();
	}

	/**
	 * How many database queries the work takes.
	 *
	 * @param callable $work The work.
	 */
	protected function count_queries( callable $work ): int {
		global $wpdb;
		$before = $wpdb->num_queries;
		$work();
		return $wpdb->num_queries - $before;
	}

	/** Runs all due actions in this process. @return int how many */
	protected function run_action_scheduler(): int {
		$ran = 0;
		for ( $round = 0; $round < 20; $round++ ) {
			$in_round = \ActionScheduler_QueueRunner::instance()->run( 'Test' );
			$ran     += $in_round;
			if ( 0 === $in_round ) {
				break;
			}
		}
		return $ran;
	}

	/** A hub that does as it is told; it stops with the test. */
	protected function start_hub(): Stub_Hub {
		$hub          = new Stub_Hub();
		$this->hubs[] = $hub;
		return $hub;
	}

	/** What PHP complained about since the test began. */
	protected function new_log_lines(): string {
		return is_readable( $this->log_file() ) ? (string) file_get_contents( $this->log_file(), false, null, $this->log_offset ) : '';
	}

	/** Where WordPress logs. */
	private function log_file(): string {
		return (string) getenv( 'FIKO_SITE_DIR' ) . '/debug.log';
	}
}
