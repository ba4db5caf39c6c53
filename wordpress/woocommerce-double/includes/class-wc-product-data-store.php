<?php
/**
 * Products in posts, post meta and terms, with the hooks of the real store in their order.
 *
 * @package WooCommerce_Double
 */

class WC_Data_Store {
	/** @var WC_Product_Data_Store_CPT[] */
	private static $stores = array();

	/** @param string $object_type "product", "product-variable" … */
	public static function load( $object_type ) {
		if ( ! isset( self::$stores[ $object_type ] ) ) {
			self::$stores[ $object_type ] = new WC_Product_Data_Store_CPT();
		}
		return self::$stores[ $object_type ];
	}
}

class WC_Product_Data_Store_CPT {
	use WCD_Product_Children;

	const META = array(
		'_sku'                   => 'sku',
		'_global_unique_id'      => 'global_unique_id',
		'_regular_price'         => 'regular_price',
		'_sale_price'            => 'sale_price',
		'_sale_price_dates_from' => 'date_on_sale_from',
		'_sale_price_dates_to'   => 'date_on_sale_to',
		'total_sales'            => 'total_sales',
		'_tax_status'            => 'tax_status',
		'_tax_class'             => 'tax_class',
		'_manage_stock'          => 'manage_stock',
		'_backorders'            => 'backorders',
		'_low_stock_amount'      => 'low_stock_amount',
		'_sold_individually'     => 'sold_individually',
		'_weight'                => 'weight',
		'_length'                => 'length',
		'_width'                 => 'width',
		'_height'                => 'height',
		'_upsell_ids'            => 'upsell_ids',
		'_crosssell_ids'         => 'cross_sell_ids',
		'_purchase_note'         => 'purchase_note',
		'_default_attributes'    => 'default_attributes',
		'_virtual'               => 'virtual',
		'_downloadable'          => 'downloadable',
		'_product_image_gallery' => 'gallery_image_ids',
		'_download_limit'        => 'download_limit',
		'_download_expiry'       => 'download_expiry',
		'_thumbnail_id'          => 'image_id',
		'_stock'                 => 'stock_quantity',
		'_stock_status'          => 'stock_status',
		'_wc_average_rating'     => 'average_rating',
		'_wc_rating_count'       => 'rating_counts',
		'_wc_review_count'       => 'review_count',
	);
	/** Meta keys that are no one else's business: not "meta data" of a product. */
	const INTERNAL   = array( '_edit_lock', '_edit_last', '_price', '_product_attributes', '_product_version', '_variation_description', '_wp_old_slug', '_downloadable_files' );
	const POST_PROPS = array( 'description', 'short_description', 'name', 'parent_id', 'reviews_allowed', 'status', 'menu_order', 'date_created', 'date_modified', 'slug', 'post_password' );

	/** @var string[] */
	private $updated = array();

	public function create( &$product ) {
		$is_variation = $product->is_type( 'variation' );
		if ( ! $product->get_date_created( 'edit' ) ) {
			$product->set_date_created( time() );
		}
		if ( $is_variation ) {
			$this->name_variation( $product );
		}
		$type = $is_variation ? 'product_variation' : 'product';
		$id   = wp_insert_post( apply_filters( "woocommerce_new_{$type}_data", $this->to_post( $product, $product->get_id() ) ), true );
		if ( ! $id || is_wp_error( $id ) ) {
			return;
		}
		$product->set_id( $id );
		$product->set_status( get_post_status( $id ) );
		$this->write( $product, true );
		$product->save_meta_data();
		$product->apply_changes();
		do_action( "woocommerce_new_$type", $id, $product );
	}

	public function update( &$product ) {
		global $wpdb;
		$is_variation = $product->is_type( 'variation' );
		$product->save_meta_data();
		if ( $is_variation ) {
			$this->name_variation( $product );
		}
		$changes = array_keys( $product->get_changes() );
		$now     = array(
			'post_modified'     => current_time( 'mysql' ),
			'post_modified_gmt' => current_time( 'mysql', 1 ),
		);
		$watched = $is_variation ? array( 'name', 'parent_id', 'status', 'menu_order', 'date_created', 'date_modified', 'attributes' ) : self::POST_PROPS;
		if ( array_intersect( $watched, $changes ) ) {
			$post = $this->to_post( $product ) + $now;
			if ( in_array( 'date_modified', $changes, true ) && $product->get_date_modified( 'edit' ) ) {
				$post['post_modified']     = gmdate( 'Y-m-d H:i:s', $product->get_date_modified( 'edit' )->getOffsetTimestamp() );
				$post['post_modified_gmt'] = gmdate( 'Y-m-d H:i:s', $product->get_date_modified( 'edit' )->getTimestamp() );
			}
			if ( doing_action( 'save_post' ) ) {
				// Inside WordPress' own saving another round of its hooks would not end.
				$wpdb->update( $wpdb->posts, $post, array( 'ID' => $product->get_id() ) );
				clean_post_cache( $product->get_id() );
			} else {
				wp_update_post( array( 'ID' => $product->get_id() ) + $post );
			}
			$product->read_meta_data( true );
		} else {
			$wpdb->update( $wpdb->posts, $now, array( 'ID' => $product->get_id() ) );
			clean_post_cache( $product->get_id() );
		}
		$this->write( $product, false );
		$product->apply_changes();
		do_action( $is_variation ? 'woocommerce_update_product_variation' : 'woocommerce_update_product', $product->get_id(), $product );
	}

