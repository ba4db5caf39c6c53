<?php
/**
 * The rest of the product store: reading, attributes, and what variations and their parent owe each other.
 *
 * @package WooCommerce_Double
 */

trait WCD_Product_Children {
	/** @throws Exception when there is no such product */
	public function read( &$product ) {
		$id   = $product->get_id();
		$post = get_post( $id );
		$type = $product->is_type( 'variation' ) ? array( 'product_variation' ) : array( 'product' );
		$product->set_object_read( false );
		if ( ! $post || ! in_array( $post->post_type, $type, true ) ) {
			throw new Exception( 'Invalid product.' );
		}
		$at = function ( $gmt, $local ) {
			return '0000-00-00 00:00:00' === $gmt ? ( '0000-00-00 00:00:00' === $local ? null : $local ) : strtotime( $gmt . ' UTC' );
		};
		$product->set_props(
			array(
				'name'              => $post->post_title,
				'slug'              => $post->post_name,
				'date_created'      => $at( $post->post_date_gmt, $post->post_date ),
				'date_modified'     => $at( $post->post_modified_gmt, $post->post_modified ),
				'status'            => $post->post_status,
				'description'       => $post->post_content,
				'short_description' => $product->is_type( 'variation' ) ? '' : $post->post_excerpt,
				'parent_id'         => $post->post_parent,
				'menu_order'        => $post->menu_order,
				'post_password'     => $post->post_password,
				'reviews_allowed'   => 'open' === $post->comment_status,
			)
		);
		$map = self::META + array( '_price' => 'price' );
		foreach ( $product->get_extra_data_keys() as $key ) {
			$map[ '_' . $key ] = $key;
		}
		if ( $product->is_type( 'variation' ) ) {
			$map['_variation_description'] = 'description';
		}
		foreach ( $map as $meta_key => $prop ) {
			if ( metadata_exists( 'post', $id, $meta_key ) ) {
				$value = get_post_meta( $id, $meta_key, true );
				$product->{"set_$prop"}( 'gallery_image_ids' === $prop ? array_filter( explode( ',', (string) $value ) ) : $value );
			} elseif ( '_variation_description' === $meta_key ) {
				$product->set_description( '' );
			}
		}
		if ( $product->is_type( 'variation' ) ) {
			$this->read_variation( $product );
		} else {
			$this->read_attributes( $product );
			$product->set_category_ids( wc_get_product_term_ids( $id, 'product_cat' ) );
			$product->set_tag_ids( wc_get_product_term_ids( $id, 'product_tag' ) );
			$product->set_shipping_class_id( (int) current( wc_get_product_term_ids( $id, 'product_shipping_class' ) ) );
			$visibility = wp_list_pluck( (array) ( get_the_terms( $id, 'product_visibility' ) ? get_the_terms( $id, 'product_visibility' ) : array() ), 'name' );
			$in_search  = ! in_array( 'exclude-from-search', $visibility, true );
			$in_catalog = ! in_array( 'exclude-from-catalog', $visibility, true );
			$product->set_catalog_visibility( $in_search ? ( $in_catalog ? 'visible' : 'search' ) : ( $in_catalog ? 'catalog' : 'hidden' ) );
			$product->set_featured( in_array( 'featured', $visibility, true ) );
		}
		$product->set_object_read( true );
		do_action( 'woocommerce_product_read', $id, $product );
	}

	private function read_attributes( $product ) {
		$attributes = array();
		foreach ( array_filter( (array) get_post_meta( $product->get_id(), '_product_attributes', true ) ) as $key => $stored ) {
			$stored    = wp_parse_args( $stored, array( 'name' => '', 'value' => '', 'position' => 0, 'is_visible' => 0, 'is_variation' => 0, 'is_taxonomy' => 0 ) );
			$attribute = new WC_Product_Attribute();
			if ( $stored['is_taxonomy'] ) {
				if ( ! taxonomy_exists( $stored['name'] ) ) {
					continue;
				}
				$attribute->set_id( wc_attribute_taxonomy_id_by_name( $stored['name'] ) );
				$attribute->set_options( wc_get_product_term_ids( $product->get_id(), $stored['name'] ) );
			} else {
				$attribute->set_options( array_values( array_filter( array_map( 'trim', explode( '|', $stored['value'] ) ), 'strlen' ) ) );
			}
			$attribute->set_name( $stored['name'] );
			$attribute->set_position( $stored['position'] );
			$attribute->set_visible( (bool) $stored['is_visible'] );
			$attribute->set_variation( (bool) $stored['is_variation'] );
			$attributes[] = $attribute;
		}
		$product->set_attributes( $attributes );
	}

