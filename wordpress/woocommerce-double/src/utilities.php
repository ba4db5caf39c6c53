<?php
/**
 * What plugins declare and ask about features.
 *
 * @package WooCommerce_Double
 */

namespace Automattic\WooCommerce\Utilities;

class FeaturesUtil {
	/** @var array<string, array<string, bool>> */
	private static $declared = array();

	/** @return bool false outside of `before_woocommerce_init`, as the real one refuses it there */
	public static function declare_compatibility( $feature_id, $plugin_file, $positive_compatibility = true ) {
		if ( ! doing_action( 'before_woocommerce_init' ) ) {
			_doing_it_wrong( __METHOD__, 'Call this from before_woocommerce_init.', '7.0' );
			return false;
		}
		self::$declared[ plugin_basename( $plugin_file ) ][ $feature_id ] = (bool) $positive_compatibility;
		return true;
	}

	public static function get_compatible_features_for_plugin( $plugin_name, $enabled_features_only = false ) {
		$of     = isset( self::$declared[ $plugin_name ] ) ? self::$declared[ $plugin_name ] : array();
		$answer = array( 'compatible' => array_keys( array_filter( $of ) ), 'uncertain' => array() );
		return $answer + array( 'incompatible' => array_keys( array_diff_key( $of, array_filter( $of ) ) ) );
	}

	public static function feature_is_enabled( $feature_id ) {
		return 'custom_order_tables' === $feature_id && OrderUtil::custom_orders_table_usage_is_enabled();
	}
}

class OrderUtil {
	public static function custom_orders_table_usage_is_enabled() {
		return 'yes' === get_option( 'woocommerce_custom_orders_table_enabled' );
	}

	public static function is_order( $order_id, $types = array( 'shop_order' ) ) {
		$order = wc_get_order( $order_id );
		return $order && in_array( $order->get_type(), (array) $types, true );
	}
}
