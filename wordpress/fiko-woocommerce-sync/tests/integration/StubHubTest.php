<?php
/**
 * The hub double does what fault tests ask of it.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests\Integration;

use Fiko\WooCommerceSync\Tests\Site_Test_Case;

/** Asked through WordPress' own HTTP functions, as the plugin asks. */
final class StubHubTest extends Site_Test_Case {
	private const BATCH = '/api/integrations/woocommerce/webhook/batch/';

	public function test_it_accepts_events_as_the_hub_does_and_remembers_them(): void {
		$hub    = $this->start_hub();
		$answer = wp_safe_remote_post( $hub->url . self::BATCH, array( 'body' => '{"events":[{"event_id":"a"},{"event_id":"b"}]}', 'headers' => array( 'Authorization' => 'Bearer x' ) ) );
		$this->assertSame( 207, wp_remote_retrieve_response_code( $answer ) );
		$this->assertSame( '{"results":[{"event_id":"a","status":"accepted"},{"event_id":"b","status":"accepted"}]}', wp_remote_retrieve_body( $answer ) );
		$this->assertSame( array( array( 'event_id' => 'a' ), array( 'event_id' => 'b' ) ), $hub->events() );
		$this->assertSame( 'Bearer x', $hub->requests( '/batch/' )[0]['headers']['authorization'] );
	}

	public function test_it_fails_as_planned(): void {
		$hub = $this->start_hub();
		$hub->plan(
			array( 'status' => 429, 'headers' => array( 'Retry-After' => '7' ), 'body' => array( 'error' => 'slow down' ) ),
			array( 'body' => '<html>firewall</html>' ),
			array( 'drop' => true ),
			array( 'body' => str_repeat( 'x', 1000 ), 'cut' => 10 ),
			array( 'delay_ms' => 1500 )
		);
		$ask = static fn () => wp_safe_remote_post( $hub->url . self::BATCH, array( 'body' => '{"events":[]}', 'timeout' => 1 ) );

		$limited = $ask();
		$this->assertSame( array( 429, '7' ), array( wp_remote_retrieve_response_code( $limited ), wp_remote_retrieve_header( $limited, 'retry-after' ) ) );
		$this->assertSame( '<html>firewall</html>', wp_remote_retrieve_body( $ask() ) );
		$this->assertWPError( $ask() );
		$cut = $ask();
		$this->assertTrue( is_wp_error( $cut ) || 10 === strlen( wp_remote_retrieve_body( $cut ) ) );
		$this->assertWPError( $ask() );
		$this->assertSame( 207, wp_remote_retrieve_response_code( $ask() ) );
		$hub->always( array( 'status' => 503 ) );
		$this->assertSame( 503, wp_remote_retrieve_response_code( $ask() ) );
		$hub->stop();
		$this->assertWPError( $ask() );
	}

	/** @param mixed $answer */
	private function assertWPError( $answer ): void {
		$this->assertInstanceOf( \WP_Error::class, $answer );
	}
}
