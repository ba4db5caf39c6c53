<?php
/**
 * An action and when it is due.
 *
 * @package WooCommerce_Double
 */

/** Due at once and never by a date: what "async" is stored as. */
class ActionScheduler_NullSchedule {
	/** @var int|null */
	protected $timestamp = null;
	/** @var int */
	protected $interval = 0;

	/** @return DateTime|null */
	public function get_date() {
		return null === $this->timestamp ? null : new DateTime( '@' . $this->timestamp, new DateTimeZone( 'UTC' ) );
	}

	public function is_recurring() {
		return $this->interval > 0;
	}

	/** @return DateTime|null */
	public function get_next( DateTime $after ) {
		return $this->is_recurring() ? new DateTime( '@' . ( $after->getTimestamp() + $this->interval ) ) : null;
	}

	public function get_recurrence() {
		return $this->interval;
	}
}

class ActionScheduler_SimpleSchedule extends ActionScheduler_NullSchedule {
	public function __construct( DateTime $date ) {
		$this->timestamp = $date->getTimestamp();
	}
}

class ActionScheduler_IntervalSchedule extends ActionScheduler_NullSchedule {
	public function __construct( DateTime $start, $interval ) {
		$this->timestamp = $start->getTimestamp();
		$this->interval  = (int) $interval;
	}
}

class ActionScheduler_Action {
	/** @var string */
	protected $hook;
	/** @var array */
	protected $args;
	/** @var ActionScheduler_NullSchedule */
	protected $schedule;
	/** @var string */
	protected $group;
	/** @var int */
	private $priority = 10;

	public function __construct( $hook, array $args = array(), $schedule = null, $group = '' ) {
		$this->hook     = $hook;
		$this->args     = $args;
		$this->schedule = $schedule ? $schedule : new ActionScheduler_NullSchedule();
		$this->group    = $group;
	}

	/** Runs it; an action nobody listens to fails. */
	public function execute() {
		if ( ! has_action( $this->hook ) ) {
			throw new Exception( sprintf( 'Scheduled action for %s will not be executed as no callbacks are registered.', $this->hook ) );
		}
		do_action_ref_array( $this->hook, array_values( $this->args ) );
	}

	public function get_hook() {
		return $this->hook;
	}

	public function get_args() {
		return $this->args;
	}

	public function get_schedule() {
		return $this->schedule;
	}

	public function get_group() {
		return $this->group;
	}

	public function get_priority() {
		return $this->priority;
	}

	public function set_priority( $priority ) {
		$this->priority = min( 255, max( 0, (int) $priority ) );
	}

	public function is_finished() {
		return false;
	}
}

class ActionScheduler_FinishedAction extends ActionScheduler_Action {
	public function execute() {}

	public function is_finished() {
		return true;
	}
}

class ActionScheduler_NullAction extends ActionScheduler_Action {
	public function __construct() {
		parent::__construct( '' );
	}

	public function execute() {}
}
