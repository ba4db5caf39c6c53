<?php
/**
 * The same process with the plugin and without it.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Integration;

/** Takes every callback of the plugin's objects out of WordPress' hooks, and puts them back where they stood. */
final class Plugin_Switch {
	private const OURS = 'Fiko\\WooCommerceSync\\';

	/**
	 * Hook, callback, priority, arguments.
	 *
	 * @var array<int, array{0: string, 1: callable, 2: int, 3: int}>
	 */
	private array $callbacks = array();

	private bool $is_on = true;

	public function __construct() {
		foreach ( $GLOBALS['wp_filter'] as $name => $hook ) {
			foreach ( $hook->callbacks as $priority => $callbacks ) {
				foreach ( $callbacks as $callback ) {
					$target = is_array( $callback['function'] ) ? $callback['function'][0] : $callback['function'];
					$class  = is_object( $target ) ? get_class( $target ) : (string) $target;
					if ( 0 === strpos( $class, self::OURS ) && false === strpos( $class, '\\Tests\\' ) ) {
						$this->callbacks[] = array( (string) $name, $callback['function'], (int) $priority, (int) $callback['accepted_args'] );
					}
				}
			}
		}
		if ( array() === $this->callbacks ) {
			throw new \LogicException( 'The plugin is not there.' );
		}
	}

	public function is_on(): bool {
		return $this->is_on;
	}

	public function off(): void {
		foreach ( $this->is_on ? $this->callbacks : array() as list( $name, $callback, $priority ) ) {
			remove_filter( $name, $callback, $priority );
		}
		$this->is_on = false;
	}

	public function on(): void {
		foreach ( $this->is_on ? array() : $this->callbacks as list( $name, $callback, $priority, $arguments ) ) {
			add_filter( $name, $callback, $priority, $arguments );
		}
		$this->is_on = true;
	}
}
