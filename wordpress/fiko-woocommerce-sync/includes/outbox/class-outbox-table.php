<?php
/**
 * The table of changes that are not delivered yet.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Outbox;

/** Makes, upgrades and drops the table; one per site of a network. */
final class Outbox_Table {
	private const VERSION        = '1';
	private const VERSION_OPTION = 'fiko_wc_db_version';
	private const RETRY_OPTION   = 'fiko_wc_db_retry_at';
	private const RETRY_SECONDS  = 600;

	/** Full name with the site's prefix. */
	public static function name(): string {
		global $wpdb;
		return $wpdb->prefix . 'fiko_outbox';
	}

	/** Makes or upgrades the table when this site has not got this version. Costs no query otherwise: the option is autoloaded. */
	public function ensure(): void {
		if ( self::VERSION === get_option( self::VERSION_OPTION ) || time() < (int) get_option( self::RETRY_OPTION, 0 ) ) {
			return;
		}
		global $wpdb;
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		// dbDelta wants two spaces after PRIMARY KEY and one field a line.
		dbDelta(
			'CREATE TABLE ' . self::name() . ' (
			id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
			slot varchar(40) NOT NULL,
			product_id bigint(20) unsigned NOT NULL,
			kind varchar(10) NOT NULL,
			event_id char(36) NOT NULL,
			occurred_at bigint(20) unsigned NOT NULL,
			payload longtext NULL,
			priority tinyint(3) unsigned NOT NULL DEFAULT 0,
			waiting_since bigint(20) unsigned NOT NULL,
			due_at bigint(20) unsigned NOT NULL,
			attempts smallint(5) unsigned NOT NULL DEFAULT 0,
			parked tinyint(1) NOT NULL DEFAULT 0,
			problem text NULL,
			claim_id char(36) NULL,
			claimed_until bigint(20) unsigned NOT NULL DEFAULT 0,
			PRIMARY KEY  (id),
			UNIQUE KEY slot (slot),
			KEY due (parked,priority,due_at),
			KEY product_id (product_id),
			KEY claim_id (claim_id)
			) ENGINE=InnoDB ' . $wpdb->get_charset_collate() . ';'
		);
		if ( $this->is_there() ) {
			update_option( self::VERSION_OPTION, self::VERSION, true );
			delete_option( self::RETRY_OPTION );
			return;
		}
		// A host that refuses CREATE is not asked on every page.
		update_option( self::RETRY_OPTION, time() + self::RETRY_SECONDS, true );
	}

	/**
	 * The database says that the table is not there, whatever the option says: a restored or moved database may have left it out.
	 *
	 * @return bool Whether it was gone and is there again.
	 */
	public function make_again(): bool {
		if ( $this->is_there() ) {
			return false;
		}
		delete_option( self::VERSION_OPTION );
		$this->ensure();
		return $this->exists();
	}

	/** Whether the table is in the database. Asks it; exists() asks the option. */
	public function is_there(): bool {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- Asked of the database itself.
		return self::name() === $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( self::name() ) ) );
	}

	/** Whether the table could be made. */
	public function exists(): bool {
		return self::VERSION === get_option( self::VERSION_OPTION );
	}

	/** Removes the table with everything in it. */
	public function drop(): void {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- The name is our own.
		$wpdb->query( 'DROP TABLE IF EXISTS ' . self::name() );
		delete_option( self::VERSION_OPTION );
		delete_option( self::RETRY_OPTION );
	}
}
