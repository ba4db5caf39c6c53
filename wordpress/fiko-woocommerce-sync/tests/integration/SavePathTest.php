<?php
/**
 * What the plugin costs the request that saves a product.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Integration;

use Fiko\WooCommerceSync\Secret_Box;
use Fiko\WooCommerceSync\Send\Drain_Queue;
use Fiko\WooCommerceSync\Settings;

use function Fiko\WooCommerceSync\plugin;

require_once __DIR__ . '/class-sync-test-case.php';
require_once __DIR__ . '/class-plugin-switch.php';

/** The same work with the plugin's hooks and without them, each as a request of its own; milliseconds: npm run bench -- --only=wordpress. */
final class SavePathTest extends Sync_Test_Case {
	private const PAIRS = 5;

	private Plugin_Switch $plugin;

	/** HTTP requests that were tried. */
	private int $requests = 0;

	protected function setUp(): void {
		parent::setUp();
		$this->plugin   = new Plugin_Switch();
		$this->requests = 0;
		$this->hook(
			'pre_http_request',
			function () {
				++$this->requests;
				return new \WP_Error( 'closed', 'No request that saves speaks to anybody.' );
			},
			1
		);
	}

	protected function tearDown(): void {
		$this->plugin->on();
		parent::tearDown();
	}

	/** One request: the work, and what the plugin does when it ends. @return int its queries */
	private function queries_of( callable $work ): int {
		global $wpdb;
		$this->next_request();
		// Each begins with the same: whether WooCommerce still has to plan something of its own makes a difference of several queries.
		$wpdb->query( "DELETE FROM {$wpdb->prefix}actionscheduler_actions WHERE status = 'pending'" );
		// What every request has read when it begins to work.
		wp_load_alloptions();
		return $this->count_queries(
			function () use ( $work ): void {
				$work();
				if ( $this->plugin->is_on() ) {
					plugin()->drain_queue()->action_shutdown();
				}
			}
		);
	}

	/**
	 * Queries that the plugin adds: the middle of some pairs, for WooCommerce itself asks now and then for something more.
	 *
	 * @param callable(int): void $work The work; it is told which time it is done, so that each is a change.
	 */
	private function added( callable $work ): int {
		$time  = 0;
		$added = array();
		$next  = static function () use ( $work, &$time ): void {
			$work( ++$time );
		};
		for ( $pair = 0; $pair <= self::PAIRS; $pair++ ) {
			$this->plugin->off();
			$without = $this->queries_of( $next );
			$this->plugin->on();
			$added[] = $this->queries_of( $next ) - $without;
		}
		// What is read a single time in the life of a process is in the first pair.
		array_shift( $added );
		sort( $added );
		$this->assertSame( 0, $this->requests, 'No HTTP while something is saved.' );
		return $added[ intdiv( self::PAIRS, 2 ) ];
	}

	private function change_price( int $id, int $time ): void {
		$product = wc_get_product( $id );
		$product->set_regular_price( (string) ( 1000 + $time ) );
		$product->save();
	}

	public function test_the_switch_of_this_test_really_switches(): void {
		$this->plugin->off();
		$this->make_product();
		$this->assertSame( array(), $this->rows() );
		$this->plugin->on();
		$this->make_product();
		$this->assertCount( 1, $this->rows() );
	}

	public function test_saving_a_product_costs_two_queries(): void {
		$id = $this->make_product()->get_id();
		$this->assertSame( 2, $this->added( fn ( int $time ) => $this->change_price( $id, $time ) ) );
		$this->assertCount( 1, $this->rows() );
		$this->assertTrue( as_has_scheduled_action( Drain_Queue::DRAIN ) );
	}

	public function test_saving_everything_of_a_product_at_once_costs_two_queries_too(): void {
		$id    = $this->make_product( array( 'manage_stock' => true, 'stock_quantity' => 1 ) )->get_id();
		$terms = array( (int) wp_insert_term( 'Lamps', 'product_cat' )['term_id'], (int) wp_insert_term( 'Desks', 'product_cat' )['term_id'] );
		$this->assertLessThanOrEqual(
			2,
			$this->added(
				static function ( int $time ) use ( $id, $terms ): void {
					// Both of a pair make the same change.
					$is_even = 0 === intdiv( $time + 1, 2 ) % 2;
					$product = wc_get_product( $id );
					$product->set_props(
						array(
							'name'               => "Lamp $time",
							'regular_price'      => (string) ( 1000 + $time ),
							'stock_quantity'     => $time,
							'status'             => $is_even ? 'draft' : 'publish',
							'catalog_visibility' => $is_even ? 'hidden' : 'visible',
							'category_ids'       => array( $terms[ (int) $is_even ] ),
							'description'        => "Text $time",
						)
					);
					$product->save();
				}
			)
		);
	}

