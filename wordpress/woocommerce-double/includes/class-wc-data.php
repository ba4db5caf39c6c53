<?php
/**
 * What products and orders have in common: properties with pending changes, and meta data.
 *
 * @package WooCommerce_Double
 */

class WC_Data_Exception extends Exception {
	/** @var string */
	protected $error_code;
	/** @var array */
	protected $error_data;

	public function __construct( $code, $message, $http_status_code = 400, $data = array() ) {
		$this->error_code = $code;
		$this->error_data = array_merge( array( 'status' => $http_status_code ), $data );
		parent::__construct( $message, $http_status_code );
	}

	public function getErrorCode() {
		return $this->error_code;
	}

	public function getErrorData() {
		return $this->error_data;
	}
}

class WC_DateTime extends DateTime {
	/** @var int */
	protected $utc_offset = 0;

	public function set_utc_offset( $offset ) {
		$this->utc_offset = (int) $offset;
	}

	#[\ReturnTypeWillChange]
	public function getOffset() {
		return $this->utc_offset ? $this->utc_offset : parent::getOffset();
	}

	public function getOffsetTimestamp() {
		return $this->getTimestamp() + $this->getOffset();
	}

	public function date( $format ) {
		return gmdate( $format, $this->getOffsetTimestamp() );
	}

	public function date_i18n( $format = 'Y-m-d' ) {
		return date_i18n( $format, $this->getOffsetTimestamp() );
	}

	public function __toString() {
		return $this->format( DATE_ATOM );
	}
}

class WC_Meta_Data implements JsonSerializable {
	/** @var array */
	private $data;

	public function __construct( array $data ) {
		$this->data = $data + array( 'id' => 0, 'key' => '', 'value' => '' );
	}

	public function __get( $name ) {
		return isset( $this->data[ $name ] ) ? $this->data[ $name ] : null;
	}

	public function __set( $name, $value ) {
		$this->data[ $name ] = $value;
	}

	public function __isset( $name ) {
		return isset( $this->data[ $name ] );
	}

	public function get_data() {
		return $this->data;
	}

	#[\ReturnTypeWillChange]
	public function jsonSerialize() {
		return $this->data;
	}
}

abstract class WC_Data {
	/** @var int */
	protected $id = 0;
	/** @var array */
	protected $data = array();
	/** @var array */
	protected $changes = array();
	/** @var bool Whether a write is a change, or part of reading. */
	protected $object_read = false;
	/** @var string */
	protected $object_type = 'data';
	/** @var WC_Meta_Data[]|null */
	protected $meta_data = null;

	public function get_id() {
		return $this->id;
	}

	public function set_id( $id ) {
		$this->id = absint( $id );
	}

	public function set_object_read( $read = true ) {
		$this->object_read = (bool) $read;
	}

	public function get_object_read() {
		return $this->object_read;
	}

	public function get_changes() {
		return $this->changes;
	}

	public function apply_changes() {
		$this->data    = array_merge( $this->data, $this->changes );
		$this->changes = array();
	}

	public function get_data() {
		return array_merge( array( 'id' => $this->id ), $this->data, array( 'meta_data' => $this->get_meta_data() ) );
	}

	protected function get_hook_prefix() {
		return 'woocommerce_' . $this->object_type . '_get_';
	}

	protected function get_prop( $prop, $context = 'view' ) {
		if ( ! array_key_exists( $prop, $this->data ) ) {
			return null;
		}
		$value = array_key_exists( $prop, $this->changes ) ? $this->changes[ $prop ] : $this->data[ $prop ];
		return 'view' === $context ? apply_filters( $this->get_hook_prefix() . $prop, $value, $this ) : $value;
	}

	protected function set_prop( $prop, $value ) {
		if ( ! array_key_exists( $prop, $this->data ) ) {
			return;
		}
		if ( ! $this->object_read ) {
			$this->data[ $prop ] = $value;
		} elseif ( $value !== $this->data[ $prop ] || array_key_exists( $prop, $this->changes ) ) {
			$this->changes[ $prop ] = $value;
		}
	}

	/** A timestamp is UTC; words without an offset are the shop's time. */
	protected function set_date_prop( $prop, $value ) {
		if ( '' === $value || null === $value || false === $value ) {
			$this->set_prop( $prop, null );
			return;
		}
		$date = wc_string_to_datetime( $value );
		$this->set_prop( $prop, $date );
	}

	/** @return true|WP_Error */
	public function set_props( $props, $context = 'set' ) {
		foreach ( $props as $prop => $value ) {
			if ( null !== $value && method_exists( $this, "set_$prop" ) ) {
				$this->{"set_$prop"}( $value );
			}
		}
		return true;
	}

	/** @return WC_Meta_Data[] */
	protected function load_meta_data() {
		return array();
	}

	public function read_meta_data( $force = false ) {
		if ( $force || null === $this->meta_data ) {
			$this->meta_data = $this->id ? $this->load_meta_data() : array();
		}
	}

	/** A copy starts without the original's rows. */
	public function forget_meta_data() {
		$this->meta_data = array();
	}

	public function get_meta_data() {
		$this->read_meta_data();
		return array_values(
			array_filter(
				$this->meta_data,
				function ( $meta ) {
					return null !== $meta->value;
				}
			)
		);
	}

	public function get_meta( $key = '', $single = true, $context = 'view' ) {
		$found = array_values(
			array_filter(
				$this->get_meta_data(),
				function ( $meta ) use ( $key ) {
					return $meta->key === $key;
				}
			)
		);
		if ( ! $single ) {
			return $found;
		}
		$value = $found ? $found[0]->value : '';
		return 'view' === $context ? apply_filters( $this->get_hook_prefix() . $key, $value, $this ) : $value;
	}

	public function meta_exists( $key = '' ) {
		return in_array( $key, wp_list_pluck( $this->get_meta_data(), 'key' ), true );
	}

	public function add_meta_data( $key, $value, $unique = false ) {
		if ( $unique ) {
			$this->delete_meta_data( $key );
		}
		$this->read_meta_data();
		$this->meta_data[] = new WC_Meta_Data( array( 'key' => $key, 'value' => $value, 'is_new' => true ) );
	}

	public function update_meta_data( $key, $value, $meta_id = 0 ) {
		$this->read_meta_data();
		$is_first = true;
		foreach ( $this->meta_data as $meta ) {
			if ( $meta->key === $key && null !== $meta->value ) {
				if ( $is_first ) {
					$meta->is_changed = $meta->value !== $value;
					$meta->value      = $value;
				} else {
					$meta->value = null;
				}
				$is_first = false;
			}
		}
		if ( $is_first ) {
			$this->add_meta_data( $key, $value );
		}
	}

	public function delete_meta_data( $key ) {
		$this->read_meta_data();
		foreach ( $this->meta_data as $meta ) {
			if ( $meta->key === $key ) {
				$meta->value = null;
			}
		}
	}
}
