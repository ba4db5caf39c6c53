<?php
/**
 * Stored actions: the tables, statuses and queries of Action Scheduler's own database store.
 *
 * @package WooCommerce_Double
 */

abstract class ActionScheduler_Store {
	const STATUS_COMPLETE = 'complete';
	const STATUS_PENDING  = 'pending';
	const STATUS_RUNNING  = 'in-progress';
	const STATUS_FAILED   = 'failed';
	const STATUS_CANCELED = 'canceled';

	/** @var self|null */
	private static $store = null;

	public static function instance() {
		if ( null === self::$store ) {
			self::$store = new ActionScheduler_DBStore();
		}
		return self::$store;
	}
}

class ActionScheduler_DBStore extends ActionScheduler_Store {
	const MAX_INDEX_LENGTH = 191;
	const DUE_BATCH_ORDER  = 'ORDER BY priority ASC, attempts ASC, scheduled_date_gmt ASC, action_id ASC';

	public static function create_tables() {
		global $wpdb;
		$charset = $wpdb->get_charset_collate();
		$wpdb->query(
			"CREATE TABLE IF NOT EXISTS {$wpdb->prefix}actionscheduler_actions (
				action_id bigint(20) unsigned NOT NULL auto_increment,
				hook varchar(191) NOT NULL,
				status varchar(20) NOT NULL,
				scheduled_date_gmt datetime NULL default '0000-00-00 00:00:00',
				scheduled_date_local datetime NULL default '0000-00-00 00:00:00',
				priority tinyint unsigned NOT NULL default '10',
				args varchar(191),
				schedule longtext,
				group_id bigint(20) unsigned NOT NULL default '0',
				attempts int(11) NOT NULL default '0',
				last_attempt_gmt datetime NULL default '0000-00-00 00:00:00',
				last_attempt_local datetime NULL default '0000-00-00 00:00:00',
				claim_id bigint(20) unsigned NOT NULL default '0',
				extended_args varchar(8000) NULL,
				PRIMARY KEY (action_id),
				KEY hook_status_scheduled_date_gmt (hook(163), status, scheduled_date_gmt),
				KEY status_scheduled_date_gmt (status, scheduled_date_gmt),
				KEY claim_id_status_priority_scheduled_date_gmt (claim_id, status, priority, scheduled_date_gmt)
			) $charset"
		);
		$wpdb->query(
			"CREATE TABLE IF NOT EXISTS {$wpdb->prefix}actionscheduler_claims (
				claim_id bigint(20) unsigned NOT NULL auto_increment,
				date_created_gmt datetime NULL default '0000-00-00 00:00:00',
				PRIMARY KEY (claim_id)
			) $charset"
		);
		$wpdb->query(
			"CREATE TABLE IF NOT EXISTS {$wpdb->prefix}actionscheduler_groups (
				group_id bigint(20) unsigned NOT NULL auto_increment,
				slug varchar(255) NOT NULL,
				PRIMARY KEY (group_id),
				KEY slug (slug(191))
			) $charset"
		);
		$wpdb->query(
			"CREATE TABLE IF NOT EXISTS {$wpdb->prefix}actionscheduler_logs (
				log_id bigint(20) unsigned NOT NULL auto_increment,
				action_id bigint(20) unsigned NOT NULL,
				message text NOT NULL,
				log_date_gmt datetime NULL default '0000-00-00 00:00:00',
				log_date_local datetime NULL default '0000-00-00 00:00:00',
				PRIMARY KEY (log_id),
				KEY action_id (action_id)
			) $charset"
		);
		update_option( 'schema-ActionScheduler_StoreSchema', '7.0.double' );
	}

	/** Names the tables on $wpdb, as the real one does. */
	public function init() {
		global $wpdb;
		foreach ( array( 'actions', 'claims', 'groups', 'logs' ) as $table ) {
			$name          = 'actionscheduler_' . $table;
			$wpdb->tables[] = $name;
			$wpdb->$name   = $wpdb->prefix . $name;
		}
		if ( ! get_option( 'schema-ActionScheduler_StoreSchema' ) ) {
			self::create_tables();
		}
	}

	/** Two queries, unique or not: the group and the action. @return int the action's id; 0 when a unique one is there already */
	public function save_action( ActionScheduler_Action $action, $unique = false ) {
		global $wpdb;
		$date   = $action->get_schedule()->get_date();
		$gmt    = $date ? $date->format( 'Y-m-d H:i:s' ) : current_time( 'mysql', true );
		$args   = wp_json_encode( $action->get_args() );
		$is_big = strlen( $args ) > self::MAX_INDEX_LENGTH;
		$row    = array(
			'hook'                 => $action->get_hook(),
			'status'               => self::STATUS_PENDING,
			'scheduled_date_gmt'   => $gmt,
			'scheduled_date_local' => get_date_from_gmt( $gmt ),
			'schedule'             => serialize( $action->get_schedule() ), // phpcs:ignore
			'group_id'             => $this->group_id( $action->get_group(), true ),
			'priority'             => $action->get_priority(),
			'args'                 => $is_big ? md5( $args ) : $args,
		);
		if ( $is_big ) {
			$row['extended_args'] = $args;
		}
		$columns = implode( ', ', array_keys( $row ) );
		$marks   = implode( ', ', array_fill( 0, count( $row ), '%s' ) );
		$values  = array_values( $row );
		$where   = '';
		if ( $unique ) {
			// Uniqueness is by hook and group: arguments do not count.
			$where = "WHERE NOT EXISTS ( SELECT 1 FROM {$wpdb->actionscheduler_actions} same WHERE same.status IN ( %s, %s ) AND same.hook = %s AND same.group_id = %d )";
			array_push( $values, self::STATUS_PENDING, self::STATUS_RUNNING, $row['hook'], $row['group_id'] );
		}
		$wpdb->query( $wpdb->prepare( "INSERT INTO {$wpdb->actionscheduler_actions} ( $columns ) SELECT $marks FROM DUAL $where", $values ) ); // phpcs:ignore
		$id = (int) $wpdb->insert_id;
		if ( ! $wpdb->rows_affected ) {
			if ( $unique ) {
				return 0;
			}
			throw new RuntimeException( 'Error saving action: ' . $wpdb->last_error );
		}
		do_action( 'action_scheduler_stored_action', $id );
		return $id;
	}

	/** "No group" is a group too, with an empty name: it is looked up for every action. Only an empty list of groups is none, as since 3.6. */
	private function group_id( $slug, $create = false ) {
		global $wpdb;
		if ( array() === $slug ) {
			return 0;
		}
		$id = (int) $wpdb->get_var( $wpdb->prepare( "SELECT group_id FROM {$wpdb->actionscheduler_groups} WHERE slug = %s", $slug ) );
		if ( ! $id && $create ) {
			$wpdb->insert( $wpdb->actionscheduler_groups, array( 'slug' => $slug ) );
			$id = (int) $wpdb->insert_id;
		}
		return $id;
	}

	/** @return ActionScheduler_Action A finished one when it is complete or canceled, a null one when there is none. */
	public function fetch_action( $action_id ) {
		global $wpdb;
		$row = $wpdb->get_row( $wpdb->prepare( "SELECT a.*, g.slug AS group_slug FROM {$wpdb->actionscheduler_actions} a LEFT JOIN {$wpdb->actionscheduler_groups} g ON a.group_id = g.group_id WHERE a.action_id = %d", $action_id ) );
		if ( ! $row ) {
			return new ActionScheduler_NullAction();
		}
		$class  = self::STATUS_PENDING === $row->status ? 'ActionScheduler_Action' : 'ActionScheduler_FinishedAction';
		$action = new $class( $row->hook, (array) json_decode( $row->extended_args ? $row->extended_args : $row->args, true ), unserialize( $row->schedule ), (string) $row->group_slug ); // phpcs:ignore
		$action->set_priority( (int) $row->priority );
		return $action;
	}

	/** @return int[]|int ids, or their number when $type is "count" */
	public function query_actions( $query = array(), $type = 'select' ) {
		global $wpdb;
		$query  = wp_parse_args( $query, array( 'hook' => '', 'args' => null, 'date' => null, 'date_compare' => '<=', 'group' => '', 'status' => '', 'claimed' => null, 'per_page' => 5, 'offset' => 0, 'orderby' => 'date', 'order' => 'ASC' ) );
		$where  = array( '1=1' );
		$values = array();
		if ( $query['hook'] ) {
			$where[]  = 'a.hook = %s';
			$values[] = $query['hook'];
		}
		if ( null !== $query['args'] ) {
			$args     = wp_json_encode( $query['args'] );
			$where[]  = 'a.args = %s';
			$values[] = strlen( $args ) > self::MAX_INDEX_LENGTH ? md5( $args ) : $args;
		}
		if ( $query['group'] ) {
			$where[]  = 'a.group_id = %d';
			$values[] = $this->group_id( $query['group'] );
		}
		if ( $query['status'] ) {
			$where[] = 'a.status IN ( ' . implode( ', ', array_fill( 0, count( (array) $query['status'] ), '%s' ) ) . ' )';
			$values  = array_merge( $values, array_values( (array) $query['status'] ) );
		}
		if ( $query['date'] instanceof DateTime ) {
			$compare  = in_array( $query['date_compare'], array( '!=', '>', '>=', '<', '<=', '=' ), true ) ? $query['date_compare'] : '<=';
			$where[]  = "a.scheduled_date_gmt $compare %s";
			$utc      = clone $query['date'];
			$values[] = $utc->setTimezone( new DateTimeZone( 'UTC' ) )->format( 'Y-m-d H:i:s' );
		}
		$sql = "FROM {$wpdb->actionscheduler_actions} a WHERE " . implode( ' AND ', $where );
		if ( 'count' === $type ) {
			$sql = "SELECT COUNT(*) $sql";
			return (int) $wpdb->get_var( $values ? $wpdb->prepare( $sql, $values ) : $sql ); // phpcs:ignore
		}
		$columns = array( 'hook' => 'a.hook', 'group' => 'a.group_id', 'modified' => 'a.last_attempt_gmt', 'none' => 'a.action_id' );
		$column  = isset( $columns[ $query['orderby'] ] ) ? $columns[ $query['orderby'] ] : 'a.scheduled_date_gmt';
		$order   = 'DESC' === strtoupper( $query['order'] ) ? 'DESC' : 'ASC';
		$sql     = "SELECT a.action_id $sql ORDER BY $column $order, a.action_id $order";
		if ( $query['per_page'] > 0 ) {
			$sql     .= ' LIMIT %d, %d';
			$values[] = (int) $query['offset'];
			$values[] = (int) $query['per_page'];
		}
		return array_map( 'intval', $wpdb->get_col( $values ? $wpdb->prepare( $sql, $values ) : $sql ) ); // phpcs:ignore
	}

	public function get_status( $action_id ) {
		global $wpdb;
		return (string) $wpdb->get_var( $wpdb->prepare( "SELECT status FROM {$wpdb->actionscheduler_actions} WHERE action_id = %d", $action_id ) );
	}

	private function settle( $action_id, $status, $hook ) {
		global $wpdb;
		$now = array( 'last_attempt_gmt' => current_time( 'mysql', true ), 'last_attempt_local' => current_time( 'mysql' ) );
		$wpdb->update( $wpdb->actionscheduler_actions, array_merge( array( 'status' => $status ), self::STATUS_COMPLETE === $status ? $now : array() ), array( 'action_id' => $action_id ) );
		if ( $hook ) {
			do_action( $hook, $action_id );
		}
	}

	public function mark_complete( $action_id ) {
		$this->settle( $action_id, self::STATUS_COMPLETE, 'action_scheduler_completed_action' );
	}

	public function mark_failure( $action_id ) {
		$this->settle( $action_id, self::STATUS_FAILED, '' );
	}

	public function cancel_action( $action_id ) {
		$this->settle( $action_id, self::STATUS_CANCELED, 'action_scheduler_canceled_action' );
	}

	public function delete_action( $action_id ) {
		global $wpdb;
		if ( $wpdb->delete( $wpdb->actionscheduler_actions, array( 'action_id' => $action_id ) ) ) {
			do_action( 'action_scheduler_deleted_action', $action_id );
		}
	}

	/** An attempt begins. */
	public function log_execution( $action_id ) {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->actionscheduler_actions} SET attempts = attempts + 1, status = %s, last_attempt_gmt = %s, last_attempt_local = %s WHERE action_id = %d", self::STATUS_RUNNING, current_time( 'mysql', true ), current_time( 'mysql' ), $action_id ) );
	}

	/** Takes due actions under a new claim. @return array{0: int, 1: int[]} the claim and its actions */
	public function stake_claim( $limit ) {
		global $wpdb;
		$now = current_time( 'mysql', true );
		$wpdb->insert( $wpdb->actionscheduler_claims, array( 'date_created_gmt' => $now ) );
		$claim = (int) $wpdb->insert_id;
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->actionscheduler_actions} SET claim_id = %d, last_attempt_gmt = %s, last_attempt_local = %s WHERE claim_id = 0 AND scheduled_date_gmt <= %s AND status = %s " . self::DUE_BATCH_ORDER . ' LIMIT %d', $claim, $now, current_time( 'mysql' ), $now, self::STATUS_PENDING, $limit ) );
		return array( $claim, array_map( 'intval', $wpdb->get_col( $wpdb->prepare( "SELECT action_id FROM {$wpdb->actionscheduler_actions} WHERE claim_id = %d " . self::DUE_BATCH_ORDER, $claim ) ) ) );
	}

	public function find_actions_by_claim_id( $claim ) {
		global $wpdb;
		return array_map( 'intval', $wpdb->get_col( $wpdb->prepare( "SELECT action_id FROM {$wpdb->actionscheduler_actions} WHERE claim_id = %d", $claim ) ) );
	}

	public function release_claim( $claim ) {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->actionscheduler_actions} SET claim_id = 0 WHERE claim_id = %d", $claim ) );
		$wpdb->delete( $wpdb->actionscheduler_claims, array( 'claim_id' => $claim ) );
	}

	public function get_claim_count() {
		global $wpdb;
		return (int) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(DISTINCT claim_id) FROM {$wpdb->actionscheduler_actions} WHERE claim_id != 0 AND status IN ( %s, %s )", self::STATUS_PENDING, self::STATUS_RUNNING ) );
	}
}
