<?php
/**
 * The process behind Stub_Hub: a small HTTP server that can also misbehave below HTTP, which PHP's own cannot.
 *
 * Files in the folder given as argument: port, requests (one JSON line each), plans, always.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests;

$folder = $argv[1];
$server = stream_socket_server( 'tcp://127.0.0.1:0', $code, $message );
if ( false === $server ) {
	fwrite( STDERR, $message );
	exit( 1 );
}
if ( function_exists( 'pcntl_signal' ) ) {
	pcntl_signal( SIGCHLD, SIG_IGN );
}
file_put_contents( $folder . '/port.new', substr( (string) strrchr( (string) stream_socket_get_name( $server, false ), ':' ), 1 ) );
rename( $folder . '/port.new', $folder . '/port' );

while ( true ) {
	$client = @stream_socket_accept( $server, 3600 );
	if ( false === $client ) {
		continue;
	}
	// Two drains at once must be served at once.
	$child = function_exists( 'pcntl_fork' ) ? pcntl_fork() : -1;
	if ( $child > 0 ) {
		fclose( $client );
		continue;
	}
	serve( $client, $folder );
	if ( 0 === $child ) {
		exit( 0 );
	}
}

/**
 * One request, one answer, end of connection.
 *
 * @param resource $client The connection.
 * @param string   $folder Where plans lie.
 */
function serve( $client, string $folder ): void {
	stream_set_timeout( $client, 10 );
	list( $method, $path ) = array_pad( explode( ' ', (string) fgets( $client ) ), 2, '' );
	$headers               = array();
	for ( $line = fgets( $client ); false !== $line && '' !== trim( $line ); $line = fgets( $client ) ) {
		list( $name, $value )                   = array_pad( explode( ':', $line, 2 ), 2, '' );
		$headers[ strtolower( trim( $name ) ) ] = trim( $value );
	}
	if ( '' === $path ) {
		fclose( $client );
		return;
	}
	if ( isset( $headers['expect'] ) ) {
		fwrite( $client, "HTTP/1.1 100 Continue\r\n\r\n" );
	}
	$length = (int) ( $headers['content-length'] ?? 0 );
	$body   = '';
	while ( strlen( $body ) < $length && ! feof( $client ) ) {
		$body .= (string) fread( $client, $length - strlen( $body ) );
	}
	$path    = (string) parse_url( $path, PHP_URL_PATH );
	$request = array(
		'method'  => $method,
		'path'    => $path,
		'headers' => $headers,
		'body'    => base64_encode( $body ),
	);
	file_put_contents( $folder . '/requests', json_encode( $request ) . "\n", FILE_APPEND | LOCK_EX );
	answer( $client, take_plan( $folder ) ?? usual_answer( $path, json_decode( $body, true ) ) );
	fclose( $client );
}

/**
 * The next plan, taken from the list.
 *
 * @param string $folder Where plans lie.
 * @return array<string, mixed>|null
 */
function take_plan( string $folder ): ?array {
	$file = fopen( $folder . '/plans', 'c+' );
	flock( $file, LOCK_EX );
	$plans = json_decode( (string) stream_get_contents( $file ), true );
	$plan  = is_array( $plans ) ? array_shift( $plans ) : null;
	ftruncate( $file, 0 );
	rewind( $file );
	fwrite( $file, (string) json_encode( is_array( $plans ) ? $plans : array() ) );
	fclose( $file );
	return $plan ?? ( is_readable( $folder . '/always' ) ? json_decode( (string) file_get_contents( $folder . '/always' ), true ) : null );
}

/**
 * What the hub would say.
 *
 * @param string $path The request's path.
 * @param mixed  $json Its body.
 * @return array<string, mixed>
 */
function usual_answer( string $path, $json ): array {
	$receipt = static function ( $event ): array {
		return array(
			'event_id' => $event['event_id'] ?? null,
			'status'   => 'accepted',
		);
	};
	switch ( rtrim( $path, '/' ) ) {
		case '/api/integrations/woocommerce/health':
			return array(
				'body' => array(
					'status'           => 'ok',
					'message'          => 'Connection OK',
					'user'             => array( 'id' => 'u1', 'email' => 'owner@example.test', 'username' => 'owner' ),
					'store'            => array( 'id' => 's1', 'name' => 'Shop' ),
					'integration_type' => 'woocommerce',
					'token'            => array( 'id' => 't1', 'name' => 'Shop', 'integration_type' => 'woocommerce', 'last_used_at' => null, 'usage_count' => 1 ),
					'plugin'           => array( 'latest_version' => '1.0.0' ),
					'timestamp'        => gmdate( 'Y-m-d\TH:i:s\Z' ),
				),
			);
		case '/api/integrations/woocommerce/webhook/batch':
			return array(
				'status' => 207,
				'body'   => array( 'results' => array_map( $receipt, $json['events'] ?? array() ) ),
			);
		case '/api/integrations/woocommerce/webhook':
			return array(
				'status' => 202,
				'body'   => $receipt( $json ) + array( 'message' => 'Event accepted', 'processing_time_ms' => 1 ),
			);
		case '/api/integrations/woocommerce/digest':
			$total = count( $json['products'] ?? array() );
			return array( 'body' => array( 'send' => array(), 'gone' => array(), 'complete' => ( $json['page'] ?? 1 ) === ( $json['pages'] ?? 1 ), 'total' => $total, 'verified' => $total, 'missing' => 0, 'different' => 0, 'extra' => 0, 'waiting_for_confirmation' => false ) );
	}
	return array(
		'status' => 404,
		'body'   => array( 'error' => 'Not found' ),
	);
}

/**
 * Sends an answer, or part of one.
 *
 * @param resource             $client The connection.
 * @param array<string, mixed> $plan   The answer.
 */
function answer( $client, array $plan ): void {
	if ( isset( $plan['delay_ms'] ) ) {
		usleep( 1000 * (int) $plan['delay_ms'] );
	}
	if ( ! empty( $plan['drop'] ) ) {
		return;
	}
	$body    = $plan['body'] ?? '';
	$is_json = is_array( $body );
	$text    = $is_json ? (string) json_encode( $body ) : (string) $body;
	$headers = array_merge(
		array(
			'Content-Type'   => $is_json ? 'application/json' : 'text/html; charset=utf-8',
			'Content-Length' => (string) strlen( $text ),
			'Connection'     => 'close',
			'Date'           => gmdate( 'D, d M Y H:i:s' ) . ' GMT',
		),
		$plan['headers'] ?? array()
	);
	$head    = 'HTTP/1.1 ' . ( $plan['status'] ?? 200 ) . " Planned\r\n";
	foreach ( $headers as $name => $value ) {
		$head .= "$name: $value\r\n";
	}
	fwrite( $client, $head . "\r\n" . ( isset( $plan['cut'] ) ? substr( $text, 0, (int) $plan['cut'] ) : $text ) );
}
