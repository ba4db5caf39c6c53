<?php
/**
 * Making orders and refunds, and the stock they take and give back.
 *
 * @package WooCommerce_Double
 */

class WCD_Orders {
	public static function init() {
		foreach ( array( 'payment_complete', 'order_status_completed', 'order_status_processing', 'order_status_on-hold' ) as $hook ) {
			add_action( 'woocommerce_' . $hook, 'wc_maybe_reduce_stock_levels' );
		}
		foreach ( array( 'order_status_cancelled', 'order_status_pending' ) as $hook ) {
			add_action( 'woocommerce_' . $hook, 'wc_maybe_increase_stock_levels' );
		}
	}
}

/** @return WC_Order|WC_Order_Refund|false */
function wc_get_order( $the_order = false ) {
	if ( $the_order instanceof WC_Order ) {
		return $the_order;
	}
	foreach ( array( 'WC_Order', 'WC_Order_Refund' ) as $class ) {
		try {
			return absint( $the_order ) ? new $class( absint( $the_order ) ) : false;
		} catch ( Exception $error ) {
			continue;
		}
	}
	return false;
}

function wc_create_order( $args = array() ) {
	$order = new WC_Order();
	$order->set_status( empty( $args['status'] ) ? 'pending' : $args['status'] );
	$order->save();
	return $order;
}

function wc_maybe_reduce_stock_levels( $order_id ) {
	$order = wc_get_order( $order_id );
	if ( $order && apply_filters( 'woocommerce_payment_complete_reduce_order_stock', ! $order->is_stock_reduced(), $order->get_id() ) ) {
		wc_reduce_stock_levels( $order );
		$order->set_stock_reduced( true );
	}
}

function wc_maybe_increase_stock_levels( $order_id ) {
	$order = wc_get_order( $order_id );
	if ( $order && $order->is_stock_reduced() ) {
		wc_increase_stock_levels( $order );
		$order->set_stock_reduced( false );
	}
}

function wc_reduce_stock_levels( $order_id ) {
	$order = wc_get_order( $order_id );
	if ( ! $order || 'yes' !== get_option( 'woocommerce_manage_stock' ) || ! apply_filters( 'woocommerce_can_reduce_order_stock', true, $order ) ) {
		return;
	}
	foreach ( $order->get_items() as $item ) {
		$product = $item->get_product();
		if ( $item->get_meta( '_reduced_stock' ) || ! $product || ! $product->managing_stock() ) {
			continue;
		}
		$quantity = apply_filters( 'woocommerce_order_item_quantity', $item->get_quantity(), $order, $item );
		$left     = wc_update_product_stock( $product, $quantity, 'decrease' );
		$item->update_meta_data( '_reduced_stock', $quantity );
		$order->save();
		do_action( 'woocommerce_reduce_order_item_stock', $item, array( 'product' => $product, 'from' => $left + $quantity, 'to' => $left ), $order );
	}
	do_action( 'woocommerce_reduce_order_stock', $order );
}

function wc_increase_stock_levels( $order_id ) {
	$order = wc_get_order( $order_id );
	if ( ! $order || 'yes' !== get_option( 'woocommerce_manage_stock' ) || ! apply_filters( 'woocommerce_can_restore_order_stock', true, $order ) ) {
		return;
	}
	foreach ( $order->get_items() as $item ) {
		$product = $item->get_product();
		$reduced = $item->get_meta( '_reduced_stock' );
		if ( ! $reduced || ! $product || ! $product->managing_stock() ) {
			continue;
		}
		$now = wc_update_product_stock( $product, $reduced, 'increase' );
		$item->delete_meta_data( '_reduced_stock' );
		$order->save();
		do_action( 'woocommerce_restore_order_item_stock', $item, $now, $now - $reduced, $order );
	}
	do_action( 'woocommerce_restore_order_stock', $order );
}

/** @return WC_Order_Refund|WP_Error */
function wc_create_refund( $args = array() ) {
	$args  = wp_parse_args( $args, array( 'amount' => 0, 'reason' => null, 'order_id' => 0, 'line_items' => array(), 'restock_items' => false ) );
	$order = wc_get_order( $args['order_id'] );
	if ( ! $order || $args['amount'] < 0 || $args['amount'] > $order->get_total() ) {
		return new WP_Error( 'error', $order ? 'Invalid refund amount.' : 'Invalid order ID.' );
	}
	$refund = new WC_Order_Refund();
	$refund->describe( $order->get_id(), $args['amount'], $args['reason'] );
	do_action( 'woocommerce_create_refund', $refund, $args );
	$refund->save();
	if ( $args['restock_items'] ) {
		wc_restock_refunded_items( $order, $args['line_items'] );
	}
	$is_partial = $args['amount'] < $order->get_total();
	do_action( $is_partial ? 'woocommerce_order_partially_refunded' : 'woocommerce_order_fully_refunded', $order->get_id(), $refund->get_id() );
	if ( ! $is_partial ) {
		$order->update_status( 'refunded' );
	}
	do_action( 'woocommerce_refund_created', $refund->get_id(), $args );
	do_action( 'woocommerce_order_refunded', $order->get_id(), $refund->get_id() );
	return $refund;
}

function wc_restock_refunded_items( $order, $refunded_line_items ) {
	if ( ! apply_filters( 'woocommerce_can_restock_refunded_items', true, $order, $refunded_line_items ) ) {
		return;
	}
	foreach ( $order->get_items() as $item_id => $item ) {
		$quantity = isset( $refunded_line_items[ $item_id ]['qty'] ) ? $refunded_line_items[ $item_id ]['qty'] : 0;
		$reduced  = $item->get_meta( '_reduced_stock' );
		$product  = $item->get_product();
		if ( ! $quantity || ! $reduced || ! $product || ! $product->managing_stock() ) {
			continue;
		}
		$old = $product->get_stock_quantity();
		$new = wc_update_product_stock( $product, $quantity, 'increase' );
		$item->update_meta_data( '_reduced_stock', $reduced - $quantity );
		$order->save();
		do_action( 'woocommerce_restock_refunded_item', $product->get_id(), $old, $new, $order, $product );
	}
}
