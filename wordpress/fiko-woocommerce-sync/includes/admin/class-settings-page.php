<?php
/**
 * WooCommerce → Fiko Sync.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Admin;

use Fiko\WooCommerceSync\Connect;
use Fiko\WooCommerceSync\Settings;

/** State first, evidence second, controls third. Before the shop is connected: three steps. */
final class Settings_Page {
	private const MENU_POSITION = 60;

	/**
	 * Whether there is a hub.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * The state.
	 *
	 * @var Status_View
	 */
	private Status_View $view;

	/**
	 * The settings.
	 *
	 * @var Settings_Form
	 */
	private Settings_Form $form;

	/**
	 * Where the hub sends the owner back to is this page.
	 *
	 * @var Connect
	 */
	private Connect $connect;

	/**
	 * What was said before this page.
	 *
	 * @var Flash
	 */
	private Flash $flash;

	/**
	 * Scripts and styles.
	 *
	 * @var Assets
	 */
	private Assets $assets;

	/**
	 * What add_submenu_page() named it; it holds the translated name of WooCommerce's menu.
	 *
	 * @var string
	 */
	private string $hook = '';

	/**
	 * Wires the page.
	 *
	 * @param Settings      $settings Whether there is a hub.
	 * @param Status_View   $view     The state.
	 * @param Settings_Form $form     The settings.
	 * @param Connect       $connect  Where the hub sends the owner back to.
	 * @param Flash         $flash    What was said before.
	 * @param Assets        $assets   Scripts and styles.
	 */
	public function __construct( Settings $settings, Status_View $view, Settings_Form $form, Connect $connect, Flash $flash, Assets $assets ) {
		$this->settings = $settings;
		$this->view     = $view;
		$this->form     = $form;
		$this->connect  = $connect;
		$this->flash    = $flash;
		$this->assets   = $assets;
	}

	/** Hooks. */
	public function register(): void {
		add_action( 'admin_menu', array( $this, 'action_menu' ), self::MENU_POSITION );
		add_action( 'admin_enqueue_scripts', array( $this, 'action_enqueue' ) );
		add_filter( 'plugin_action_links_' . $this->assets->plugin_name(), array( $this, 'filter_plugin_links' ) );
	}

	/** The entry under WooCommerce. */
	public function action_menu(): void {
		$title = __( 'Fiko Sync', 'fiko-woocommerce-sync' );
		$hook  = add_submenu_page( 'woocommerce', $title, $title, Request_Guard::MANAGE, Connect::PAGE, array( $this, 'render' ) );
		if ( is_string( $hook ) ) {
			$this->hook = $hook;
			add_action( 'load-' . $hook, array( $this->connect, 'action_return' ) );
		}
	}

	/**
	 * Script and style of this page only.
	 *
	 * @param string $hook The page that is opened.
	 */
	public function action_enqueue( $hook ): void {
		if ( '' !== $this->hook && $hook === $this->hook ) {
			$this->assets->enqueue_page();
		}
	}

	/**
	 * "Settings" in the list of plugins.
	 *
	 * @param string[] $links The plugin's links.
	 * @return string[]
	 */
	public function filter_plugin_links( $links ): array {
		array_unshift( $links, '<a href="' . esc_url( Connect::page_url() ) . '">' . esc_html__( 'Settings', 'fiko-woocommerce-sync' ) . '</a>' );
		return $links;
	}

	/** The page. */
	public function render(): void {
		if ( ! current_user_can( Request_Guard::MANAGE ) ) {
			return;
		}
		$told  = $this->flash->take();
		$parts = $this->view->parts();
		echo '<div class="wrap fiko"><h1>' . esc_html__( 'Fiko Sync', 'fiko-woocommerce-sync' ) . '</h1>';
		foreach ( $told['messages'] as $message ) {
			printf( '<div class="notice notice-%s is-dismissible"><p>%s</p></div>', esc_attr( $message['type'] ), esc_html( $message['text'] ) );
		}
		$this->part( 'state', $parts );
		if ( ! $this->settings->has_token() ) {
			$this->render_first_steps( $told['errors'], $told['values'] );
		} else {
			foreach ( array( 'progress', 'numbers' ) as $name ) {
				$this->part( $name, $parts );
			}
			$this->render_actions();
			$this->part( 'problems', $parts );
		}
		$this->render_doctor();
		$this->render_settings( $told['errors'], $told['values'] );
		echo '</div>';
	}

	/**
	 * A part that the script may replace.
	 *
	 * @param string                $name  Its name.
	 * @param array<string, string> $parts HTML by name.
	 */
	private function part( string $name, array $parts ): void {
		// phpcs:ignore WordPress.Security.EscapeOutput -- Escaped where it is made.
		echo '<div class="fiko-part" data-fiko-part="' . esc_attr( $name ) . '">' . ( $parts[ $name ] ?? '' ) . '</div>';
	}

	/** The buttons. */
	private function render_actions(): void {
		$buttons = array(
			Page_Actions::SEND_ALL => __( 'Send all products', 'fiko-woocommerce-sync' ),
			Page_Actions::COMPARE  => __( 'Compare now', 'fiko-woocommerce-sync' ),
			Page_Actions::TEST     => __( 'Test the connection', 'fiko-woocommerce-sync' ),
		);
		echo '<div class="fiko-actions">';
		foreach ( $buttons as $action => $label ) {
			// phpcs:ignore WordPress.Security.EscapeOutput -- Escaped where it is made.
			echo Status_View::button( $action, $label );
		}
		echo '</div>';
	}

