<?php
/**
 * One round of background work, as wp-cron does it. Prints how far the first sync is, and memory over that of a loaded WordPress.
 */

use function Fiko\WooCommerceSync\plugin;

$fiko_before = memory_get_usage();
ActionScheduler_QueueRunner::instance()->run( 'WP Cron' );
echo wp_json_encode( plugin()->full_sync()->progress() + array( 'peakMb' => ( memory_get_peak_usage() - $fiko_before ) / 1048576 ) ), "\n";
