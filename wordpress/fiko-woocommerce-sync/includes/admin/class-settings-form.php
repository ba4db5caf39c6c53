<?php
/**
 * The owner's settings.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Admin;

use Fiko\WooCommerceSync\Connect;
use Fiko\WooCommerceSync\Doctor;
use Fiko\WooCommerceSync\Finding;
use Fiko\WooCommerceSync\Hub_Address;
use Fiko\WooCommerceSync\Log;
use Fiko\WooCommerceSync\Send\Sync_State;
use Fiko\WooCommerceSync\Settings;
use Fiko\WooCommerceSync\Words;

/** Checks what was typed, stores what is right, and keeps what was there where it is not. A secret is never printed, not even one just typed. */
final class Settings_Form {
	public const SAVE = 'fiko_wc_save_settings';

	private const SECRET = '/^whsec_[A-Za-z0-9+\/=_-]{16,}$/';

	/**
	 * What is stored.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * What follows a new token.
	 *
	 * @var Connect
	 */
	private Connect $connect;

	/**
	 * Its old findings are void after a change.
	 *
	 * @var Doctor
	 */
	private Doctor $doctor;

	/**
	 * Goes on after a change.
	 *
	 * @var Sync_State
	 */
	private Sync_State $state;

	/**
	 * Tells the owner.
	 *
	 * @var Flash
	 */
	private Flash $flash;

	/**
	 * Wires the form.
	 *
	 * @param Settings   $settings What is stored.
	 * @param Connect    $connect  What follows a new token.
	 * @param Doctor     $doctor   Its old findings are void after a change.
	 * @param Sync_State $state    Goes on after a change.
	 * @param Flash      $flash    Tells the owner.
	 */
	public function __construct( Settings $settings, Connect $connect, Doctor $doctor, Sync_State $state, Flash $flash ) {
		$this->settings = $settings;
		$this->connect  = $connect;
		$this->doctor   = $doctor;
		$this->state    = $state;
		$this->flash    = $flash;
	}

	/** Hooks. */
	public function register(): void {
		add_action( 'admin_post_' . self::SAVE, array( $this, 'action_save' ) );
	}

	/** Stores what is right. */
	public function action_save(): void {
		Request_Guard::check_form( self::SAVE );
		$typed     = array(
			'hub_url'        => Request_Guard::text( 'fiko_hub_url' ),
			'token'          => (string) preg_replace( '/\s+/', '', Request_Guard::text( 'fiko_token' ) ),
			'signing_secret' => (string) preg_replace( '/\s+/', '', Request_Guard::text( 'fiko_signing_secret' ) ),
		);
		$had_hub   = $this->settings->hub_url();
		$had_token = $this->settings->has_token();
		$errors    = $this->save( $typed, (bool) Request_Guard::text( 'fiko_signing' ), (bool) Request_Guard::text( 'fiko_logging' ) );
		$this->doctor->forget();
		if ( array() !== $errors ) {
			$this->flash->keep_form( $errors, array( 'hub_url' => $typed['hub_url'] ) );
			$this->flash->add( 'error', __( 'Not everything could be saved: see the marked fields.', 'fiko-woocommerce-sync' ) );
		} else {
			$this->flash->add( 'success', __( 'Settings saved.', 'fiko-woocommerce-sync' ) );
		}
		if ( $had_token && ! $this->settings->has_token() ) {
			$this->flash->add( 'warning', __( 'The hub address is another one now, so the token and the signing secret of the old one were forgotten. Press “Connect” to connect this shop to the new one.', 'fiko-woocommerce-sync' ) );
		}
		$is_new_token = '' !== $typed['token'] && ! isset( $errors['token'] );
		if ( $this->settings->is_connected() && ( $is_new_token || $this->settings->hub_url() !== $had_hub || '' !== $typed['signing_secret'] ) ) {
			$first = $this->connect->first_contact( false )[0];
			$this->flash->add( Finding::OK === $first->severity ? 'success' : $first->severity, $first->title );
		}
		wp_safe_redirect( Connect::page_url() . ( array() === $errors ? '' : '#fiko-settings' ) );
		exit;
	}

