<?php
/**
 * Wires what is seen.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

use Fiko\WooCommerceSync\Admin\Ajax;
use Fiko\WooCommerceSync\Admin\Assets;
use Fiko\WooCommerceSync\Admin\Flash;
use Fiko\WooCommerceSync\Admin\Notices;
use Fiko\WooCommerceSync\Admin\Page_Actions;
use Fiko\WooCommerceSync\Admin\Product_Box;
use Fiko\WooCommerceSync\Admin\Product_List;
use Fiko\WooCommerceSync\Admin\Product_State;
use Fiko\WooCommerceSync\Admin\Pump;
use Fiko\WooCommerceSync\Admin\Send_Product;
use Fiko\WooCommerceSync\Admin\Settings_Form;
use Fiko\WooCommerceSync\Admin\Settings_Page;
use Fiko\WooCommerceSync\Admin\Status_View;
use Fiko\WooCommerceSync\Sync\Catalogue;

/** Builds pages, notices, Site Health and the command from the parts of Plugin; on pages of the shop it builds nothing at all. */
final class Screens {
	/**
	 * Has the working parts.
	 *
	 * @var Plugin
	 */
	private Plugin $plugin;

	/**
	 * Cause and fix.
	 *
	 * @var Problem_Words
	 */
	private Problem_Words $words;

	/**
	 * Whether background work runs.
	 *
	 * @var Background
	 */
	private Background $background;

	/**
	 * Looks at everything.
	 *
	 * @var Doctor
	 */
	private Doctor $doctor;

	/**
	 * The one sentence.
	 *
	 * @var Status
	 */
	private Status $status;

	/**
	 * The link to the hub.
	 *
	 * @var Connect
	 */
	private Connect $connect;

	/**
	 * Wires it.
	 *
	 * @param Plugin $plugin Has the working parts.
	 */
	public function __construct( Plugin $plugin ) {
		$this->plugin     = $plugin;
		$this->words      = new Problem_Words( $plugin->settings() );
		$this->background = new Background();
		$counterpart      = new Counterpart( $plugin->settings(), $plugin->full_sync(), $plugin->outbox_table() );
		$this->doctor     = new Doctor( $plugin->settings(), $plugin->hub(), $plugin->state(), $plugin->outbox_table(), $plugin->drain_queue(), $this->background, $this->words, $counterpart, $plugin->digest() );
		$this->status     = new Status( $plugin->settings(), $plugin->outbox_table(), $plugin->outbox(), $plugin->state(), $plugin->full_sync(), $plugin->digest(), new Catalogue(), $this->doctor, $this->words, $this->background );
		$this->connect    = new Connect( $plugin->settings(), $plugin->hub(), $this->doctor, $plugin->full_sync(), $plugin->digest(), $counterpart, $plugin->outbox(), $plugin->outbox_table(), $plugin->state(), $plugin->drain_queue(), $this->words, new Flash() );
	}

	/** All hooks. */
	public function register(): void {
		( new Site_Health( $this->plugin->settings(), $this->doctor, $this->background, $this->plugin->outbox(), $this->plugin->state(), $this->status ) )->register();
		if ( defined( 'WP_CLI' ) && constant( 'WP_CLI' ) && class_exists( 'WP_CLI' ) ) {
			( new Cli( $this->status, $this->doctor, $this->plugin->outbox(), $this->plugin->drainer(), $this->plugin->full_sync(), $this->plugin->digest(), $this->plugin->settings() ) )->register();
		}
		if ( is_admin() ) {
			$this->register_admin();
		}
	}

	/** The link to the hub. */
	public function connect(): Connect {
		return $this->connect;
	}

	/** Looks at everything. */
	public function doctor(): Doctor {
		return $this->doctor;
	}

	/** The one sentence. */
	public function status(): Status {
		return $this->status;
	}

	/** What is in wp-admin. */
	private function register_admin(): void {
		$settings = $this->plugin->settings();
		$table    = $this->plugin->outbox_table();
		$outbox   = $this->plugin->outbox();
		$state    = $this->plugin->state();
		$flash    = new Flash();
		$assets   = new Assets( $this->plugin->file() );
		$view     = new Status_View( $this->status, $outbox, $this->doctor, $this->words, $settings );
		$form     = new Settings_Form( $settings, $this->connect, $this->doctor, $state, $flash );
		$products = new Product_State( $outbox, $table );
		$box      = new Product_Box( $settings, $table, $products );

		$this->connect->register();
		$form->register();
		$box->register();
		( new Settings_Page( $settings, $view, $form, $this->connect, $flash, $assets ) )->register();
		( new Page_Actions( $settings, $this->plugin->full_sync(), $this->plugin->digest(), $outbox, $table, $state, $this->doctor, $flash ) )->register();
		( new Ajax( $this->doctor, $view, $this->plugin->drainer(), $outbox, $table, $state, $products, $box ) )->register();
		( new Product_List( $settings, $outbox, $table, $products ) )->register();
		( new Send_Product( $settings, $outbox, $table, $this->plugin->drainer(), $products, $box ) )->register();
		( new Pump( $settings, $table, $assets ) )->register();
		( new Notices( $settings, $state, $table, $this->doctor, $this->words ) )->register();
	}
}
