/**
 * The settings page: keeps the state true while the page is open, and tests the connection without leaving it. Everything on the page
 * works without this script.
 */
( function () {
	'use strict';

	var config = window.fikoSync.page;
	var __ = window.wp.i18n.__;
	var speak = window.wp.a11y.speak;
	var BUSY_MS = 3000;
	var QUIET_MS = 30000;
	var timer = 0;

	function post( action, nonce ) {
		var body = new URLSearchParams( { action: action, nonce: nonce } );
		return window
			.fetch( config.url, { method: 'POST', credentials: 'same-origin', body: body } )
			.then( function ( answer ) {
				return answer.json();
			} );
	}

	/** Puts new HTML into the parts that changed; one in which somebody works with the keyboard is left alone. */
	function show( parts ) {
		Object.keys( parts ).forEach( function ( name ) {
			var part = document.querySelector( '[data-fiko-part="' + name + '"]' );
			if ( ! part || part.contains( document.activeElement ) || part.fikoHtml === parts[ name ] ) {
				return;
			}
			var before = part.querySelector( '[data-kind]' );
			part.fikoHtml = parts[ name ];
			part.innerHTML = parts[ name ];
			var after = part.querySelector( '[data-kind]' );
			if ( before && after && before.dataset.kind !== after.dataset.kind ) {
				speak( after.textContent.trim() );
			}
		} );
	}

	function isBusy() {
		var state = document.querySelector( '[data-kind]' );
		return !! document.querySelector( '#fiko-progress-bar' ) || ( !! state && state.dataset.kind === 'catching_up' );
	}

	function plan() {
		window.clearTimeout( timer );
		if ( ! document.hidden && document.querySelector( '[data-fiko-part="numbers"]' ) ) {
			timer = window.setTimeout( refresh, isBusy() ? BUSY_MS : QUIET_MS );
		}
	}

	function refresh() {
		post( 'fiko_wc_status', config.statusNonce )
			.then( function ( answer ) {
				if ( answer && answer.success ) {
					show( answer.data.parts );
					if ( answer.data.waiting && window.fikoSync.startPump ) {
						window.fikoSync.startPump();
					}
				}
			} )
			.catch( function () {} )
			.then( plan );
	}

	function test( event ) {
		var form = event.target;
		if ( ! form.matches || ! form.matches( '[data-fiko-action="fiko_wc_test"]' ) ) {
			return;
		}
		event.preventDefault();
		var button = form.querySelector( 'button' );
		var label = button.textContent;
		var place = document.querySelector( '[data-fiko-findings]' );
		button.disabled = true;
		button.textContent = __( 'Testing…', 'fiko-woocommerce-sync' );
		speak( __( 'Testing the connection…', 'fiko-woocommerce-sync' ) );
		post( 'fiko_wc_test_connection', config.testNonce )
			.then( function ( answer ) {
				if ( ! answer || ! answer.data || ! answer.data.html ) {
					throw new Error( answer && answer.data && answer.data.message ? answer.data.message : '' );
				}
				place.innerHTML = answer.data.html;
				show( answer.data.parts );
				speak( answer.data.message, 'assertive' );
				document.getElementById( 'fiko-doctor' ).scrollIntoView( { block: 'nearest' } );
			} )
			.catch( function ( problem ) {
				var sentence = problem.message || __( 'Your own shop did not answer. Load this page again.', 'fiko-woocommerce-sync' );
				place.textContent = sentence;
				speak( sentence, 'assertive' );
			} )
			.then( function () {
				button.disabled = false;
				button.textContent = label;
				plan();
			} );
	}

	document.addEventListener( 'submit', test );
	document.addEventListener( 'visibilitychange', function () {
		if ( document.hidden ) {
			window.clearTimeout( timer );
		} else {
			refresh();
		}
	} );
	plan();
} )();
