/**
 * "Send now" on the product page: without this script it is a link that does the same.
 */
( function () {
	'use strict';

	var config = window.fikoSync.product;
	var __ = window.wp.i18n.__;

	document.addEventListener( 'click', function ( event ) {
		var button = event.target.closest ? event.target.closest( '[data-fiko-send]' ) : null;
		if ( ! button ) {
			return;
		}
		event.preventDefault();
		if ( button.getAttribute( 'aria-disabled' ) === 'true' ) {
			return;
		}
		var box = button.closest( '[data-fiko-box]' );
		var live = box.querySelector( '[role="status"]' );
		button.setAttribute( 'aria-disabled', 'true' );
		live.textContent = __( 'Sending…', 'fiko-woocommerce-sync' );
		window
			.fetch( config.url, {
				method: 'POST',
				credentials: 'same-origin',
				body: new URLSearchParams( { action: 'fiko_wc_send_product', product: button.dataset.fikoSend, nonce: button.dataset.nonce } ),
			} )
			.then( function ( answer ) {
				return answer.json();
			} )
			.then( function ( answer ) {
				live.textContent = answer.data.message;
				if ( answer.success ) {
					box.querySelector( '[data-fiko-content]' ).innerHTML = answer.data.html;
				}
			} )
			.catch( function () {
				live.textContent = __( 'Your own shop did not answer. Load this page again.', 'fiko-woocommerce-sync' );
			} )
			.then( function () {
				button.removeAttribute( 'aria-disabled' );
			} );
	} );
	// It is a link that acts as a button.
	document.addEventListener( 'keydown', function ( event ) {
		if ( event.key === ' ' && event.target.matches && event.target.matches( '[data-fiko-send]' ) ) {
			event.preventDefault();
			event.target.click();
		}
	} );
} )();
