<?php
/**
 * Changes of categories, tags, brands and attributes.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Watch;

use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Settings;

/** Marks the products concerned: one statement for a renamed category, however many products are in it. */
final class Term_Watcher {
	private const TAXONOMIES = array( 'product_cat', 'product_tag', 'product_brand', 'product_visibility', 'product_type' );

	/**
	 * Whether there is a hub to tell.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Where changes are noted.
	 *
	 * @var Outbox
	 */
	private Outbox $outbox;

	/**
	 * Wires the watcher.
	 *
	 * @param Settings $settings Whether there is a hub to tell.
	 * @param Outbox   $outbox   Where changes are noted.
	 */
	public function __construct( Settings $settings, Outbox $outbox ) {
		$this->settings = $settings;
		$this->outbox   = $outbox;
	}

	/** Hooks. */
	public function register(): void {
		add_action( 'edited_term', array( $this, 'action_term_edited' ), 10, 3 );
		add_action( 'delete_term', array( $this, 'action_term_deleted' ), 10, 5 );
		add_action( 'set_object_terms', array( $this, 'action_terms_set' ), 10, 6 );
		add_action( 'deleted_term_relationships', array( $this, 'action_terms_removed' ), 10, 3 );
		add_action( 'woocommerce_attribute_updated', array( $this, 'action_attribute_updated' ), 10, 3 );
		// Its terms go with it, so the products are looked up before.
		add_action( 'woocommerce_before_attribute_delete', array( $this, 'action_before_attribute_delete' ), 10, 3 );
	}

	/**
	 * Renamed.
	 *
	 * @param int    $term_id  Not used.
	 * @param int    $tt_id    The term in its taxonomy.
	 * @param string $taxonomy The taxonomy.
	 */
	public function action_term_edited( $term_id, $tt_id, $taxonomy ): void {
		if ( $this->is_watched( $taxonomy ) ) {
			global $wpdb;
			$this->outbox->mark_where( $wpdb->prepare( "p.ID IN (SELECT object_id FROM {$wpdb->term_relationships} WHERE term_taxonomy_id = %d)", (int) $tt_id ), Outbox::LIVE );
		}
	}

	/**
	 * Deleted.
	 *
	 * @param int    $term_id    Not used.
	 * @param int    $tt_id      Not used.
	 * @param string $taxonomy   The taxonomy.
	 * @param mixed  $term       Not used.
	 * @param int[]  $object_ids The products that had it.
	 */
	public function action_term_deleted( $term_id, $tt_id, $taxonomy, $term, $object_ids = array() ): void {
		if ( $this->is_watched( $taxonomy ) && array() !== (array) $object_ids ) {
			$this->outbox->mark_many( array_map( 'intval', (array) $object_ids ), Outbox::LIVE );
		}
	}

	/**
	 * A product was given other categories, tags, attributes or another visibility.
	 *
	 * @param int    $object_id  The product.
	 * @param mixed  $terms      Not used.
	 * @param int[]  $tt_ids     What it has now.
	 * @param string $taxonomy   The taxonomy.
	 * @param bool   $append     Not used.
	 * @param int[]  $old_tt_ids What it had.
	 */
	public function action_terms_set( $object_id, $terms, $tt_ids, $taxonomy, $append = false, $old_tt_ids = array() ): void {
		$changed = array_map( 'intval', (array) $tt_ids ) !== array_map( 'intval', (array) $old_tt_ids );
		if ( $changed && $this->is_watched( $taxonomy ) ) {
			$this->mark( (int) $object_id );
		}
	}

	/**
	 * Terms were taken from a product.
	 *
	 * @param int    $object_id The product.
	 * @param int[]  $tt_ids    Not used.
	 * @param string $taxonomy  The taxonomy.
	 */
	public function action_terms_removed( $object_id, $tt_ids, $taxonomy = '' ): void {
		if ( $this->is_watched( $taxonomy ) ) {
			$this->mark( (int) $object_id );
		}
	}

	/**
	 * An attribute got another name or slug.
	 *
	 * @param int                  $id       Not used.
	 * @param array<string, mixed> $data     With the new slug in attribute_name.
	 * @param string               $old_slug The slug it had.
	 */
	public function action_attribute_updated( $id, $data, $old_slug ): void {
		$slug = is_array( $data ) && is_string( $data['attribute_name'] ?? null ) ? $data['attribute_name'] : (string) $old_slug;
		$this->mark_taxonomies( array( wc_attribute_taxonomy_name( $slug ), wc_attribute_taxonomy_name( (string) $old_slug ) ) );
	}

	/**
	 * An attribute is about to be deleted with all its terms.
	 *
	 * @param int    $id       Not used.
	 * @param string $name     Not used.
	 * @param string $taxonomy Its taxonomy.
	 */
	public function action_before_attribute_delete( $id, $name, $taxonomy ): void {
		$this->mark_taxonomies( array( (string) $taxonomy ) );
	}

	/**
	 * Marks all products that have any term of these taxonomies.
	 *
	 * @param string[] $taxonomies Their names.
	 */
	private function mark_taxonomies( array $taxonomies ): void {
		if ( ! $this->settings->has_token() ) {
			return;
		}
		global $wpdb;
		foreach ( array_unique( $taxonomies ) as $taxonomy ) {
			$this->outbox->mark_where(
				$wpdb->prepare(
					"p.ID IN (SELECT r.object_id FROM {$wpdb->term_relationships} r JOIN {$wpdb->term_taxonomy} t ON t.term_taxonomy_id = r.term_taxonomy_id WHERE t.taxonomy = %s)",
					$taxonomy
				),
				Outbox::LIVE
			);
		}
	}

	/**
	 * Marks one product.
	 *
	 * @param int $product_id Perhaps a variation or something else.
	 */
	private function mark( int $product_id ): void {
		$post = get_post( $product_id );
		if ( ! $post instanceof \WP_Post || in_array( $post->post_status, array( 'trash', 'auto-draft' ), true ) ) {
			return;
		}
		if ( 'product' === $post->post_type ) {
			$this->outbox->mark( $product_id );
		} elseif ( 'product_variation' === $post->post_type ) {
			$this->outbox->mark( (int) $post->post_parent );
		}
	}

	/**
	 * Whether the hub is told of this taxonomy's terms.
	 *
	 * @param mixed $taxonomy Its name.
	 */
	private function is_watched( $taxonomy ): bool {
		return is_string( $taxonomy ) && ( in_array( $taxonomy, self::TAXONOMIES, true ) || 0 === strpos( $taxonomy, 'pa_' ) ) && $this->settings->has_token();
	}
}
