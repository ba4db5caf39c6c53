<?php
/**
 * The state as HTML.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Admin;

use Fiko\WooCommerceSync\Connect;
use Fiko\WooCommerceSync\Doctor;
use Fiko\WooCommerceSync\Finding;
use Fiko\WooCommerceSync\Outbox\Outbox;
use Fiko\WooCommerceSync\Problem_Words;
use Fiko\WooCommerceSync\Settings;
use Fiko\WooCommerceSync\Status;
use Fiko\WooCommerceSync\Words;

/**
 * The parts of the settings page that change while it is open: the page prints them, and its script asks for them again.
 *
 * @phpstan-import-type Snapshot from Status
 */
final class Status_View {
	private const PARKED_SHOWN   = 20;
	private const PROBLEMS_SHOWN = 5;

	private const ICONS = array(
		Status::IN_SYNC       => 'yes-alt',
		Status::CATCHING_UP   => 'update',
		Status::NOT_SENT      => 'cloud-upload',
		Status::NOT_CONNECTED => 'admin-links',
		Status::PROBLEM       => 'warning',
		Finding::OK           => 'yes-alt',
		Finding::WARNING      => 'info',
		Finding::ERROR        => 'warning',
	);

	/**
	 * How the shop stands.
	 *
	 * @var Status
	 */
	private Status $status;

	/**
	 * What could not be sent.
	 *
	 * @var Outbox
	 */
	private Outbox $outbox;

	/**
	 * What it found last.
	 *
	 * @var Doctor
	 */
	private Doctor $doctor;

	/**
	 * Says what problems mean.
	 *
	 * @var Problem_Words
	 */
	private Problem_Words $words;

	/**
	 * Address of the hub.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Wires the view.
	 *
	 * @param Status        $status   How the shop stands.
	 * @param Outbox        $outbox   What could not be sent.
	 * @param Doctor        $doctor   What it found last.
	 * @param Problem_Words $words    Says what problems mean.
	 * @param Settings      $settings Address of the hub.
	 */
	public function __construct( Status $status, Outbox $outbox, Doctor $doctor, Problem_Words $words, Settings $settings ) {
		$this->status   = $status;
		$this->outbox   = $outbox;
		$this->doctor   = $doctor;
		$this->words    = $words;
		$this->settings = $settings;
	}

	/**
	 * All parts, by the name of the element that holds them.
	 *
	 * @return array<string, string> HTML, escaped.
	 */
	public function parts(): array {
		$now = $this->status->read();
		return array(
			'state'    => $this->state( $now ),
			'progress' => $this->progress( $now ),
			'numbers'  => $this->numbers( $now ),
			'problems' => $this->problems( $now ),
		);
	}

	/**
	 * The one sentence.
	 *
	 * @param array $now How it stands.
	 * @phpstan-param Snapshot $now
	 */
	private function state( array $now ): string {
		$html  = sprintf( '<div class="fiko-state fiko-state--%s" data-kind="%s">', esc_attr( $now['kind'] ), esc_attr( $now['kind'] ) );
		$html .= self::icon( $now['kind'] ) . '<div>';
		$html .= '<p class="fiko-state__sentence">' . esc_html( $now['sentence'] ) . '</p>';
		foreach ( array( $now['cause'], $now['next'] ) as $text ) {
			if ( '' !== $text ) {
				$html .= '<p class="fiko-state__detail">' . self::with_codes( $text ) . '</p>';
			}
		}
		if ( $now['paused_until'] > 0 && Status::NOT_CONNECTED !== $now['kind'] ) {
			/* translators: %s: a length of time, e.g. "30 seconds". */
			$html .= '<p class="fiko-state__detail">' . esc_html( sprintf( __( 'Next try in %s.', 'fiko-woocommerce-sync' ), Words::duration( max( 1, $now['paused_until'] - time() ) ) ) ) . '</p>';
		}
		$labels = array(
			'connect'  => array( Connect::START, __( 'Connect again', 'fiko-woocommerce-sync' ) ),
			'test'     => array( Page_Actions::TEST, __( 'Test the connection', 'fiko-woocommerce-sync' ) ),
			'send_all' => array( Page_Actions::SEND_ALL, __( 'Send all products', 'fiko-woocommerce-sync' ) ),
		);
		if ( isset( $labels[ $now['action'] ] ) ) {
			$html .= self::button( $labels[ $now['action'] ][0], $labels[ $now['action'] ][1], 'button-primary' );
		} elseif ( 'say_where' === $now['action'] ) {
			$html .= self::moved_or_copy();
		}
		return $html . '</div></div>';
	}