	public function delete( &$product, $args = array() ) {
		$id   = $product->get_id();
		$type = $product->is_type( 'variation' ) ? 'product_variation' : 'product';
		if ( ! $id ) {
			return;
		}
		if ( ! empty( $args['force_delete'] ) ) {
			do_action( "woocommerce_before_delete_$type", $id );
			wp_delete_post( $id );
			$product->set_id( 0 );
			do_action( "woocommerce_delete_$type", $id );
		} else {
			wp_trash_post( $id );
			$product->set_status( 'trash' );
			do_action( "woocommerce_trash_$type", $id );
		}
	}

	/** @return array the columns of the post */
	private function to_post( $product ) {
		$created = $product->get_date_created( 'edit' );
		$post    = array(
			'post_type'      => $product->is_type( 'variation' ) ? 'product_variation' : 'product',
			'post_status'    => $product->get_status( 'edit' ) ? $product->get_status( 'edit' ) : 'publish',
			'post_title'     => '' === $product->get_name( 'edit' ) ? 'Product' : $product->get_name( 'edit' ),
			'post_parent'    => $product->get_parent_id( 'edit' ),
			'comment_status' => ! $product->is_type( 'variation' ) && $product->get_reviews_allowed( 'edit' ) ? 'open' : 'closed',
			'menu_order'     => $product->get_menu_order( 'edit' ),
			'post_name'      => $product->get_slug( 'edit' ),
		);
		if ( ! $product->get_id() ) {
			$post['post_author'] = get_current_user_id();
			$post['ping_status'] = 'closed';
		}
		if ( $created ) {
			$post['post_date']     = gmdate( 'Y-m-d H:i:s', $created->getOffsetTimestamp() );
			$post['post_date_gmt'] = gmdate( 'Y-m-d H:i:s', $created->getTimestamp() );
		}
		if ( ! $product->is_type( 'variation' ) ) {
			$post['post_content']  = $product->get_description( 'edit' );
			$post['post_excerpt']  = $product->get_short_description( 'edit' );
			$post['post_password'] = $product->get_post_password( 'edit' );
		} else {
			$post['post_excerpt'] = $this->summarise( $product );
		}
		return $post;
	}

	/** Everything beside the post itself. */
	private function write( $product, $is_new ) {
		$this->write_meta( $product, $is_new );
		$this->write_terms( $product, $is_new );
		$this->write_visibility( $product, $is_new || $product->is_type( 'variation' ) );
		$this->write_attributes( $product, $is_new );
		// A variation's type is settled after its properties, a product's before.
		if ( ! $product->is_type( 'variation' ) ) {
			$this->write_type( $product );
		}
		$this->announce( $product );
		if ( $product->is_type( 'variation' ) ) {
			$this->write_type( $product );
		}
		wc_delete_product_transients( $product->get_id() );
		if ( $product->get_parent_id( 'edit' ) ) {
			wc_delete_product_transients( $product->get_parent_id( 'edit' ) );
		}
	}

	private function write_meta( $product, $is_new ) {
		$id      = $product->get_id();
		$changes = $product->get_changes();
		$kind    = $product->is_type( 'variation' ) ? 'variation' : 'product';
		$map     = self::META;
		foreach ( $product->get_extra_data_keys() as $key ) {
			$map[ '_' . $key ] = $key;
		}
		if ( 'variation' === $kind ) {
			$map['_variation_description'] = 'description';
		}
		foreach ( $map as $meta_key => $prop ) {
			if ( ! $is_new && ! array_key_exists( $prop, $changes ) && metadata_exists( 'post', $id, $meta_key ) ) {
				continue;
			}
			$value = $product->{"get_$prop"}( 'edit' );
			if ( is_string( $value ) ) {
				$value = wp_slash( $value );
			} elseif ( is_bool( $value ) ) {
				$value = wc_bool_to_string( $value );
			} elseif ( $value instanceof WC_DateTime ) {
				$value = $value->getTimestamp();
			} elseif ( 'gallery_image_ids' === $prop ) {
				$value = implode( ',', $value );
			} elseif ( null === $value && 'stock_quantity' !== $prop ) {
				$value = '';
			}
			if ( 'stock_quantity' === $prop ) {
				do_action( "woocommerce_{$kind}_before_set_stock", $product );
			}
			$is_empty = ( '' === $value || array() === $value ) && '_tax_class' !== $meta_key;
			if ( $is_empty ? delete_post_meta( $id, $meta_key ) : update_post_meta( $id, $meta_key, $value ) ) {
				$this->updated[] = $prop;
			}
		}
	}

