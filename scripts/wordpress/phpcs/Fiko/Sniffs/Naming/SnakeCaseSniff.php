<?php
/**
 * Names as WordPress writes them, which PHP_CodeSniffer's own sniffs do not know: snake_case functions and variables, Words_With_Underscores
 * for classes, CAPITALS for constants of classes.
 */

namespace Fiko\Sniffs\Naming;

use PHP_CodeSniffer\Files\File;
use PHP_CodeSniffer\Sniffs\Sniff;

class SnakeCaseSniff implements Sniff {
	/** PHPUnit's and PHP's own names. */
	const GIVEN = '/^(__\w+|setUp|tearDown|setUpBeforeClass|tearDownAfterClass|jsonSerialize|offset(Get|Set|Exists|Unset)|getIterator)$/';
	/** Globals of others. */
	const GIVEN_VARIABLES = '/^(GLOBALS|_[A-Z]+|this|PHP_SELF)$/';

	public function register() {
		return array( T_FUNCTION, T_CLASS, T_INTERFACE, T_TRAIT, T_VARIABLE );
	}

	public function process( File $file, $at ) {
		$token = $file->getTokens()[ $at ];
		if ( T_VARIABLE === $token['code'] ) {
			$name = ltrim( $token['content'], '$' );
			if ( ! preg_match( '/^[a-z0-9_]+$/', $name ) && ! preg_match( self::GIVEN_VARIABLES, $name ) ) {
				$file->addError( 'Variable "$%s" is not in snake_case', $at, 'Variable', array( $name ) );
			}
			return;
		}
		$name = $file->getDeclarationName( $at );
		if ( null === $name ) {
			return;
		}
		if ( T_FUNCTION === $token['code'] ) {
			if ( ! preg_match( '/^[a-z0-9_]+$/', $name ) && ! preg_match( self::GIVEN, $name ) ) {
				$file->addError( 'Function "%s" is not in snake_case', $at, 'Function', array( $name ) );
			}
		} elseif ( ! preg_match( '/^[A-Z][A-Za-z0-9]*(_[A-Z0-9][A-Za-z0-9]*)*$/', $name ) ) {
			$file->addError( 'Class "%s" is not in Words_With_Underscores', $at, 'ClassName', array( $name ) );
		}
	}
}
