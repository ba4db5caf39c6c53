<?php
/**
 * Must-use plugin of the test site: a shop that only this machine reaches.
 *
 * WooCommerce reads Basic credentials over https only: HTTPS is said to be on just while it authenticates the request
 * (determine_current_user, priority 15), so that addresses made elsewhere stay http. OAuth 1.0a over http works untouched.
 */

function fiko_rig_has_basic_credentials() {
	return ! empty( $_SERVER['PHP_AUTH_USER'] ) || ( ! empty( $_GET['consumer_key'] ) && ! empty( $_GET['consumer_secret'] ) );
}
add_filter(
	'determine_current_user',
	function ( $user ) {
		if ( fiko_rig_has_basic_credentials() && empty( $_SERVER['HTTPS'] ) ) {
			$_SERVER['HTTPS']          = 'on';
			$GLOBALS['fiko_rig_https'] = true;
		}
		return $user;
	},
	14
);
add_filter(
	'determine_current_user',
	function ( $user ) {
		if ( ! empty( $GLOBALS['fiko_rig_https'] ) ) {
			unset( $_SERVER['HTTPS'], $GLOBALS['fiko_rig_https'] );
		}
		return $user;
	},
	16
);

// WordPress takes loopback hosts and ports other than 80, 443 and 8080 for unsafe.
function fiko_rig_is_loopback( $host ) {
	return in_array( $host, array( '127.0.0.1', 'localhost' ), true );
}
add_filter(
	'http_request_host_is_external',
	function ( $is_external, $host ) {
		return fiko_rig_is_loopback( $host ) ? true : $is_external;
	},
	10,
	2
);
add_filter(
	'http_allowed_safe_ports',
	function ( $ports, $host, $url ) {
		$port = wp_parse_url( $url, PHP_URL_PORT );
		if ( $port && fiko_rig_is_loopback( $host ) ) {
			$ports[] = $port;
		}
		return $ports;
	},
	10,
	3
);

// No mail leaves, and there is nothing to send it with.
add_filter( 'pre_wp_mail', '__return_true' );

// Queue runs are explicit: Action Scheduler's own loopback runner is off unless the option says "yes".
add_filter(
	'action_scheduler_allow_async_request_runner',
	function ( $is_allowed ) {
		return 'yes' === get_option( 'fiko_rig_async', 'no' ) ? $is_allowed : false;
	}
);

// Nothing asks the outside for updates.
remove_action( 'init', 'wp_schedule_update_checks' );
foreach ( array( '_maybe_update_core', '_maybe_update_plugins', '_maybe_update_themes' ) as $fiko_rig_check ) {
	remove_action( 'admin_init', $fiko_rig_check );
}
foreach ( array( 'load-plugins.php', 'load-themes.php', 'load-update.php', 'load-update-core.php' ) as $fiko_rig_page ) {
	remove_action( $fiko_rig_page, 'wp_update_plugins' );
	remove_action( $fiko_rig_page, 'wp_update_themes' );
}
add_filter( 'async_update_translation', '__return_false' );
add_filter(
	'translations_api',
	function () {
		return array( 'translations' => array() );
	}
);
