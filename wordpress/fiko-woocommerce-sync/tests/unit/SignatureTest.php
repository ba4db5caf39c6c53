<?php
/**
 * Signed deliveries.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Unit;

use Fiko\WooCommerceSync\Send\Signature;
use PHPUnit\Framework\TestCase;

/** Vectors made with the package the hub verifies with: standardwebhooks 1.1.1 of npm. */
final class SignatureTest extends TestCase {
	private const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

	/** @return array<string, array{0: string, 1: int, 2: string, 3: string}> */
	public function vectors(): array {
		return array(
			'of the standard' => array( 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}', 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' ),
			'in Persian'      => array( '01912345-6789-7abc-8def-0123456789ab', 1767225600, '{"events":[{"name":"چراغ"}]}', 'v1,Cy6FGHtJPq8+i5MqGjlc6aWCbb0QmMpTeDVDTCXJVZE=' ),
		);
	}

	/** @dataProvider vectors */
	public function test_it_is_what_the_hub_verifies( string $id, int $at, string $body, string $expected ): void {
		$this->assertSame(
			array(
				'webhook-id'        => $id,
				'webhook-timestamp' => (string) $at,
				'webhook-signature' => $expected,
			),
			Signature::headers( self::SECRET, $id, $at, $body )
		);
	}

	public function test_the_key_is_what_base64_hides_behind_the_prefix(): void {
		$key = base64_decode( substr( self::SECRET, 6 ) );
		$own = 'v1,' . base64_encode( hash_hmac( 'sha256', 'id.1.body', $key, true ) );
		$this->assertSame( $own, Signature::headers( self::SECRET, 'id', 1, 'body' )['webhook-signature'] );
		$this->assertSame( $own, Signature::headers( substr( self::SECRET, 6 ), 'id', 1, 'body' )['webhook-signature'] );
	}

	public function test_id_time_and_body_all_count(): void {
		$marks = array();
		foreach ( array( array( 'id', 1, 'body' ), array( 'id2', 1, 'body' ), array( 'id', 2, 'body' ), array( 'id', 1, 'body ' ) ) as $parts ) {
			$marks[] = Signature::headers( self::SECRET, ...$parts )['webhook-signature'];
		}
		$this->assertCount( 4, array_unique( $marks ) );
	}
}
