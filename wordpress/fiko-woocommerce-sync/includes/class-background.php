<?php
/**
 * Whether the shop's background work runs.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

use Fiko\WooCommerceSync\Send\Drain_Queue;

/** Reads it off our own safety run, which is due every minute: how late it is is how long nothing has run. */
final class Background {
	/** A quiet shop has no visitors for some minutes; the next one starts the work. */
	private const LATE_SECONDS = 900;
	private const DEAD_SECONDS = 7200;
	/** As Drain_Queue plans it. */
	private const EVERY_SECONDS = 60;

	/** Action Scheduler, which WooCommerce brings along, is there and has its tables. */
	public function is_available(): bool {
		return class_exists( 'ActionScheduler' ) && function_exists( 'as_next_scheduled_action' ) && \ActionScheduler::is_initialized();
	}

	/** Seconds since the safety run should have run; 0 when it is on time or not planned. */
	public function overdue_seconds(): int {
		$next = $this->is_available() ? as_next_scheduled_action( Drain_Queue::SAFETY ) : false;
		return is_int( $next ) ? max( 0, time() - $next ) : 0;
	}

	/** Whether the safety run is planned, or runs now. */
	public function is_planned(): bool {
		return $this->is_available() && false !== as_next_scheduled_action( Drain_Queue::SAFETY );
	}

	/** Plans the safety run where it is not planned. */
	public function plan(): bool {
		if ( $this->is_available() && ! $this->is_planned() ) {
			as_schedule_recurring_action( time() + self::EVERY_SECONDS, self::EVERY_SECONDS, Drain_Queue::SAFETY );
		}
		return $this->is_planned();
	}

	/**
	 * The safety run was not planned: in words.
	 *
	 * @param bool $is_planned_now Whether it could be planned again.
	 */
	public function not_planned( bool $is_planned_now ): Finding {
		return new Finding(
			'safety_run_missing',
			$is_planned_now ? Finding::WARNING : Finding::ERROR,
			__( 'The task that sends what waits every minute was not planned.', 'fiko-woocommerce-sync' ),
			__( 'Somebody, or a plugin that cleans up, cancelled it under WooCommerce → Status → Scheduled Actions.', 'fiko-woocommerce-sync' ),
			$is_planned_now
				? __( 'It is planned again now. If you read this once more, look for what cancels it.', 'fiko-woocommerce-sync' )
				: __( 'It could not be planned again. Open WooCommerce → Status → Tools and repair its tables. Until then changes are sent while a product page is open in wp-admin.', 'fiko-woocommerce-sync' )
		);
	}

	/** Whether it is late enough to speak of it. */
	public function is_late(): bool {
		return $this->overdue_seconds() > self::LATE_SECONDS;
	}

	/** When the safety run ran last, in seconds since 1970; 0 when it is not known. */
	public function last_run_at(): int {
		if ( ! $this->is_available() ) {
			return 0;
		}
		$actions  = as_get_scheduled_actions(
			array(
				'hook'     => Drain_Queue::SAFETY,
				'status'   => \ActionScheduler_Store::STATUS_COMPLETE,
				'per_page' => 1,
				'orderby'  => 'date',
				'order'    => 'DESC',
			)
		);
		$action   = reset( $actions );
		$schedule = $action instanceof \ActionScheduler_Action ? $action->get_schedule() : null;
		$date     = null !== $schedule && method_exists( $schedule, 'get_date' ) ? $schedule->get_date() : null;
		return $date instanceof \DateTimeInterface ? $date->getTimestamp() : 0;
	}

	/** Actions of all plugins that should have run half an hour ago; counted up to 100. */
	public function past_due(): int {
		if ( ! $this->is_available() ) {
			return 0;
		}
		return count(
			as_get_scheduled_actions(
				array(
					'status'       => \ActionScheduler_Store::STATUS_PENDING,
					'date'         => gmdate( 'Y-m-d H:i:s', time() - 1800 ),
					'date_compare' => '<=',
					'per_page'     => 100,
					'orderby'      => 'none',
				),
				'ids'
			)
		);
	}

	/** WordPress' own timer is switched off in wp-config.php: then the server has to call wp-cron.php. */
	public function is_wp_cron_disabled(): bool {
		return defined( 'DISABLE_WP_CRON' ) && (bool) constant( 'DISABLE_WP_CRON' );
	}

	/** In words. */
	public function finding(): Finding {
		if ( ! $this->is_available() ) {
			return new Finding(
				'action_scheduler_missing',
				Finding::ERROR,
				__( 'WooCommerce’s background work is not available.', 'fiko-woocommerce-sync' ),
				__( 'Action Scheduler, which is part of WooCommerce, is not loaded or its tables are missing.', 'fiko-woocommerce-sync' ),
				__( 'Update WooCommerce, then open WooCommerce → Status → Tools and repair its tables. Until then changes are sent while a product page is open in wp-admin.', 'fiko-woocommerce-sync' )
			);
		}
		$late = $this->overdue_seconds();
		if ( $late <= self::LATE_SECONDS ) {
			return new Finding( 'cron_ok', Finding::OK, __( 'Background work runs.', 'fiko-woocommerce-sync' ) );
		}
		/* translators: %s: a length of time, e.g. "3 hours". */
		$title = sprintf( __( 'Background work has not run for %s.', 'fiko-woocommerce-sync' ), Words::duration( $late ) );
		if ( $this->is_wp_cron_disabled() ) {
			return new Finding(
				'cron_disabled',
				Finding::ERROR,
				$title,
				__( 'wp-config.php switches WordPress’ own timer off (DISABLE_WP_CRON), and nothing on the server does its work.', 'fiko-woocommerce-sync' ),
				/* translators: %s: an address. */
				sprintf( __( 'Ask your host for a cron job that opens %s every minute, or remove the line DISABLE_WP_CRON. Until then changes are sent while a product page is open in wp-admin.', 'fiko-woocommerce-sync' ), site_url( 'wp-cron.php' ) )
			);
		}
		$past_due = $this->past_due();
		return new Finding(
			'cron_dead',
			$late > self::DEAD_SECONDS ? Finding::ERROR : Finding::WARNING,
			$title,
			$past_due > 1
				/* translators: %s: a number. */
				? sprintf( __( 'WordPress works in the background only when somebody visits the shop, or the server cannot call itself. %s tasks of your plugins are waiting.', 'fiko-woocommerce-sync' ), Words::number( $past_due ) )
				: __( 'WordPress works in the background only when somebody visits the shop, or the server cannot call itself.', 'fiko-woocommerce-sync' ),
			/* translators: %s: an address. */
			sprintf( __( 'Ask your host for a cron job that opens %s every minute. Until then changes are sent while a product page is open in wp-admin.', 'fiko-woocommerce-sync' ), site_url( 'wp-cron.php' ) )
		);
	}
}
