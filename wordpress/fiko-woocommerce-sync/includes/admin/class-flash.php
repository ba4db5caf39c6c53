<?php
/**
 * A sentence for the next page.
 *
 * @package Fiko\WooCommerceSync
 */

declare( strict_types=1 );

namespace Fiko\WooCommerceSync\Admin;

/** Kept for one user until it is shown once, ten minutes at most. Plain text only, never a secret. */
final class Flash {
	private const PREFIX = 'fiko_wc_flash_';

	/**
	 * Adds a sentence.
	 *
	 * @param string $type One of success, info, warning, error.
	 * @param string $text Plain text.
	 */
	public function add( string $type, string $text ): void {
		$kept               = $this->read();
		$kept['messages'][] = array(
			'type' => $type,
			'text' => $text,
		);
		$this->write( $kept );
	}

	/**
	 * Keeps what was wrong with a form, and what was typed.
	 *
	 * @param array<string, string> $errors By field.
	 * @param array<string, string> $values By field; no secrets.
	 */
	public function keep_form( array $errors, array $values ): void {
		$kept           = $this->read();
		$kept['errors'] = $errors;
		$kept['values'] = $values;
		$this->write( $kept );
	}

	/**
	 * Everything, once.
	 *
	 * @return array{messages: list<array{type: string, text: string}>, errors: array<string, string>, values: array<string, string>}
	 */
	public function take(): array {
		$kept = $this->read();
		delete_transient( $this->name() );
		return $kept;
	}

	/**
	 * As stored, with every field.
	 *
	 * @return array{messages: list<array{type: string, text: string}>, errors: array<string, string>, values: array<string, string>}
	 */
	private function read(): array {
		$stored   = get_transient( $this->name() );
		$stored   = is_array( $stored ) ? $stored : array();
		$messages = array();
		foreach ( is_array( $stored['messages'] ?? null ) ? $stored['messages'] : array() as $message ) {
			$messages[] = array(
				'type' => (string) ( $message['type'] ?? 'info' ),
				'text' => (string) ( $message['text'] ?? '' ),
			);
		}
		return array(
			'messages' => $messages,
			'errors'   => array_map( 'strval', is_array( $stored['errors'] ?? null ) ? $stored['errors'] : array() ),
			'values'   => array_map( 'strval', is_array( $stored['values'] ?? null ) ? $stored['values'] : array() ),
		);
	}

	/**
	 * Stores.
	 *
	 * @param array<string, mixed> $kept All fields.
	 */
	private function write( array $kept ): void {
		set_transient( $this->name(), $kept, 10 * MINUTE_IN_SECONDS );
	}

	/** One for each user. */
	private function name(): string {
		return self::PREFIX . get_current_user_id();
	}
}
