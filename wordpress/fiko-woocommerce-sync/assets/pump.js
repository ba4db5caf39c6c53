/**
 * Sends what waits while a page of products is open: one request after the other, never two, none in a hidden tab, none when nothing waits.
 */
( function () {
	'use strict';

	var config = window.fikoSync.pump;
	var FIRST_MS = 500;
	var SHORTEST_MS = 1000;
	var LONGEST_MS = 60000;
	var failures = 0;
	var isWanted = !! config.waiting;
	var isRunning = false;
	var timer = 0;

	/** Products this page shows as waiting. */
	function waitingIds() {
		return Array.prototype.map
			.call( document.querySelectorAll( '[data-fiko-badge][data-kind="waiting"]' ), function ( badge ) {
				return badge.dataset.fikoBadge;
			} )
			.join( ',' );
	}

	function show( badges ) {
		Object.keys( badges || {} ).forEach( function ( id ) {
			document.querySelectorAll( '[data-fiko-badge="' + id + '"]' ).forEach( function ( badge ) {
				badge.outerHTML = badges[ id ];
			} );
		} );
	}

	function showBox( html ) {
		var content = document.querySelector( '[data-fiko-box] [data-fiko-content]' );
		if ( html && content ) {
			content.innerHTML = html;
		}
	}

	function plan( afterMs ) {
		window.clearTimeout( timer );
		if ( isWanted && ! isRunning && ! document.hidden ) {
			timer = window.setTimeout( drain, afterMs );
		}
	}

	function drain() {
		isRunning = true;
		var wait = SHORTEST_MS;
		var box = document.querySelector( '[data-fiko-box]' );
		var body = new URLSearchParams( {
			action: 'fiko_wc_drain_now',
			nonce: config.nonce,
			products: waitingIds(),
			box: box ? box.dataset.fikoBox : '',
		} );
		window
			.fetch( config.url, { method: 'POST', credentials: 'same-origin', body: body } )
			.then( function ( answer ) {
				if ( answer.status === 403 || answer.status === 400 ) {
					isWanted = false; // Signed out, or the page is a day old.
				}
				return answer.json();
			} )
			.then( function ( answer ) {
				if ( ! answer || ! answer.success ) {
					throw new Error( 'refused' );
				}
				failures = 0;
				isWanted = answer.data.waiting;
				show( answer.data.badges );
				showBox( answer.data.box );
				wait = Math.min( LONGEST_MS, Math.max( SHORTEST_MS, 1000 * ( answer.data.retryAfter || 0 ) ) );
			} )
			.catch( function () {
				failures += 1;
				wait = Math.min( LONGEST_MS, SHORTEST_MS * Math.pow( 2, failures ) );
			} )
			.then( function () {
				isRunning = false;
				plan( wait );
			} );
	}

	function start() {
		isWanted = true;
		plan( FIRST_MS );
	}

	window.fikoSync.startPump = start;
	document.addEventListener( 'visibilitychange', function () {
		plan( FIRST_MS );
	} );
	// A quick edit saves without a new page.
	if ( window.jQuery ) {
		window.jQuery( document ).on( 'ajaxSuccess', function ( event, request, options ) {
			if ( typeof options.data === 'string' && options.data.indexOf( 'action=inline-save' ) !== -1 ) {
				start();
			}
		} );
	}
	plan( FIRST_MS );
} )();
