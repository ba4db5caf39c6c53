<?php
/**
 * Event ids.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Unit;

use Fiko\WooCommerceSync\Uuid7;
use PHPUnit\Framework\TestCase;

/** RFC 9562, version 7. */
final class Uuid7Test extends TestCase {
	public function test_it_is_of_version_7_and_of_the_rfcs_variant(): void {
		for ( $i = 0; $i < 200; $i++ ) {
			$this->assertMatchesRegularExpression( '/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/', Uuid7::make() );
		}
	}

	public function test_it_begins_with_the_time_in_milliseconds(): void {
		$before = (int) floor( microtime( true ) * 1000 );
		$id     = Uuid7::make();
		$after  = (int) floor( microtime( true ) * 1000 );
		$time   = (int) hexdec( substr( str_replace( '-', '', $id ), 0, 12 ) );
		$this->assertGreaterThanOrEqual( $before, $time );
		$this->assertLessThanOrEqual( $after, $time );
	}

	public function test_one_of_a_later_millisecond_sorts_later(): void {
		$first = Uuid7::make();
		$since = (int) floor( microtime( true ) * 1000 );
		while ( (int) floor( microtime( true ) * 1000 ) === $since ) {
			continue;
		}
		$this->assertLessThan( 0, strcmp( $first, Uuid7::make() ) );
	}

	public function test_ten_thousand_are_all_different(): void {
		$ids = array();
		for ( $i = 0; $i < 10000; $i++ ) {
			$ids[ Uuid7::make() ] = true;
		}
		$this->assertCount( 10000, $ids );
	}

	public function test_all_four_variants_come_up(): void {
		$seen = array();
		for ( $i = 0; $i < 1000; $i++ ) {
			$seen[ Uuid7::make()[19] ] = true;
		}
		ksort( $seen );
		$this->assertSame( array( '8', '9', 'a', 'b' ), array_map( 'strval', array_keys( $seen ) ) );
	}
}
