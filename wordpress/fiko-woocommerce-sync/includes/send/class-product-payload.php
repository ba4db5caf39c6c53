<?php
/**
 * A product in the words of the wire contract.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Send;

/**
 * Reads a product as a guest of the shop sees it. The same product gives the same bytes and the same hash, in whatever request it is read:
 * lists without an order of their own are sorted, addresses are hashed without their host.
 */
final class Product_Payload {
	private const HASH_LENGTH = 32;

	/**
	 * Everything the hub should know of a product, with its hash.
	 *
	 * @param \WC_Product $product Not a variation.
	 * @return array<string, mixed>
	 */
	public function of( \WC_Product $product ): array {
		$variations = $product->is_type( 'variable' ) ? $this->variations( $product ) : array();
		$is_on_sale = $product->is_type( 'variable' ) ? in_array( true, array_column( $variations, 'on_sale' ), true ) : self::is_on_sale( $product );
		$payload    = array(
			'id'                 => $product->get_id(),
			'type'               => $product->get_type(),
			'status'             => $product->get_status(),
			'catalog_visibility' => $product->get_catalog_visibility(),
			'has_password'       => '' !== (string) get_post_field( 'post_password', $product->get_id(), 'raw' ),
			'sku'                => $product->get_sku(),
			'name'               => $product->get_name(),
			'short_description'  => $product->get_short_description(),
			'description'        => $product->get_description(),
			'price'              => self::money( $product->get_price() ),
			'regular_price'      => self::money( $product->get_regular_price() ),
			// A sale that is planned is not a price of today.
			'sale_price'         => $is_on_sale ? self::money( $product->get_sale_price() ) : '',
			'on_sale'            => $is_on_sale,
			'currency'           => get_woocommerce_currency(),
			'stock_quantity'     => $product->managing_stock() ? $product->get_stock_quantity() : null,
			'stock_status'       => $product->get_stock_status(),
			'categories'         => $this->term_names( $product->get_id(), 'product_cat' ),
			'tags'               => $this->term_names( $product->get_id(), 'product_tag' ),
			'brand'              => $this->term_names( $product->get_id(), 'product_brand' ),
			'image'              => $this->image( (int) $product->get_image_id() ),
			'gallery'            => array_values( array_filter( array_map( array( $this, 'image' ), array_map( 'intval', $product->get_gallery_image_ids() ) ) ) ),
			'permalink'          => (string) get_permalink( $product->get_id() ),
			'attributes'         => $this->attributes( $product ),
			'variations'         => $variations,
			'weight'             => (string) $product->get_weight(),
			'dimensions'         => array_filter(
				array(
					'length' => (string) $product->get_length(),
					'width'  => (string) $product->get_width(),
					'height' => (string) $product->get_height(),
				),
				static function ( string $side ): bool {
					return '' !== $side;
				}
			),
			'date_modified'      => $this->modified( $product ),
		);
		if ( $product instanceof \WC_Product_External ) {
			$payload['external_url'] = $product->get_product_url();
		}
		if ( $product instanceof \WC_Product_Grouped ) {
			$payload['grouped_products'] = array_values( array_map( 'intval', $product->get_children() ) );
		}

		/**
		 * What the hub is told of a product.
		 *
		 * @since 1.0.0
		 * @param array<string, mixed> $payload The product in the words of the wire.
		 * @param \WC_Product          $product The product.
		 */
		$payload         = (array) apply_filters( 'fiko_wc_sync_product_payload', $payload, $product );
		$payload['id']   = $product->get_id();
		$payload['hash'] = self::hash( $payload );
		return $payload;
	}

	/**
	 * What is kept of a product that goes away.
	 *
	 * @param \WC_Product $product Not a variation.
	 * @return array<string, mixed>
	 */
	public function of_deleted( \WC_Product $product ): array {
		return array(
			'id'   => $product->get_id(),
			'sku'  => $product->get_sku( 'edit' ),
			'name' => $product->get_name( 'edit' ),
			'type' => $product->get_type(),
		);
	}

	/**
	 * The version hash, 32 hex digits: equal when the hub needs to be told nothing.
	 *
	 * @param array<string, mixed> $payload As sent.
	 */
	public static function hash( array $payload ): string {
		unset( $payload['hash'], $payload['date_modified'] );
		foreach ( array( 'permalink', 'image' ) as $address ) {
			$payload[ $address ] = self::without_host( $payload[ $address ] ?? '' );
		}
		$payload['gallery'] = array_map( array( self::class, 'without_host' ), is_array( $payload['gallery'] ?? null ) ? $payload['gallery'] : array() );
		ksort( $payload );
		return substr( hash( 'sha256', Hub_Client::encode( $payload ) ), 0, self::HASH_LENGTH );
	}