	/**
	 * How far "Send all products" is.
	 *
	 * @param array $now How it stands.
	 * @phpstan-param Snapshot $now
	 */
	private function progress( array $now ): string {
		$progress = $now['progress'];
		if ( ! in_array( $progress['status'], array( 'marking', 'sending' ), true ) ) {
			return '';
		}
		$left = '';
		$took = time() - $progress['started_at'];
		if ( $progress['done'] > 0 && $took > 5 && $progress['done'] < $progress['total'] ) {
			$seconds = (int) ceil( $took * ( $progress['total'] - $progress['done'] ) / $progress['done'] );
			/* translators: %s: a length of time, e.g. "2 minutes". */
			$left = ' · ' . sprintf( __( 'about %s left', 'fiko-woocommerce-sync' ), Words::duration( $seconds ) );
		}
		return sprintf(
			'<div class="fiko-progress"><label for="fiko-progress-bar">%s</label><progress id="fiko-progress-bar" max="100" value="%d"></progress><p>%s</p></div>',
			esc_html__( 'Sending all products', 'fiko-woocommerce-sync' ),
			$progress['percent'],
			esc_html(
				sprintf(
					/* translators: 1: products sent so far, 2: products in all, 3: percent, 4: e.g. " · about 2 minutes left", or nothing. */
					__( '%1$s of %2$s (%3$s%%)%4$s. You may close this page: it goes on by itself.', 'fiko-woocommerce-sync' ),
					Words::number( $progress['done'] ),
					Words::number( $progress['total'] ),
					Words::number( $progress['percent'] ),
					$left
				)
			)
		);
	}

	/**
	 * The figures.
	 *
	 * @param array $now How it stands.
	 * @phpstan-param Snapshot $now
	 */
	private function numbers( array $now ): string {
		if ( Status::NOT_CONNECTED === $now['kind'] ) {
			return '';
		}
		$waiting = esc_html( Words::number( $now['waiting'] ) );
		if ( $now['waiting'] > 0 && null !== $now['oldest_age_ms'] ) {
			/* translators: %s: a length of time, e.g. "3 seconds". */
			$waiting .= ' <small>' . esc_html( sprintf( __( 'oldest: %s', 'fiko-woocommerce-sync' ), Words::duration( intdiv( $now['oldest_age_ms'], 1000 ) ) ) ) . '</small>';
		}
		$store = $this->settings->store();
		$rows  = array(
			array( __( 'Products in the shop', 'fiko-woocommerce-sync' ), esc_html( Words::number( $now['products'] ) ) ),
			array( __( 'Changes waiting', 'fiko-woocommerce-sync' ), $waiting ),
			array( __( 'Could not be sent', 'fiko-woocommerce-sync' ), esc_html( Words::number( $now['parked'] ) ) ),
			array( __( 'Last confirmed delivery', 'fiko-woocommerce-sync' ), Words::time_tag( $now['last_success_at'] ) ),
			array( __( 'Last comparison with the hub', 'fiko-woocommerce-sync' ), $this->comparison( $now ) ),
		);
		if ( null !== $store && '' !== $store['name'] ) {
			$rows[] = array( __( 'Store at the hub', 'fiko-woocommerce-sync' ), '<bdi>' . esc_html( $store['name'] ) . '</bdi>' );
		}
		$html = '<dl class="fiko-numbers">';
		foreach ( $rows as list( $term, $value ) ) {
			$html .= '<div><dt>' . esc_html( $term ) . '</dt><dd>' . $value . '</dd></div>';
		}
		return $html . '</dl>' . $this->waits_for_click( $now );
	}

