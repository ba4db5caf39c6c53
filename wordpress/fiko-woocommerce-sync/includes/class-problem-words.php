<?php
/**
 * Cause and fix of what went wrong with the hub.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

use Fiko\WooCommerceSync\Send\Hub_Answer;

/**
 * Turns an answer that confirms nothing into what the owner can do about it. The hub's `error` is wire contract and stays English; its `detail`
 * is a sentence for people and is passed on where it knows more than we do.
 *
 * @phpstan-import-type Problem from \Fiko\WooCommerceSync\Send\Sync_State
 */
final class Problem_Words {
	/**
	 * Knows the address.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Address of a hub that is not stored yet; '' otherwise.
	 *
	 * @var string
	 */
	private string $hub = '';

	/**
	 * Wires the words.
	 *
	 * @param Settings $settings Knows the address.
	 */
	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Of an answer that just came.
	 *
	 * @param Hub_Answer $answer One that is not ok.
	 * @param string     $hub    Address it came from; '' for the stored one.
	 */
	public function of_answer( Hub_Answer $answer, string $hub = '' ): Finding {
		if ( '' !== $hub ) {
			$words      = clone $this;
			$words->hub = $hub;
			return $words->of_answer( $answer );
		}
		$error = is_string( $answer->json['error'] ?? null ) ? $answer->json['error'] : '';
		switch ( $answer->problem() ) {
			case 'redirect':
				return $this->redirect( $answer->headers['location'] ?? '' );
			case 'html':
				return $this->html( $answer );
			case 'rate_limited':
				return $this->rate_limited( $answer->retry_after() );
		}
		return $this->of( $answer->problem(), $answer->status, $answer->detail(), $error );
	}

	/**
	 * Of a problem that was noted earlier.
	 *
	 * @param array $problem As Sync_State keeps it.
	 * @phpstan-param Problem $problem
	 */
	public function of_problem( array $problem ): Finding {
		return $this->of( $problem['problem'], $problem['status'], $problem['detail'], '' );
	}

	/**
	 * By the word for the problem.
	 *
	 * @param string $problem Hub_Answer::problem().
	 * @param int    $status  HTTP status; 0 for none.
	 * @param string $detail  What the hub, or WordPress, said.
	 * @param string $error   The hub's fixed title; '' when it is not known any more.
	 */
	private function of( string $problem, int $status, string $detail, string $error ): Finding {
		$host = Words::name( $this->host() );
		switch ( $problem ) {
			case 'unauthorized':
				return $this->unauthorized( $error, $detail );
			case 'forbidden':
				return $this->forbidden( $error, $detail );
			case 'dns':
				return new Finding(
					'dns',
					Finding::ERROR,
					/* translators: %s: host name of the hub. */
					sprintf( __( 'The address %s is not found.', 'fiko-woocommerce-sync' ), $host ),
					__( 'The name is misspelt, or the name service of your host does not know it.', 'fiko-woocommerce-sync' ),
					__( 'Compare the hub address in the settings with the one in your browser. If it is right, ask your host why this server cannot look the name up.', 'fiko-woocommerce-sync' )
				);
			case 'tls':
				return new Finding(
					'tls',
					Finding::ERROR,
					/* translators: %s: host name of the hub. */
					sprintf( __( 'No secure connection to %s could be made.', 'fiko-woocommerce-sync' ), $host ),
					/* translators: %s: a technical message. */
					sprintf( __( 'The certificate could not be verified, or this server is too old for it. It said: %s', 'fiko-woocommerce-sync' ), Words::name( $detail ) ),
					__( 'Check that the address is spelt right. If your browser opens it without a warning, ask your host to update the certificates (CA bundle) and OpenSSL of this server.', 'fiko-woocommerce-sync' )
				);
			case 'timeout':
				return new Finding(
					'timeout',
					Finding::ERROR,
					__( 'The hub did not answer in time.', 'fiko-woocommerce-sync' ),
					__( 'The hub is busy, or a firewall on the way swallows the request.', 'fiko-woocommerce-sync' ),
					/* translators: %s: host name of the hub. */
					sprintf( __( 'Nothing is lost: it is tried again by itself. If it stays so for an hour, ask your host to allow outgoing connections to %s.', 'fiko-woocommerce-sync' ), $host )
				);
			case 'unreachable':
				return new Finding(
					'unreachable',
					Finding::ERROR,
					__( 'The hub could not be reached.', 'fiko-woocommerce-sync' ),
					/* translators: %s: a technical message. */
					sprintf( __( 'The connection was refused or broke off. This server said: %s', 'fiko-woocommerce-sync' ), Words::name( $detail ) ),
					/* translators: %s: host name of the hub. */
					sprintf( __( 'Nothing is lost: it is tried again by itself. If it stays so, check the hub address, then ask your host to allow outgoing connections to %s.', 'fiko-woocommerce-sync' ), $host )
				);
			case 'redirect':
				return $this->redirect( '' );
			case 'html':
				return new Finding(
					'html',
					Finding::ERROR,
					__( 'A web page came back instead of the hub’s answer.', 'fiko-woocommerce-sync' ),
					__( 'A firewall, a proxy or a maintenance page stands between your shop and the hub, or the address is not the hub’s.', 'fiko-woocommerce-sync' ),
					/* translators: %s: host name of the hub. */
					sprintf( __( 'Check the hub address. If it is right, ask your host to let requests to %s through unchanged.', 'fiko-woocommerce-sync' ), $host )
				);
			case 'rate_limited':
				return $this->rate_limited( null );
			case 'hub_error':
				return new Finding(
					'hub_error',
					Finding::ERROR,
					/* translators: %d: HTTP status, e.g. 503. */
					sprintf( __( 'The hub has a problem of its own (%d).', 'fiko-woocommerce-sync' ), $status ),
					__( 'It is being updated, or something failed there. Your shop is fine.', 'fiko-woocommerce-sync' ),
					__( 'You need to do nothing: your changes are kept and sent when the hub is back. If it lasts for hours, tell whoever runs the hub.', 'fiko-woocommerce-sync' )
				);
		}
		return new Finding(
			'' === $problem ? 'unknown_answer' : $problem,
			Finding::ERROR,
			404 === $status
				? __( 'There is no Fiko hub at this address.', 'fiko-woocommerce-sync' )
				/* translators: %d: HTTP status, e.g. 400. */
				: sprintf( __( 'The hub gave an answer this plugin does not understand (%d).', 'fiko-woocommerce-sync' ), $status ),
			$detail,
			__( 'Check the hub address, and update the plugin if there is a newer version.', 'fiko-woocommerce-sync' )
		);
	}