	/**
	 * Three steps.
	 *
	 * @param array<string, string> $errors By field, from the last try.
	 * @param array<string, string> $values By field, from the last try.
	 */
	private function render_first_steps( array $errors, array $values ): void {
		?>
		<section class="fiko-steps" aria-labelledby="fiko-steps-title">
			<h2 id="fiko-steps-title"><?php esc_html_e( 'Three steps, three minutes', 'fiko-woocommerce-sync' ); ?></h2>
			<form method="post" action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>">
				<input type="hidden" name="action" value="<?php echo esc_attr( Connect::START ); ?>">
				<?php wp_nonce_field( Connect::START ); ?>
				<ol>
					<li>
						<label for="fiko-first-hub-url"><?php esc_html_e( 'Enter the address of your hub: the one your browser shows when you use it.', 'fiko-woocommerce-sync' ); ?></label>
						<input type="text" inputmode="url" dir="ltr" class="regular-text code" id="fiko-first-hub-url" name="fiko_hub_url" value="<?php echo esc_attr( $values['first_hub_url'] ?? $this->settings->hub_url() ); ?>" placeholder="https://"<?php echo isset( $errors['first_hub_url'] ) ? ' aria-invalid="true" aria-describedby="fiko-first-error"' : ''; ?>>
						<?php if ( isset( $errors['first_hub_url'] ) ) : ?>
							<p class="fiko-error" id="fiko-first-error"><?php echo esc_html( $errors['first_hub_url'] ); ?></p>
						<?php endif; ?>
					</li>
					<li>
						<?php esc_html_e( 'Press “Connect”, sign in to the hub and confirm your store there. You come back here by yourself.', 'fiko-woocommerce-sync' ); ?>
						<p><button type="submit" class="button button-primary button-hero"><?php esc_html_e( 'Connect', 'fiko-woocommerce-sync' ); ?></button></p>
					</li>
					<li><?php esc_html_e( 'Your products are sent by themselves. From then on every change arrives within seconds.', 'fiko-woocommerce-sync' ); ?></li>
				</ol>
			</form>
			<p class="fiko-quiet"><?php esc_html_e( 'Have you been given a token instead? Paste it under “Settings” below.', 'fiko-woocommerce-sync' ); ?></p>
		</section>
		<?php
	}

	/** The doctor's last findings, and where new ones appear. */
	private function render_doctor(): void {
		if ( ! $this->settings->has_token() ) {
			return;
		}
		echo '<section id="fiko-doctor" class="fiko-part" aria-labelledby="fiko-doctor-title" tabindex="-1"><h2 id="fiko-doctor-title">' . esc_html__( 'Connection doctor', 'fiko-woocommerce-sync' ) . '</h2><div data-fiko-findings>';
		$findings = $this->view->findings();
		// phpcs:ignore WordPress.Security.EscapeOutput -- Escaped where it is made.
		echo '' === $findings ? '<p class="fiko-quiet">' . esc_html__( '“Test the connection” looks at everything between your shop and the hub and says what to do.', 'fiko-woocommerce-sync' ) . '</p>' : $findings;
		echo '</div></section>';
	}

	/**
	 * Settings and disconnect.
	 *
	 * @param array<string, string> $errors By field, from the last try.
	 * @param array<string, string> $values By field, from the last try.
	 */
	private function render_settings( array $errors, array $values ): void {
		echo '<section id="fiko-settings" aria-labelledby="fiko-settings-title"><h2 id="fiko-settings-title">' . esc_html__( 'Settings', 'fiko-woocommerce-sync' ) . '</h2>';
		$this->form->render( $errors, $values );
		echo '</section>';
		if ( $this->settings->has_token() ) {
			?>
			<details class="fiko-more">
				<summary><?php esc_html_e( 'Connect again or disconnect', 'fiko-woocommerce-sync' ); ?></summary>
				<p><?php esc_html_e( '“Connect again” opens the hub, where you choose the store; a new token replaces the one stored here, and all products are sent.', 'fiko-woocommerce-sync' ); ?></p>
				<?php
				// phpcs:ignore WordPress.Security.EscapeOutput -- Escaped where it is made.
				echo Status_View::button( Connect::START, __( 'Connect again', 'fiko-woocommerce-sync' ) );
				?>
				<p><?php esc_html_e( '“Disconnect” forgets token and signing secret here. Nothing is sent any more, changes that wait are dropped, and the hub keeps the products as they are. You can connect again at any time.', 'fiko-woocommerce-sync' ); ?></p>
				<?php
				// phpcs:ignore WordPress.Security.EscapeOutput -- Escaped where it is made.
				echo Status_View::button( Connect::DISCONNECT, __( 'Disconnect', 'fiko-woocommerce-sync' ), 'fiko-danger' );
				?>
			</details>
			<?php
		}
		echo '<p class="fiko-quiet">' . esc_html__( 'Deleting the plugin removes everything it made in this shop: its table, settings, notes on products and planned tasks. What the hub has stays there until you delete the store in the hub.', 'fiko-woocommerce-sync' ) . '</p>';
	}
}