	/**
	 * What the last comparison found: HTML.
	 *
	 * @param array $now How it stands.
	 * @phpstan-param Snapshot $now
	 */
	private function comparison( array $now ): string {
		if ( $now['is_comparing'] ) {
			return esc_html__( 'running now', 'fiko-woocommerce-sync' );
		}
		$digest = $now['digest'];
		if ( null === $digest ) {
			return esc_html__( 'none yet', 'fiko-woocommerce-sync' );
		}
		$html  = Words::time_tag( $digest['at'] ) . ' <small>';
		$found = array();
		if ( $digest['sent'] > 0 ) {
			/* translators: %s: a number of products. */
			$found[] = sprintf( _n( '%s product sent again', '%s products sent again', $digest['sent'], 'fiko-woocommerce-sync' ), Words::number( $digest['sent'] ) );
		}
		if ( $digest['waiting'] ) {
			/* translators: %s: a number of products. */
			$found[] = sprintf( _n( '%s waits for your decision', '%s wait for your decision', $digest['gone'], 'fiko-woocommerce-sync' ), Words::number( $digest['gone'] ) );
		} elseif ( $digest['gone'] > 0 ) {
			/* translators: %s: a number of products. */
			$found[] = sprintf( _n( '%s removed at the hub', '%s removed at the hub', $digest['gone'], 'fiko-woocommerce-sync' ), Words::number( $digest['gone'] ) );
		}
		return $html . esc_html( array() === $found ? __( 'no difference', 'fiko-woocommerce-sync' ) : implode( ', ', $found ) ) . '</small>';
	}

	/**
	 * The hub does not delete so many by itself.
	 *
	 * @param array $now How it stands.
	 * @phpstan-param Snapshot $now
	 */
	private function waits_for_click( array $now ): string {
		if ( null === $now['digest'] || ! $now['digest']['waiting'] ) {
			return '';
		}
		$count = $now['digest']['gone'];
		return '<div class="notice notice-warning inline"><p>' . esc_html(
			sprintf(
				/* translators: %s: a number of products. */
				_n( 'The hub has %s product that is no longer in this shop. That is many at once, so it removes nothing by itself: open the store in the hub’s dashboard and decide there.', 'The hub has %s products that are no longer in this shop. That is many at once, so it removes nothing by itself: open the store in the hub’s dashboard and decide there.', $count, 'fiko-woocommerce-sync' ),
				Words::number( $count )
			)
		) . '</p></div>';
	}

	/**
	 * What went wrong, with what to do.
	 *
	 * @param array $now How it stands.
	 * @phpstan-param Snapshot $now
	 */
	private function problems( array $now ): string {
		$html = '';
		if ( $now['parked'] > 0 ) {
			$html .= '<h2>' . esc_html__( 'Products that could not be sent', 'fiko-woocommerce-sync' ) . '</h2>'
				. '<p>' . esc_html__( 'Correct the product and save it: it is sent again by itself. Or try all of them again now.', 'fiko-woocommerce-sync' ) . '</p><ul class="fiko-list">';
			foreach ( $this->outbox->parked( self::PARKED_SHOWN ) as $row ) {
				$html .= '<li>' . self::icon( Finding::ERROR ) . '<div>' . self::product( $row['product_id'] )
					. '<p dir="auto">' . esc_html( $row['problem'] ) . '</p><p class="fiko-quiet">' . Words::time_tag( intdiv( $row['occurred_at'], 1000 ) ) . '</p></div></li>';
			}
			$html .= '</ul>';
			if ( $now['parked'] > self::PARKED_SHOWN ) {
				/* translators: %s: a number of products. */
				$html .= '<p>' . esc_html( sprintf( __( 'And %s more.', 'fiko-woocommerce-sync' ), Words::number( $now['parked'] - self::PARKED_SHOWN ) ) ) . '</p>';
			}
			$html .= self::button( Page_Actions::RETRY, __( 'Try again', 'fiko-woocommerce-sync' ) );
		}
		if ( Status::NOT_CONNECTED === $now['kind'] || array() === $now['problems'] ) {
			return $html;
		}
		$html .= '<h2>' . esc_html__( 'Last errors', 'fiko-woocommerce-sync' ) . '</h2><ul class="fiko-list">';
		foreach ( array_slice( $now['problems'], 0, self::PROBLEMS_SHOWN ) as $problem ) {
			$is_over = $problem['at'] <= $now['last_success_at'];
			$finding = $this->words->of_problem( $problem );
			$html   .= '<li>' . self::icon( $is_over ? Finding::OK : Finding::ERROR ) . '<div><p><strong>' . esc_html( $finding->title ) . '</strong> <span class="fiko-quiet">' . Words::time_tag( $problem['at'] )
				. ( $is_over ? ' · ' . esc_html__( 'over', 'fiko-woocommerce-sync' ) : '' ) . '</span></p>';
			if ( ! $is_over ) {
				$html .= '<p>' . esc_html( $finding->cause ) . '</p><p>' . self::with_codes( $finding->fix ) . '</p>';
			}
			$html .= '</div></li>';
		}
		return $html . '</ul>';
	}