	private function read_variation( $product ) {
		$attributes = array();
		foreach ( get_post_meta( $product->get_id() ) as $key => $values ) {
			if ( 0 === strpos( $key, 'attribute_' ) ) {
				$attributes[ $key ] = $values[0];
			}
		}
		$product->set_attributes( $attributes );
		$parent = get_post( $product->get_parent_id( 'edit' ) );
		if ( ! $parent ) {
			return;
		}
		$owner = new WC_Product_Variable( $parent->ID );
		$data  = array( 'title' => $parent->post_title, 'status' => $parent->post_status );
		foreach ( array( 'sku', 'manage_stock', 'backorders', 'stock_quantity', 'low_stock_amount', 'weight', 'length', 'width', 'height', 'tax_class', 'shipping_class_id', 'image_id', 'purchase_note', 'catalog_visibility' ) as $prop ) {
			$data[ $prop ] = $owner->{"get_$prop"}( 'edit' );
		}
		$product->set_parent_data( $data );
	}

	private function write_attributes( $product, $is_new ) {
		if ( ! $is_new && ! array_key_exists( 'attributes', $product->get_changes() ) ) {
			return;
		}
		$id = $product->get_id();
		if ( $product->is_type( 'variation' ) ) {
			foreach ( $product->get_attributes() as $key => $value ) {
				update_post_meta( $id, 'attribute_' . $key, wp_slash( $value ) );
			}
			foreach ( array_keys( get_post_meta( $id ) ) as $key ) {
				if ( 0 === strpos( $key, 'attribute_' ) && ! array_key_exists( substr( $key, 10 ), $product->get_attributes() ) ) {
					delete_post_meta( $id, $key );
				}
			}
			return;
		}
		$stored = array();
		foreach ( $product->get_attributes() as $key => $attribute ) {
			if ( $attribute->is_taxonomy() ) {
				wp_set_object_terms( $id, wp_list_pluck( (array) $attribute->get_terms(), 'term_id' ), $attribute->get_name() );
			}
			$stored[ $key ] = array(
				'name'         => $attribute->get_name(),
				'value'        => $attribute->is_taxonomy() ? '' : implode( ' | ', $attribute->get_options() ),
				'position'     => $attribute->get_position(),
				'is_visible'   => $attribute->get_visible() ? 1 : 0,
				'is_variation' => $attribute->get_variation() ? 1 : 0,
				'is_taxonomy'  => $attribute->is_taxonomy() ? 1 : 0,
			);
		}
		if ( $stored ) {
			update_post_meta( $id, '_product_attributes', wp_slash( $stored ) );
		} else {
			delete_post_meta( $id, '_product_attributes' );
		}
	}

	// ---- meta data ----

	public function read_meta( $product ) {
		global $wpdb;
		$internal = array_merge( array_keys( self::META ), self::INTERNAL, array_map(
			function ( $key ) {
				return '_' . $key;
			},
			$product->get_extra_data_keys()
		) );
		$found    = array();
		foreach ( $wpdb->get_results( $wpdb->prepare( "SELECT meta_id, meta_key, meta_value FROM {$wpdb->postmeta} WHERE post_id = %d ORDER BY meta_id", $product->get_id() ) ) as $row ) {
			if ( ! in_array( $row->meta_key, $internal, true ) && 0 !== strpos( $row->meta_key, 'attribute_' ) ) {
				$found[] = new WC_Meta_Data( array( 'id' => (int) $row->meta_id, 'key' => $row->meta_key, 'value' => maybe_unserialize( $row->meta_value ) ) );
			}
		}
		return $found;
	}

	public function save_meta( $product, array $meta_data ) {
		foreach ( $meta_data as $meta ) {
			if ( null === $meta->value ) {
				if ( $meta->id ) {
					delete_metadata_by_mid( 'post', $meta->id );
				}
			} elseif ( ! $meta->id ) {
				add_post_meta( $product->get_id(), wp_slash( $meta->key ), is_string( $meta->value ) ? wp_slash( $meta->value ) : $meta->value );
			} elseif ( $meta->is_changed ) {
				update_metadata_by_mid( 'post', $meta->id, $meta->value, $meta->key );
			}
		}
	}

	// ---- variations ----

