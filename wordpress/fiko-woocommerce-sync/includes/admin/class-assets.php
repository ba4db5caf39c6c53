<?php
/**
 * Scripts and styles.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Admin;

use const Fiko\WooCommerceSync\VERSION;

/** All from this plugin's folder, none anywhere else, none on pages of the shop. */
final class Assets {
	public const STYLE   = 'fiko-wc-sync';
	public const PAGE    = 'fiko-wc-sync-page';
	public const PUMP    = 'fiko-wc-sync-pump';
	public const PRODUCT = 'fiko-wc-sync-product';

	/**
	 * The plugin's main file.
	 *
	 * @var string
	 */
	private string $file;

	/**
	 * Wires the assets.
	 *
	 * @param string $file The plugin's main file.
	 */
	public function __construct( string $file ) {
		$this->file = $file;
	}

	/** Folder and file, as WordPress names plugins. */
	public function plugin_name(): string {
		return plugin_basename( $this->file );
	}

	/** The look. */
	public function enqueue_style(): void {
		wp_enqueue_style( self::STYLE, plugins_url( 'assets/admin.css', $this->file ), array( 'dashicons' ), VERSION );
	}

	/** The settings page: state that moves, and the doctor without leaving the page. */
	public function enqueue_page(): void {
		$this->enqueue_style();
		$this->script(
			self::PAGE,
			'page',
			array( 'wp-i18n', 'wp-a11y' ),
			array(
				'url'         => admin_url( 'admin-ajax.php' ),
				'statusNonce' => wp_create_nonce( Ajax::STATUS ),
				'testNonce'   => wp_create_nonce( Ajax::TEST ),
			)
		);
	}

	/**
	 * What sends while a page is open.
	 *
	 * @param bool $is_waiting Whether there is something to send now.
	 */
	public function enqueue_pump( bool $is_waiting ): void {
		$this->script(
			self::PUMP,
			'pump',
			array(),
			array(
				'url'     => admin_url( 'admin-ajax.php' ),
				'nonce'   => wp_create_nonce( Ajax::DRAIN ),
				'waiting' => $is_waiting,
			)
		);
	}

	/** "Send now" in the box of the product page. */
	public function enqueue_product(): void {
		$this->script( self::PRODUCT, 'product', array( 'wp-i18n', 'wp-a11y' ), array( 'url' => admin_url( 'admin-ajax.php' ) ) );
	}

	/**
	 * A script with what it has to know.
	 *
	 * @param string               $handle  Its name.
	 * @param string               $file    In assets, without ".js".
	 * @param string[]             $needs   Handles.
	 * @param array<string, mixed> $options Public: no secret.
	 */
	private function script( string $handle, string $file, array $needs, array $options ): void {
		wp_enqueue_script( $handle, plugins_url( "assets/{$file}.js", $this->file ), $needs, VERSION, true );
		wp_add_inline_script( $handle, 'window.fikoSync = window.fikoSync || {}; window.fikoSync.' . $file . ' = ' . wp_json_encode( $options ) . ';', 'before' );
		if ( in_array( 'wp-i18n', $needs, true ) ) {
			wp_set_script_translations( $handle, 'fiko-woocommerce-sync', dirname( $this->file ) . '/languages' );
		}
	}
}
