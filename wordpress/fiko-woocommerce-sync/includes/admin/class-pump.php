<?php
/**
 * Sends while a product page is open.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Admin;

use Fiko\WooCommerceSync\Connect;
use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Settings;

/**
 * An edit is then searchable in seconds, even where background work is slow or dead: whoever saved a product is looking at a page of it. The save
 * itself waits for nothing. One query that reads one row, on these pages only.
 */
final class Pump {
	private const SCREENS = array( 'product', 'edit-product' );

	/**
	 * Whether there is a hub.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Whether there is an outbox.
	 *
	 * @var Outbox_Table
	 */
	private Outbox_Table $table;

	/**
	 * Scripts and styles.
	 *
	 * @var Assets
	 */
	private Assets $assets;

	/**
	 * Wires the pump.
	 *
	 * @param Settings     $settings Whether there is a hub.
	 * @param Outbox_Table $table    Whether there is an outbox.
	 * @param Assets       $assets   Scripts and styles.
	 */
	public function __construct( Settings $settings, Outbox_Table $table, Assets $assets ) {
		$this->settings = $settings;
		$this->table    = $table;
		$this->assets   = $assets;
	}

	/** Hooks. */
	public function register(): void {
		add_action( 'admin_enqueue_scripts', array( $this, 'action_enqueue' ) );
	}

	/** The script, where it may have something to do. On the list it also waits for a quick edit. */
	public function action_enqueue(): void {
		$screen = get_current_screen();
		if ( null === $screen || ! current_user_can( 'edit_products' ) ) {
			return;
		}
		$is_product = in_array( $screen->id, self::SCREENS, true );
		// phpcs:ignore WordPress.Security.NonceVerification -- Only compared. The screen's id holds the translated name of a menu.
		$is_ours = isset( $_GET['page'] ) && Connect::PAGE === $_GET['page'];
		if ( ( ! $is_product && ! $is_ours ) || ! $this->settings->is_connected() || ! $this->table->exists() ) {
			return;
		}
		if ( $is_product ) {
			$this->assets->enqueue_style();
		}
		if ( 'product' === $screen->id ) {
			$this->assets->enqueue_product();
		}
		$is_waiting = self::is_waiting();
		if ( $is_waiting || 'edit-product' === $screen->id || $is_ours ) {
			$this->assets->enqueue_pump( $is_waiting );
		}
	}

	/** Whether anything waits: the first row by the index, not a count. */
	private static function is_waiting(): bool {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- Our own table.
		return null !== $wpdb->get_var( 'SELECT 1 FROM ' . Outbox_Table::name() . ' WHERE parked = 0 LIMIT 1' );
	}
}
