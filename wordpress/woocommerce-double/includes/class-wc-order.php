<?php
/**
 * Orders, as far as they move stock: stored as one value each.
 *
 * @package WooCommerce_Double
 */

/** One product in an order. */
class WC_Order_Item_Product {
	/** @var int */
	private $id;
	/** @var array */
	private $data;

	public function __construct( $id, array $data ) {
		$this->id   = (int) $id;
		$this->data = $data + array( 'product_id' => 0, 'variation_id' => 0, 'quantity' => 1, 'name' => '', 'total' => 0, 'meta' => array() );
	}

	public function get_id() {
		return $this->id;
	}

	public function is_type( $type ) {
		return 'line_item' === $type;
	}

	public function get_name() {
		return $this->data['name'];
	}

	public function get_quantity() {
		return $this->data['quantity'];
	}

	public function get_total() {
		return $this->data['total'];
	}

	public function get_product_id() {
		return $this->data['product_id'];
	}

	public function get_variation_id() {
		return $this->data['variation_id'];
	}

	/** @return WC_Product|false */
	public function get_product() {
		return wc_get_product( $this->data['variation_id'] ? $this->data['variation_id'] : $this->data['product_id'] );
	}

	public function get_meta( $key = '', $single = true ) {
		return isset( $this->data['meta'][ $key ] ) ? $this->data['meta'][ $key ] : '';
	}

	public function update_meta_data( $key, $value ) {
		$this->data['meta'][ $key ] = $value;
	}

	public function delete_meta_data( $key ) {
		unset( $this->data['meta'][ $key ] );
	}

	public function to_array() {
		return $this->data;
	}
}

class WC_Order extends WC_Data {
	/** @var string */
	protected $object_type = 'order';
	/** @var array */
	protected $data = array(
		'status'        => 'pending',
		'parent_id'     => 0,
		'amount'        => 0,
		'reason'        => '',
		'stock_reduced' => false,
		'items'         => array(),
		'next_item'     => 1,
	);
	/** @var WC_Order_Item_Product[]|null */
	private $items = null;

	public function __construct( $order = 0 ) {
		$id = is_object( $order ) ? $order->get_id() : absint( $order );
		if ( $id ) {
			$this->set_id( $id );
			$this->read();
		}
	}

	/** What is stored; another object may have written it meanwhile. */
	private function read() {
		global $wpdb;
		$row = $wpdb->get_row( $wpdb->prepare( "SELECT * FROM {$wpdb->prefix}wc_orders WHERE id = %d AND type = %s", $this->get_id(), $this->get_type() ) );
		if ( ! $row ) {
			throw new Exception( 'Invalid order.' );
		}
		$this->data  = array_merge( $this->data, (array) json_decode( $row->double_data, true ) );
		$this->items = null;
	}

	public function get_type() {
		return 'shop_order';
	}

	public function get_status( $context = 'view' ) {
		return $this->get_prop( 'status', $context );
	}

	public function get_parent_id( $context = 'view' ) {
		return $this->get_prop( 'parent_id', $context );
	}

	/** @return WC_Order_Item_Product[] by id */
	public function get_items( $types = 'line_item' ) {
		if ( null === $this->items ) {
			$this->items = array();
			foreach ( $this->data['items'] as $id => $item ) {
				$this->items[ $id ] = new WC_Order_Item_Product( $id, $item );
			}
		}
		return $this->items;
	}

	/** @return int the item's id */
	public function add_product( $product, $qty = 1, $args = array() ) {
		$this->get_items();
		$is_variation       = $product->is_type( 'variation' );
		$id                 = $this->get_id() * 1000 + $this->data['next_item']++;
		$this->items[ $id ] = new WC_Order_Item_Product(
			$id,
			array(
				'product_id'   => $is_variation ? $product->get_parent_id() : $product->get_id(),
				'variation_id' => $is_variation ? $product->get_id() : 0,
				'quantity'     => $qty,
				'name'         => $product->get_name(),
				'total'        => (float) $product->get_price() * $qty,
			)
		);
		$this->save();
		return $id;
	}

	public function get_total() {
		return array_sum(
			array_map(
				function ( $item ) {
					return $item->get_total();
				},
				$this->get_items()
			)
		);
	}

	public function calculate_totals( $and_taxes = true ) {
		$this->save();
		return $this->get_total();
	}

	public function add_order_note( $note ) {
		return 0;
	}

	public function set_stock_reduced( $is_reduced ) {
		$this->data['stock_reduced'] = (bool) $is_reduced;
		$this->save();
	}

	public function is_stock_reduced() {
		return $this->data['stock_reduced'];
	}

	/** @return array{from: string, to: string} */
	public function set_status( $new_status, $note = '', $manual_update = false ) {
		$from                 = $this->data['status'];
		$this->data['status'] = 0 === strpos( $new_status, 'wc-' ) ? substr( $new_status, 3 ) : $new_status;
		return array(
			'from' => $from,
			'to'   => $this->data['status'],
		);
	}

	/** Saves and tells, which is where stock moves. */
	public function update_status( $new_status, $note = '', $manual = false ) {
		$this->read();
		$change = $this->set_status( $new_status );
		$this->save();
		if ( $change['from'] !== $change['to'] ) {
			do_action( 'woocommerce_order_status_' . $change['to'], $this->get_id(), $this, $change );
			do_action( 'woocommerce_order_status_' . $change['from'] . '_to_' . $change['to'], $this->get_id(), $this );
			do_action( 'woocommerce_order_status_changed', $this->get_id(), $change['from'], $change['to'], $this );
		}
		return true;
	}

	public function payment_complete( $transaction_id = '' ) {
		$this->update_status( 'processing' );
		do_action( 'woocommerce_payment_complete', $this->get_id(), $transaction_id );
		return true;
	}

	public function save() {
		global $wpdb;
		$this->data['items'] = array_map(
			function ( $item ) {
				return $item->to_array();
			},
			$this->get_items()
		);
		$row = array(
			'status'          => 'wc-' . $this->data['status'],
			'type'            => $this->get_type(),
			'parent_order_id' => $this->data['parent_id'],
			'double_data'     => wp_json_encode( $this->data ),
		);
		if ( $this->get_id() ) {
			$wpdb->update( $wpdb->prefix . 'wc_orders', $row, array( 'id' => $this->get_id() ) );
		} else {
			$wpdb->insert( $wpdb->prefix . 'wc_orders', $row );
			$this->set_id( $wpdb->insert_id );
		}
		return $this->get_id();
	}

	public function delete( $force_delete = false ) {
		global $wpdb;
		$wpdb->delete( $wpdb->prefix . 'wc_orders', array( 'id' => $this->get_id() ) );
		return true;
	}
}

class WC_Order_Refund extends WC_Order {
	public function get_type() {
		return 'shop_order_refund';
	}

	public function get_amount() {
		return $this->data['amount'];
	}

	public function describe( $order_id, $amount, $reason ) {
		$this->data['parent_id'] = (int) $order_id;
		$this->data['amount']    = $amount;
		$this->data['reason']    = (string) $reason;
	}
}
