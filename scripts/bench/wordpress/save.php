<?php
/**
 * What the plugin adds to `$product->save()`: the same process with its hooks and without them, in turn. Prints JSON.
 *
 * FIKO_BENCH_PAIRS: how many of each; FIKO_HUB_URL: a hub that must never be asked.
 */

use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Tests\Integration\Plugin_Switch;

use function Fiko\WooCommerceSync\plugin;

const FIKO_BENCH_PRODUCTS = 20;
const FIKO_BENCH_WARM_UP  = 20;
require FIKO_PLUGIN_TESTS . '/integration/class-plugin-switch.php';

/** One save as a request of its own does it: what another request cached or marked is not known. @return array{float, int} ms, queries */
function fiko_bench_save( int $id, string $price, bool $is_on ): array {
	global $wpdb;
	static $memory = null;
	if ( null === $memory ) {
		$memory = new ReflectionProperty( Outbox::class, 'marked' );
		$memory->setAccessible( true );
	}
	$memory->setValue( plugin()->outbox(), array() );
	$wpdb->query( "DELETE FROM {$wpdb->prefix}actionscheduler_actions WHERE status = 'pending'" );
	wp_cache_flush();
	wp_load_alloptions();
	$product = wc_get_product( $id );
	$product->set_regular_price( $price );
	$queries = $wpdb->num_queries;
	$since   = hrtime( true );
	$product->save();
	if ( $is_on ) {
		plugin()->drain_queue()->action_shutdown();
	}
	return array( ( hrtime( true ) - $since ) / 1e6, $wpdb->num_queries - $queries );
}

/** The value below which a share of the numbers lies. */
function fiko_bench_percentile( array $numbers, float $share ): float {
	sort( $numbers );
	return (float) $numbers[ min( count( $numbers ) - 1, (int) floor( count( $numbers ) * $share ) ) ];
}

$fiko_http = 0;
add_filter(
	'pre_http_request',
	static function ( $answer ) use ( &$fiko_http ) {
		++$fiko_http;
		return $answer;
	}
);
plugin()->settings()->save_token( 'wc_sk_live_' . str_repeat( 'a', 40 ) );
plugin()->settings()->save_hub_url( getenv( 'FIKO_HUB_URL' ) );
$fiko_switch = new Plugin_Switch();
$fiko_ids    = array();
for ( $fiko_i = 0; $fiko_i < FIKO_BENCH_PRODUCTS; $fiko_i++ ) {
	$fiko_product = new WC_Product_Simple();
	$fiko_product->set_props( array( 'name' => "Lamp $fiko_i", 'status' => 'publish', 'regular_price' => '1000', 'description' => str_repeat( 'A lamp for every desk. ', 40 ) ) );
	$fiko_ids[] = $fiko_product->save();
}
$fiko_pairs = (int) getenv( 'FIKO_BENCH_PAIRS' );
$fiko_found = array( array(), array() );
$fiko_asked = array( array(), array() );
$fiko_price = 2000;
for ( $fiko_pair = -FIKO_BENCH_WARM_UP; $fiko_pair < $fiko_pairs; $fiko_pair++ ) {
	// Whoever is first differs from pair to pair.
	foreach ( 0 === $fiko_pair % 2 ? array( 0, 1 ) : array( 1, 0 ) as $fiko_is_on ) {
		$fiko_is_on ? $fiko_switch->on() : $fiko_switch->off();
		list( $fiko_ms, $fiko_queries ) = fiko_bench_save( $fiko_ids[ abs( $fiko_pair ) % FIKO_BENCH_PRODUCTS ], (string) ++$fiko_price, (bool) $fiko_is_on );
		if ( $fiko_pair >= 0 ) {
			$fiko_found[ $fiko_is_on ][] = $fiko_ms;
			$fiko_asked[ $fiko_is_on ][] = $fiko_queries;
		}
	}
}
$fiko_switch->on();
$fiko_sums = array();
foreach ( array( 'without', 'with' ) as $fiko_is_on => $fiko_name ) {
	$fiko_sums[ $fiko_name ] = array(
		'p50Ms'   => fiko_bench_percentile( $fiko_found[ $fiko_is_on ], 0.5 ),
		'p95Ms'   => fiko_bench_percentile( $fiko_found[ $fiko_is_on ], 0.95 ),
		'queries' => fiko_bench_percentile( $fiko_asked[ $fiko_is_on ], 0.5 ),
	);
}
echo wp_json_encode( $fiko_sums + array( 'http' => $fiko_http ) ), "\n";
