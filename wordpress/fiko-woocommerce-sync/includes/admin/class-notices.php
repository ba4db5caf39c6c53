<?php
/**
 * Notices in wp-admin.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Admin;

use Fiko\WooCommerceSync\Connect;
use Fiko\WooCommerceSync\Doctor;
use Fiko\WooCommerceSync\Finding;
use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Problem_Words;
use Fiko\WooCommerceSync\Send\Sync_State;
use Fiko\WooCommerceSync\Settings;

/** Only what stops the sync, only where shop and plugins are looked after, only to those who can do something about it. */
final class Notices {
	public const DISMISS = 'fiko_wc_dismiss';

	/** Who closed the hint that the shop is not connected yet: user id → time. */
	private const DISMISSED = 'fiko_wc_dismissed';
	private const SCREENS   = array( 'plugins', 'product', 'edit-product' );

	/**
	 * Whether there is a hub.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Whether sending was stopped.
	 *
	 * @var Sync_State
	 */
	private Sync_State $state;

	/**
	 * Whether it could be made.
	 *
	 * @var Outbox_Table
	 */
	private Outbox_Table $table;

	/**
	 * Says what is wrong here.
	 *
	 * @var Doctor
	 */
	private Doctor $doctor;

	/**
	 * Says what is wrong there.
	 *
	 * @var Problem_Words
	 */
	private Problem_Words $words;

	/**
	 * Wires the notices.
	 *
	 * @param Settings      $settings Whether there is a hub.
	 * @param Sync_State    $state    Whether sending was stopped.
	 * @param Outbox_Table  $table    Whether it could be made.
	 * @param Doctor        $doctor   Says what is wrong here.
	 * @param Problem_Words $words    Says what is wrong there.
	 */
	public function __construct( Settings $settings, Sync_State $state, Outbox_Table $table, Doctor $doctor, Problem_Words $words ) {
		$this->settings = $settings;
		$this->state    = $state;
		$this->table    = $table;
		$this->doctor   = $doctor;
		$this->words    = $words;
	}

	/** Hooks. */
	public function register(): void {
		add_action( 'admin_notices', array( $this, 'action_notices' ) );
		add_action( 'admin_post_' . self::DISMISS, array( $this, 'action_dismiss' ) );
	}

	/** At most one. */
	public function action_notices(): void {
		if ( ! current_user_can( Request_Guard::MANAGE ) || ! $this->is_our_place() ) {
			return;
		}
		if ( ! $this->table->exists() ) {
			$this->show( $this->doctor->table_missing() );
			return;
		}
		if ( ! $this->settings->has_token() ) {
			$this->invite();
			return;
		}
		if ( $this->settings->is_elsewhere() ) {
			$this->show( $this->doctor->elsewhere(), Status_View::moved_or_copy() );
			return;
		}
		if ( $this->settings->is_token_unreadable() ) {
			$this->show( $this->doctor->token_unreadable() );
			return;
		}
		$stopped = $this->state->stopped();
		if ( null !== $stopped ) {
			$this->show( $this->words->of_problem( $stopped ) );
		}
	}

	/** The hint is closed for good, for this user. */
	public function action_dismiss(): void {
		Request_Guard::check_form( self::DISMISS );
		$dismissed                          = $this->dismissed();
		$dismissed[ get_current_user_id() ] = time();
		update_option( self::DISMISSED, $dismissed, false );
		$back = wp_get_referer();
		wp_safe_redirect( is_string( $back ) ? $back : admin_url( 'plugins.php' ) );
		exit;
	}

	/** WooCommerce's pages, products and plugins; not our own page, which says it in its first line. */
	private function is_our_place(): bool {
		$screen = get_current_screen();
		// phpcs:ignore WordPress.Security.NonceVerification -- Only compared.
		if ( null === $screen || ( isset( $_GET['page'] ) && Connect::PAGE === $_GET['page'] ) ) {
			return false;
		}
		return in_array( $screen->id, self::SCREENS, true ) || ( function_exists( 'wc_get_screen_ids' ) && in_array( $screen->id, wc_get_screen_ids(), true ) );
	}

	/**
	 * Cause, fix and a button.
	 *
	 * @param Finding $finding What is wrong.
	 * @param string  $answers Other buttons: HTML, escaped.
	 */
	private function show( Finding $finding, string $answers = '' ): void {
		if ( '' === $answers ) {
			$answers = sprintf( '<p><a class="button button-primary" href="%s">%s</a></p>', esc_url( Connect::page_url() ), esc_html__( 'Open Fiko Sync', 'fiko-woocommerce-sync' ) );
		}
		printf(
			'<div class="notice notice-error"><p><strong>%s</strong> %s</p><p>%s</p>%s</div>',
			/* translators: %s: what is wrong. */
			esc_html( sprintf( __( 'Fiko Sync: %s', 'fiko-woocommerce-sync' ), $finding->title ) ),
			esc_html( $finding->cause ),
			esc_html( $finding->fix ),
			// phpcs:ignore WordPress.Security.EscapeOutput -- Escaped where it is made.
			$answers
		);
	}

	/** The shop is not connected yet: said on the list of plugins, until it is closed. */
	private function invite(): void {
		$screen = get_current_screen();
		if ( null === $screen || 'plugins' !== $screen->id || isset( $this->dismissed()[ get_current_user_id() ] ) ) {
			return;
		}
		printf(
			'<div class="notice notice-info"><p>%s</p><p><a class="button button-primary" href="%s">%s</a> <a class="button" href="%s">%s</a></p></div>',
			esc_html__( 'Fiko Sync is on, but your shop is not connected yet. It takes three minutes.', 'fiko-woocommerce-sync' ),
			esc_url( Connect::page_url() ),
			esc_html__( 'Connect', 'fiko-woocommerce-sync' ),
			esc_url( wp_nonce_url( admin_url( 'admin-post.php?action=' . self::DISMISS ), self::DISMISS ) ),
			esc_html__( 'Do not show again', 'fiko-woocommerce-sync' )
		);
	}

	/**
	 * Who closed the hint.
	 *
	 * @return array<int, int>
	 */
	private function dismissed(): array {
		$stored = get_option( self::DISMISSED, array() );
		return is_array( $stored ) ? array_map( 'intval', $stored ) : array();
	}
}
