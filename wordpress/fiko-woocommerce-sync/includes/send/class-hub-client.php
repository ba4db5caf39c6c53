<?php
/**
 * The only place that talks to the hub.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Send;

use Fiko\WooCommerceSync\Log;
use Fiko\WooCommerceSync\Settings;
use Fiko\WooCommerceSync\Uuid7;

use const Fiko\WooCommerceSync\VERSION;

/** Requests to the hub: never followed to another address, limited in time and size, logged without secrets. */
final class Hub_Client {
	private const EVENTS      = '/api/integrations/woocommerce/webhook/batch/';
	private const HEALTH      = '/api/integrations/woocommerce/health/';
	private const DIGEST      = '/api/integrations/woocommerce/digest/';
	private const CONNECT     = '/api/integrations/woocommerce/connect/';
	private const LARGEST     = 2097152;
	private const SHORT_LIMIT = 10;

	/**
	 * Address, token, signing.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * WooCommerce's log, when the owner wants it.
	 *
	 * @var Log
	 */
	private Log $log;

	/**
	 * Wires the client.
	 *
	 * @param Settings $settings Address, token, signing.
	 * @param Log      $log      Where requests are noted.
	 */
	public function __construct( Settings $settings, Log $log ) {
		$this->settings = $settings;
		$this->log      = $log;
	}

	/**
	 * Delivers up to a hundred events.
	 *
	 * @param string $body    JSON of {"events": […]}: encoded by the caller, who counts its bytes.
	 * @param int    $seconds Time limit.
	 */
	public function send_events( string $body, int $seconds ): Hub_Answer {
		return $this->request( 'POST', self::EVENTS, $body, $seconds );
	}

	/** Whether hub and token are well. */
	public function health(): Hub_Answer {
		return $this->request( 'GET', self::HEALTH, null, self::SHORT_LIMIT );
	}

	/**
	 * One page of the digest.
	 *
	 * @param array<string, mixed> $page    {products, page, pages}.
	 * @param int                  $seconds Time limit.
	 */
	public function digest( array $page, int $seconds ): Hub_Answer {
		return $this->request( 'POST', self::DIGEST, self::encode( $page ), $seconds );
	}

	/**
	 * Changes a one-time code for the token. The only request without one.
	 *
	 * @param array{code: string, code_verifier: string, redirect_uri: string} $exchange What the hub wants to see.
	 * @param string                                                           $hub      Address of the hub; '' for the stored one.
	 */
	public function connect( array $exchange, string $hub = '' ): Hub_Answer {
		return $this->try_once( 'POST', self::CONNECT, self::encode( $exchange ), self::SHORT_LIMIT, array(), $hub );
	}

	/**
	 * JSON as the hub reads it; broken letters are replaced, never a reason to send nothing.
	 *
	 * @param array<int|string, mixed> $value To encode.
	 */
	public static function encode( array $value ): string {
		return (string) wp_json_encode( $value, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE );
	}

	/**
	 * A request with the token. Where a host strips Authorization, the hub sees no token at all: then it is sent in a second header too.
	 *
	 * @param string      $method  GET or POST.
	 * @param string      $path    With slashes at both ends.
	 * @param string|null $body    JSON, or null.
	 * @param int         $seconds Time limit.
	 */
	private function request( string $method, string $path, ?string $body, int $seconds ): Hub_Answer {
		$token  = $this->settings->token();
		$bearer = array( 'Authorization' => 'Bearer ' . $token );
		$both   = $bearer + array( 'X-Integration-Token' => $token );
		if ( 'both' === $this->settings->token_header() ) {
			return $this->try_once( $method, $path, $body, $seconds, $both );
		}
		$answer = $this->try_once( $method, $path, $body, $seconds, $bearer );
		if ( 401 === $answer->status && null !== $answer->json ) {
			$second = $this->try_once( $method, $path, $body, $seconds, $both );
			// Only the hub's own word that it knows the token proves that the second header did it.
			if ( null !== $second->json && ( $second->is_ok() || in_array( $second->status, array( 400, 403, 413 ), true ) ) ) {
				$this->settings->use_both_headers();
				return $second;
			}
		}
		return $answer;
	}

	/**
	 * One HTTP request.
	 *
	 * @param string                $method  GET or POST.
	 * @param string                $path    With slashes at both ends.
	 * @param string|null           $body    JSON, or null.
	 * @param int                   $seconds Time limit.
	 * @param array<string, string> $headers Those with the token.
	 * @param string                $hub     Address of the hub; '' for the stored one.
	 */
	private function try_once( string $method, string $path, ?string $body, int $seconds, array $headers, string $hub = '' ): Hub_Answer {
		$headers += array(
			'Accept'          => 'application/json',
			'Accept-Language' => 0 === strpos( determine_locale(), 'fa' ) ? 'fa' : 'en',
		);
		if ( null !== $body ) {
			$headers['Content-Type'] = 'application/json';
			if ( isset( $headers['Authorization'] ) && $this->settings->is_signing_enabled() ) {
				$headers += Signature::headers( $this->settings->signing_secret(), Uuid7::make(), time(), $body );
			}
		}
		$since  = microtime( true );
		$answer = new Hub_Answer(
			wp_remote_request(
				( '' === $hub ? $this->settings->hub_url() : $hub ) . $path,
				array(
					'method'              => $method,
					'timeout'             => max( 1, $seconds ),
					// A redirected POST loses its body, and a token is for one address only.
					'redirection'         => 0,
					'headers'             => $headers,
					'body'                => $body,
					'limit_response_size' => self::LARGEST,
					'user-agent'          => 'FikoSync/' . VERSION . ' WordPress/' . get_bloginfo( 'version' ) . ( defined( 'WC_VERSION' ) ? ' WooCommerce/' . WC_VERSION : '' ),
				)
			)
		);
		$this->log->note(
			sprintf(
				'%s %s: %s in %d ms, %d bytes sent%s',
				$method,
				$path,
				0 === $answer->status ? $answer->transport_error : (string) $answer->status,
				(int) round( ( microtime( true ) - $since ) * 1000 ),
				strlen( (string) $body ),
				isset( $answer->headers['x-request-id'] ) ? ', request ' . $answer->headers['x-request-id'] : ''
			),
			$answer->is_ok()
		);
		return $answer;
	}
}