	/** @return int[] */
	public function read_children( $parent_id, array $statuses ) {
		return array_map( 'intval', get_posts( array( 'post_parent' => $parent_id, 'post_type' => 'product_variation', 'post_status' => $statuses, 'fields' => 'ids', 'numberposts' => -1, 'orderby' => array( 'menu_order' => 'ASC', 'ID' => 'ASC' ) ) ) ); // phpcs:ignore
	}

	private function option_names( $product ) {
		$names = array();
		foreach ( $product->get_attributes( 'edit' ) as $key => $value ) {
			if ( '' !== $value ) {
				$term    = taxonomy_exists( $key ) ? get_term_by( 'slug', $value, $key ) : null;
				$names[] = array( wc_attribute_label( $key, wc_get_product( $product->get_parent_id( 'edit' ) ) ), $term ? $term->name : $value );
			}
		}
		return $names;
	}

	/** "Shirt - Red": with the values only when they are few and short. */
	private function name_variation( $product ) {
		$parent = get_post( $product->get_parent_id( 'edit' ) );
		$title  = $parent ? $parent->post_title : '';
		$values = array_values( array_filter( $product->get_attributes( 'edit' ), 'strlen' ) );
		$many   = count( $product->get_attributes( 'edit' ) );
		$is_fit = $many < 3 && ( $many < 2 || ! preg_grep( '/-/', $values ) );
		if ( $values && apply_filters( 'woocommerce_product_variation_title_include_attributes', $is_fit, $product ) ) {
			$title .= ' - ' . implode( ', ', wp_list_pluck( $this->option_names( $product ), 1 ) );
		}
		if ( $product->get_name( 'edit' ) !== $title ) {
			$product->set_name( $title );
		}
	}

	private function summarise( $product ) {
		return implode(
			', ',
			array_map(
				function ( $pair ) {
					return $pair[0] . ': ' . $pair[1];
				},
				$this->option_names( $product )
			)
		);
	}

	public function sync_price( &$product ) {
		$id     = $product->get_id();
		$prices = array();
		foreach ( $product->get_visible_children() as $child ) {
			$prices[] = get_post_meta( $child, '_price', true );
		}
		foreach ( array( '_price', '_sale_price', '_regular_price' ) as $key ) {
			delete_post_meta( $id, $key );
		}
		$prices = array_unique( array_filter( $prices, 'strlen' ) );
		sort( $prices, SORT_NUMERIC );
		foreach ( $prices as $price ) {
			add_post_meta( $id, '_price', $price );
		}
		do_action( 'woocommerce_updated_product_price', $id );
	}

	public function sync_stock_status( &$product ) {
		$statuses = array();
		foreach ( $product->get_children() as $child ) {
			$statuses[] = get_post_meta( $child, '_stock_status', true );
		}
		foreach ( array( 'instock', 'onbackorder' ) as $status ) {
			if ( in_array( $status, $statuses, true ) ) {
				$product->set_stock_status( $status );
				return;
			}
		}
		$product->set_stock_status( 'outofstock' );
	}

	public function sync_variation_names( &$product, $previous_name = '', $new_name = '' ) {
		global $wpdb;
		if ( $new_name !== $previous_name ) {
			$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->posts} SET post_title = REPLACE( post_title, %s, %s ) WHERE post_type = 'product_variation' AND post_parent = %d", $previous_name ? $previous_name : 'AUTO-DRAFT', $new_name, $product->get_id() ) );
		}
	}

	public function sync_managed_variation_stock_status( &$product ) {
		if ( $product->get_manage_stock() ) {
			foreach ( $product->get_children() as $child ) {
				if ( 'yes' !== get_post_meta( $child, '_manage_stock', true ) ) {
					update_post_meta( $child, '_stock_status', $product->get_stock_status() );
				}
			}
		}
	}

	public function delete_variations( $product_id, $force_delete = false ) {
		foreach ( $this->read_children( $product_id, array( 'any', 'trash', 'auto-draft' ) ) as $id ) {
			if ( $force_delete ) {
				do_action( 'woocommerce_before_delete_product_variation', $id );
				wp_delete_post( $id, true );
				do_action( 'woocommerce_delete_product_variation', $id );
			} else {
				wp_trash_post( $id );
				do_action( 'woocommerce_trash_product_variation', $id );
			}
		}
	}

	public function untrash_variations( $product_id ) {
		array_map( 'wp_untrash_post', $this->read_children( $product_id, array( 'trash' ) ) );
	}
}
