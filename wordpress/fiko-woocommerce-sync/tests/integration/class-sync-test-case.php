<?php
/**
 * Tests of what is sent: a connected shop, a hub double, and the outbox at hand.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Integration;

use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Send\Drain_Queue;
use Fiko\WooCommerceSync\Send\Drain_Report;
use Fiko\WooCommerceSync\Send\Sync_State;
use Fiko\WooCommerceSync\Sync\Digest;
use Fiko\WooCommerceSync\Sync\Full_Sync;
use Fiko\WooCommerceSync\Tests\Site_Test_Case;
use Fiko\WooCommerceSync\Tests\Stub_Hub;

use function Fiko\WooCommerceSync\plugin;

require_once __DIR__ . '/class-child.php';
require_once __DIR__ . '/class-many-products.php';

/** Products are marked as in a shop, by its hooks; only waiting is cut short, in the table. */
abstract class Sync_Test_Case extends Site_Test_Case {
	protected const TOKEN  = 'wc_sk_live_0123456789abcdefghijABCDEFGHIJ';
	protected const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
	protected const BATCH  = '/webhook/batch/';
	protected const DIGEST = '/digest/';

	protected Stub_Hub $hub;

	/**
	 * Hooks to take back.
	 *
	 * @var array<int, array{0: string, 1: callable, 2: int}>
	 */
	private array $hooked = array();

	protected function setUp(): void {
		parent::setUp();
		$this->forget_state();
		$this->hub = $this->start_hub();
		plugin()->settings()->save_token( self::TOKEN );
		plugin()->settings()->save_hub_url( $this->hub->url );
		$this->next_request();
	}

	protected function tearDown(): void {
		foreach ( $this->hooked as list( $hook, $callback, $priority ) ) {
			remove_filter( $hook, $callback, $priority );
		}
		$this->hooked = array();
		plugin()->settings()->disconnect();
		delete_option( 'fiko_wc_hub_url' );
		delete_option( 'fiko_wc_enable_signing' );
		$this->forget_state();
		plugin()->outbox()->clear();
		Child::stop_all();
		parent::tearDown();
	}

	private function forget_state(): void {
		foreach ( array( Sync_State::OPTION, Full_Sync::OPTION, Digest::OPTION ) as $option ) {
			delete_option( $option );
		}
	}

	/** A hook that ends with the test. */
	protected function hook( string $name, callable $callback, int $priority = 10, int $arguments = 1 ): void {
		add_filter( $name, $callback, $priority, $arguments );
		$this->hooked[] = array( $name, $callback, $priority );
	}

	/** A new request knows nothing of what the one before has marked, nor what another process wrote. */
	protected function next_request(): void {
		foreach ( array( 'marked', 'gone' ) as $name ) {
			$memory = new \ReflectionProperty( Outbox::class, $name );
			$memory->setAccessible( true );
			$memory->setValue( plugin()->outbox(), array() );
		}
		wp_cache_flush();
	}

	/**
	 * What waits, as it stands in the table.
	 *
	 * @return array<int, array<string, string|null>>
	 */
	protected function rows(): array {
		global $wpdb;
		return $wpdb->get_results( 'SELECT * FROM ' . Outbox_Table::name() . ' ORDER BY id', ARRAY_A );
	}

	/** @return array<string, string|null> the only row there is */
	protected function the_row(): array {
		$rows = $this->rows();
		$this->assertCount( 1, $rows );
		return $rows[0];
	}

	/** @return string[] event ids that wait, in the order of the table */
	protected function waiting_ids(): array {
		return array_column( $this->rows(), 'event_id' );
	}

	/** @return string[] event ids the hub got, in their order */
	protected function ids_at_hub(): array {
		return array_column( $this->hub->events(), 'event_id' );
	}

	/** As if the time had passed in which a save settles, or a row that failed waits. */
	protected function make_due(): void {
		global $wpdb;
		// Settled means: marked some seconds ago.
		$wpdb->query( 'UPDATE ' . Outbox_Table::name() . ' SET due_at = 0, occurred_at = occurred_at - 5000 WHERE due_at > 0' );
	}

	/** As if a dead drain's two minutes were over. */
	protected function expire_claims(): void {
		global $wpdb;
		$wpdb->query( 'UPDATE ' . Outbox_Table::name() . ' SET claimed_until = 1 WHERE claimed_until > 0' );
	}

	/** As if the pause were over. */
	protected function end_pause(): void {
		wp_cache_flush();
		$state = get_option( Sync_State::OPTION );
		if ( is_array( $state ) ) {
			$state['paused_until'] = time() - 1;
			update_option( Sync_State::OPTION, $state, false );
		}
	}

	/** Sends what waits and is settled, in a request of its own. */
	protected function drain( int $seconds = 5 ): Drain_Report {
		$this->next_request();
		$this->make_due();
		return plugin()->drainer()->drain( $seconds );
	}

	/** What other plugins have put off is not waited for: a queue runner that is thirty seconds old takes one action a round. */
	protected function drop_actions_of_others(): void {
		global $wpdb;
		$wpdb->query( "DELETE FROM {$wpdb->prefix}actionscheduler_actions WHERE status = 'pending' AND hook NOT LIKE 'fiko%'" );
	}

	/** Seconds that nothing is sent from now on. */
	protected function pause(): int {
		$until = plugin()->state()->paused_until();
		return 0 === $until ? 0 : $until - time();
	}

	/** What happened last, as "problem status". */
	protected function last_problem(): string {
		$problem = plugin()->state()->problems()[0] ?? null;
		return null === $problem ? '' : $problem['problem'] . ' ' . $problem['status'];
	}

	/** Nothing waits, and everything the hub confirmed came once. */
	protected function assert_all_delivered_once( array $event_ids ): void {
		$this->assertSame( array(), $this->waiting_ids() );
		$this->assert_same_set( $event_ids, $this->ids_at_hub() );
	}

	/** The same members, each as often, in any order. */
	protected function assert_same_set( array $expected, array $found ): void {
		sort( $expected );
		sort( $found );
		$this->assertSame( $expected, $found );
	}

	/**
	 * The answer to some events.
	 *
	 * @param string[] $event_ids Their ids.
	 * @param string   $status    The same for all.
	 * @return array<string, mixed> A plan of Stub_Hub.
	 */
	protected function receipt( array $event_ids, string $status = 'accepted' ): array {
		$results = array();
		foreach ( $event_ids as $event_id ) {
			$results[] = compact( 'event_id', 'status' );
		}
		return array(
			'status' => 207,
			'body'   => array( 'results' => $results ),
		);
	}

	/**
	 * Many products by SQL, as an import long ago left them; nothing is marked.
	 *
	 * @param int $count How many.
	 * @return int[] Their ids, ascending.
	 */
	protected function insert_products( int $count ): array {
		return Many_Products::insert( $count );
	}
}
