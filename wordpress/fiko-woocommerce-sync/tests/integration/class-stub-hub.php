<?php
/**
 * A hub that does as it is told, for tests of what goes wrong.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests;

/**
 * Starts stub-hub.php as a process of its own. Without a plan it answers as the hub does: every event is accepted.
 *
 * A plan is one answer: status, headers, body (text, or an array for JSON), delay_ms, and `cut` (bytes of the body that are sent before the
 * connection ends, its Content-Length being that of the whole) or `drop` (the connection ends without an answer).
 */
final class Stub_Hub {
	/**
	 * Its address, without a slash at the end.
	 *
	 * @var string
	 */
	public string $url;

	/**
	 * Where requests and plans lie.
	 *
	 * @var string
	 */
	private string $folder;

	/**
	 * The process.
	 *
	 * @var resource|null
	 */
	private $process;

	public function __construct() {
		$this->folder = sys_get_temp_dir() . '/fiko-hub-' . bin2hex( random_bytes( 6 ) );
		mkdir( $this->folder, 0700 );
		$pipes         = array();
		$this->process = proc_open( array( PHP_BINARY, __DIR__ . '/stub-hub.php', $this->folder ), array( array( 'pipe', 'r' ), array( 'file', '/dev/null', 'w' ), array( 'file', $this->folder . '/errors', 'w' ) ), $pipes );
		$until         = microtime( true ) + 10;
		while ( ! is_readable( $this->folder . '/port' ) ) {
			if ( microtime( true ) > $until ) {
				throw new \RuntimeException( 'The hub double did not start: ' . (string) file_get_contents( $this->folder . '/errors' ) );
			}
			usleep( 5000 );
		}
		$this->url = 'http://127.0.0.1:' . file_get_contents( $this->folder . '/port' );
	}

	/**
	 * The next requests get these answers, one each, in this order.
	 *
	 * @param array<string, mixed> ...$plans Answers.
	 */
	public function plan( array ...$plans ): void {
		file_put_contents( $this->folder . '/plans', json_encode( $plans ), LOCK_EX );
	}

	/**
	 * Every request without a plan of its own gets this answer; null: as the hub does.
	 *
	 * @param array<string, mixed>|null $plan The answer.
	 */
	public function always( ?array $plan ): void {
		file_put_contents( $this->folder . '/always', json_encode( $plan ), LOCK_EX );
	}

	/**
	 * The requests so far.
	 *
	 * @param string $path Only those whose path ends so.
	 * @return array<int, array{method: string, path: string, headers: array<string, string>, body: string, json: mixed}>
	 */
	public function requests( string $path = '' ): array {
		$lines = is_readable( $this->folder . '/requests' ) ? file( $this->folder . '/requests', FILE_IGNORE_NEW_LINES ) : array();
		$found = array_map(
			static function ( string $line ): array {
				$request         = json_decode( $line, true );
				$request['body'] = base64_decode( $request['body'] );
				$request['json'] = json_decode( $request['body'], true );
				return $request;
			},
			(array) $lines
		);
		return array_values(
			array_filter(
				$found,
				static function ( array $request ) use ( $path ): bool {
					return '' === $path || substr( $request['path'], -strlen( $path ) ) === $path;
				}
			)
		);
	}

	/**
	 * All events that came, in batches or alone, in their order.
	 *
	 * @return array<int, array<string, mixed>>
	 */
	public function events(): array {
		$events = array();
		foreach ( $this->requests() as $request ) {
			if ( false !== strpos( $request['path'], '/webhook/' ) && is_array( $request['json'] ) ) {
				$events = array_merge( $events, $request['json']['events'] ?? array( $request['json'] ) );
			}
		}
		return $events;
	}

	/** Forgets the requests so far. */
	public function forget(): void {
		file_put_contents( $this->folder . '/requests', '', LOCK_EX );
	}

	/** Ends it; its port refuses connections from then on. */
	public function stop(): void {
		if ( null !== $this->process ) {
			proc_terminate( $this->process, 9 );
			proc_close( $this->process );
			$this->process = null;
			array_map( 'unlink', (array) glob( $this->folder . '/*' ) );
			rmdir( $this->folder );
		}
	}
}