	/** What the doctor found last, as a list; '' when it was not asked lately. */
	public function findings(): string {
		$last = $this->doctor->last();
		if ( null === $last ) {
			return '';
		}
		/* translators: %s: a time, e.g. "3 minutes ago". */
		$html = '<p class="fiko-quiet">' . sprintf( esc_html__( 'Tested %s', 'fiko-woocommerce-sync' ), Words::time_tag( $last['at'] ) ) . '</p><ul class="fiko-list">';
		foreach ( $last['findings'] as $finding ) {
			$html .= '<li data-code="' . esc_attr( $finding->code ) . '">' . self::icon( $finding->severity ) . '<div><p><strong>' . esc_html( $finding->title ) . '</strong></p>';
			foreach ( array( $finding->cause, $finding->fix ) as $text ) {
				$html .= '' === $text ? '' : '<p>' . self::with_codes( $text ) . '</p>';
			}
			$html .= '</div></li>';
		}
		return $html . '</ul>';
	}

	/** The two answers to "This looks like a copy": HTML. */
	public static function moved_or_copy(): string {
		return '<div class="fiko-actions">'
			. self::button( Page_Actions::MOVED, __( 'This is the same shop, it moved', 'fiko-woocommerce-sync' ), 'button-primary' )
			. self::button( Connect::IS_COPY, __( 'This is a copy: disconnect it', 'fiko-woocommerce-sync' ) )
			. '</div>';
	}

	/**
	 * A button that works without a script.
	 *
	 * @param string $action Name of the action at admin-post.php.
	 * @param string $label  Plain text.
	 * @param string $style  Another class for the button.
	 */
	public static function button( string $action, string $label, string $style = '' ): string {
		return sprintf(
			'<form class="fiko-action" method="post" action="%s" data-fiko-action="%s"><input type="hidden" name="action" value="%s">%s<button type="submit" class="%s">%s</button></form>',
			esc_url( admin_url( 'admin-post.php' ) ),
			esc_attr( $action ),
			esc_attr( $action ),
			'<input type="hidden" name="_wpnonce" value="' . esc_attr( wp_create_nonce( $action ) ) . '">',
			esc_attr( trim( 'button ' . $style ) ),
			esc_html( $label )
		);
	}

	/**
	 * An icon, with the word for it for those who do not see it.
	 *
	 * @param string $kind A state or a severity.
	 */
	public static function icon( string $kind ): string {
		$words = array(
			Finding::OK      => __( 'Fine:', 'fiko-woocommerce-sync' ),
			Finding::WARNING => __( 'Look at this:', 'fiko-woocommerce-sync' ),
			Finding::ERROR   => __( 'Problem:', 'fiko-woocommerce-sync' ),
		);
		return sprintf( '<span class="fiko-icon fiko-icon--%s dashicons dashicons-%s" aria-hidden="true"></span>', esc_attr( $kind ), esc_attr( self::ICONS[ $kind ] ?? 'info' ) )
			. ( isset( $words[ $kind ] ) ? '<span class="screen-reader-text">' . esc_html( $words[ $kind ] ) . '</span>' : '' );
	}

	/**
	 * Text with addresses and code kept from left to right inside Persian.
	 *
	 * @param string $text Plain.
	 */
	private static function with_codes( string $text ): string {
		return (string) preg_replace( '/(https?:\/\/[^\s<]*[^\s<.,:;]|define\(.*?\);)/', '<code dir="ltr">$1</code>', esc_html( $text ) );
	}

	/**
	 * A product's name, with a link for those who may edit it.
	 *
	 * @param int $product_id The product, which may be gone.
	 */
	private static function product( int $product_id ): string {
		$title = (string) get_the_title( $product_id );
		/* translators: %d: id of a product. */
		$name = '' === $title ? sprintf( __( 'Product %d', 'fiko-woocommerce-sync' ), $product_id ) : html_entity_decode( $title, ENT_QUOTES, 'UTF-8' );
		$link = get_edit_post_link( $product_id );
		return null === $link ? '<strong>' . esc_html( $name ) . '</strong>' : '<a href="' . esc_url( $link ) . '"><strong>' . esc_html( $name ) . '</strong></a>';
	}
}