	/**
	 * 401.
	 *
	 * @param string $error  The hub's fixed title, or ''.
	 * @param string $detail The hub's sentence.
	 */
	private function unauthorized( string $error, string $detail ): Finding {
		switch ( $error ) {
			case 'Token is inactive':
				return new Finding(
					'token_inactive',
					Finding::ERROR,
					__( 'The token is switched off at the hub.', 'fiko-woocommerce-sync' ),
					__( 'Somebody revoked or paused it.', 'fiko-woocommerce-sync' ),
					__( 'Switch it on in the hub under “Tokens”, or connect this shop again.', 'fiko-woocommerce-sync' )
				);
			case 'Token has expired':
				return new Finding(
					'token_expired',
					Finding::ERROR,
					__( 'The token has expired.', 'fiko-woocommerce-sync' ),
					__( 'It was made with an end date, which is over.', 'fiko-woocommerce-sync' ),
					__( 'Extend it in the hub under “Tokens”, or connect this shop again.', 'fiko-woocommerce-sync' )
				);
			case 'Authentication required':
				return new Finding(
					'token_stripped',
					Finding::ERROR,
					__( 'The token does not reach the hub.', 'fiko-woocommerce-sync' ),
					__( 'Something on the way removes both headers that carry it (Authorization and X-Integration-Token).', 'fiko-woocommerce-sync' ),
					__( 'Ask your host to let outgoing requests pass unchanged, without a proxy that removes headers.', 'fiko-woocommerce-sync' )
				);
		}
		return new Finding(
			'' === $error ? 'unauthorized' : 'token_invalid',
			Finding::ERROR,
			__( 'The hub does not accept the token.', 'fiko-woocommerce-sync' ),
			'' === $error && '' !== $detail ? $detail : __( 'It was mistyped, deleted at the hub, or belongs to another hub.', 'fiko-woocommerce-sync' ),
			__( 'Connect this shop again, or copy the whole token from the hub and paste it in the settings of Fiko Sync.', 'fiko-woocommerce-sync' )
		);
	}

	/**
	 * 403.
	 *
	 * @param string $error  The hub's fixed title, or ''.
	 * @param string $detail The hub's sentence.
	 */
	private function forbidden( string $error, string $detail ): Finding {
		switch ( $error ) {
			case 'Address not allowed':
				$address = isset( $_SERVER['SERVER_ADDR'] ) ? sanitize_text_field( wp_unslash( $_SERVER['SERVER_ADDR'] ) ) : '';
				return new Finding(
					'address_not_allowed',
					Finding::ERROR,
					__( 'The hub does not let this server in.', 'fiko-woocommerce-sync' ),
					__( 'The token works only from certain addresses (allowed IPs), and this server’s is not among them. Hosts sometimes move shops to another address.', 'fiko-woocommerce-sync' ),
					'' === $address
						? __( 'Add this server’s outgoing address to the token in the hub, or empty the list there. Your host knows the address.', 'fiko-woocommerce-sync' )
						/* translators: %s: an IP address. */
						: sprintf( __( 'Add this server’s outgoing address to the token in the hub, or empty the list there. It is probably %s; your host knows for sure.', 'fiko-woocommerce-sync' ), $address )
				);
			case 'Wrong integration type':
				return new Finding(
					'token_of_another_kind',
					Finding::ERROR,
					__( 'This token is not for WooCommerce.', 'fiko-woocommerce-sync' ),
					__( 'It was made for another shop system.', 'fiko-woocommerce-sync' ),
					__( 'Connect this shop again, or make a token of the type WooCommerce in the hub.', 'fiko-woocommerce-sync' )
				);
			case 'Invalid signature':
				return new Finding(
					'signature_invalid',
					Finding::ERROR,
					__( 'The hub does not accept the signature.', 'fiko-woocommerce-sync' ),
					$this->settings->is_signing_enabled()
						? __( 'The signing secret is not the one of this token, or this server’s clock is more than 5 minutes off.', 'fiko-woocommerce-sync' )
						: __( 'The token asks for signed deliveries, but signing is off here or its secret is missing.', 'fiko-woocommerce-sync' ),
					__( 'Connect this shop again: that brings the right secret. Or paste the signing secret in the settings and switch signing on.', 'fiko-woocommerce-sync' )
				);
		}
		return new Finding(
			'forbidden',
			Finding::ERROR,
			__( 'The hub refuses this shop.', 'fiko-woocommerce-sync' ),
			$detail,
			__( 'Look at this shop’s token in the hub: its type, its allowed addresses and whether it asks for signatures. Then test the connection.', 'fiko-woocommerce-sync' )
		);
	}

