<?php
/**
 * Wires everything.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync;

use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Outbox\Outbox_Table;
use Fiko\WooCommerceSync\Send\Delivery_Notes;
use Fiko\WooCommerceSync\Send\Drain_Queue;
use Fiko\WooCommerceSync\Send\Drainer;
use Fiko\WooCommerceSync\Send\Event_Builder;
use Fiko\WooCommerceSync\Send\Hub_Client;
use Fiko\WooCommerceSync\Send\Product_Payload;
use Fiko\WooCommerceSync\Send\Sync_State;
use Fiko\WooCommerceSync\Sync\Catalogue;
use Fiko\WooCommerceSync\Sync\Digest;
use Fiko\WooCommerceSync\Sync\Full_Sync;
use Fiko\WooCommerceSync\Watch\Product_Watcher;
use Fiko\WooCommerceSync\Watch\Shop_Watcher;
use Fiko\WooCommerceSync\Watch\Term_Watcher;

/** Builds what works, when it is first asked for; what is seen (wp-admin, Site Health, WP-CLI) is built by Screens. */
final class Plugin {
	/**
	 * The plugin's main file.
	 *
	 * @var string
	 */
	private string $file;

	/**
	 * Whether this request has seen to a change that could not be noted.
	 *
	 * @var bool
	 */
	private bool $is_loss_told = false;

	/**
	 * Parts that are built.
	 *
	 * @var array<string, object>
	 */
	private array $parts = array();

	/**
	 * Knows where it stands.
	 *
	 * @param string $file The plugin's main file.
	 */
	public function __construct( string $file ) {
		$this->file = $file;
	}

	/** All hooks of the plugin; nothing else happens when it is loaded. */
	public function register(): void {
		register_activation_hook( $this->file, array( $this, 'activate' ) );
		register_deactivation_hook( $this->file, array( $this, 'deactivate' ) );
		add_action( 'before_woocommerce_init', array( $this, 'action_declare_compatibility' ) );
		add_action( 'plugins_loaded', array( $this, 'action_plugins_loaded' ), 20 );
		add_action( 'init', array( $this, 'action_load_translations' ) );
	}

	/** Orders in their own tables (HPOS), blocks, the product editor: none of them is touched. */
	public function action_declare_compatibility(): void {
		if ( class_exists( \Automattic\WooCommerce\Utilities\FeaturesUtil::class ) ) {
			foreach ( array( 'custom_order_tables', 'cart_checkout_blocks', 'product_block_editor' ) as $feature ) {
				\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( $feature, $this->file, true );
			}
		}
	}

	/** Everything hooks itself, if WooCommerce is there. Without it nothing can change, and nothing can be read. */
	public function action_plugins_loaded(): void {
		if ( ! class_exists( 'WooCommerce' ) ) {
			return;
		}
		if ( PHP_INT_SIZE < 8 ) {
			add_action( 'admin_notices', array( $this, 'action_say_too_small' ) );
			return;
		}
		// A site of a network is met here for the first time: activation knows the main site only.
		if ( ! $this->outbox_table()->exists() ) {
			$this->activate();
		}
		if ( is_admin() || wp_doing_cron() || defined( 'WP_CLI' ) ) {
			$this->screens()->register();
		}
		if ( ! $this->outbox_table()->exists() ) {
			return;
		}
		$this->drain_queue()->register();
		$this->drainer()->register();
		$this->full_sync()->register();
		$this->digest()->register();
		( new Product_Watcher( $this->settings(), $this->outbox(), $this->payload(), $this->notes() ) )->register();
		( new Term_Watcher( $this->settings(), $this->outbox() ) )->register();
		( new Shop_Watcher( $this->settings(), $this->outbox() ) )->register();
	}

	/** Times in milliseconds do not fit in 32 bits: events of a 32-bit PHP would have no order. */
	public function action_say_too_small(): void {
		if ( current_user_can( 'manage_woocommerce' ) ) {
			echo '<div class="notice notice-error"><p>' . esc_html__( 'Fiko Sync needs a 64-bit PHP and sends nothing until then. Ask your host to switch this site to one.', 'fiko-woocommerce-sync' ) . '</p></div>';
		}
	}

	/** Persian, and what else stands in the languages folder. */
	public function action_load_translations(): void {
		load_plugin_textdomain( 'fiko-woocommerce-sync', false, dirname( plugin_basename( $this->file ) ) . '/languages' );
	}

