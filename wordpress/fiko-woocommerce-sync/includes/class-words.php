<?php
/**
 * Numbers and times as people read them.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

/** In the language of whoever looks: Persian gets Persian digits and, where PHP can, the Persian calendar. */
final class Words {
	private const PERSIAN = array(
		'0' => '۰',
		'1' => '۱',
		'2' => '۲',
		'3' => '۳',
		'4' => '۴',
		'5' => '۵',
		'6' => '۶',
		'7' => '۷',
		'8' => '۸',
		'9' => '۹',
		',' => '٬',
	);

	/** Below this it is "just now". */
	private const JUST_NOW_SECONDS = 10;

	/**
	 * A whole number.
	 *
	 * @param int $number Any.
	 */
	public static function number( int $number ): string {
		$text = number_format_i18n( $number );
		return self::is_persian() ? strtr( $text, self::PERSIAN ) : $text;
	}

	/**
	 * A length of time, in its largest unit: "3 minutes".
	 *
	 * @param int $seconds Not negative.
	 */
	public static function duration( int $seconds ): string {
		if ( $seconds < MINUTE_IN_SECONDS ) {
			$count = max( 1, $seconds );
			/* translators: %s: a number of seconds. */
			return sprintf( _n( '%s second', '%s seconds', $count, 'fiko-woocommerce-sync' ), self::number( $count ) );
		}
		if ( $seconds < HOUR_IN_SECONDS ) {
			$count = intdiv( $seconds, MINUTE_IN_SECONDS );
			/* translators: %s: a number of minutes. */
			return sprintf( _n( '%s minute', '%s minutes', $count, 'fiko-woocommerce-sync' ), self::number( $count ) );
		}
		if ( $seconds < 2 * DAY_IN_SECONDS ) {
			$count = intdiv( $seconds, HOUR_IN_SECONDS );
			/* translators: %s: a number of hours. */
			return sprintf( _n( '%s hour', '%s hours', $count, 'fiko-woocommerce-sync' ), self::number( $count ) );
		}
		$count = intdiv( $seconds, DAY_IN_SECONDS );
		/* translators: %s: a number of days. */
		return sprintf( _n( '%s day', '%s days', $count, 'fiko-woocommerce-sync' ), self::number( $count ) );
	}

	/**
	 * How long ago: "3 minutes ago".
	 *
	 * @param int $timestamp Seconds since 1970.
	 */
	public static function ago( int $timestamp ): string {
		$seconds = time() - $timestamp;
		if ( $seconds < self::JUST_NOW_SECONDS ) {
			return __( 'just now', 'fiko-woocommerce-sync' );
		}
		/* translators: %s: a length of time, e.g. "3 minutes". */
		return sprintf( __( '%s ago', 'fiko-woocommerce-sync' ), self::duration( $seconds ) );
	}

	/**
	 * The exact time, in the shop's time zone.
	 *
	 * @param int $timestamp Seconds since 1970.
	 */
	public static function exact( int $timestamp ): string {
		if ( self::is_persian() && class_exists( \IntlDateFormatter::class ) ) {
			try {
				$formatter = new \IntlDateFormatter( 'fa_IR@calendar=persian', \IntlDateFormatter::MEDIUM, \IntlDateFormatter::MEDIUM, wp_timezone_string(), \IntlDateFormatter::TRADITIONAL );
				$text      = $formatter->format( $timestamp );
				if ( is_string( $text ) ) {
					return $text;
				}
			} catch ( \Throwable $not_known ) {
				// An offset such as "+03:30" is no name of a time zone to every ICU: the plain way then.
				unset( $not_known );
			}
		}
		$text = (string) wp_date( self::text_option( 'date_format' ) . ' ' . self::text_option( 'time_format' ), $timestamp );
		return self::is_persian() ? strtr( $text, array_diff_key( self::PERSIAN, array( ',' => '' ) ) ) : $text;
	}

	/**
	 * How long ago, with the exact time on hover: HTML.
	 *
	 * @param int $timestamp Seconds since 1970; 0 for never.
	 */
	public static function time_tag( int $timestamp ): string {
		if ( $timestamp <= 0 ) {
			return esc_html__( 'never', 'fiko-woocommerce-sync' );
		}
		return sprintf( '<time datetime="%s" title="%s">%s</time>', esc_attr( gmdate( 'c', $timestamp ) ), esc_attr( self::exact( $timestamp ) ), esc_html( self::ago( $timestamp ) ) );
	}

	/**
	 * A name inside a sentence: in whatever direction it is written, it does not turn the sentence around (FSI and PDI, as <bdi> does in HTML).
	 *
	 * @param string $name Plain text.
	 */
	public static function name( string $name ): string {
		return "\u{2068}" . $name . "\u{2069}";
	}

	/**
	 * The same without the marks that name() sets.
	 *
	 * @param string $text Plain text.
	 */
	public static function without_marks( string $text ): string {
		return str_replace( array( "\u{2068}", "\u{2069}" ), '', $text );
	}

	/** Whether the words around are Persian. */
	public static function is_persian(): bool {
		return 0 === strpos( determine_locale(), 'fa' );
	}

	/**
	 * An option as text.
	 *
	 * @param string $name Its name.
	 */
	private static function text_option( string $name ): string {
		$value = get_option( $name );
		return is_string( $value ) ? $value : '';
	}
}