	/**
	 * Stores field by field.
	 *
	 * @param array{hub_url: string, token: string, signing_secret: string} $typed      As typed; an empty secret means: as it is.
	 * @param bool                                                          $is_signing Whether deliveries are to be signed.
	 * @param bool                                                          $is_logging Whether deliveries are to be logged.
	 * @return array<string, string> What is wrong, by field.
	 */
	public function save( array $typed, bool $is_signing, bool $is_logging ): array {
		$errors    = array();
		$address   = Hub_Address::clean( $typed['hub_url'] );
		$had_token = $this->settings->has_token();
		$problem   = '' === $typed['token'] ? null : self::token_problem( $typed['token'], $had_token );
		if ( null !== $address ) {
			// With a token that is wrong the address waits too: the stored token belongs to the stored address.
			if ( null === $problem && $address !== $this->settings->hub_url() ) {
				$this->settings->move_to_hub( $address );
				$this->state->resume();
			}
		} elseif ( '' !== $typed['hub_url'] ) {
			$errors['hub_url'] = __( 'This cannot be the address of a hub. It begins with https://, like the one your browser shows when you use the hub.', 'fiko-woocommerce-sync' );
		}
		if ( '' !== $typed['token'] ) {
			if ( null === $problem ) {
				$this->settings->save_token( $typed['token'] );
				$this->state->resume();
			} else {
				$errors['token'] = $problem;
			}
		}
		if ( '' !== $typed['signing_secret'] ) {
			if ( preg_match( self::SECRET, $typed['signing_secret'] ) ) {
				$this->settings->save_signing_secret( $typed['signing_secret'] );
				$this->state->resume();
			} else {
				$errors['signing_secret'] = __( 'A signing secret begins with whsec_. The one stored before was kept.', 'fiko-woocommerce-sync' );
			}
		}
		// Forgotten together with the old address: that is said elsewhere.
		$is_signing = $is_signing && ( ! $had_token || $this->settings->has_token() );
		if ( $is_signing && '' === $this->settings->signing_secret() ) {
			$errors['signing_secret'] = $errors['signing_secret'] ?? __( 'Signing needs the signing secret, which the hub shows together with the token.', 'fiko-woocommerce-sync' );
			$is_signing               = false;
		}
		$this->settings->save_signing( $is_signing );
		$this->settings->save_logging( $is_logging );
		return $errors;
	}

	/**
	 * Why a text cannot be the token; null when it can.
	 *
	 * @param string $token   Without spaces.
	 * @param bool   $had_one Whether there is one already, which stays.
	 */
	private static function token_problem( string $token, bool $had_one ): ?string {
		if ( preg_match( '/^wc_sk_live_[a-z0-9]{40}$/', $token ) ) {
			return null;
		}
		$kept = $had_one ? ' ' . __( 'The token stored before was kept.', 'fiko-woocommerce-sync' ) : '';
		if ( 0 === strpos( $token, 'fk_live_' ) ) {
			return __( 'This is an access key, not a token of a shop. The token begins with wc_sk_live_.', 'fiko-woocommerce-sync' ) . $kept;
		}
		if ( preg_match( '/^(ck|cs)_/', $token ) ) {
			return __( 'This is a key of WooCommerce or of another kind of shop. The token begins with wc_sk_live_.', 'fiko-woocommerce-sync' ) . $kept;
		}
		if ( 0 === strpos( $token, 'shpat_' ) ) {
			return __( 'This is a token of Shopify. The token for WooCommerce begins with wc_sk_live_.', 'fiko-woocommerce-sync' ) . $kept;
		}
		if ( 0 === strpos( $token, 'wc_sk_live_' ) ) {
			/* translators: %s: number of characters. */
			return sprintf( __( 'A token has 51 characters, this one has %s: part of it is missing, or something was copied along.', 'fiko-woocommerce-sync' ), Words::number( strlen( $token ) ) ) . $kept;
		}
		return __( 'This is no token: it begins with wc_sk_live_ and has 51 characters.', 'fiko-woocommerce-sync' ) . $kept;
	}

