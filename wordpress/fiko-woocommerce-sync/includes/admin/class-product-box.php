<?php
/**
 * The box on the product page.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Admin;

use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Settings;
use Fiko\WooCommerceSync\Words;

/** State, last delivery, problem, and "Send now". */
final class Product_Box {
	/**
	 * Whether there is a hub.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Whether there is one.
	 *
	 * @var Outbox_Table
	 */
	private Outbox_Table $table;

	/**
	 * How the product stands.
	 *
	 * @var Product_State
	 */
	private Product_State $states;

	/**
	 * Wires the box.
	 *
	 * @param Settings      $settings Whether there is a hub.
	 * @param Outbox_Table  $table    Whether there is an outbox.
	 * @param Product_State $states   How the product stands.
	 */
	public function __construct( Settings $settings, Outbox_Table $table, Product_State $states ) {
		$this->settings = $settings;
		$this->table    = $table;
		$this->states   = $states;
	}

	/** Hooks. Without a hub there is nothing to tell. */
	public function register(): void {
		if ( $this->settings->has_token() && $this->table->exists() ) {
			add_action( 'add_meta_boxes_product', array( $this, 'action_add' ) );
		}
	}

	/** The box. */
	public function action_add(): void {
		add_meta_box( 'fiko-wc-sync', __( 'Fiko Sync', 'fiko-woocommerce-sync' ), array( $this, 'render' ), 'product', 'side' );
	}

	/**
	 * Its content. The button is a link that works without a script; it stands outside of what the script replaces.
	 *
	 * @param \WP_Post $post The product.
	 */
	public function render( $post ): void {
		if ( 'auto-draft' === $post->post_status ) {
			echo '<p>' . esc_html__( 'This product is sent to Fiko as soon as you save it.', 'fiko-woocommerce-sync' ) . '</p>';
			return;
		}
		echo '<div class="fiko-box" data-fiko-box="' . esc_attr( (string) $post->ID ) . '"><div data-fiko-content>';
		// phpcs:ignore WordPress.Security.EscapeOutput -- Escaped where it is made.
		echo $this->content( $post->ID );
		echo '</div>';
		if ( 'trash' !== $post->post_status ) {
			printf(
				'<p><a class="button" href="%s" data-fiko-send="%d" data-nonce="%s">%s</a></p><p class="fiko-live" role="status" aria-live="polite"></p>',
				esc_url( Send_Product::url( $post->ID ) ),
				(int) $post->ID,
				esc_attr( wp_create_nonce( Send_Product::ACTION . '_' . $post->ID ) ),
				esc_html__( 'Send now', 'fiko-woocommerce-sync' )
			);
		}
		echo '</div>';
	}

	/**
	 * State, last delivery, problem.
	 *
	 * @param int $product_id The product.
	 * @return string HTML, escaped.
	 */
	public function content( int $product_id ): string {
		$state = $this->states->of( $product_id );
		$html  = '<p>' . $this->states->badge( $product_id ) . '</p>';
		if ( '' !== $state['problem'] ) {
			$html .= '<p class="fiko-error">' . esc_html( $state['problem'] ) . '</p>';
		}
		if ( ! Product_State::is_public( $product_id ) ) {
			$html .= '<p>' . esc_html__( 'Customers cannot find this product in the shop, so the AI does not speak of it.', 'fiko-woocommerce-sync' ) . '</p>';
		}
		/* translators: %s: a time, e.g. "3 minutes ago". */
		return $html . '<p>' . sprintf( esc_html__( 'Last delivery: %s', 'fiko-woocommerce-sync' ), Words::time_tag( $state['last_sync'] ) ) . '</p>';
	}
}
