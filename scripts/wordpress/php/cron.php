<?php
/**
 * One round of what keeps a shop going: due WP-Cron events, then Action Scheduler's due actions. Prints how many actions ran.
 */

define( 'DOING_CRON', true );
putenv( 'FIKO_RIG_USER=0' );
require __DIR__ . '/boot.php';
if ( ! in_array( 'actions-only', $argv, true ) ) {
	foreach ( wp_get_ready_cron_jobs() as $fiko_time => $fiko_hooks ) {
		foreach ( $fiko_hooks as $fiko_hook => $fiko_events ) {
			foreach ( $fiko_events as $fiko_event ) {
				if ( 'action_scheduler_run_queue' === $fiko_hook ) {
					continue; // Below, until nothing is left.
				}
				if ( $fiko_event['schedule'] ) {
					wp_reschedule_event( $fiko_time, $fiko_event['schedule'], $fiko_hook, $fiko_event['args'] );
				}
				wp_unschedule_event( $fiko_time, $fiko_hook, $fiko_event['args'] );
				do_action_ref_array( $fiko_hook, $fiko_event['args'] );
			}
		}
	}
}
$fiko_runs = 0;
for ( $fiko_round = 0; $fiko_round < 20; $fiko_round++ ) {
	$fiko_ran   = ActionScheduler_QueueRunner::instance()->run( 'WP Cron' );
	$fiko_runs += $fiko_ran;
	if ( ! $fiko_ran ) {
		break;
	}
}
echo $fiko_runs, "\n";
