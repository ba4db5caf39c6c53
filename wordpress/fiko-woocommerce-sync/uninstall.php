<?php
/**
 * Removes everything the plugin made, on every site of a network: its table, options, product meta and scheduled actions.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/includes/class-autoloader.php';
Autoloader::register( __DIR__ . '/includes' );

( new Uninstaller() )->run();
