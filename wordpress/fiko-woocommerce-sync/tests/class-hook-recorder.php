<?php
/**
 * Writes down which hooks ran, in their order.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Tests;

/** One line for each call of a watched hook: "name:ids", ids by the names that a test gives them. */
final class Hook_Recorder {
	/**
	 * What the plugin may build on.
	 */
	public const WATCHED = array(
		'woocommerce_new_product',
		'woocommerce_update_product',
		'woocommerce_new_product_variation',
		'woocommerce_update_product_variation',
		'woocommerce_before_delete_product',
		'woocommerce_delete_product',
		'woocommerce_trash_product',
		'woocommerce_before_delete_product_variation',
		'woocommerce_delete_product_variation',
		'woocommerce_trash_product_variation',
		'woocommerce_product_before_set_stock',
		'woocommerce_variation_before_set_stock',
		'woocommerce_product_set_stock',
		'woocommerce_variation_set_stock',
		'woocommerce_product_set_stock_status',
		'woocommerce_variation_set_stock_status',
		'woocommerce_updated_product_stock',
		'woocommerce_updated_product_price',
		'woocommerce_product_set_visibility',
		'woocommerce_product_type_changed',
		'woocommerce_before_product_object_save',
		'woocommerce_after_product_object_save',
		'woocommerce_variable_product_sync_data',
		'woocommerce_product_quick_edit_save',
		'woocommerce_product_bulk_edit_save',
		'woocommerce_product_duplicate',
		'woocommerce_product_import_inserted_product_object',
		'woocommerce_rest_insert_product_object',
		'woocommerce_rest_delete_product_object',
		'woocommerce_reduce_order_stock',
		'woocommerce_restore_order_stock',
		'woocommerce_restock_refunded_item',
		'wc_before_products_starting_sales',
		'wc_after_products_starting_sales',
		'wc_before_products_ending_sales',
		'wc_after_products_ending_sales',
		'woocommerce_attribute_added',
		'woocommerce_attribute_updated',
		'woocommerce_attribute_deleted',
		'wp_trash_post',
		'trashed_post',
		'untrash_post',
		'untrashed_post',
		'before_delete_post',
		'delete_post',
		'deleted_post',
		'edited_product_cat',
	);

	/**
	 * The lines so far.
	 *
	 * @var string[]
	 */
	private array $lines = array();

	/**
	 * Names of the ids.
	 *
	 * @var array<int, string>
	 */
	private array $names;

	/**
	 * Starts nothing yet.
	 *
	 * @param array<int, string> $names How ids are written.
	 */
	public function __construct( array $names = array() ) {
		$this->names = $names;
	}

	/**
	 * Runs the work and answers what ran meanwhile.
	 *
	 * @param callable $work The work.
	 * @param string[] $only Hooks to watch; all by default.
	 * @return string[]
	 */
	public function record( callable $work, array $only = self::WATCHED ): array {
		$this->lines = array();
		$note        = function ( ...$arguments ): void {
			$this->lines[] = current_filter() . ':' . $this->name( $arguments[0] ?? null );
		};
		foreach ( $only as $hook ) {
			add_action( $hook, $note, PHP_INT_MIN, 3 );
		}
		try {
			$work();
		} finally {
			foreach ( $only as $hook ) {
				remove_action( $hook, $note, PHP_INT_MIN );
			}
		}
		return $this->lines;
	}

	/**
	 * An id as the test calls it.
	 *
	 * @param mixed $subject A product, an id, a list of ids.
	 */
	private function name( $subject ): string {
		if ( is_array( $subject ) ) {
			return implode( '+', array_map( array( $this, 'name' ), $subject ) );
		}
		$id = is_object( $subject ) && method_exists( $subject, 'get_id' ) ? $subject->get_id() : (int) $subject;
		return $this->names[ $id ] ?? ( 0 === $id ? '0' : 'new' );
	}
}
