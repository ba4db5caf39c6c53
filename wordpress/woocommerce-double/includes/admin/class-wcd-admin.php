<?php
/**
 * wp-admin: the menu, the classes by which others call it, and the CSV importer.
 *
 * @package WooCommerce_Double
 */

class WCD_Admin {
	public static function init() {
		add_action( 'admin_menu', array( __CLASS__, 'menu' ), 9 );
		new WC_Admin_Duplicate_Product();
		WCD_Product_List::init();
		WCD_Product_Box::init();
	}

	public static function menu() {
		add_menu_page( 'WooCommerce', 'WooCommerce', 'edit_others_shop_orders', 'woocommerce', array( __CLASS__, 'page' ), 'dashicons-cart', '55.5' );
		add_submenu_page( 'edit.php?post_type=product', 'Attributes', 'Attributes', 'manage_product_terms', 'product_attributes', array( __CLASS__, 'page' ) );
	}

	public static function page() {
		echo '<div class="wrap"><h1>WooCommerce (test double)</h1><p>It stands for WooCommerce in tests; there is no shop behind it.</p></div>';
	}
}

/** Rows of a CSV file as products: the constructor's arguments and the hooks of the real importer, a few of its columns. */
class WC_Product_CSV_Importer {
	/** @var string */
	private $file;
	/** @var array */
	private $params;

	public function __construct( $file, $params = array() ) {
		$this->file   = $file;
		$this->params = wp_parse_args( $params, array( 'mapping' => array(), 'parse' => false, 'update_existing' => false, 'delimiter' => ',', 'prevent_timeouts' => true, 'lines' => -1, 'start_pos' => 0 ) );
	}

	/** @return array<string, string>[] by the names that the mapping gives the columns */
	private function read() {
		$handle = fopen( $this->file, 'r' ); // phpcs:ignore
		$header = array_map( 'trim', (array) fgetcsv( $handle, 0, $this->params['delimiter'], '"', '\\' ) );
		if ( $header ) {
			$header[0] = preg_replace( '/^\xEF\xBB\xBF/', '', $header[0] );
		}
		$mapping = $this->params['mapping'];
		$names   = array();
		foreach ( $header as $i => $name ) {
			// The mapping goes from the header's name, or the column's number, to the property.
			$names[] = isset( $mapping[ $name ] ) ? $mapping[ $name ] : ( isset( $mapping[ $i ] ) ? $mapping[ $i ] : ( isset( $mapping['to'][ $i ] ) ? $mapping['to'][ $i ] : strtolower( $name ) ) );
		}
		$rows = array();
		while ( false !== ( $cells = fgetcsv( $handle, 0, $this->params['delimiter'], '"', '\\' ) ) ) { // phpcs:ignore
			if ( count( $cells ) === count( $names ) ) {
				$rows[] = array_combine( $names, $cells );
			}
		}
		fclose( $handle ); // phpcs:ignore
		return $rows;
	}

	/** @return array{imported: int[], updated: int[], skipped: array, failed: array, imported_variations: int[]} */
	public function import() {
		$result = array( 'imported' => array(), 'imported_variations' => array(), 'failed' => array(), 'updated' => array(), 'skipped' => array() );
		foreach ( $this->read() as $row ) {
			do_action( 'woocommerce_product_import_before_import', $row );
			$existing = ! empty( $row['id'] ) ? (int) $row['id'] : ( empty( $row['sku'] ) ? 0 : wc_get_product_id_by_sku( $row['sku'] ) );
			if ( $existing && ! $this->params['update_existing'] ) {
				$result['skipped'][] = new WP_Error( 'woocommerce_product_importer_error', 'A product with this ID or SKU already exists.' );
				continue;
			}
			if ( ! $existing && $this->params['update_existing'] ) {
				$result['skipped'][] = new WP_Error( 'woocommerce_product_importer_error', 'No matching product exists to update.' );
				continue;
			}
			do_action( 'woocommerce_product_import_before_process_item', $row );
			$product = $existing ? wc_get_product( $existing ) : wc_get_product_object( empty( $row['type'] ) ? 'simple' : $row['type'] );
			foreach ( array( 'name', 'sku', 'regular_price', 'sale_price', 'description', 'short_description', 'stock_status', 'catalog_visibility', 'weight' ) as $prop ) {
				if ( isset( $row[ $prop ] ) ) {
					$product->{"set_$prop"}( $row[ $prop ] );
				}
			}
			if ( isset( $row['published'] ) ) {
				$statuses = array( '1' => 'publish', '0' => 'private', '-1' => 'draft' );
				$product->set_status( isset( $statuses[ $row['published'] ] ) ? $statuses[ $row['published'] ] : 'draft' );
			}
			if ( isset( $row['stock_quantity'] ) ) {
				$product->set_manage_stock( '' !== $row['stock_quantity'] );
				$product->set_stock_quantity( $row['stock_quantity'] );
			}
			$product = apply_filters( 'woocommerce_product_import_pre_insert_product_object', $product, $row );
			$product->save();
			do_action( 'woocommerce_product_import_inserted_product_object', $product, $row );
			$result[ $existing ? 'updated' : 'imported' ][] = $product->get_id();
		}
		return $result;
	}
}