	private function write_terms( $product, $is_new ) {
		if ( $product->is_type( 'variation' ) ) {
			return;
		}
		$changes = $product->get_changes();
		if ( $is_new || array_key_exists( 'category_ids', $changes ) ) {
			$default    = (int) get_option( 'default_product_cat', 0 );
			$categories = $product->get_category_ids( 'edit' );
			wp_set_post_terms( $product->get_id(), $categories ? $categories : array_filter( array( $default ) ), 'product_cat', false );
		}
		if ( $is_new || array_key_exists( 'tag_ids', $changes ) ) {
			wp_set_post_terms( $product->get_id(), $product->get_tag_ids( 'edit' ), 'product_tag', false );
		}
		if ( $is_new || array_key_exists( 'shipping_class_id', $changes ) ) {
			wp_set_post_terms( $product->get_id(), array_filter( array( $product->get_shipping_class_id( 'edit' ) ) ), 'product_shipping_class', false );
		}
	}

	private function write_visibility( $product, $always ) {
		if ( ! $always && ! array_intersect( array( 'featured', 'stock_status', 'average_rating', 'catalog_visibility' ), array_keys( $product->get_changes() ) ) ) {
			return;
		}
		$excluded = array(
			'hidden'  => array( 'exclude-from-search', 'exclude-from-catalog' ),
			'catalog' => array( 'exclude-from-search' ),
			'search'  => array( 'exclude-from-catalog' ),
		);
		$shown    = $product->get_catalog_visibility();
		$terms    = ! $product->is_type( 'variation' ) && isset( $excluded[ $shown ] ) ? $excluded[ $shown ] : array();
		if ( $product->get_featured() ) {
			$terms[] = 'featured';
		}
		if ( 'outofstock' === $product->get_stock_status() ) {
			$terms[] = 'outofstock';
		}
		$rating = (int) min( 5, round( (float) $product->get_average_rating() ) );
		if ( $rating > 0 ) {
			$terms[] = 'rated-' . $rating;
		}
		wp_set_post_terms( $product->get_id(), $terms, 'product_visibility', false );
		if ( ! $product->is_type( 'variation' ) ) {
			do_action( 'woocommerce_product_set_visibility', $product->get_id(), $shown );
		}
	}

	private function write_type( $product ) {
		$old = WC_Product_Factory::get_product_type( $product->get_id() );
		wp_set_object_terms( $product->get_id(), $product->get_type(), 'product_type' );
		update_post_meta( $product->get_id(), '_product_version', WC_VERSION );
		if ( $old !== $product->get_type() ) {
			$this->updated[] = 'product_type';
			do_action( 'woocommerce_product_type_changed', $product, $old, $product->get_type() );
		}
	}

	/** Puts the active price right and tells what was written. */
	private function announce( $product ) {
		$id      = $product->get_id();
		$updated = $this->updated;
		$kind    = $product->is_type( 'variation' ) ? 'variation' : 'product';
		if ( ! $product->is_type( array( 'variable', 'grouped' ) ) ) {
			if ( array_intersect( array( 'regular_price', 'sale_price' ), $updated ) && $product->get_sale_price( 'edit' ) >= $product->get_regular_price( 'edit' ) ) {
				update_post_meta( $id, '_sale_price', '' );
				$product->set_sale_price( '' );
			}
			if ( array_intersect( array( 'date_on_sale_from', 'date_on_sale_to', 'regular_price', 'sale_price', 'product_type' ), $updated ) ) {
				$price = $product->is_on_sale( 'edit' ) ? $product->get_sale_price( 'edit' ) : $product->get_regular_price( 'edit' );
				update_post_meta( $id, '_price', $price );
				$product->set_price( $price );
			}
		}
		if ( in_array( 'stock_quantity', $updated, true ) ) {
			do_action( "woocommerce_{$kind}_set_stock", $product );
		}
		if ( in_array( 'stock_status', $updated, true ) ) {
			do_action( "woocommerce_{$kind}_set_stock_status", $id, $product->get_stock_status(), $product );
		}
		do_action( 'woocommerce_product_object_updated_props', $product, $updated );
		$this->updated = array();
	}

	/** Straight into the database, so that two orders at once do not lose one another's change. */
	public function update_product_stock( $product, $amount, $operation = 'set' ) {
		global $wpdb;
		$id = $product->get_id();
		add_post_meta( $id, '_stock', 0, true );
		$amount = wc_stock_amount( $amount );
		if ( 'set' === $operation ) {
			$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->postmeta} SET meta_value = %f WHERE post_id = %d AND meta_key = '_stock'", $amount, $id ) );
		} else {
			$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->postmeta} SET meta_value = meta_value + %f WHERE post_id = %d AND meta_key = '_stock'", 'decrease' === $operation ? -$amount : $amount, $id ) );
		}
		wp_cache_delete( $id, 'post_meta' );
		$stock = wc_stock_amount( get_post_meta( $id, '_stock', true ) );
		// Already stored: it is what the object holds, not a change of it.
		$product->set_object_read( false );
		$product->set_stock_quantity( $stock );
		$product->set_object_read( true );
		do_action( 'woocommerce_updated_product_stock', $id );
		return $stock;
	}
}
