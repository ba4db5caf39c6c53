<?php
/**
 * Plugin Name:          Fiko Sync
 * Plugin URI:           https://github.com/fiko-sync/fiko-woocommerce-sync
 * Description:          Tells Fiko Sync about every change of your products, so that the AI answering your customers knows today's price and stock.
 * Version:              1.0.0
 * Requires at least:    5.8
 * Requires PHP:         7.4
 * Requires Plugins:     woocommerce
 * Author:               Fiko
 * License:              GPLv2 or later
 * License URI:          https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:          fiko-woocommerce-sync
 * Domain Path:          /languages
 * WC requires at least: 6.0
 * WC tested up to:      9.9
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

defined( 'ABSPATH' ) || exit;

const VERSION = '1.0.0';

require_once __DIR__ . '/includes/class-autoloader.php';
Autoloader::register( __DIR__ . '/includes' );

/** The one instance; everything hangs on it. */
function plugin(): Plugin {
	static $plugin = null;
	if ( null === $plugin ) {
		$plugin = new Plugin( __FILE__ );
	}
	return $plugin;
}

plugin()->register();
