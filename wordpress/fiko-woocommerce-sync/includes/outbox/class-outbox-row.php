<?php
/**
 * One change that is not delivered yet.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Outbox;

/** A row of the outbox as a drain took it. */
final class Outbox_Row {
	/**
	 * Row id.
	 *
	 * @var int
	 */
	public int $id;

	/**
	 * Product id in the shop.
	 *
	 * @var int
	 */
	public int $product_id;

	/**
	 * One of created, updated, restored, deleted.
	 *
	 * @var string
	 */
	public string $kind;

	/**
	 * UUIDv7, kept through every retry.
	 *
	 * @var string
	 */
	public string $event_id;

	/**
	 * Milliseconds since 1970, UTC, on the shop's clock.
	 *
	 * @var int
	 */
	public int $occurred_at;

	/**
	 * What was captured of a product before it was deleted.
	 *
	 * @var array<string, mixed>
	 */
	public array $payload;

	/**
	 * Drains that took it, this one included, since the last mark.
	 *
	 * @var int
	 */
	public int $attempts;

	/**
	 * Whether it was taken so long after its mark that the request which saves cannot have changed the product since without another mark.
	 *
	 * @var bool
	 */
	public bool $was_settled;

	/**
	 * How long it has waited when it was taken.
	 *
	 * @var int
	 */
	public int $age_ms;

	/**
	 * Reads a database row.
	 *
	 * @param array<string, mixed> $row Columns as text.
	 */
	public function __construct( array $row ) {
		$this->id          = self::number( $row['id'] ?? 0 );
		$this->product_id  = self::number( $row['product_id'] ?? 0 );
		$this->kind        = self::text( $row['kind'] ?? '' );
		$this->event_id    = self::text( $row['event_id'] ?? '' );
		$this->occurred_at = self::number( $row['occurred_at'] ?? 0 );
		$this->attempts    = self::number( $row['attempts'] ?? 0 );
		$this->age_ms      = self::number( $row['age_ms'] ?? 0 );
		$this->was_settled = 1 === self::number( $row['was_settled'] ?? 1 );
		$payload           = json_decode( self::text( $row['payload'] ?? '' ), true );
		$this->payload     = is_array( $payload ) ? $payload : array();
	}

	/**
	 * A column as a whole number.
	 *
	 * @param mixed $value As the database gave it.
	 */
	private static function number( $value ): int {
		return is_numeric( $value ) ? (int) $value : 0;
	}

	/**
	 * A column as text.
	 *
	 * @param mixed $value As the database gave it.
	 */
	private static function text( $value ): string {
		return is_scalar( $value ) ? (string) $value : '';
	}
}
