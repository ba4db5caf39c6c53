<?php
/**
 * Formatting, settings and small helpers.
 *
 * @package WooCommerce_Double
 */

function wc_clean( $value ) {
	if ( is_array( $value ) ) {
		return array_map( 'wc_clean', $value );
	}
	return is_scalar( $value ) ? sanitize_text_field( $value ) : $value;
}

function wc_string_to_bool( $value ) {
	return is_bool( $value ) ? $value : in_array( strtolower( (string) $value ), array( 'yes', '1', 'true' ), true );
}

function wc_bool_to_string( $value ) {
	return wc_string_to_bool( $value ) ? 'yes' : 'no';
}

function wc_get_price_decimals() {
	return absint( apply_filters( 'wc_get_price_decimals', get_option( 'woocommerce_price_num_decimals', 2 ) ) );
}

function wc_get_price_decimal_separator() {
	return stripslashes( (string) apply_filters( 'wc_get_price_decimal_separator', get_option( 'woocommerce_price_decimal_sep', '.' ) ) );
}

function wc_get_price_thousand_separator() {
	return stripslashes( (string) apply_filters( 'wc_get_price_thousand_separator', get_option( 'woocommerce_price_thousand_sep', ',' ) ) );
}

/** "1,250.50" as typed becomes "1250.50"; only digits, point and minus stay. */
function wc_format_decimal( $number, $dp = false, $trim_zeros = false ) {
	if ( null === $number || '' === $number || is_bool( $number ) ) {
		return '' === $number || null === $number ? '' : (string) (int) $number;
	}
	if ( ! is_float( $number ) ) {
		$number = preg_replace( '/[^0-9.\-]/', '', str_replace( wc_get_price_decimal_separator(), '.', (string) $number ) );
	}
	if ( false !== $dp ) {
		$number = number_format( (float) $number, '' === $dp ? wc_get_price_decimals() : (int) $dp, '.', '' );
	}
	$number = (string) $number;
	return $trim_zeros && false !== strpos( $number, '.' ) ? rtrim( rtrim( $number, '0' ), '.' ) : $number;
}

function wc_stock_amount( $amount ) {
	return apply_filters( 'woocommerce_stock_amount', intval( $amount ) );
}

function get_woocommerce_currency() {
	return apply_filters( 'woocommerce_currency', get_option( 'woocommerce_currency', 'USD' ) );
}

function get_woocommerce_currency_symbol( $currency = '' ) {
	$currency = $currency ? $currency : get_woocommerce_currency();
	$symbols  = array( 'IRT' => 'تومان', 'IRR' => '﷼', 'USD' => '&#36;', 'EUR' => '&euro;', 'GBP' => '&pound;' );
	return apply_filters( 'woocommerce_currency_symbol', isset( $symbols[ $currency ] ) ? $symbols[ $currency ] : $currency, $currency );
}

function wc_price( $price, $args = array() ) {
	$amount = number_format( (float) $price, wc_get_price_decimals(), wc_get_price_decimal_separator(), wc_get_price_thousand_separator() );
	return '<span class="woocommerce-Price-amount amount"><bdi>' . $amount . '&nbsp;<span class="woocommerce-Price-currencySymbol">' . get_woocommerce_currency_symbol() . '</span></bdi></span>';
}

function wc_prices_include_tax() {
	return 'yes' === get_option( 'woocommerce_calc_taxes' ) && 'yes' === get_option( 'woocommerce_prices_include_tax' );
}

function wc_tax_enabled() {
	return 'yes' === get_option( 'woocommerce_calc_taxes' );
}

function wc_timezone_string() {
	return wp_timezone_string();
}

function wc_timezone_offset() {
	return wp_timezone()->getOffset( new DateTime() );
}

/** @param int|string|DateTimeInterface $value a timestamp is UTC; words without an offset are the shop's time */
function wc_string_to_datetime( $value ) {
	if ( $value instanceof WC_DateTime ) {
		return clone $value;
	}
	if ( $value instanceof DateTimeInterface ) {
		$timestamp = $value->getTimestamp();
	} elseif ( is_numeric( $value ) ) {
		$timestamp = (int) $value;
	} else {
		$timestamp = ( new DateTime( (string) $value, wp_timezone() ) )->getTimestamp();
	}
	$date = new WC_DateTime( '@' . $timestamp, new DateTimeZone( 'UTC' ) );
	$date->setTimezone( wp_timezone() );
	return $date;
}

/** ISO 8601 without a zone, in the shop's time or in UTC, as the REST API writes dates. */
function wc_rest_prepare_date_response( $date, $utc = true ) {
	if ( ! $date ) {
		return null;
	}
	$date = wc_string_to_datetime( $date );
	return $utc ? gmdate( 'Y-m-d\TH:i:s', $date->getTimestamp() ) : $date->date( 'Y-m-d\TH:i:s' );
}

function wc_rand_hash( $prefix = '', $max_length = 40 ) {
	return substr( $prefix . bin2hex( random_bytes( 20 ) ), 0, $max_length );
}

function wc_api_hash( $data ) {
	return hash_hmac( 'sha256', $data, 'wc-api' );
}

function wc_help_tip( $tip, $allow_html = false ) {
	return '<span class="woocommerce-help-tip" tabindex="0" aria-label="' . esc_attr( wp_strip_all_tags( $tip ) ) . '"></span>';
}

function wc_get_page_permalink( $page, $fallback = null ) {
	return home_url( '/' . $page . '/' );
}

function wc_placeholder_img_src( $size = 'woocommerce_thumbnail' ) {
	return includes_url( 'images/media/default.png' );
}

/** @return WC_Logger_Interface */
function wc_get_logger() {
	static $logger = null;
	if ( null === $logger ) {
		$logger = new WC_Logger();
	}
	return $logger;
}

function wc_delete_product_transients( $post_id = 0 ) {
	delete_transient( 'wc_products_onsale' );
	do_action( 'woocommerce_delete_product_transients', $post_id );
}

function wc_deferred_product_sync( $product_id ) {
	global $wc_deferred_product_sync;
	$wc_deferred_product_sync   = is_array( $wc_deferred_product_sync ) ? $wc_deferred_product_sync : array();
	$wc_deferred_product_sync[] = $product_id;
}


function wc_get_order_types( $for = '' ) {
	return '' === $for ? array( 'shop_order', 'shop_order_refund' ) : array( 'shop_order' );
}
