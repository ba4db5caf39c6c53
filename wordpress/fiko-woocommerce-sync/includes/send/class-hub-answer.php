<?php
/**
 * What the hub answered.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Send;

/** One HTTP answer, or the reason why there was none. */
final class Hub_Answer {
	/**
	 * HTTP status; 0 when there was no answer.
	 *
	 * @var int
	 */
	public int $status;

	/**
	 * The body when it is a JSON object, else null: a page of HTML is never an answer of the hub.
	 *
	 * @var array<string, mixed>|null
	 */
	public ?array $json;

	/**
	 * What WordPress said when there was no answer, e.g. "cURL error 28: …"; '' otherwise.
	 *
	 * @var string
	 */
	public string $transport_error;

	/**
	 * Headers in lower case.
	 *
	 * @var array<string, string>
	 */
	public array $headers;

	/**
	 * The first 300 characters of the body, without tags.
	 *
	 * @var string
	 */
	public string $excerpt;

	/**
	 * Reads what wp_remote_request() gave back.
	 *
	 * @param array<string, mixed>|\WP_Error $response Its result.
	 */
	public function __construct( $response ) {
		$this->headers = array();
		$this->json    = null;
		$this->excerpt = '';
		if ( $response instanceof \WP_Error ) {
			$this->status          = 0;
			$this->transport_error = $response->get_error_message();
			return;
		}
		$this->transport_error = '';
		$this->status          = (int) wp_remote_retrieve_response_code( $response );
		$body                  = wp_remote_retrieve_body( $response );
		foreach ( wp_remote_retrieve_headers( $response ) as $name => $value ) {
			$this->headers[ strtolower( (string) $name ) ] = is_array( $value ) ? implode( ', ', $value ) : (string) $value;
		}
		$json = json_decode( $body, true );
		if ( is_array( $json ) && '{' === substr( ltrim( $body ), 0, 1 ) ) {
			$this->json = $json;
		}
		$this->excerpt = mb_substr( trim( (string) preg_replace( '/\s+/', ' ', wp_strip_all_tags( $body ) ) ), 0, 300 );
	}

	/** Whether it is a success in the hub's own words. */
	public function is_ok(): bool {
		return $this->status >= 200 && $this->status < 300 && null !== $this->json;
	}

	/** What the hub told us to wait, in seconds; null when it did not. Understands seconds and dates. */
	public function retry_after(): ?int {
		$told = trim( $this->headers['retry-after'] ?? '' );
		if ( '' === $told ) {
			return null;
		}
		if ( ctype_digit( $told ) ) {
			return (int) $told;
		}
		$at = strtotime( $told );
		return false === $at ? null : max( 0, $at - time() );
	}

	/** The hub's sentence about an error, or what else is known, for people. */
	public function detail(): string {
		foreach ( array( 'detail', 'error', 'message' ) as $field ) {
			if ( isset( $this->json[ $field ] ) && is_string( $this->json[ $field ] ) && '' !== $this->json[ $field ] ) {
				return $this->json[ $field ];
			}
		}
		return '' !== $this->transport_error ? $this->transport_error : $this->excerpt;
	}

	/**
	 * Why this answer confirms nothing, as one word for Sync_State and the doctor.
	 *
	 * @return string One of unreachable, timeout, tls, dns, redirect, html, unauthorized, forbidden, too_large, rate_limited, refused, hub_error, unknown_answer.
	 */
	public function problem(): string {
		$status = $this->status;
		if ( 0 === $status ) {
			return $this->transport_problem();
		}
		if ( $status >= 300 && $status < 400 ) {
			return 'redirect';
		}
		if ( 429 === $status ) {
			return 'rate_limited';
		}
		// Most often said by a proxy before the hub (nginx takes 1 MiB unless told otherwise), in HTML: smaller batches get through.
		if ( 413 === $status ) {
			return 'too_large';
		}
		// A firewall or an error page of a proxy speaks HTML with any status, 200 and 403 too.
		if ( null === $this->json && $status < 500 ) {
			return 'html';
		}
		$words = array(
			401 => 'unauthorized',
			403 => 'forbidden',
		);
		if ( isset( $words[ $status ] ) ) {
			return $words[ $status ];
		}
		if ( $status >= 500 ) {
			return 'hub_error';
		}
		return $status >= 400 ? 'refused' : 'unknown_answer';
	}

	/** What kind of silence it was. WordPress' transports tell it in words only. */
	private function transport_problem(): string {
		$text = strtolower( $this->transport_error );
		if ( preg_match( '/ssl|tls|certificate|curl error (35|51|53|54|58|59|60|64|66|77|80|82|83|90|91)\b/', $text ) ) {
			return 'tls';
		}
		if ( preg_match( '/curl error 6\b|could not resolve|name or service not known|getaddrinfo/', $text ) ) {
			return 'dns';
		}
		if ( preg_match( '/curl error 28\b|timed out|timeout/', $text ) ) {
			return 'timeout';
		}
		return 'unreachable';
	}
}
