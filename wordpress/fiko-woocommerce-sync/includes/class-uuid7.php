<?php
/**
 * Event ids.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

/** UUID version 7 (RFC 9562): the time in front, so that ids sort by age. */
final class Uuid7 {
	/** A new one, 36 characters. */
	public static function make(): string {
		$random = bin2hex( random_bytes( 10 ) );
		return self::time_part() . '-7' . substr( $random, 0, 3 )
			. '-' . dechex( 8 | ( (int) hexdec( $random[3] ) & 3 ) ) . substr( $random, 4, 3 )
			. '-' . substr( $random, 7, 12 );
	}

	/**
	 * The same as an SQL expression, for statements that mark many products at once: another id for every row.
	 *
	 * @param string $seed SQL expression that differs from row to row.
	 */
	public static function sql( string $seed ): string {
		$salt   = bin2hex( random_bytes( 8 ) );
		$random = "SHA1(CONCAT('{$salt}', RAND(), {$seed}))";
		// One evaluation a piece would be as good: RAND() differs each time, and so do the pieces.
		return "CONCAT('" . self::time_part() . "-7', SUBSTR({$random},1,3), '-', ELT(1 + FLOOR(RAND() * 4), '8', '9', 'a', 'b'), SUBSTR({$random},4,3), '-', SUBSTR({$random},7,12))";
	}

	/** 48 bits of milliseconds as "xxxxxxxx-xxxx". */
	private static function time_part(): string {
		$hex = str_pad( dechex( (int) floor( microtime( true ) * 1000 ) ), 12, '0', STR_PAD_LEFT );
		return substr( $hex, 0, 8 ) . '-' . substr( $hex, 8, 4 );
	}
}
