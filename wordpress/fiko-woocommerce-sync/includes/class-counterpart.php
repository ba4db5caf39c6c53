<?php
/**
 * The store at the hub.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Send\Delivery_Notes;
use Fiko\WooCommerceSync\Sync\Digest;
use Fiko\WooCommerceSync\Sync\Full_Sync;

/** Notices when another store, or another hub, is behind the token: it has nothing of what the one before was sent. */
final class Counterpart {
	/**
	 * Knows the one before.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Sends all products.
	 *
	 * @var Full_Sync
	 */
	private Full_Sync $full_sync;

	/**
	 * Whether products can be marked.
	 *
	 * @var Outbox_Table
	 */
	private Outbox_Table $table;

	/**
	 * Wires it.
	 *
	 * @param Settings     $settings  Knows the one before.
	 * @param Full_Sync    $full_sync Sends all products.
	 * @param Outbox_Table $table     Whether products can be marked.
	 */
	public function __construct( Settings $settings, Full_Sync $full_sync, Outbox_Table $table ) {
		$this->settings  = $settings;
		$this->full_sync = $full_sync;
		$this->table     = $table;
	}

	/**
	 * The hub told which store this is.
	 *
	 * @param string $id   The store's id.
	 * @param string $name The store's name.
	 * @return bool Whether it is another one: then what was known of the deliveries is forgotten, and all products are on their way.
	 */
	public function meet( string $id, string $name ): bool {
		$before = $this->settings->store();
		$hub    = $this->settings->store_hub();
		// Earlier versions did not remember the hub.
		$is_same = null !== $before && $before['id'] === $id && ( '' === $hub || $hub === $this->settings->hub_url() );
		$is_new  = null === $before && 'never' === $this->full_sync->progress()['status'];
		$this->settings->save_store( $id, $name );
		// Where all was never sent, the owner's click or the connect sends it.
		if ( $is_same || $is_new ) {
			return false;
		}
		$this->begin();
		return true;
	}

	/** Nothing of what was delivered before counts: all products are sent. */
	public function begin(): void {
		delete_option( Digest::OPTION );
		Delivery_Notes::remove_all();
		self::forget_cached_notes();
		if ( $this->table->exists() ) {
			$this->full_sync->start();
		}
	}

	/** The notes are gone from the database, not yet from WordPress' cache. */
	private static function forget_cached_notes(): void {
		if ( function_exists( 'wp_cache_supports' ) && wp_cache_supports( 'flush_group' ) ) {
			wp_cache_flush_group( 'post_meta' );
		} else {
			wp_cache_flush();
		}
	}
}