	/**
	 * Another address.
	 *
	 * @param string $target Where to; '' when it is not known.
	 */
	private function redirect( string $target ): Finding {
		$parts = wp_parse_url( $target );
		$host  = is_array( $parts ) && isset( $parts['scheme'], $parts['host'] ) ? $parts['scheme'] . '://' . $parts['host'] . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' ) : '';
		$is_us = $host === $this->hub() || '' === $host;
		return new Finding(
			'redirect',
			Finding::ERROR,
			'' === $target
				? __( 'The hub address leads to another address.', 'fiko-woocommerce-sync' )
				/* translators: %s: an address. */
				: sprintf( __( 'The hub address leads to another address: %s', 'fiko-woocommerce-sync' ), Words::name( $target ) ),
			__( 'A redirect loses what is sent, and the token is for one address only, so it is not followed.', 'fiko-woocommerce-sync' ),
			$is_us
				? __( 'Enter the address that your browser shows when the hub’s sign-in page is open.', 'fiko-woocommerce-sync' )
				/* translators: %s: an address. */
				: sprintf( __( 'If that is your hub, enter %s as the hub address.', 'fiko-woocommerce-sync' ), $host )
		);
	}

	/**
	 * A page instead of an answer; the name of what made it, when it gives itself away.
	 *
	 * @param Hub_Answer $answer What came.
	 */
	private function html( Hub_Answer $answer ): Finding {
		$finding = $this->of( 'html', $answer->status, '', '' );
		$text    = strtolower( $answer->excerpt . ' ' . ( $answer->headers['server'] ?? '' ) . ' ' . implode( ' ', array_keys( $answer->headers ) ) );
		foreach ( array(
			'cf-ray'         => 'Cloudflare',
			'cloudflare'     => 'Cloudflare',
			'arvancloud'     => 'ArvanCloud',
			'sucuri'         => 'Sucuri',
			'incapsula'      => 'Imperva',
			'wordfence'      => 'Wordfence',
			'mod_security'   => 'ModSecurity',
			'not acceptable' => 'ModSecurity',
			'imunify360'     => 'Imunify360',
		) as $mark => $name ) {
			if ( false !== strpos( $text, $mark ) ) {
				/* translators: %s: name of a firewall product. */
				$finding->cause .= ' ' . sprintf( __( 'It looks like %s.', 'fiko-woocommerce-sync' ), $name );
				break;
			}
		}
		if ( '' !== $answer->excerpt ) {
			/* translators: 1: HTTP status, 2: beginning of the page. */
			$finding->cause .= ' ' . sprintf( __( 'The page (%1$d) begins: “%2$s”', 'fiko-woocommerce-sync' ), $answer->status, Words::name( mb_substr( $answer->excerpt, 0, 120 ) ) );
		}
		return $finding;
	}

	/**
	 * 429.
	 *
	 * @param int|null $seconds What the hub told us to wait.
	 */
	private function rate_limited( ?int $seconds ): Finding {
		return new Finding(
			'rate_limited',
			Finding::WARNING,
			__( 'The hub asks this shop to be slower.', 'fiko-woocommerce-sync' ),
			__( 'More requests came than the token allows in a minute.', 'fiko-woocommerce-sync' ),
			null === $seconds
				? __( 'You need to do nothing: sending goes on by itself.', 'fiko-woocommerce-sync' )
				/* translators: %s: a length of time, e.g. "30 seconds". */
				: sprintf( __( 'You need to do nothing: sending goes on by itself in %s.', 'fiko-woocommerce-sync' ), Words::duration( $seconds ) )
		);
	}

	/** The hub's host name, for sentences. */
	private function host(): string {
		$host = wp_parse_url( $this->hub(), PHP_URL_HOST );
		return is_string( $host ) ? $host : $this->hub();
	}

	/** The hub that is spoken of. */
	private function hub(): string {
		return '' === $this->hub ? $this->settings->hub_url() : $this->hub;
	}
}