	/**
	 * The variations a guest can choose from, by id. Disabled ones (private) are left out.
	 *
	 * @param \WC_Product $product Variable.
	 * @return list<array<string, mixed>>
	 */
	private function variations( \WC_Product $product ): array {
		$ids = array_map( 'intval', $product->get_children() );
		sort( $ids );
		// One query for all posts and one for all meta, instead of two a variation.
		_prime_post_caches( $ids, false, true );
		$variations = array();
		foreach ( $ids as $id ) {
			$variation = wc_get_product( $id );
			if ( ! $variation instanceof \WC_Product_Variation || 'publish' !== $variation->get_status() ) {
				continue;
			}
			$is_on_sale   = self::is_on_sale( $variation );
			$variations[] = array(
				'id'             => $variation->get_id(),
				// Without one of its own a variation reports its parent's: an SKU that is not its.
				'sku'            => $variation->get_sku( 'edit' ),
				'price'          => self::money( $variation->get_price() ),
				'regular_price'  => self::money( $variation->get_regular_price() ),
				'sale_price'     => $is_on_sale ? self::money( $variation->get_sale_price() ) : '',
				'on_sale'        => $is_on_sale,
				'attributes'     => $this->choices( $variation, $product ),
				'stock_quantity' => $variation->managing_stock() ? $variation->get_stock_quantity() : null,
				'stock_status'   => $variation->get_stock_status(),
				'image'          => $this->image( (int) $variation->get_image_id( 'edit' ) ),
			);
		}
		return $variations;
	}

	/**
	 * What a variation stands for, as {"Colour": "Red"}; "any" is left out.
	 *
	 * @param \WC_Product_Variation $variation The variation.
	 * @param \WC_Product           $product   Its parent, which knows the attributes' labels.
	 * @return array<string, string>
	 */
	private function choices( \WC_Product_Variation $variation, \WC_Product $product ): array {
		$choices = array();
		foreach ( $variation->get_attributes() as $name => $value ) {
			$value = (string) $value;
			if ( '' === $value ) {
				continue;
			}
			$name = (string) $name;
			if ( taxonomy_exists( $name ) ) {
				$term  = get_term_by( 'slug', $value, $name );
				$value = $term instanceof \WP_Term ? self::plain( $term->name ) : $value;
			}
			$choices[ self::plain( (string) wc_attribute_label( $name, $product ) ) ] = $value;
		}
		ksort( $choices );
		return $choices;
	}

	/**
	 * The product's attributes in the shop's order.
	 *
	 * @param \WC_Product $product The product.
	 * @return list<array{name: string, options: list<string>}>
	 */
	private function attributes( \WC_Product $product ): array {
		$attributes = array();
		foreach ( $product->get_attributes() as $attribute ) {
			if ( ! $attribute instanceof \WC_Product_Attribute ) {
				continue;
			}
			$attributes[] = array(
				'name'    => self::plain( (string) wc_attribute_label( $attribute->get_name(), $product ) ),
				'options' => $attribute->is_taxonomy()
					? $this->term_names( $product->get_id(), $attribute->get_name() )
					: array_values( array_map( 'strval', $attribute->get_options() ) ),
			);
		}
		return $attributes;
	}

	/**
	 * Names of a product's terms, sorted: WordPress gives them in no order that lasts.
	 *
	 * @param int    $product_id The product.
	 * @param string $taxonomy   The taxonomy; an unknown one has no terms.
	 * @return list<string>
	 */
	private function term_names( int $product_id, string $taxonomy ): array {
		$terms = taxonomy_exists( $taxonomy ) ? get_the_terms( $product_id, $taxonomy ) : false;
		if ( ! is_array( $terms ) ) {
			return array();
		}
		$names = array();
		foreach ( $terms as $term ) {
			$names[] = self::plain( $term->name );
		}
		sort( $names, SORT_STRING );
		return $names;
	}

	/**
	 * Address of an image; '' without one.
	 *
	 * @param int $attachment_id Its id, or 0.
	 */
	private function image( int $attachment_id ): string {
		return $attachment_id > 0 ? (string) wp_get_attachment_url( $attachment_id ) : '';
	}

	/**
	 * When it was changed, in UTC; null when WordPress does not know.
	 *
	 * @param \WC_Product $product The product.
	 */
	private function modified( \WC_Product $product ): ?string {
		$date = $product->get_date_modified( 'edit' );
		return null === $date ? null : gmdate( 'Y-m-d\TH:i:s\Z', $date->getTimestamp() );
	}

	/**
	 * Whether the sale price is what is charged now. WooCommerce says "on sale" from the planned minute on, but charges the old price until its daily
	 * job has run.
	 *
	 * @param \WC_Product $product Not a variable one, which has no price of its own.
	 */
	private static function is_on_sale( \WC_Product $product ): bool {
		if ( ! $product->is_on_sale() ) {
			return false;
		}
		$sale_price = self::money( $product->get_sale_price() );
		return $product->is_type( 'grouped' ) || '' === $sale_price || (float) self::money( $product->get_price() ) === (float) $sale_price;
	}

	/**
	 * Money as decimal text; '' for "no price". Filters of other plugins may give numbers: then without the noise of binary fractions.
	 *
	 * @param mixed $value As WooCommerce gave it.
	 */
	private static function money( $value ): string {
		if ( is_float( $value ) ) {
			return rtrim( rtrim( number_format( $value, 6, '.', '' ), '0' ), '.' );
		}
		return is_scalar( $value ) && false !== $value ? (string) $value : '';
	}

	/**
	 * A term's name as people read it: WordPress stores "&" as "&amp;".
	 *
	 * @param string $name As stored.
	 */
	private static function plain( string $name ): string {
		return html_entity_decode( $name, ENT_QUOTES | ENT_HTML5, 'UTF-8' );
	}

	/**
	 * An address without scheme and host, which differ between wp-admin, wp-cron and the command line.
	 *
	 * @param mixed $address Absolute, or ''.
	 */
	private static function without_host( $address ): string {
		return is_string( $address ) ? (string) preg_replace( '#^[a-z]+://[^/]+#i', '', $address ) : '';
	}
}
