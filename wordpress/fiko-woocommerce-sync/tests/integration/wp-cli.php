<?php
/**
 * The little of WP-CLI that the command uses, for a process of its own: it remembers what was said and how it ended. The real one parses the
 * options from the docblocks, prints tables in columns and ends the process; here options are given parsed, a table is its rows as JSON, and an end
 * is an exception.
 *
 * @package Fiko\WooCommerceSync
 */

namespace {
	define( 'WP_CLI', true );

	/** What Action Scheduler's commands are made of. */
	class WP_CLI_Command {
	}

	/** WooCommerce ends PHP where it is missing. */
	class Plugin_Command extends WP_CLI_Command {
	}

	/** Says and remembers. */
	final class WP_CLI {
		/**
		 * Commands by name.
		 *
		 * @var array<string, mixed>
		 */
		public static array $commands = array();

		/**
		 * What was printed.
		 *
		 * @var string[]
		 */
		public static array $lines = array();

		/**
		 * WooCommerce adds its own ones too, as names of classes and as callables.
		 *
		 * @param string $name    What it is called by.
		 * @param mixed  $command What does it.
		 */
		public static function add_command( string $name, $command ): void {
			self::$commands[ $name ] = $command;
		}

		/** WooCommerce waits for the end of loading with its own commands, which nobody calls here. */
		public static function add_hook(): void {
		}

		public static function line( string $text ): void {
			self::$lines[] = $text;
		}

		public static function error( string $text ): void {
			self::$lines[] = 'Error: ' . $text;
			self::halt( 1 );
		}

		public static function halt( int $code ): void {
			throw new \RuntimeException( 'halt', $code );
		}

		/**
		 * Runs a command as a terminal would.
		 *
		 * @param array{0: string, 1: string[], 2: array<string, mixed>} $call Subcommand, arguments, flags.
		 * @return array{code: int, lines: string[]} How it ended.
		 */
		public static function run( array $call ): array {
			$code = 0;
			try {
				self::$commands['fiko']->{$call[0]}( $call[1], $call[2] );
			} catch ( \RuntimeException $end ) {
				if ( 'halt' !== $end->getMessage() ) {
					throw $end;
				}
				$code = $end->getCode();
			}
			return array(
				'code'  => $code,
				'lines' => self::$lines,
			);
		}
	}
}

namespace WP_CLI\Utils {
	/**
	 * A table.
	 *
	 * @param string                           $format  As which.
	 * @param array<int, array<string, mixed>> $rows    Its rows.
	 * @param string[]                         $columns Its columns.
	 */
	function format_items( string $format, array $rows, array $columns ): void {
		foreach ( $rows as $row ) {
			\WP_CLI::line( implode( ' | ', array_map( static fn ( string $column ): string => (string) $row[ $column ], $columns ) ) );
		}
	}
}
