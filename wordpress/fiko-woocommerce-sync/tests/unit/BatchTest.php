<?php
/**
 * What goes into one request.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Unit;

use Fiko\WooCommerceSync\Outbox\Outbox_Row;
use Fiko\WooCommerceSync\Send\Batch;
use PHPUnit\Framework\TestCase;

/** The hub takes 8 MiB a request and 1 MiB an event. */
final class BatchTest extends TestCase {
	private const MIB = 1048576;

	private function row( int $id ): Outbox_Row {
		return new Outbox_Row(
			array(
				'id'       => (string) $id,
				'event_id' => "event-$id",
			)
		);
	}

	public function test_its_body_is_json_in_the_order_of_the_rows(): void {
		$batch = new Batch();
		$batch->add( $this->row( 1 ), '{"event_id":"event-1"}' );
		$batch->add( $this->row( 2 ), '{"event_id":"event-2"}' );
		$this->assertSame( '{"events":[{"event_id":"event-1"},{"event_id":"event-2"}]}', $batch->body() );
		$this->assertSame( 2, $batch->count() );
		$this->assertSame( array( 'event-1', 'event-2' ), array_keys( $batch->rows() ) );
		$this->assertSame( 2, $batch->rows()['event-2']->id );
	}

	public function test_an_event_may_be_one_mebibyte_and_not_a_byte_more(): void {
		$this->assertFalse( Batch::is_too_large( str_repeat( 'x', self::MIB ) ) );
		$this->assertTrue( Batch::is_too_large( str_repeat( 'x', self::MIB + 1 ) ) );
	}

	public function test_bytes_are_counted_not_letters(): void {
		$this->assertTrue( Batch::is_too_large( str_repeat( 'چ', self::MIB / 2 + 1 ) ) );
	}

	public function test_it_is_full_below_what_the_hub_takes(): void {
		$batch = new Batch();
		$event = str_repeat( 'x', self::MIB );
		$count = 0;
		while ( $batch->has_room( $event ) && $count < 100 ) {
			$batch->add( $this->row( ++$count ), $event );
		}
		$this->assertLessThan( 8 * self::MIB, strlen( $batch->body() ) );
		$this->assertGreaterThanOrEqual( 5, $count );
		$this->assertTrue( $batch->has_room( '{}' ), 'A small one still fits.' );
	}

	public function test_an_empty_one_takes_any_event(): void {
		$this->assertTrue( ( new Batch() )->has_room( str_repeat( 'x', 10 * self::MIB ) ) );
	}
}
