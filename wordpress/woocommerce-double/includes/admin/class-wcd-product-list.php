<?php
/**
 * The product list: columns, quick edit and bulk edit, with the field names of the real screens.
 *
 * @package WooCommerce_Double
 */

class WCD_Product_List {
	public static function init() {
		add_filter( 'manage_product_posts_columns', array( __CLASS__, 'columns' ) );
		add_action( 'manage_product_posts_custom_column', array( __CLASS__, 'cell' ), 10, 2 );
		add_action( 'quick_edit_custom_box', array( __CLASS__, 'quick_fields' ), 10, 2 );
		add_action( 'bulk_edit_custom_box', array( __CLASS__, 'bulk_fields' ), 10, 2 );
		add_action( 'save_post', array( __CLASS__, 'on_save_post' ), 10, 2 );
		add_action( 'woocommerce_product_bulk_and_quick_edit', array( __CLASS__, 'save' ), 10, 2 );
	}

	public static function columns( $columns ) {
		$own = array( 'cb' => '<input type="checkbox" />', 'thumb' => 'Image', 'name' => 'Name', 'sku' => 'SKU', 'is_in_stock' => 'Stock', 'price' => 'Price', 'product_cat' => 'Categories', 'product_tag' => 'Tags', 'featured' => 'Featured' );
		unset( $columns['cb'], $columns['title'], $columns['comments'], $columns['date'] );
		return array_merge( $own, array( 'date' => 'Date' ), $columns );
	}

	public static function cell( $column, $post_id ) {
		$product = wc_get_product( $post_id );
		if ( ! $product ) {
			return;
		}
		if ( 'name' === $column ) {
			$post = get_post( $post_id );
			echo '<strong><a class="row-title" href="' . esc_url( (string) get_edit_post_link( $post_id ) ) . '">' . esc_html( get_the_title( $post_id ) ) . '</a>';
			_post_states( $post );
			echo '</strong>';
			get_inline_data( $post );
		} elseif ( 'price' === $column ) {
			echo wp_kses_post( $product->get_price_html() );
		} elseif ( 'sku' === $column ) {
			echo esc_html( $product->get_sku() );
		} elseif ( 'is_in_stock' === $column ) {
			echo esc_html( wc_get_product_stock_status_options()[ $product->get_stock_status() ] . ( $product->managing_stock() ? ' (' . $product->get_stock_quantity() . ')' : '' ) );
		} elseif ( 'product_cat' === $column || 'product_tag' === $column ) {
			echo esc_html( implode( ', ', wc_get_product_terms( $post_id, $column, array( 'fields' => 'names' ) ) ) );
		} elseif ( 'featured' === $column ) {
			echo esc_html( $product->is_featured() ? 'Yes' : 'No' );
		}
	}

	private static function field( $name, $label ) {
		echo '<label class="alignleft"><span class="title">' . esc_html( $label ) . '</span><span class="input-text-wrap"><input type="text" name="' . esc_attr( $name ) . '" class="text" /></span></label>';
	}

	public static function quick_fields( $column, $post_type ) {
		if ( 'price' === $column && 'product' === $post_type ) {
			echo '<fieldset class="inline-edit-col-left"><div id="woocommerce-fields" class="inline-edit-col">';
			foreach ( array( '_sku' => 'SKU', '_regular_price' => 'Price', '_sale_price' => 'Sale', '_stock' => 'Stock qty' ) as $name => $label ) {
				self::field( $name, $label );
			}
			echo '<label><input type="checkbox" name="_manage_stock" value="1" /> Manage stock?</label>';
			echo '<input type="hidden" name="woocommerce_quick_edit" value="1" />';
			wp_nonce_field( 'woocommerce_quick_edit_nonce', 'woocommerce_quick_edit_nonce' );
			echo '</div></fieldset>';
		}
	}

	public static function bulk_fields( $column, $post_type ) {
		if ( 'price' === $column && 'product' === $post_type ) {
			echo '<fieldset class="inline-edit-col-right"><div id="woocommerce-fields-bulk" class="inline-edit-col">';
			foreach ( array( 'change_regular_price', '_regular_price', 'change_sale_price', '_sale_price', 'change_stock', '_stock', '_manage_stock', '_stock_status', '_visibility' ) as $name ) {
				self::field( $name, $name );
			}
			echo '<input type="hidden" name="woocommerce_bulk_edit" value="1" />';
			wp_nonce_field( 'woocommerce_quick_edit_nonce', 'woocommerce_quick_edit_nonce' );
			echo '</div></fieldset>';
		}
	}

	public static function on_save_post( $post_id, $post ) {
		remove_action( 'save_post', array( __CLASS__, 'on_save_post' ) );
		do_action( 'woocommerce_product_bulk_and_quick_edit', $post_id, $post );
		add_action( 'save_post', array( __CLASS__, 'on_save_post' ), 10, 2 );
	}

	public static function save( $post_id, $post ) {
		$given = wp_unslash( $_REQUEST ); // phpcs:ignore
		$nonce = isset( $given['woocommerce_quick_edit_nonce'] ) ? $given['woocommerce_quick_edit_nonce'] : '';
		if ( wp_is_post_revision( $post_id ) || 'product' !== $post->post_type || ! current_user_can( 'edit_post', $post_id ) || ! wp_verify_nonce( $nonce, 'woocommerce_quick_edit_nonce' ) ) {
			return;
		}
		$product = wc_get_product( $post );
		if ( ! empty( $given['woocommerce_quick_edit'] ) ) {
			self::quick_save( $product, $given );
		} else {
			self::bulk_save( $product, $given );
		}
	}

