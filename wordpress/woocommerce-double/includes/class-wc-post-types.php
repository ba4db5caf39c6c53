<?php
/**
 * Post types, taxonomies and tables.
 *
 * @package WooCommerce_Double
 */

class WC_Post_Types {
	public static function init() {
		add_action( 'init', array( __CLASS__, 'register_taxonomies' ), 5 );
		add_action( 'init', array( __CLASS__, 'register_post_types' ), 5 );
		add_action( 'woocommerce_flush_rewrite_rules', 'flush_rewrite_rules' );
	}

	public static function register_taxonomies() {
		if ( ! is_blog_installed() || taxonomy_exists( 'product_type' ) ) {
			return;
		}
		$hidden = array( 'hierarchical' => false, 'show_ui' => false, 'show_in_nav_menus' => false, 'query_var' => is_admin(), 'rewrite' => false, 'public' => false );
		register_taxonomy( 'product_type', array( 'product' ), $hidden + array( 'label' => 'Product type' ) );
		register_taxonomy( 'product_visibility', array( 'product', 'product_variation' ), $hidden + array( 'label' => 'Visibility' ) );
		register_taxonomy( 'product_shipping_class', array( 'product', 'product_variation' ), $hidden + array( 'label' => 'Shipping class' ) );
		$caps = array( 'manage_terms' => 'manage_product_terms', 'edit_terms' => 'edit_product_terms', 'delete_terms' => 'delete_product_terms', 'assign_terms' => 'assign_product_terms' );
		register_taxonomy( 'product_cat', array( 'product' ), array( 'hierarchical' => true, 'label' => 'Categories', 'show_ui' => true, 'show_in_rest' => true, 'query_var' => true, 'capabilities' => $caps, 'rewrite' => array( 'slug' => 'product-category', 'with_front' => false, 'hierarchical' => true ) ) );
		register_taxonomy( 'product_tag', array( 'product' ), array( 'hierarchical' => false, 'label' => 'Product tags', 'show_ui' => true, 'show_in_rest' => true, 'query_var' => true, 'capabilities' => $caps, 'rewrite' => array( 'slug' => 'product-tag', 'with_front' => false ) ) );
		register_taxonomy( 'product_brand', array( 'product' ), array( 'hierarchical' => true, 'label' => 'Brands', 'show_ui' => true, 'show_in_rest' => true, 'query_var' => true, 'capabilities' => $caps, 'rewrite' => array( 'slug' => 'brand', 'with_front' => false ) ) );
		global $wc_product_attributes;
		$wc_product_attributes = array();
		foreach ( wc_get_attribute_taxonomies() as $attribute ) {
			$name = wc_attribute_taxonomy_name( $attribute->attribute_name );

			$wc_product_attributes[ $name ] = $attribute;
			register_taxonomy( $name, apply_filters( 'woocommerce_taxonomy_objects_' . $name, array( 'product' ) ), array( 'hierarchical' => false, 'labels' => array( 'name' => 'Product ' . $attribute->attribute_label, 'singular_name' => $attribute->attribute_label ), 'show_ui' => true, 'show_in_menu' => false, 'query_var' => (bool) $attribute->attribute_public, 'public' => (bool) $attribute->attribute_public, 'rewrite' => false, 'capabilities' => $caps ) );
		}
		do_action( 'woocommerce_after_register_taxonomy' );
	}

	public static function register_post_types() {
		if ( ! is_blog_installed() || post_type_exists( 'product' ) ) {
			return;
		}
		register_post_type(
			'product',
			array(
				'labels'          => array( 'name' => 'Products', 'singular_name' => 'Product', 'add_new_item' => 'Add new product', 'edit_item' => 'Edit product' ),
				'public'          => true,
				'show_ui'         => true,
				'menu_icon'       => 'dashicons-archive',
				'capability_type' => 'product',
				'map_meta_cap'    => true,
				'hierarchical'    => false,
				'rewrite'         => array( 'slug' => 'product', 'with_front' => false, 'feeds' => true ),
				'query_var'       => true,
				'supports'        => array( 'title', 'editor', 'excerpt', 'thumbnail', 'comments', 'custom-fields', 'publicize', 'wpcom-markdown' ),
				'has_archive'     => 'shop',
				'show_in_rest'    => true,
			)
		);
		register_post_type( 'product_variation', array( 'label' => 'Variations', 'public' => false, 'hierarchical' => false, 'supports' => false, 'capability_type' => 'product', 'rewrite' => false ) );
		do_action( 'woocommerce_after_register_post_type' );
	}
}

