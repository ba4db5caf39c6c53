<?php
/**
 * One thing the doctor found.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

/** What is so, why, and what to do about it, in an owner's words. */
final class Finding {
	public const OK      = 'ok';
	public const WARNING = 'warning';
	public const ERROR   = 'error';

	/**
	 * Stable name, e.g. token_expired.
	 *
	 * @var string
	 */
	public string $code;

	/**
	 * One of ok, warning, error.
	 *
	 * @var string
	 */
	public string $severity;

	/**
	 * What is so.
	 *
	 * @var string
	 */
	public string $title;

	/**
	 * Why; '' when the title says it all.
	 *
	 * @var string
	 */
	public string $cause;

	/**
	 * What to do; '' when there is nothing to do.
	 *
	 * @var string
	 */
	public string $fix;

	/**
	 * Plain text only: who shows it escapes it.
	 *
	 * @param string $code     Stable name.
	 * @param string $severity One of ok, warning, error.
	 * @param string $title    What is so.
	 * @param string $cause    Why.
	 * @param string $fix      What to do.
	 */
	public function __construct( string $code, string $severity, string $title, string $cause = '', string $fix = '' ) {
		$this->code     = $code;
		$this->severity = $severity;
		$this->title    = $title;
		$this->cause    = $cause;
		$this->fix      = $fix;
	}

	/**
	 * For JSON and storage.
	 *
	 * @return array{code: string, severity: string, title: string, cause: string, fix: string}
	 */
	public function to_array(): array {
		return array(
			'code'     => $this->code,
			'severity' => $this->severity,
			'title'    => $this->title,
			'cause'    => $this->cause,
			'fix'      => $this->fix,
		);
	}

	/**
	 * The other way round.
	 *
	 * @param mixed $stored What to_array() gave.
	 */
	public static function from_array( $stored ): self {
		$stored = is_array( $stored ) ? $stored : array();
		return new self(
			(string) ( $stored['code'] ?? '' ),
			(string) ( $stored['severity'] ?? self::ERROR ),
			(string) ( $stored['title'] ?? '' ),
			(string) ( $stored['cause'] ?? '' ),
			(string) ( $stored['fix'] ?? '' )
		);
	}

	/**
	 * The worst severity of several findings.
	 *
	 * @param self[] $findings Any number.
	 */
	public static function worst( array $findings ): string {
		$worst = self::OK;
		foreach ( $findings as $finding ) {
			if ( self::ERROR === $finding->severity ) {
				return self::ERROR;
			}
			if ( self::WARNING === $finding->severity ) {
				$worst = self::WARNING;
			}
		}
		return $worst;
	}
}
