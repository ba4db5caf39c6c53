<?php
/**
 * Action Scheduler's entry, its log and its queue runner.
 *
 * @package WooCommerce_Double
 */

final class ActionScheduler_Versions {
	/** @var self|null */
	private static $instance = null;

	public static function instance() {
		if ( null === self::$instance ) {
			self::$instance = new self();
		}
		return self::$instance;
	}

	/** The version whose behaviour this double follows. */
	public function latest_version() {
		return '3.9.2';
	}
}

final class ActionScheduler {
	/** @var bool */
	private static $is_ready = false;

	/** The stores are ready from `init`, priority 1, on. */
	public static function init() {
		add_action( 'init', array( __CLASS__, 'start' ), 1 );
	}

	public static function start() {
		ActionScheduler_Store::instance()->init();
		ActionScheduler_Logger::instance()->init();
		ActionScheduler_QueueRunner::instance()->init();
		self::$is_ready = true;
		do_action( 'action_scheduler_init' );
	}

	/** @param string|null $function_name the caller: told off when it is too early */
	public static function is_initialized( $function_name = null ) {
		if ( ! self::$is_ready && ! empty( $function_name ) ) {
			_doing_it_wrong( esc_html( $function_name ), 'It was called before the Action Scheduler data store was initialized.', '3.1.6' );
		}
		return self::$is_ready;
	}

	public static function store() {
		return ActionScheduler_Store::instance();
	}

	public static function logger() {
		return ActionScheduler_Logger::instance();
	}

	public static function runner() {
		return ActionScheduler_QueueRunner::instance();
	}
}

class ActionScheduler_Logger {
	/** @var self|null */
	private static $logger = null;

	public static function instance() {
		if ( null === self::$logger ) {
			self::$logger = new self();
		}
		return self::$logger;
	}

	public function init() {
		$this->hook_stored_action();
		$messages = array(
			'action_scheduler_canceled_action' => 'action canceled',
			'action_scheduler_begin_execute'   => 'action started',
			'action_scheduler_after_execute'   => 'action complete',
		);
		foreach ( $messages as $hook => $message ) {
			add_action(
				$hook,
				function ( $action_id ) use ( $message ) {
					$this->log( $action_id, $message );
				}
			);
		}
		add_action(
			'action_scheduler_failed_execution',
			function ( $action_id, $error ) {
				$this->log( $action_id, 'action failed: ' . $error->getMessage() );
			},
			10,
			2
		);
		add_action(
			'action_scheduler_failed_action',
			function ( $action_id, $timeout ) {
				$this->log( $action_id, sprintf( 'action marked as failed after %s seconds. Unknown error occurred. Check server, PHP and database error logs to diagnose cause.', $timeout ) );
			},
			10,
			2
		);
	}

	public function hook_stored_action() {
		add_action( 'action_scheduler_stored_action', array( $this, 'log_stored_action' ) );
	}

	public function unhook_stored_action() {
		remove_action( 'action_scheduler_stored_action', array( $this, 'log_stored_action' ) );
	}

	public function log_stored_action( $action_id ) {
		$this->log( $action_id, 'action created' );
	}

	public function log( $action_id, $message ) {
		global $wpdb;
		$wpdb->insert(
			$wpdb->actionscheduler_logs,
			array(
				'action_id'      => $action_id,
				'message'        => $message,
				'log_date_gmt'   => current_time( 'mysql', true ),
				'log_date_local' => current_time( 'mysql' ),
			)
		);
		return (int) $wpdb->insert_id;
	}
}

class ActionScheduler_QueueRunner {
	const WP_CRON_HOOK     = 'action_scheduler_run_queue';
	const WP_CRON_SCHEDULE = 'every_minute';
	/** Seconds after which a claim is free again and a running action counts as failed. */
	const PATIENCE = 300;

	/** @var self|null */
	private static $runner = null;

	public static function instance() {
		if ( null === self::$runner ) {
			self::$runner = new self();
		}
		return self::$runner;
	}

	public function init() {
		add_filter(
			'cron_schedules',
			function ( $schedules ) {
				$schedules[ self::WP_CRON_SCHEDULE ] = array( 'interval' => 60, 'display' => 'Every minute' );
				return $schedules;
			}
		);
		if ( ! wp_next_scheduled( self::WP_CRON_HOOK, array( 'WP Cron' ) ) ) {
			wp_schedule_event( time(), self::WP_CRON_SCHEDULE, self::WP_CRON_HOOK, array( 'WP Cron' ) );
		}
		add_action( self::WP_CRON_HOOK, array( $this, 'run' ) );
		add_action( 'shutdown', array( $this, 'maybe_dispatch_async_request' ) );
		add_action( 'wp_ajax_as_async_request_queue_runner', array( $this, 'run_async' ) );
		add_action( 'wp_ajax_nopriv_as_async_request_queue_runner', array( $this, 'run_async' ) );
	}

