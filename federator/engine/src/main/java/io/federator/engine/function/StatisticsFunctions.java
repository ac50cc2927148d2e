package io.federator.engine.function;

import java.util.List;

/**
 * What monitoring asks about the storage of one PostgreSQL: sizes of files, counters of blocks and tuples, positions in the log.
 * Federator stores nothing, so that counters stand at zero and positions and times are unknown.
 */
final class StatisticsFunctions implements FunctionFamily {
    /** Counters of a table or index, behind {@code pg_stat_get_}. */
    private static final List<String> TABLE_COUNTERS = List.of(
            "numscans",
            "tuples_returned",
            "tuples_fetched",
            "tuples_inserted",
            "tuples_updated",
            "tuples_deleted",
            "tuples_hot_updated",
            "tuples_newpage_updated",
            "live_tuples",
            "dead_tuples",
            "mod_since_analyze",
            "ins_since_vacuum",
            "blocks_fetched",
            "blocks_hit",
            "vacuum_count",
            "autovacuum_count",
            "analyze_count",
            "autoanalyze_count",
            "xact_numscans",
            "xact_tuples_returned",
            "xact_tuples_fetched",
            "xact_tuples_inserted",
            "xact_tuples_updated",
            "xact_tuples_deleted",
            "xact_tuples_hot_updated",
            "xact_tuples_newpage_updated",
            "xact_blocks_fetched",
            "xact_blocks_hit");

    private static final List<String> DATABASE_COUNTERS = List.of(
            "db_xact_commit",
            "db_xact_rollback",
            "db_blocks_fetched",
            "db_blocks_hit",
            "db_tuples_returned",
            "db_tuples_fetched",
            "db_tuples_inserted",
            "db_tuples_updated",
            "db_tuples_deleted",
            "db_conflict_all",
            "db_deadlocks",
            "db_temp_files",
            "db_temp_bytes");

    private static final List<String> TIMES = List.of(
            "last_vacuum_time", "last_autovacuum_time", "last_analyze_time", "last_autoanalyze_time", "lastscan");

    @Override
    public void contribute(FunctionRegistry f) {
        for (String counter : TABLE_COUNTERS) {
            f.strict("pg_stat_get_" + counter + "(oid)", (a, c) -> 0L);
        }
        for (String counter : DATABASE_COUNTERS) {
            f.strict("pg_stat_get_" + counter + "(oid)", (a, c) -> 0L);
        }
        f.strict("pg_stat_get_db_blk_read_time(oid) pg_stat_get_db_blk_write_time(oid)", (a, c) -> 0d);
        for (String time : TIMES) {
            f.strict("pg_stat_get_" + time + "(oid)", (a, c) -> null);
        }
        f.lenient("pg_stat_get_db_stat_reset_time(oid) pg_stat_get_snapshot_timestamp()", (a, c) -> null);
        f.lenient("pg_stat_clear_snapshot()", (a, c) -> "");
        f.strict(
                "pg_relation_size(regclass) pg_relation_size(regclass,text) pg_total_relation_size(regclass)"
                        + " pg_table_size(regclass) pg_indexes_size(regclass)",
                (a, c) -> c.names().relationName((long) a[0]).isEmpty() ? null : (Long) 0L);
        f.strict(
                "pg_database_size(name) pg_database_size(oid) pg_tablespace_size(name) pg_tablespace_size(oid)",
                (a, c) -> 0L);
        f.lenient(
                "pg_relation_filepath(regclass) pg_relation_filenode(regclass) pg_current_logfile()"
                        + " pg_current_logfile(text)",
                (a, c) -> null);
        f.lenient("pg_tablespace_location(oid)", (a, c) -> "");
        // This is no standby, and there is no log of writes.
        f.lenient("pg_last_wal_receive_lsn() pg_last_wal_replay_lsn() pg_last_xact_replay_timestamp()", (a, c) -> null);
        f.lenient("pg_current_wal_lsn() pg_current_wal_insert_lsn() pg_current_wal_flush_lsn()", (a, c) -> "0/0");
        // Clients ask for it to learn later what has changed since; the time grows as well.
        f.lenient("txid_current()", (a, c) -> c.transactionTimestamp());
        // Rows of the catalogs are not numbered by transactions that could wrap around: they are new, or of all times.
        f.strict("age(xid) mxid_age(xid)", (a, c) -> (long) a[0] < FIRST_XID ? Integer.MAX_VALUE : 0);
    }

    /** Below are the numbers that never grow old. */
    private static final long FIRST_XID = 3;
}
