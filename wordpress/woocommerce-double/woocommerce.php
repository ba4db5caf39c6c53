<?php
/**
 * Plugin Name: WooCommerce (test double)
 * Description: Stands for WooCommerce in the tests of Fiko Sync where the real one is not to be had. Not a shop: see README.md.
 * Version: 9.9.5
 * Author: Fiko
 * Text Domain: woocommerce
 * Requires at least: 5.8
 * Requires PHP: 7.4
 *
 * @package WooCommerce_Double
 */

defined( 'ABSPATH' ) || exit;

define( 'WC_PLUGIN_FILE', __FILE__ );
define( 'WC_ABSPATH', __DIR__ . '/' );
define( 'WC_VERSION', '9.9.5' );
define( 'WOOCOMMERCE_VERSION', WC_VERSION );
define( 'FIKO_WOOCOMMERCE_DOUBLE', true );

$wcd_files = array(
	'action-scheduler/class-actionscheduler-action',
	'action-scheduler/class-actionscheduler-store',
	'action-scheduler/class-actionscheduler',
	'action-scheduler/functions',
	'src/utilities',
	'includes/functions-core',
	'includes/functions-product',
	'includes/functions-attribute',
	'includes/class-wc-data',
	'includes/trait-wcd-product-props',
	'includes/class-wc-product',
	'includes/class-wc-product-types',
	'includes/trait-wcd-product-children',
	'includes/class-wc-product-data-store',
	'includes/class-wc-post-data',
	'includes/class-wc-post-types',
	'includes/class-wc-order',
	'includes/class-wcd-orders',
	'includes/class-wcd-rest',
	'includes/admin/class-wc-admin-duplicate-product',
	'includes/admin/class-wcd-admin',
	'includes/admin/class-wcd-product-list',
	'includes/admin/class-wcd-product-box',
	'includes/class-woocommerce',
);
foreach ( $wcd_files as $wcd_file ) {
	require_once WC_ABSPATH . $wcd_file . '.php';
}
WC();
