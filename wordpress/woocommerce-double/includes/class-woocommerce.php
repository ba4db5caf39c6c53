<?php
/**
 * The main object, the logger, and what plugins declare about themselves.
 *
 * @package WooCommerce_Double
 */

final class WooCommerce {
	/** @var string */
	public $version = WC_VERSION;
	/** @var WC_Product_Factory */
	public $product_factory;
	/** @var self|null */
	private static $instance = null;

	public static function instance() {
		if ( null === self::$instance ) {
			self::$instance = new self();
			self::$instance->start();
		}
		return self::$instance;
	}

	private function start() {
		$this->product_factory = new WC_Product_Factory();
		ActionScheduler::init();
		WC_Post_Types::init();
		WC_Post_Data::init();
		WCD_Rest::init();
		WCD_Orders::init();
		if ( is_admin() || wp_doing_ajax() || wp_doing_cron() || 'cli' === PHP_SAPI ) {
			WCD_Admin::init();
		}
		add_action( 'plugins_loaded', array( $this, 'on_plugins_loaded' ), -1 );
		add_action( 'init', array( $this, 'init' ), 0 );
		register_activation_hook( WC_PLUGIN_FILE, array( 'WC_Install', 'install' ) );
	}

	public function on_plugins_loaded() {
		do_action( 'woocommerce_loaded' );
	}

	public function init() {
		do_action( 'before_woocommerce_init' );
		do_action( 'woocommerce_init' );
	}

	public function plugin_url() {
		return untrailingslashit( plugins_url( '/', WC_PLUGIN_FILE ) );
	}

	public function plugin_path() {
		return untrailingslashit( plugin_dir_path( WC_PLUGIN_FILE ) );
	}

	public function is_rest_api_request() {
		return isset( $_SERVER['REQUEST_URI'] ) && false !== strpos( $_SERVER['REQUEST_URI'], '/' . rest_get_url_prefix() . '/' ); // phpcs:ignore
	}

}

/** @return WooCommerce */
function WC() {
	return WooCommerce::instance();
}

interface WC_Logger_Interface {
	public function log( $level, $message, $context = array() );
}

/** Lines in wp-content/uploads/wc-logs, one file for each source and day, as the real file handler writes them. */
class WC_Logger implements WC_Logger_Interface {
	public function log( $level, $message, $context = array() ) {
		if ( 'no' === get_option( 'woocommerce_logs_logging_enabled', 'yes' ) ) {
			return;
		}
		$message = apply_filters( 'woocommerce_logger_log_message', $message, $level, $context, null );
		if ( null === $message ) {
			return;
		}
		$source = empty( $context['source'] ) ? 'log' : sanitize_file_name( $context['source'] );
		unset( $context['source'] );
		$folder = wp_upload_dir()['basedir'] . '/wc-logs/';
		wp_mkdir_p( $folder );
		$day  = gmdate( 'Y-m-d' );
		$line = gmdate( 'c' ) . ' ' . strtoupper( $level ) . ' ' . $message . ( $context ? ' CONTEXT: ' . wp_json_encode( $context, JSON_UNESCAPED_UNICODE ) : '' );
		file_put_contents( $folder . $source . '-' . $day . '-' . wp_hash( $source . '-' . $day ) . '.log', $line . "\n", FILE_APPEND ); // phpcs:ignore
	}

	public function __call( $level, $arguments ) {
		if ( in_array( $level, array( 'emergency', 'alert', 'critical', 'error', 'warning', 'notice', 'info', 'debug' ), true ) ) {
			$this->log( $level, $arguments[0], isset( $arguments[1] ) ? $arguments[1] : array() );
		}
	}
}
