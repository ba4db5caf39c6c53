<?php
/**
 * Who may change something.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Admin;

/** Capability first, then the nonce; what fails ends the request. */
final class Request_Guard {
	public const MANAGE = 'manage_woocommerce';

	/**
	 * A form or link that goes to admin-post.php.
	 *
	 * @param string $action     Name of the action, which is the nonce's too.
	 * @param string $capability Needed.
	 */
	public static function check_form( string $action, string $capability = self::MANAGE ): void {
		if ( ! current_user_can( $capability ) ) {
			wp_die( esc_html__( 'You are not allowed to do this.', 'fiko-woocommerce-sync' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( $action );
	}

	/**
	 * A request of a script to admin-ajax.php.
	 *
	 * @param string $action     Name of the action, which is the nonce's too.
	 * @param string $capability Needed.
	 */
	public static function check_ajax( string $action, string $capability = self::MANAGE ): void {
		if ( ! current_user_can( $capability ) ) {
			wp_send_json_error( array( 'message' => __( 'You are not allowed to do this.', 'fiko-woocommerce-sync' ) ), 403 );
		}
		$nonce = '';
		foreach ( array( 'nonce', '_ajax_nonce', '_wpnonce' ) as $field ) {
			// phpcs:ignore WordPress.Security.NonceVerification -- This is the verification.
			if ( '' === $nonce && isset( $_REQUEST[ $field ] ) && is_string( $_REQUEST[ $field ] ) ) {
				// phpcs:ignore WordPress.Security.NonceVerification -- As above.
				$nonce = sanitize_text_field( wp_unslash( $_REQUEST[ $field ] ) );
			}
		}
		if ( false === wp_verify_nonce( $nonce, $action ) ) {
			wp_send_json_error( array( 'message' => __( 'This page is too old. Load it again.', 'fiko-woocommerce-sync' ) ), 403 );
		}
	}

	/**
	 * A text field of the request; '' when it is not there.
	 *
	 * @param string $field Its name.
	 */
	public static function text( string $field ): string {
		// phpcs:ignore WordPress.Security.NonceVerification -- Asked for after the check.
		return isset( $_REQUEST[ $field ] ) && is_string( $_REQUEST[ $field ] ) ? trim( sanitize_text_field( wp_unslash( $_REQUEST[ $field ] ) ) ) : '';
	}
}