class WC_Install {
	/** Tables, roles, terms and settings; may run again. */
	public static function install() {
		global $wpdb;
		$charset = $wpdb->get_charset_collate();
		$wpdb->query( "CREATE TABLE IF NOT EXISTS {$wpdb->prefix}woocommerce_attribute_taxonomies ( attribute_id bigint(20) unsigned NOT NULL auto_increment, attribute_name varchar(200) NOT NULL, attribute_label varchar(200) NULL, attribute_type varchar(20) NOT NULL, attribute_orderby varchar(20) NOT NULL, attribute_public int(1) NOT NULL DEFAULT 1, PRIMARY KEY (attribute_id), KEY attribute_name (attribute_name(20)) ) $charset" );
		$wpdb->query( "CREATE TABLE IF NOT EXISTS {$wpdb->prefix}woocommerce_api_keys ( key_id bigint(20) unsigned NOT NULL auto_increment, user_id bigint(20) unsigned NOT NULL, description varchar(200) NULL, permissions varchar(10) NOT NULL, consumer_key char(64) NOT NULL, consumer_secret char(43) NOT NULL, nonces longtext NULL, truncated_key char(7) NOT NULL, last_access datetime NULL default null, PRIMARY KEY (key_id), KEY consumer_key (consumer_key) ) $charset" );
		$wpdb->query( "CREATE TABLE IF NOT EXISTS {$wpdb->prefix}wc_orders ( id bigint(20) unsigned NOT NULL auto_increment, status varchar(20) NULL, type varchar(20) NULL, parent_order_id bigint(20) unsigned NULL, double_data longtext NULL, PRIMARY KEY (id) ) $charset" );
		ActionScheduler_DBStore::create_tables();
		self::create_roles();
		self::create_terms();
		update_option( 'woocommerce_version', WC_VERSION );
		update_option( 'woocommerce_db_version', WC_VERSION );
		add_option( 'woocommerce_manage_stock', 'yes' );
		add_option( 'woocommerce_notify_no_stock_amount', 0 );
		add_option( 'woocommerce_notify_low_stock_amount', 2 );
		if ( ! wp_next_scheduled( 'woocommerce_scheduled_sales' ) ) {
			wp_schedule_event( time() + DAY_IN_SECONDS, 'daily', 'woocommerce_scheduled_sales' );
		}
		flush_rewrite_rules();
		do_action( 'woocommerce_installed' );
	}

	private static function create_roles() {
		$caps = array( 'manage_woocommerce', 'view_woocommerce_reports' );
		foreach ( array( 'product', 'shop_order', 'shop_coupon' ) as $type ) {
			foreach ( array( 'edit_%s', 'read_%s', 'delete_%s', 'edit_%ss', 'edit_others_%ss', 'publish_%ss', 'read_private_%ss', 'delete_%ss', 'delete_private_%ss', 'delete_published_%ss', 'delete_others_%ss', 'edit_private_%ss', 'edit_published_%ss', 'manage_%s_terms', 'edit_%s_terms', 'delete_%s_terms', 'assign_%s_terms' ) as $pattern ) {
				$caps[] = sprintf( $pattern, $type );
			}
		}
		$own = array( 'read', 'edit_posts', 'edit_pages', 'upload_files', 'moderate_comments', 'manage_categories', 'list_users', 'edit_theme_options', 'import', 'export' );
		add_role( 'customer', 'Customer', array( 'read' => true ) );
		add_role( 'shop_manager', 'Shop manager', array_fill_keys( $own, true ) );
		foreach ( array( 'administrator', 'shop_manager' ) as $role ) {
			array_map( array( get_role( $role ), 'add_cap' ), $caps );
		}
	}

	private static function create_terms() {
		WC_Post_Types::register_taxonomies();
		WC_Post_Types::register_post_types();
		$terms = array(
			'product_type'       => array( 'simple', 'grouped', 'variable', 'external' ),
			'product_visibility' => array( 'exclude-from-search', 'exclude-from-catalog', 'featured', 'outofstock', 'rated-1', 'rated-2', 'rated-3', 'rated-4', 'rated-5' ),
		);
		foreach ( $terms as $taxonomy => $names ) {
			foreach ( $names as $name ) {
				if ( ! get_term_by( 'name', $name, $taxonomy ) ) {
					wp_insert_term( $name, $taxonomy );
				}
			}
		}
		if ( ! term_exists( (int) get_option( 'default_product_cat', 0 ), 'product_cat' ) ) {
			$made = wp_insert_term( 'Uncategorized', 'product_cat' );
			update_option( 'default_product_cat', is_wp_error( $made ) ? (int) $made->get_error_data() : (int) $made['term_id'] );
		}
	}
}
