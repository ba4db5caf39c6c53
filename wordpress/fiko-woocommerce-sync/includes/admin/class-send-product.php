<?php
/**
 * "Send now" of one product.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Admin;

use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Send\Drainer;
use Fiko\WooCommerceSync\Settings;

/** As a link, which only marks the product, and as a request of a script, which also sends it. */
final class Send_Product {
	public const ACTION = 'fiko_wc_send_product';

	private const SECONDS = 8;

	/**
	 * Whether there is a hub.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Where the product is marked.
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
	 * Sends it.
	 *
	 * @var Drainer
	 */
	private Drainer $drainer;

	/**
	 * How it stands afterwards.
	 *
	 * @var Product_State
	 */
	private Product_State $states;

	/**
	 * Shows it.
	 *
	 * @var Product_Box
	 */
	private Product_Box $box;

	/**
	 * Wires it.
	 *
	 * @param Settings      $settings Whether there is a hub.
	 * @param Outbox        $outbox   Where the product is marked.
	 * @param Outbox_Table  $table    Whether there is one.
	 * @param Drainer       $drainer  Sends it.
	 * @param Product_State $states   How it stands afterwards.
	 * @param Product_Box   $box      Shows it.
	 */
	public function __construct( Settings $settings, Outbox $outbox, Outbox_Table $table, Drainer $drainer, Product_State $states, Product_Box $box ) {
		$this->settings = $settings;
		$this->outbox   = $outbox;
		$this->table    = $table;
		$this->drainer  = $drainer;
		$this->states   = $states;
		$this->box      = $box;
	}

	/** Hooks. */
	public function register(): void {
		add_action( 'admin_post_' . self::ACTION, array( $this, 'action_link' ) );
		add_action( 'wp_ajax_' . self::ACTION, array( $this, 'action_ajax' ) );
	}

	/**
	 * The link.
	 *
	 * @param int $product_id The product.
	 */
	public static function url( int $product_id ): string {
		return wp_nonce_url( admin_url( 'admin-post.php?action=' . self::ACTION . '&product=' . $product_id ), self::ACTION . '_' . $product_id );
	}

	/** The link was followed: the product is marked; the open page sends it. */
	public function action_link(): void {
		$id = absint( Request_Guard::text( 'product' ) );
		if ( ! current_user_can( 'edit_post', $id ) ) {
			wp_die( esc_html__( 'You are not allowed to do this.', 'fiko-woocommerce-sync' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( self::ACTION . '_' . $id );
		if ( $this->can_send( $id ) ) {
			$this->outbox->mark( $id );
		}
		$back = wp_get_referer();
		wp_safe_redirect( is_string( $back ) ? $back : admin_url( 'edit.php?post_type=product' ) );
		exit;
	}

	/** The button was pressed: the product is marked and sent. */
	public function action_ajax(): void {
		$id = absint( Request_Guard::text( 'product' ) );
		if ( ! current_user_can( 'edit_post', $id ) ) {
			wp_send_json_error( array( 'message' => __( 'You are not allowed to do this.', 'fiko-woocommerce-sync' ) ), 403 );
		}
		Request_Guard::check_ajax( self::ACTION . '_' . $id, 'edit_products' );
		if ( ! $this->can_send( $id ) ) {
			wp_send_json_error(
				array(
					'message' => 'auto-draft' === get_post_status( $id )
						? __( 'Save the product first; it is sent right after that.', 'fiko-woocommerce-sync' )
						: __( 'This product cannot be sent: the shop is not connected, or the product is in the trash.', 'fiko-woocommerce-sync' ),
				)
			);
		}
		$this->outbox->mark( $id );
		$report = $this->drainer->drain( self::SECONDS );
		$this->states->prime( array( $id ) );
		$state   = $this->states->of( $id );
		$message = $state['label'];
		if ( Product_State::SYNCED === $state['kind'] || Product_State::NOT_FOR_AI === $state['kind'] ) {
			$message = __( 'Sent. The hub has this product as it is now.', 'fiko-woocommerce-sync' );
		} elseif ( Product_State::PROBLEM === $state['kind'] ) {
			/* translators: %s: a reason. */
			$message = sprintf( __( 'Could not be sent: %s', 'fiko-woocommerce-sync' ), $state['problem'] );
		} elseif ( 'stopped' === $report->ended_by || 'not_connected' === $report->ended_by ) {
			$message = __( 'The hub does not accept this shop at the moment. Test the connection under WooCommerce → Fiko Sync.', 'fiko-woocommerce-sync' );
		} elseif ( Product_State::WAITING === $state['kind'] ) {
			$message = __( 'The hub cannot be reached right now. The product waits and is sent by itself.', 'fiko-woocommerce-sync' );
		}
		wp_send_json_success(
			array(
				'message' => $message,
				'html'    => $this->box->content( $id ),
				'badge'   => $this->states->badge( $id ),
			)
		);
	}

	/**
	 * Whether a product can be sent at all.
	 *
	 * @param int $product_id The product.
	 */
	private function can_send( int $product_id ): bool {
		return $this->settings->is_connected() && $this->table->exists() && 'product' === get_post_type( $product_id ) && ! in_array( get_post_status( $product_id ), array( 'trash', 'auto-draft', false ), true );
	}
}
