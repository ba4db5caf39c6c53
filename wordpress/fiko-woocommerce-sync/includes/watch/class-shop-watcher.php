<?php
/**
 * Changes that concern many products at once.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Watch;

use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Settings;

/** Another currency, other addresses, a picture that is gone. No product is saved then, and its date does not move. */
final class Shop_Watcher {
	private const OPTIONS = array( 'woocommerce_currency', 'permalink_structure', 'woocommerce_permalinks', 'home' );

	/**
	 * Whether there is a hub to tell.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Where changes are noted.
	 *
	 * @var Outbox
	 */
	private Outbox $outbox;

	/**
	 * Wires the watcher.
	 *
	 * @param Settings $settings Whether there is a hub to tell.
	 * @param Outbox   $outbox   Where changes are noted.
	 */
	public function __construct( Settings $settings, Outbox $outbox ) {
		$this->settings = $settings;
		$this->outbox   = $outbox;
	}

	/** Hooks. */
	public function register(): void {
		foreach ( self::OPTIONS as $option ) {
			add_action( 'update_option_' . $option, array( $this, 'action_option_changed' ), 10, 0 );
		}
		add_action( 'delete_attachment', array( $this, 'action_picture_deleted' ) );
	}

	/** Every product is said differently now. */
	public function action_option_changed(): void {
		if ( $this->settings->has_token() ) {
			$this->outbox->mark_where( '1 = 1', Outbox::BULK );
		}
	}

	/**
	 * A picture is deleted: its products lose it.
	 *
	 * @param int $attachment_id The picture.
	 */
	public function action_picture_deleted( $attachment_id ): void {
		if ( ! $this->settings->has_token() ) {
			return;
		}
		global $wpdb;
		$this->outbox->mark_where(
			$wpdb->prepare(
				"p.ID IN (SELECT IF(o.post_type = 'product_variation', o.post_parent, o.ID) FROM {$wpdb->postmeta} m JOIN {$wpdb->posts} o ON o.ID = m.post_id"
				. " WHERE (m.meta_key = '_thumbnail_id' AND m.meta_value = %s) OR (m.meta_key = '_product_image_gallery' AND FIND_IN_SET(%s, m.meta_value)))",
				(string) (int) $attachment_id,
				(string) (int) $attachment_id
			),
			Outbox::LIVE
		);
	}
}