	/** A wp-admin request ends: another one, which nobody waits for, runs what is due. */
	public function maybe_dispatch_async_request() {
		if ( ! is_admin() || wp_doing_ajax() || get_transient( 'action_scheduler_async_lock' ) ) {
			return;
		}
		$due = ActionScheduler::store()->query_actions( array( 'date' => as_get_datetime_object(), 'status' => ActionScheduler_Store::STATUS_PENDING, 'per_page' => 1 ) );
		if ( ! $due || ! apply_filters( 'action_scheduler_allow_async_request_runner', true ) ) {
			return;
		}
		set_transient( 'action_scheduler_async_lock', 1, 60 );
		wp_remote_post( add_query_arg( array( 'action' => 'as_async_request_queue_runner' ), admin_url( 'admin-ajax.php' ) ), array( 'timeout' => 0.01, 'blocking' => false, 'cookies' => $_COOKIE ) );
	}

	public function run_async() {
		$this->run( 'Async Request' );
		delete_transient( 'action_scheduler_async_lock' );
		wp_die();
	}

	/** @return int how many actions ran */
	public function run( $context = 'WP Cron' ) {
		do_action( 'action_scheduler_before_process_queue' );
		$this->clean();
		$ran = 0;
		if ( ActionScheduler::store()->get_claim_count() < apply_filters( 'action_scheduler_queue_runner_concurrent_batches', 1 ) ) {
			$until = microtime( true ) + apply_filters( 'action_scheduler_queue_runner_time_limit', 30 );
			do {
				$in_batch = $this->run_batch( apply_filters( 'action_scheduler_queue_runner_batch_size', 25 ), $context, $until );
				$ran     += $in_batch;
			} while ( $in_batch > 0 && microtime( true ) < $until );
		}
		do_action( 'action_scheduler_after_process_queue' );
		return $ran;
	}

	private function run_batch( $size, $context, $until ) {
		list( $claim, $ids ) = ActionScheduler::store()->stake_claim( $size );
		$ran                 = 0;
		foreach ( $ids as $id ) {
			// Canceled or taken away meanwhile.
			if ( ! in_array( $id, ActionScheduler::store()->find_actions_by_claim_id( $claim ), true ) ) {
				continue;
			}
			$this->process_action( $id, $context );
			++$ran;
			if ( microtime( true ) >= $until ) {
				break;
			}
		}
		ActionScheduler::store()->release_claim( $claim );
		return $ran;
	}

	public function process_action( $action_id, $context = '' ) {
		$store = ActionScheduler::store();
		do_action( 'action_scheduler_before_execute', $action_id, $context );
		if ( ActionScheduler_Store::STATUS_PENDING !== $store->get_status( $action_id ) ) {
			do_action( 'action_scheduler_execution_ignored', $action_id, $context );
			return;
		}
		do_action( 'action_scheduler_begin_execute', $action_id, $context );
		$action = $store->fetch_action( $action_id );
		$store->log_execution( $action_id );
		try {
			$action->execute();
			do_action( 'action_scheduler_after_execute', $action_id, $action, $context );
			$store->mark_complete( $action_id );
		} catch ( Throwable $error ) {
			$store->mark_failure( $action_id );
			do_action( 'action_scheduler_failed_execution', $action_id, new Exception( $error->getMessage(), (int) $error->getCode(), $error ), $context );
		}
		if ( $action->get_schedule()->is_recurring() ) {
			$next  = $action->get_schedule()->get_next( as_get_datetime_object() );
			$again = new ActionScheduler_Action( $action->get_hook(), $action->get_args(), new ActionScheduler_IntervalSchedule( $next, $action->get_schedule()->get_recurrence() ), $action->get_group() );
			$again->set_priority( $action->get_priority() );
			$store->save_action( $again );
		}
	}

	/** Frees what a dead runner holds, fails what it was running, forgets what is a month old. */
	private function clean() {
		global $wpdb;
		$before = gmdate( 'Y-m-d H:i:s', time() - self::PATIENCE );
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->actionscheduler_actions} SET claim_id = 0 WHERE claim_id != 0 AND status = %s AND last_attempt_gmt <= %s", ActionScheduler_Store::STATUS_PENDING, $before ) );
		$stuck = $wpdb->get_col( $wpdb->prepare( "SELECT action_id FROM {$wpdb->actionscheduler_actions} WHERE status = %s AND last_attempt_gmt <= %s", ActionScheduler_Store::STATUS_RUNNING, $before ) );
		foreach ( $stuck as $id ) {
			ActionScheduler::store()->mark_failure( $id );
			do_action( 'action_scheduler_failed_action', $id, self::PATIENCE );
		}
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->actionscheduler_actions} WHERE status IN ( %s, %s ) AND last_attempt_gmt <= %s AND last_attempt_gmt > '0000-00-00'", ActionScheduler_Store::STATUS_COMPLETE, ActionScheduler_Store::STATUS_CANCELED, gmdate( 'Y-m-d H:i:s', time() - MONTH_IN_SECONDS ) ) );
	}
}
