<?php
/**
 * Makes a shop of FIKO_BENCH_PRODUCTS products and begins "send all products". Prints nothing.
 */

use Fiko\WooCommerceSync\Tests\Integration\Many_Products;

use function Fiko\WooCommerceSync\plugin;

require FIKO_PLUGIN_TESTS . '/integration/class-many-products.php';
$wpdb->query( "DELETE FROM {$wpdb->posts} WHERE post_type = 'product'" );
plugin()->outbox()->clear();
plugin()->settings()->save_token( 'wc_sk_live_' . str_repeat( 'a', 40 ) );
plugin()->settings()->save_hub_url( getenv( 'FIKO_HUB_URL' ) );
Many_Products::insert( (int) getenv( 'FIKO_BENCH_PRODUCTS' ) );
plugin()->full_sync()->start();
plugin()->drain_queue()->enqueue();
