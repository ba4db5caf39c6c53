<?php
/**
 * Installs WordPress through its own functions: admin / admin, Tehran's time, pretty permalinks.
 */

define( 'WP_INSTALLING', true );
require __DIR__ . '/boot.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install( 'فروشگاه آزمایشی', 'admin', 'admin@example.test', false, '', 'admin' );
update_option( 'timezone_string', 'Asia/Tehran' );
update_option( 'gmt_offset', '' );
update_option( 'permalink_structure', '/%postname%/' );
switch_theme( 'fiko-bare' );