	/** Switched on. On a network each site makes its table when it is first used. */
	public function activate(): void {
		$this->outbox_table()->ensure();
		// Though empty: an option that is not there costs every save a query. The address may come with the download.
		add_option( Settings::TOKEN, '' );
		add_option( Settings::HUB_URL, '' );
		$this->settings()->encrypt_plain_token();
	}

	/** Switched off: no action is left behind; settings and what waits stay. */
	public function deactivate(): void {
		$this->drain_queue()->clear();
		$this->full_sync()->clear();
		$this->digest()->clear();
	}

	/** The plugin's main file. */
	public function file(): string {
		return $this->file;
	}

	/** What the owner set. */
	public function settings(): Settings {
		return $this->part(
			Settings::class,
			function (): Settings {
				return new Settings( new Secret_Box( wp_salt( 'secure_auth' ) ), dirname( $this->file ) );
			}
		);
	}

	/** The owner's log. */
	public function log(): Log {
		return $this->part(
			Log::class,
			function (): Log {
				return new Log( $this->settings() );
			}
		);
	}

	/** Makes the table. */
	public function outbox_table(): Outbox_Table {
		return $this->part(
			Outbox_Table::class,
			static function (): Outbox_Table {
				return new Outbox_Table();
			}
		);
	}

	/** What waits. */
	public function outbox(): Outbox {
		return $this->part(
			Outbox::class,
			function (): Outbox {
				return new Outbox( array( $this->drain_queue(), 'want' ), array( $this, 'compare_after_loss' ) );
			}
		);
	}

	/** A change could not be noted: the comparison finds it, in the background and once a request. */
	public function compare_after_loss(): void {
		if ( ! $this->is_loss_told ) {
			$this->is_loss_told = true;
			$this->log()->note( 'a change could not be noted in the outbox; shop and hub are compared', false );
			$this->digest()->start();
		}
	}

	/** When it is sent. */
	public function drain_queue(): Drain_Queue {
		return $this->part(
			Drain_Queue::class,
			function (): Drain_Queue {
				return new Drain_Queue( $this->settings() );
			}
		);
	}

	/** Talks to the hub. */
	public function hub(): Hub_Client {
		return $this->part(
			Hub_Client::class,
			function (): Hub_Client {
				return new Hub_Client( $this->settings(), $this->log() );
			}
		);
	}

	/** Whether sending goes on, and what went wrong. */
	public function state(): Sync_State {
		return $this->part(
			Sync_State::class,
			static function (): Sync_State {
				return new Sync_State();
			}
		);
	}

	/** A product in the words of the contract. */
	public function payload(): Product_Payload {
		return $this->part(
			Product_Payload::class,
			static function (): Product_Payload {
				return new Product_Payload();
			}
		);
	}

	/** What happened to a product's last delivery. */
	public function notes(): Delivery_Notes {
		return $this->part(
			Delivery_Notes::class,
			static function (): Delivery_Notes {
				return new Delivery_Notes();
			}
		);
	}

	/** Delivers what waits. */
	public function drainer(): Drainer {
		return $this->part(
			Drainer::class,
			function (): Drainer {
				$builder = new Event_Builder( $this->payload(), $this->notes() );
				return new Drainer( $this->settings(), $this->outbox(), $builder, $this->hub(), $this->state(), $this->notes(), $this->drain_queue(), $this->log() );
			}
		);
	}

	/** "Send all products". */
	public function full_sync(): Full_Sync {
		return $this->part(
			Full_Sync::class,
			function (): Full_Sync {
				return new Full_Sync( $this->outbox(), new Catalogue(), $this->digest() );
			}
		);
	}

	/** Shop and hub compare what they have. */
	public function digest(): Digest {
		return $this->part(
			Digest::class,
			function (): Digest {
				return new Digest( $this->settings(), new Catalogue(), $this->payload(), $this->hub(), $this->outbox(), $this->state(), $this->drain_queue(), $this->log() );
			}
		);
	}

	/** What is seen. */
	public function screens(): Screens {
		return $this->part(
			Screens::class,
			function (): Screens {
				return new Screens( $this );
			}
		);
	}

	/**
	 * A part, built once.
	 *
	 * @template T of object
	 * @param class-string<T> $name  Its class.
	 * @param callable(): T   $build Builds it.
	 * @return T
	 */
	private function part( string $name, callable $build ): object {
		if ( ! isset( $this->parts[ $name ] ) ) {
			$this->parts[ $name ] = $build();
		}
		/**
		 * Only ever stored under its own class.
		 *
		 * @var T
		 */
		return $this->parts[ $name ];
	}
}