	public function test_one_more_product_in_the_same_request_costs_one_query_more(): void {
		$ids = array();
		for ( $i = 0; $i < 3; $i++ ) {
			$ids[] = $this->make_product()->get_id();
		}
		$this->assertSame(
			4,
			$this->added(
				function ( int $time ) use ( $ids ): void {
					foreach ( $ids as $id ) {
						$this->change_price( $id, $time );
					}
				}
			)
		);
	}

	public function test_a_new_product_costs_two_queries(): void {
		$this->assertSame( 2, $this->added( fn ( int $time ) => $this->make_product_lightly( "New $time" ) ) );
	}

	private function make_product_lightly( string $name ): void {
		$product = new \WC_Product_Simple();
		$product->set_props( array( 'name' => $name, 'status' => 'publish', 'regular_price' => '10' ) );
		$product->save();
	}

	public function test_a_change_of_stock_costs_two_queries(): void {
		$id = $this->make_product( array( 'manage_stock' => true, 'stock_quantity' => 5 ) )->get_id();
		$this->assertSame( 2, $this->added( static fn ( int $time ) => wc_update_product_stock( $id, 100 + $time ) ) );
	}

	public function test_quick_edit_costs_two_queries(): void {
		$id = $this->make_product()->get_id();
		$this->assertLessThanOrEqual(
			2,
			$this->added(
				static function ( int $time ) use ( $id ): void {
					$_REQUEST = array( 'woocommerce_quick_edit' => '1', 'woocommerce_quick_edit_nonce' => wp_create_nonce( 'woocommerce_quick_edit_nonce' ), '_regular_price' => (string) ( 900 + $time ), '_sale_price' => '' );
					wp_update_post( array( 'ID' => $id, 'post_title' => "Quick $time" ) );
				}
			)
		);
		$this->assertCount( 1, $this->rows() );
	}

	public function test_a_variation_costs_two_queries(): void {
		$variation = $this->make_variable_product()->get_children()[0];
		$this->assertLessThanOrEqual(
			2,
			$this->added(
				function ( int $time ) use ( $variation ): void {
					$this->change_price( $variation, $time );
					$this->end_request();
				}
			)
		);
	}

	public function test_a_renamed_category_costs_two_queries_however_many_products_it_has(): void {
		$term = (int) wp_insert_term( 'Lamps', 'product_cat' )['term_id'];
		foreach ( $this->insert_products( 300 ) as $id ) {
			wp_set_object_terms( $id, array( $term ), 'product_cat' );
		}
		plugin()->outbox()->clear();
		$this->assertSame( 2, $this->added( static fn ( int $time ) => wp_update_term( $term, 'product_cat', array( 'name' => "Lights $time" ) ) ) );
		$this->assertCount( 300, $this->rows() );
	}

	public function test_a_page_and_a_post_cost_nothing(): void {
		$id = wp_insert_post( array( 'post_title' => 'About', 'post_type' => 'page', 'post_status' => 'publish' ) );
		$this->assertSame( 0, $this->added( static fn ( int $time ) => wp_update_post( array( 'ID' => $id, 'post_title' => "About $time" ) ) ) );
		wp_delete_post( $id, true );
	}

	public function test_reading_costs_nothing(): void {
		$id = $this->make_product()->get_id();
		$this->assertSame( 0, $this->added( static fn () => wc_get_product( $id )->get_price() ) );
	}

	public function test_without_a_token_it_costs_nothing(): void {
		plugin()->settings()->disconnect();
		$id = $this->make_product()->get_id();
		$this->assertSame( 0, $this->added( fn ( int $time ) => $this->change_price( $id, $time ) ) );
	}

	public function test_whether_there_is_a_hub_costs_no_query_even_when_its_address_came_with_the_download(): void {
		$folder = get_temp_dir() . 'fiko-download-' . getmypid();
		mkdir( $folder );
		file_put_contents( $folder . '/hub-address.php', "<?php\nreturn 'http://127.0.0.1:9/';\n" );
		delete_option( Settings::HUB_URL );
		plugin()->activate();
		$this->next_request();
		wp_load_alloptions();
		$settings = new Settings( new Secret_Box( wp_salt( 'secure_auth' ) ), $folder );
		$this->assertSame( 0, $this->count_queries( fn () => $this->assertTrue( $settings->is_connected() ) ) );
		$this->assertSame( 'http://127.0.0.1:9', $settings->hub_url() );
		unlink( $folder . '/hub-address.php' );
		rmdir( $folder );
	}

	public function test_an_unreachable_hub_costs_the_save_nothing_more(): void {
		$this->hub->stop();
		$id = $this->make_product()->get_id();
		$this->assertSame( 2, $this->added( fn ( int $time ) => $this->change_price( $id, $time ) ) );
	}
}