	private static function quick_save( $product, array $given ) {
		if ( isset( $given['_sku'] ) && wc_product_has_unique_sku( $product->get_id(), $given['_sku'] ) ) {
			$product->set_sku( wc_clean( $given['_sku'] ) );
		}
		if ( ! empty( $given['_visibility'] ) ) {
			$product->set_catalog_visibility( wc_clean( $given['_visibility'] ) );
		}
		$product->set_featured( isset( $given['_featured'] ) );
		if ( $product->is_type( array( 'simple', 'external' ) ) ) {
			$before = array( $product->get_regular_price(), $product->get_sale_price() );
			foreach ( array( 'regular', 'sale' ) as $kind ) {
				if ( isset( $given[ "_{$kind}_price" ] ) ) {
					$product->{"set_{$kind}_price"}( $given[ "_{$kind}_price" ] );
				}
			}
			if ( array( $product->get_regular_price(), $product->get_sale_price() ) !== $before ) {
				$product->set_date_on_sale_to( '' );
				$product->set_date_on_sale_from( '' );
			}
		}
		// The form always says everything about stock: what is missing is off.
		$manages = ! empty( $given['_manage_stock'] ) && ! $product->is_type( 'grouped' );
		$product->set_manage_stock( $manages );
		if ( ! $product->is_type( 'external' ) ) {
			$product->set_backorders( empty( $given['_backorders'] ) ? 'no' : wc_clean( $given['_backorders'] ) );
		}
		$product->set_stock_quantity( $manages && isset( $given['_stock'] ) && is_numeric( $given['_stock'] ) ? $given['_stock'] : '' );
		$status = empty( $given['_stock_status'] ) ? ( $product->is_type( 'variable' ) ? null : 'instock' ) : wc_clean( $given['_stock_status'] );
		$product = self::set_stock_status( $product, $status );
		$product->save();
		do_action( 'woocommerce_product_quick_edit_save', $product );
	}

	private static function bulk_save( $product, array $given ) {
		if ( ! empty( $given['_visibility'] ) ) {
			$product->set_catalog_visibility( wc_clean( $given['_visibility'] ) );
		}
		if ( $product->is_type( array( 'simple', 'external' ) ) && array_filter( array( self::change_price( $product, 'regular', $given ), self::change_price( $product, 'sale', $given ) ) ) ) {
			$product->set_date_on_sale_to( '' );
			$product->set_date_on_sale_from( '' );
			if ( $product->get_regular_price() < $product->get_sale_price() ) {
				$product->set_sale_price( '' );
			}
		}
		$manages = empty( $given['_manage_stock'] ) ? (bool) $product->get_manage_stock() : 'yes' === $given['_manage_stock'];
		$change  = empty( $given['change_stock'] ) ? 0 : absint( $given['change_stock'] );
		$amount  = $manages && $change && isset( $given['_stock'] ) ? wc_stock_amount( $given['_stock'] ) : $product->get_stock_quantity();
		$product->set_manage_stock( $manages );
		$operations = array( 2 => 'increase', 3 => 'decrease' );
		wc_update_product_stock( $product, $amount, isset( $operations[ $change ] ) ? $operations[ $change ] : 'set', true );
		$product = self::set_stock_status( $product, empty( $given['_stock_status'] ) ? null : wc_clean( $given['_stock_status'] ) );
		$product->save();
		do_action( 'woocommerce_product_bulk_edit_save', $product );
	}

	/** 1: to, 2: up by, 3: down by (an amount or a percentage), 4: a sale price below the regular one by. */
	private static function change_price( $product, $kind, array $given ) {
		$how = empty( $given[ "change_{$kind}_price" ] ) ? 0 : absint( $given[ "change_{$kind}_price" ] );
		if ( ! $how || ! isset( $given[ "_{$kind}_price" ] ) ) {
			return false;
		}
		$typed   = wc_clean( $given[ "_{$kind}_price" ] );
		$amount  = (float) wc_format_decimal( $typed );
		$regular = (float) $product->get_regular_price();
		$current = $product->{"get_{$kind}_price"}();
		$old     = '' === $current ? $regular : (float) $current;
		$base    = 4 === $how ? $regular : $old;
		$step    = false !== strpos( $typed, '%' ) ? $base * $amount / 100 : $amount;
		$new     = 1 === $how ? $amount : ( 2 === $how ? $base + $step : max( 0, $base - $step ) );
		if ( $new === $old ) {
			return false;
		}
		$product->{"set_{$kind}_price"}( round( $new, wc_get_price_decimals() ) );
		return true;
	}

	private static function set_stock_status( $product, $status ) {
		if ( $product->is_type( 'external' ) ) {
			$product->set_stock_status( 'instock' );
		} elseif ( null !== $status && $product->is_type( 'variable' ) && ! $product->get_manage_stock() ) {
			foreach ( array_filter( array_map( 'wc_get_product', $product->get_children() ) ) as $child ) {
				$child->set_stock_status( $status );
				$child->save();
			}
			$product = WC_Product_Variable::sync( $product, false );
		} elseif ( null !== $status ) {
			$product->set_stock_status( $status );
		}
		return $product;
	}
}
