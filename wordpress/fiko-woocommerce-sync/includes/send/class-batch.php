<?php
/**
 * What goes into one request.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Send;

use Fiko\WooCommerceSync\Outbox\Outbox_Row;

/** Events with the rows they come from, up to the size the hub takes. */
final class Batch {
	/** The hub takes 8 MiB a request and 1 MiB an event. */
	private const LARGEST_BODY  = 6291456;
	private const LARGEST_EVENT = 1048576;

	/**
	 * Rows by event id.
	 *
	 * @var array<string, Outbox_Row>
	 */
	private array $rows = array();

	/**
	 * Encoded events.
	 *
	 * @var list<string>
	 */
	private array $events = array();

	/**
	 * Bytes of all events.
	 *
	 * @var int
	 */
	private int $bytes = 0;

	/**
	 * Whether one more event has room.
	 *
	 * @param string $event Encoded.
	 */
	public function has_room( string $event ): bool {
		return array() === $this->events || $this->bytes + strlen( $event ) <= self::LARGEST_BODY;
	}

	/**
	 * Whether the hub would take the event at all.
	 *
	 * @param string $event Encoded.
	 */
	public static function is_too_large( string $event ): bool {
		return strlen( $event ) > self::LARGEST_EVENT;
	}

	/**
	 * Adds an event.
	 *
	 * @param Outbox_Row $row   Where it comes from.
	 * @param string     $event Encoded.
	 */
	public function add( Outbox_Row $row, string $event ): void {
		$this->rows[ $row->event_id ] = $row;
		$this->events[]               = $event;
		$this->bytes                 += strlen( $event ) + 1;
	}

	/** The body of the request. */
	public function body(): string {
		return '{"events":[' . implode( ',', $this->events ) . ']}';
	}

	/**
	 * All rows in it, by event id.
	 *
	 * @return array<string, Outbox_Row>
	 */
	public function rows(): array {
		return $this->rows;
	}

	/** How many. */
	public function count(): int {
		return count( $this->events );
	}
}
