<?php
/**
 * Encryption of stored secrets.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Unit;

use Fiko\WooCommerceSync\Secret_Box;
use PHPUnit\Framework\TestCase;

/** What a database dump tells, and what it does not. */
final class SecretBoxTest extends TestCase {
	private const TOKEN = 'wc_sk_live_0123456789abcdefghijABCDEFGHIJ';

	public function test_what_was_sealed_is_opened_again(): void {
		$box = new Secret_Box( 'salt' );
		foreach ( array( self::TOKEN, '', ' with spaces ', 'رمزِ فروشگاه', str_repeat( "\0x", 5000 ) ) as $text ) {
			$sealed = $box->seal( $text );
			$this->assertTrue( $box->is_sealed( $sealed ) );
			$this->assertSame( $text, $box->open( $sealed ) );
		}
	}

	public function test_a_sealed_text_tells_nothing_and_is_another_each_time(): void {
		$box = new Secret_Box( 'salt' );
		$this->assertStringNotContainsString( self::TOKEN, $box->seal( self::TOKEN ) );
		$this->assertStringNotContainsString( substr( base64_encode( self::TOKEN ), 0, 12 ), $box->seal( self::TOKEN ) );
		$this->assertNotSame( $box->seal( self::TOKEN ), $box->seal( self::TOKEN ) );
	}

	public function test_it_fits_in_an_option_of_plain_letters(): void {
		$this->assertMatchesRegularExpression( '#^fiko1:[A-Za-z0-9+/]+=*$#', ( new Secret_Box( 'salt' ) )->seal( self::TOKEN ) );
	}

	public function test_a_text_that_was_tampered_with_is_not_opened(): void {
		$box   = new Secret_Box( 'salt' );
		$bytes = base64_decode( substr( $box->seal( self::TOKEN ), 6 ) );
		foreach ( array( 0, 23, 24, 40, strlen( $bytes ) - 1 ) as $at ) {
			$changed        = $bytes;
			$changed[ $at ] = chr( ord( $changed[ $at ] ) ^ 1 );
			$this->assertSame( '', $box->open( 'fiko1:' . base64_encode( $changed ) ), "byte $at" );
		}
	}

	public function test_with_other_salts_it_is_not_opened(): void {
		$this->assertSame( '', ( new Secret_Box( 'new salt' ) )->open( ( new Secret_Box( 'salt' ) )->seal( self::TOKEN ) ) );
	}

	public function test_what_is_no_sealed_text_is_not_opened(): void {
		$box = new Secret_Box( 'salt' );
		foreach ( array( 'fiko1:', 'fiko1:AAAA', 'fiko1:§§§', substr( $box->seal( self::TOKEN ), 0, 40 ) ) as $broken ) {
			$this->assertSame( '', $box->open( $broken ), $broken );
		}
	}

	public function test_a_token_of_an_earlier_version_is_read_as_it_stands(): void {
		$box = new Secret_Box( 'salt' );
		$this->assertFalse( $box->is_sealed( self::TOKEN ) );
		$this->assertSame( self::TOKEN, $box->open( ' ' . self::TOKEN . "\n" ) );
		$this->assertSame( '', $box->open( '' ) );
	}
}