	/**
	 * The form.
	 *
	 * @param array<string, string> $errors By field, from the last try.
	 * @param array<string, string> $values By field, from the last try.
	 */
	public function render( array $errors, array $values ): void {
		$preview = $this->settings->token_preview();
		?>
		<form class="fiko-form" method="post" action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>" autocomplete="off">
			<input type="hidden" name="action" value="<?php echo esc_attr( self::SAVE ); ?>">
			<?php wp_nonce_field( self::SAVE ); ?>
			<table class="form-table" role="presentation">
				<tr>
					<th scope="row"><label for="fiko-hub-url"><?php esc_html_e( 'Hub address', 'fiko-woocommerce-sync' ); ?></label></th>
					<td>
						<input type="text" inputmode="url" dir="ltr" class="regular-text code" id="fiko-hub-url" name="fiko_hub_url" value="<?php echo esc_attr( $values['hub_url'] ?? $this->settings->hub_url() ); ?>" placeholder="https://" aria-describedby="fiko-hub-url-help<?php echo isset( $errors['hub_url'] ) ? ' fiko-hub_url-error' : ''; ?>"<?php echo isset( $errors['hub_url'] ) ? ' aria-invalid="true"' : ''; ?>>
						<?php self::error( 'hub_url', $errors ); ?>
						<p class="description" id="fiko-hub-url-help"><?php esc_html_e( 'The address your browser shows when you use the hub.', 'fiko-woocommerce-sync' ); ?></p>
					</td>
				</tr>
				<tr>
					<th scope="row"><label for="fiko-token"><?php esc_html_e( 'Integration token', 'fiko-woocommerce-sync' ); ?></label></th>
					<td>
						<?php if ( '' !== $preview ) : ?>
							<p>
								<?php
								/* translators: %s: first and last characters of the token. */
								printf( esc_html__( 'Stored: %s', 'fiko-woocommerce-sync' ), '<code dir="ltr">' . esc_html( $preview ) . '</code>' );
								?>
							</p>
							<details class="fiko-replace"<?php echo isset( $errors['token'] ) ? ' open' : ''; ?>>
								<summary><?php esc_html_e( 'Replace', 'fiko-woocommerce-sync' ); ?></summary>
								<?php $this->secret_field( 'token', $errors ); ?>
							</details>
						<?php else : ?>
							<?php $this->secret_field( 'token', $errors ); ?>
						<?php endif; ?>
						<?php self::error( 'token', $errors ); ?>
						<p class="description" id="fiko-token-help"><?php esc_html_e( 'Only needed when you do not use “Connect”. It is stored encrypted and never shown again.', 'fiko-woocommerce-sync' ); ?></p>
					</td>
				</tr>
				<tr>
					<th scope="row"><?php esc_html_e( 'Signing', 'fiko-woocommerce-sync' ); ?></th>
					<td>
						<label for="fiko-signing"><input type="checkbox" id="fiko-signing" name="fiko_signing" value="1" <?php checked( $this->settings->is_signing_enabled() ); ?>> <?php esc_html_e( 'Sign every delivery', 'fiko-woocommerce-sync' ); ?></label>
						<p class="description"><?php esc_html_e( 'The hub can then tell that a delivery comes from this shop and was not changed on the way. “Connect” switches it on.', 'fiko-woocommerce-sync' ); ?></p>
						<p class="fiko-field"><label for="fiko-signing_secret"><?php echo '' === $this->settings->signing_secret() ? esc_html__( 'Signing secret', 'fiko-woocommerce-sync' ) : esc_html__( 'Another signing secret (one is stored)', 'fiko-woocommerce-sync' ); ?></label></p>
						<?php $this->secret_field( 'signing_secret', $errors ); ?>
						<?php self::error( 'signing_secret', $errors ); ?>
					</td>
				</tr>
				<tr>
					<th scope="row"><?php esc_html_e( 'Log', 'fiko-woocommerce-sync' ); ?></th>
					<td>
						<label for="fiko-logging"><input type="checkbox" id="fiko-logging" name="fiko_logging" value="1" <?php checked( $this->settings->is_logging_enabled() ); ?>> <?php esc_html_e( 'Write every request to WooCommerce’s log', 'fiko-woocommerce-sync' ); ?></label>
						<p class="description">
							<?php esc_html_e( 'Times, results and ids only; never a token, never a product’s content.', 'fiko-woocommerce-sync' ); ?>
							<a href="<?php echo esc_url( admin_url( 'admin.php?page=wc-status&tab=logs&source=' . Log::SOURCE ) ); ?>"><?php esc_html_e( 'Open the log', 'fiko-woocommerce-sync' ); ?></a>
						</p>
					</td>
				</tr>
			</table>
			<p class="submit"><button type="submit" class="button button-primary"><?php esc_html_e( 'Save settings', 'fiko-woocommerce-sync' ); ?></button></p>
		</form>
		<?php
	}

	/**
	 * A field for a secret: always empty.
	 *
	 * @param string                $field  token or signing_secret.
	 * @param array<string, string> $errors By field.
	 */
	private function secret_field( string $field, array $errors ): void {
		printf(
			'<input type="password" dir="ltr" class="regular-text code" id="fiko-%1$s" name="fiko_%1$s" value="" autocomplete="new-password" spellcheck="false" placeholder="%2$s" aria-describedby="%3$s"%4$s%5$s>',
			esc_attr( $field ),
			esc_attr( 'token' === $field ? 'wc_sk_live_…' : 'whsec_…' ),
			esc_attr( trim( ( 'token' === $field ? 'fiko-token-help' : '' ) . ( isset( $errors[ $field ] ) ? " fiko-{$field}-error" : '' ) ) ),
			'token' === $field ? ' aria-label="' . esc_attr__( 'Integration token', 'fiko-woocommerce-sync' ) . '"' : '',
			isset( $errors[ $field ] ) ? ' aria-invalid="true"' : ''
		);
	}

	/**
	 * What is wrong with a field.
	 *
	 * @param string                $field  Its name.
	 * @param array<string, string> $errors By field.
	 */
	private static function error( string $field, array $errors ): void {
		if ( isset( $errors[ $field ] ) ) {
			echo '<p class="fiko-error" id="' . esc_attr( "fiko-{$field}-error" ) . '">' . esc_html( $errors[ $field ] ) . '</p>';
		}
	}
}
