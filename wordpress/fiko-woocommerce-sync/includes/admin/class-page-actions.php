<?php
/**
 * What the buttons of the settings page do.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Admin;

use Fiko\WooCommerceSync\Connect;
use Fiko\WooCommerceSync\Doctor;
use Fiko\WooCommerceSync\Finding;
use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Send\Sync_State;
use Fiko\WooCommerceSync\Settings;
use Fiko\WooCommerceSync\Sync\Digest;
use Fiko\WooCommerceSync\Sync\Full_Sync;

/** Plain forms to admin-post.php, back to the page: they work without a script. */
final class Page_Actions {
	public const SEND_ALL = 'fiko_wc_send_all';
	public const COMPARE  = 'fiko_wc_compare';
	public const RETRY    = 'fiko_wc_retry';
	public const TEST     = 'fiko_wc_test';
	public const MOVED    = 'fiko_wc_moved';

	/**
	 * Whether there is a hub.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Sends all products.
	 *
	 * @var Full_Sync
	 */
	private Full_Sync $full_sync;

	/**
	 * Compares.
	 *
	 * @var Digest
	 */
	private Digest $digest;

	/**
	 * What could not be sent.
	 *
	 * @var Outbox
	 */
	private Outbox $outbox;

	/**
	 * Whether there is one.
	 *
	 * @var Outbox_Table
	 */
	private Outbox_Table $table;

	/**
	 * Goes on.
	 *
	 * @var Sync_State
	 */
	private Sync_State $state;

	/**
	 * Tests.
	 *
	 * @var Doctor
	 */
	private Doctor $doctor;

	/**
	 * Tells the owner.
	 *
	 * @var Flash
	 */
	private Flash $flash;

	/**
	 * Wires the actions.
	 *
	 * @param Settings     $settings  Whether there is a hub.
	 * @param Full_Sync    $full_sync Sends all products.
	 * @param Digest       $digest    Compares.
	 * @param Outbox       $outbox    What could not be sent.
	 * @param Outbox_Table $table     Whether there is one.
	 * @param Sync_State   $state     Goes on.
	 * @param Doctor       $doctor    Tests.
	 * @param Flash        $flash     Tells the owner.
	 */
	public function __construct( Settings $settings, Full_Sync $full_sync, Digest $digest, Outbox $outbox, Outbox_Table $table, Sync_State $state, Doctor $doctor, Flash $flash ) {
		$this->settings  = $settings;
		$this->full_sync = $full_sync;
		$this->digest    = $digest;
		$this->outbox    = $outbox;
		$this->table     = $table;
		$this->state     = $state;
		$this->doctor    = $doctor;
		$this->flash     = $flash;
	}

	/** Hooks. */
	public function register(): void {
		add_action( 'admin_post_' . self::SEND_ALL, array( $this, 'action_send_all' ) );
		add_action( 'admin_post_' . self::COMPARE, array( $this, 'action_compare' ) );
		add_action( 'admin_post_' . self::RETRY, array( $this, 'action_retry' ) );
		add_action( 'admin_post_' . self::TEST, array( $this, 'action_test' ) );
		add_action( 'admin_post_' . self::MOVED, array( $this, 'action_moved' ) );
	}

	/** All products, from the first. */
	public function action_send_all(): void {
		Request_Guard::check_form( self::SEND_ALL );
		if ( $this->can_send() ) {
			$this->full_sync->start();
			$this->flash->add( 'success', __( 'All products are being sent. You may close this page.', 'fiko-woocommerce-sync' ) );
		}
		$this->go_back();
	}

	/** The daily comparison, now. */
	public function action_compare(): void {
		Request_Guard::check_form( self::COMPARE );
		if ( $this->can_send() ) {
			$this->digest->start();
			$this->flash->add( 'success', __( 'The comparison with the hub has begun. What differs is sent.', 'fiko-woocommerce-sync' ) );
		}
		$this->go_back();
	}

	/** What was refused, again. A pause ends; a stop does not: for that the connection has to be tested. */
	public function action_retry(): void {
		Request_Guard::check_form( self::RETRY );
		if ( $this->can_send() ) {
			if ( null === $this->state->stopped() ) {
				$this->state->resume();
			}
			$this->outbox->unpark_all();
			$this->flash->add( 'success', __( 'The products are tried again.', 'fiko-woocommerce-sync' ) );
		}
		$this->go_back();
	}

	/** The doctor, without a script. */
	public function action_test(): void {
		Request_Guard::check_form( self::TEST );
		$findings = $this->doctor->examine();
		$this->flash->add( Finding::OK === Finding::worst( $findings ) ? 'success' : Finding::worst( $findings ), $findings[0]->title );
		$this->go_back( '#fiko-doctor' );
	}

	/** The address of this site is another one now, and it is still the shop that was connected: the comparison sends the new addresses. */
	public function action_moved(): void {
		Request_Guard::check_form( self::MOVED );
		$this->settings->adopt_site();
		$this->doctor->forget();
		if ( $this->can_send() ) {
			$this->digest->start();
			$this->flash->add( 'success', __( 'Sending goes on from this address. The comparison with the hub has begun; what differs is sent.', 'fiko-woocommerce-sync' ) );
		}
		$this->go_back();
	}

	/** Whether there is a hub to send to; tells the owner otherwise. */
	private function can_send(): bool {
		if ( $this->settings->is_connected() && $this->table->exists() ) {
			return true;
		}
		$this->flash->add( 'error', $this->settings->is_elsewhere() ? $this->doctor->elsewhere()->title : __( 'This shop is not connected to the hub.', 'fiko-woocommerce-sync' ) );
		return false;
	}

	/**
	 * To the page.
	 *
	 * @param string $anchor A part of it.
	 */
	private function go_back( string $anchor = '' ): void {
		wp_safe_redirect( Connect::page_url() . $anchor );
		exit;
	}
}
