<?php
/**
 * From a row of the outbox to an event of the wire.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Send;

use Fiko\WooCommerceSync\Outbox\Outbox_Row;

/** Reads the product as it is now: the row only says that it changed. */
final class Event_Builder {
	private const LONGEST_DELETION_MS = 60000;

	/**
	 * Says it in the contract's words.
	 *
	 * @var Product_Payload
	 */
	private Product_Payload $payload;

	/**
	 * Knows the time of a product's last event.
	 *
	 * @var Delivery_Notes
	 */
	private Delivery_Notes $notes;

	/**
	 * Wires the builder.
	 *
	 * @param Product_Payload $payload Says it in the contract's words.
	 * @param Delivery_Notes  $notes   Knows the time of a product's last event.
	 */
	public function __construct( Product_Payload $payload, Delivery_Notes $notes ) {
		$this->payload = $payload;
		$this->notes   = $notes;
	}

	/**
	 * The event, encoded. A product that is gone or in the trash makes a deletion of any row; one that is there after all (a deletion that
	 * failed, or was undone) makes an update of a deletion's row: what is sent is the truth of now. Moves the row's time when the shop's clock
	 * was set back: the hub takes an older time for an older state.
	 *
	 * @param Outbox_Row $row The row.
	 * @return string|null Null: a deletion that is still under way, to be read again in a moment.
	 * @throws \RuntimeException The product is in the shop, but WooCommerce cannot read it.
	 */
	public function build( Outbox_Row $row ): ?string {
		$is_here = 'product' === get_post_type( $row->product_id ) && ! in_array( get_post_status( $row->product_id ), array( 'trash', 'auto-draft' ), true );

		// Marked before the product goes, which takes a while where it has many variations. If it is still there after a minute, it stayed.
		if ( $is_here && ! empty( $row->payload['is_to_come'] ) && $row->age_ms < self::LONGEST_DELETION_MS ) {
			return null;
		}

		$last             = max( $this->notes->last_occurred( $row->product_id ), (int) ( $row->payload['last_occurred'] ?? 0 ) );
		$row->occurred_at = max( $row->occurred_at, $last + 1 );
		if ( $is_here ) {
			$product = wc_get_product( $row->product_id );
			if ( ! $product instanceof \WC_Product ) {
				throw new \RuntimeException( 'WooCommerce cannot read this product; the plugin that brought its type may be switched off.' );
			}
			$kind    = 'deleted' === $row->kind ? 'updated' : $row->kind;
			$payload = $this->payload->of( $product );
		} else {
			$kind    = 'deleted';
			$payload = array( 'id' => $row->product_id ) + $row->payload;
			unset( $payload['last_occurred'], $payload['is_to_come'] );
		}
		$row->kind = $kind;
		return Hub_Client::encode(
			array(
				'event_id'    => $row->event_id,
				'event_type'  => 'product.' . $kind,
				'occurred_at' => self::iso( $row->occurred_at ),
				'product'     => $payload,
			)
		);
	}

	/**
	 * ISO 8601 in UTC with milliseconds.
	 *
	 * @param int $ms Since 1970.
	 */
	private static function iso( int $ms ): string {
		return gmdate( 'Y-m-d\TH:i:s', intdiv( $ms, 1000 ) ) . sprintf( '.%03dZ', $ms % 1000 );
	}
}
