<?php
/**
 * What a drain did.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Send;

/** Counted for WP-CLI, the log and tests. */
final class Drain_Report {
	/**
	 * Events the hub confirmed.
	 *
	 * @var int
	 */
	public int $delivered = 0;

	/**
	 * Rows set aside with a reason.
	 *
	 * @var int
	 */
	public int $parked = 0;

	/**
	 * Requests made.
	 *
	 * @var int
	 */
	public int $requests = 0;

	/**
	 * Why it ended early; '' when the outbox is empty or the time was up.
	 *
	 * @var string One of '', not_connected, stopped, paused, or a problem of Hub_Answer.
	 */
	public string $ended_by = '';
}
