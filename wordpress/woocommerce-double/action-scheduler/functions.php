<?php
/**
 * Action Scheduler's public functions.
 *
 * @package WooCommerce_Double
 */

/** @return int the action's id; 0 when it could not or, being unique, need not be stored */
function wcd_store_action( $caller, $hook, $args, $schedule, $group, $unique, $priority ) {
	if ( ! ActionScheduler::is_initialized( $caller ) ) {
		return 0;
	}
	$action = new ActionScheduler_Action( $hook, $args, $schedule, $group );
	$action->set_priority( $priority );
	return ActionScheduler::store()->save_action( $action, $unique );
}

function as_enqueue_async_action( $hook, $args = array(), $group = '', $unique = false, $priority = 10 ) {
	$pre = apply_filters( 'pre_as_enqueue_async_action', null, $hook, $args, $group, $priority, $unique );
	return null !== $pre ? (int) $pre : wcd_store_action( __FUNCTION__, $hook, $args, new ActionScheduler_NullSchedule(), $group, $unique, $priority );
}

function as_schedule_single_action( $timestamp, $hook, $args = array(), $group = '', $unique = false, $priority = 10 ) {
	$pre = apply_filters( 'pre_as_schedule_single_action', null, $timestamp, $hook, $args, $group, $priority, $unique );
	return null !== $pre ? (int) $pre : wcd_store_action( __FUNCTION__, $hook, $args, new ActionScheduler_SimpleSchedule( as_get_datetime_object( $timestamp ) ), $group, $unique, $priority );
}

function as_schedule_recurring_action( $timestamp, $interval_in_seconds, $hook, $args = array(), $group = '', $unique = false, $priority = 10 ) {
	if ( (int) $interval_in_seconds < 1 ) {
		_doing_it_wrong( __FUNCTION__, 'An interval of at least one second is expected.', '3.6.1' );
		return 0;
	}
	$pre = apply_filters( 'pre_as_schedule_recurring_action', null, $timestamp, $interval_in_seconds, $hook, $args, $group, $priority, $unique );
	return null !== $pre ? (int) $pre : wcd_store_action( __FUNCTION__, $hook, $args, new ActionScheduler_IntervalSchedule( as_get_datetime_object( $timestamp ), $interval_in_seconds ), $group, $unique, $priority );
}

/** Cancels the next pending one. @return int|null its id */
function as_unschedule_action( $hook, $args = array(), $group = '' ) {
	if ( ! ActionScheduler::is_initialized( __FUNCTION__ ) ) {
		return 0;
	}
	$query = array( 'hook' => $hook, 'group' => $group, 'status' => ActionScheduler_Store::STATUS_PENDING, 'per_page' => 1 );
	if ( is_array( $args ) ) {
		$query['args'] = $args;
	}
	$ids = ActionScheduler::store()->query_actions( $query );
	if ( ! $ids ) {
		return null;
	}
	ActionScheduler::store()->cancel_action( $ids[0] );
	return $ids[0];
}

/** Cancels all pending ones; empty arguments mean any. */
function as_unschedule_all_actions( $hook, $args = array(), $group = '' ) {
	if ( ! ActionScheduler::is_initialized( __FUNCTION__ ) ) {
		return;
	}
	$query = array( 'hook' => $hook, 'group' => $group, 'status' => ActionScheduler_Store::STATUS_PENDING, 'per_page' => 0 );
	if ( ! empty( $args ) ) {
		$query['args'] = $args;
	}
	foreach ( ActionScheduler::store()->query_actions( $query ) as $id ) {
		ActionScheduler::store()->cancel_action( $id );
	}
}

/** @return int|bool its time; true when it runs or is async; false when there is none */
function as_next_scheduled_action( $hook, $args = null, $group = '' ) {
	if ( ! ActionScheduler::is_initialized( __FUNCTION__ ) ) {
		return false;
	}
	foreach ( array( ActionScheduler_Store::STATUS_RUNNING, ActionScheduler_Store::STATUS_PENDING ) as $status ) {
		$ids = ActionScheduler::store()->query_actions( array( 'hook' => $hook, 'args' => is_array( $args ) ? $args : null, 'group' => $group, 'status' => $status, 'per_page' => 1 ) );
		if ( $ids ) {
			$date = ActionScheduler_Store::STATUS_PENDING === $status ? ActionScheduler::store()->fetch_action( $ids[0] )->get_schedule()->get_date() : null;
			return $date ? (int) $date->format( 'U' ) : true;
		}
	}
	return false;
}

function as_has_scheduled_action( $hook, $args = null, $group = '' ) {
	if ( ! ActionScheduler::is_initialized( __FUNCTION__ ) ) {
		return false;
	}
	$statuses = array( ActionScheduler_Store::STATUS_RUNNING, ActionScheduler_Store::STATUS_PENDING );
	return array() !== ActionScheduler::store()->query_actions( array( 'hook' => $hook, 'args' => is_array( $args ) ? $args : null, 'group' => $group, 'status' => $statuses, 'per_page' => 1, 'orderby' => 'none' ) );
}

/** @return array ids for "ids" or int, arrays for ARRAY_A, else actions by id */
function as_get_scheduled_actions( $args = array(), $return_format = OBJECT ) {
	if ( ! ActionScheduler::is_initialized( __FUNCTION__ ) ) {
		return array();
	}
	foreach ( array( 'date', 'modified' ) as $key ) {
		if ( isset( $args[ $key ] ) ) {
			$args[ $key ] = as_get_datetime_object( $args[ $key ] );
		}
	}
	$ids = ActionScheduler::store()->query_actions( $args );
	if ( 'ids' === $return_format || 'int' === $return_format ) {
		return $ids;
	}
	$actions = array();
	foreach ( $ids as $id ) {
		$action         = ActionScheduler::store()->fetch_action( $id );
		$actions[ $id ] = ARRAY_A === $return_format ? array( 'hook' => $action->get_hook(), 'args' => $action->get_args(), 'schedule' => $action->get_schedule(), 'group' => $action->get_group() ) : $action;
	}
	return $actions;
}

/** @param mixed $date_string a date, a timestamp, words, or null for now */
function as_get_datetime_object( $date_string = null, $timezone = 'UTC' ) {
	if ( $date_string instanceof DateTimeInterface ) {
		return new DateTime( $date_string->format( 'Y-m-d H:i:s' ), new DateTimeZone( $timezone ) );
	}
	return new DateTime( is_numeric( $date_string ) ? '@' . $date_string : (string) $date_string, new DateTimeZone( $timezone ) );
}
