<?php
/**
 * When the outbox is drained.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Send;

use Fiko\WooCommerceSync\Settings;

/**
 * Asks Action Scheduler for a drain: one unique action after a request that marked something, one for the end of a pause, and a safety run
 * every minute, for what fell between.
 */
final class Drain_Queue {
	public const DRAIN          = 'fiko_wc_drain';
	public const AFTER_PAUSE    = 'fiko_wc_drain_after_pause';
	public const SAFETY         = 'fiko_wc_safety_drain';
	private const EVERY_SECONDS = 60;
	/** Before WooCommerce's own work (10): a price waits for nobody. Action Scheduler before 3.6 knows none and takes no notice. */
	private const PRIORITY = 5;

	/**
	 * Knows whether there is anybody to send to.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Sites of the network on which something was marked in this request.
	 *
	 * @var array<int, true>
	 */
	private array $wanted = array();

	/**
	 * Wires the queue.
	 *
	 * @param Settings $settings Knows whether there is anybody to send to.
	 */
	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	/** Hooks. */
	public function register(): void {
		// After WooCommerce's own work at the end of a request (10), which changes parents of variations.
		add_action( 'shutdown', array( $this, 'action_shutdown' ), 100 );
		// Not action_scheduler_init, which older ones (WooCommerce before 7.8) do not have; on init it is ready since priority 1.
		add_action( 'init', array( $this, 'action_ensure_safety_run' ), 20 );
	}

	/** Something was marked: a drain is asked for once, when the request ends. Costs nothing now. */
	public function want(): void {
		$this->wanted[ get_current_blog_id() ] = true;
	}

	/** Asks for the drain. One query: unique, in no group, without the log's line. */
	public function action_shutdown(): void {
		$sites        = array_keys( $this->wanted );
		$this->wanted = array();
		foreach ( $sites as $site ) {
			$is_elsewhere = get_current_blog_id() !== $site;
			if ( $is_elsewhere ) {
				switch_to_blog( $site );
			}
			if ( $this->settings->is_connected() ) {
				$this->enqueue();
			}
			if ( $is_elsewhere ) {
				restore_current_blog();
			}
		}
	}

	/** A drain as soon as possible, unless one waits or runs already. */
	public function enqueue(): void {
		if ( ! $this->is_available() ) {
			return;
		}
		if ( ! $this->knows_unique() && as_has_scheduled_action( self::DRAIN ) ) {
			return;
		}
		// The line "action created" would be a second query, in the request that saves a product.
		$logger   = \ActionScheduler::logger();
		$unhooked = method_exists( $logger, 'unhook_stored_action' ) && method_exists( $logger, 'hook_stored_action' );
		if ( $unhooked ) {
			$logger->unhook_stored_action();
		}
		try {
			$this->enqueue_ungrouped();
		} finally {
			if ( $unhooked ) {
				$logger->hook_stored_action();
			}
		}
	}

	/**
	 * A drain when a pause ends.
	 *
	 * @param int $timestamp Seconds since 1970.
	 */
	public function enqueue_at( int $timestamp ): void {
		if ( $this->is_available() && ! as_has_scheduled_action( self::AFTER_PAUSE ) ) {
			as_schedule_single_action( $timestamp, self::AFTER_PAUSE );
		}
	}

	/** Sees to the safety run, where a query more hurts nobody: pages of wp-admin and background runs, never a shop page. */
	public function action_ensure_safety_run(): void {
		if ( ! $this->may_plan() ) {
			return;
		}
		if ( ! as_has_scheduled_action( self::SAFETY ) ) {
			as_schedule_recurring_action( time() + self::EVERY_SECONDS, self::EVERY_SECONDS, self::SAFETY );
		}
	}

	/** Whether this is a request in which a query more hurts nobody: a page of wp-admin, wp-cron, WP-CLI. Never a page of the shop, never a save. */
	public function may_plan(): bool {
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Only compared.
		$is_page = is_admin() && ! wp_doing_ajax() && 'GET' === ( $_SERVER['REQUEST_METHOD'] ?? '' );
		$is_cli  = defined( 'WP_CLI' ) && constant( 'WP_CLI' );
		return ( $is_page || $is_cli || wp_doing_cron() ) && $this->settings->has_token() && $this->is_available();
	}

	/** Takes everything back, e.g. at deactivation. */
	public function clear(): void {
		if ( function_exists( 'as_unschedule_all_actions' ) ) {
			foreach ( array( self::DRAIN, self::AFTER_PAUSE, self::SAFETY ) as $hook ) {
				as_unschedule_all_actions( $hook );
			}
		}
	}

	/**
	 * Enqueues in no group at all. Action Scheduler 3.6 and later looks up even the group '', one query, but not an empty list of groups; a
	 * version that minds gets the ordinary call.
	 */
	private function enqueue_ungrouped(): void {
		try {
			// @phpstan-ignore-next-line -- See above.
			as_enqueue_async_action( self::DRAIN, array(), array(), true, self::PRIORITY );
		} catch ( \Throwable $refused ) {
			as_enqueue_async_action( self::DRAIN, array(), '', true, self::PRIORITY );
		}
	}

	/** Action Scheduler is loaded and has its tables. */
	private function is_available(): bool {
		return class_exists( 'ActionScheduler' ) && function_exists( 'as_has_scheduled_action' ) && \ActionScheduler::is_initialized();
	}

	/** Before 3.5 it takes no `$unique`. */
	private function knows_unique(): bool {
		return ( new \ReflectionFunction( 'as_enqueue_async_action' ) )->getNumberOfParameters() > 3;
	}
}
