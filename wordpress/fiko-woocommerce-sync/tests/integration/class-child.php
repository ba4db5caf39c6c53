<?php
/**
 * A second PHP process in the same shop.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Integration;

/** Starts child.php, which loads the shop and then waits to be told to begin: so two of them can begin at once. */
final class Child {
	private const LIMIT_SECONDS = 120;

	/**
	 * Those that may still run.
	 *
	 * @var self[]
	 */
	private static array $started = array();

	/**
	 * The process.
	 *
	 * @var resource|null
	 */
	private $process;

	/**
	 * Its input and output.
	 *
	 * @var resource[]
	 */
	private array $pipes = array();

	/** Where its complaints go. */
	private string $errors;

	/**
	 * Starts a process; it is ready when this returns.
	 *
	 * @param string                $job  One of those in child.php.
	 * @param array<string, string> $told Environment it gets besides.
	 */
	public function __construct( string $job, array $told = array() ) {
		$this->errors  = (string) tempnam( sys_get_temp_dir(), 'fiko-child' );
		$command       = array( PHP_BINARY, '-d', 'display_errors=stderr', '-d', 'log_errors=0', __DIR__ . '/child.php', $job );
		$this->process = proc_open( $command, array( array( 'pipe', 'r' ), array( 'pipe', 'w' ), array( 'file', $this->errors, 'w' ) ), $this->pipes, null, $told + getenv() );
		self::$started[] = $this;
		$said            = (string) fgets( $this->pipes[1] );
		if ( "ready\n" !== $said ) {
			// WordPress sends what goes wrong to its own log.
			$log = (string) @file_get_contents( getenv( 'FIKO_SITE_DIR' ) . '/debug.log' );
			throw new \RuntimeException( "The child did not start:\n" . $said . file_get_contents( $this->errors ) . substr( $log, -2000 ) );
		}
	}

	/** Runs a job to its end. @return mixed what it found */
	public static function run( string $job, array $told = array() ) {
		return ( new self( $job, $told ) )->begin()->result();
	}

	/** Off it goes. */
	public function begin(): self {
		fwrite( $this->pipes[0], "go\n" );
		return $this;
	}

	/** @return mixed what it found; null when it died before it said so */
	public function result() {
		stream_set_timeout( $this->pipes[1], self::LIMIT_SECONDS );
		$text = stream_get_contents( $this->pipes[1] );
		$this->end();
		return json_decode( (string) $text, true );
	}

	/** As a host kills a process that takes too long. */
	public function kill(): void {
		proc_terminate( $this->process, 9 );
		$this->end();
	}

	/** Whatever a failed test left running. */
	public static function stop_all(): void {
		foreach ( self::$started as $child ) {
			if ( null !== $child->process ) {
				$child->kill();
			}
			@unlink( $child->errors );
		}
		self::$started = array();
	}

	private function end(): void {
		foreach ( $this->pipes as $pipe ) {
			fclose( $pipe );
		}
		proc_close( $this->process );
		$this->process = null;
		$this->pipes   = array();
	}
}
