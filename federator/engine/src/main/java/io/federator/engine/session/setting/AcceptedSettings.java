package io.federator.engine.session.setting;

import static io.federator.engine.session.setting.Setting.user;
import static io.federator.engine.session.setting.SettingKind.choice;
import static io.federator.engine.session.setting.SettingKind.flag;
import static io.federator.engine.session.setting.SettingKind.text;
import static io.federator.engine.session.setting.SettingKind.whole;

import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's settings that clients set out of habit and that cannot change a result here: advice to PostgreSQL's own planner,
 * memory, logging, locks. They keep their value and do nothing. Defaults are PostgreSQL 18's.
 */
final class AcceptedSettings {
    private static final int MAX = Integer.MAX_VALUE;
    private static final SettingKind COST = new SettingKind.Real(0, Double.MAX_VALUE);

    private static final List<String> PLANNER_FLAGS_ON = List.of(
            "enable_async_append",
            "enable_bitmapscan",
            "enable_distinct_reordering",
            "enable_gathermerge",
            "enable_group_by_reordering",
            "enable_hashagg",
            "enable_hashjoin",
            "enable_incremental_sort",
            "enable_indexonlyscan",
            "enable_indexscan",
            "enable_material",
            "enable_memoize",
            "enable_mergejoin",
            "enable_nestloop",
            "enable_parallel_append",
            "enable_parallel_hash",
            "enable_partition_pruning",
            "enable_presorted_aggregate",
            "enable_self_join_elimination",
            "enable_seqscan",
            "enable_sort",
            "enable_tidscan",
            "geqo",
            "jit",
            "jit_expressions",
            "jit_tuple_deforming",
            "parallel_leader_participation");

    private static final List<String> PLANNER_FLAGS_OFF =
            List.of("enable_partitionwise_aggregate", "enable_partitionwise_join");

    private AcceptedSettings() {}

    static List<Setting> all() {
        List<Setting> all = new ArrayList<>();
        PLANNER_FLAGS_ON.forEach(
                name -> all.add(user(name, flag(), "on", "Advice to PostgreSQL's planner; no effect here.")));
        PLANNER_FLAGS_OFF.forEach(
                name -> all.add(user(name, flag(), "off", "Advice to PostgreSQL's planner; no effect here.")));
        all.addAll(planner());
        all.addAll(behaviour());
        all.addAll(limits());
        return all;
    }

    private static List<Setting> planner() {
        String meaning = "Advice to PostgreSQL's planner; no effect here.";
        return List.of(
                user("constraint_exclusion", choice("partition", "on", "off"), "partition", meaning),
                user("cpu_index_tuple_cost", COST, "0.005", meaning),
                user("cpu_operator_cost", COST, "0.0025", meaning),
                user("cpu_tuple_cost", COST, "0.01", meaning),
                user("cursor_tuple_fraction", new SettingKind.Real(0, 1), "0.1", meaning),
                user("debug_parallel_query", choice("off", "on", "regress"), "off", meaning),
                user("default_statistics_target", whole(1, 10_000, Unit.NONE), "100", meaning),
                user("effective_cache_size", whole(1, MAX, Unit.BLOCKS), "4GB", meaning),
                user("effective_io_concurrency", whole(0, 1000, Unit.NONE), "16", meaning),
                user("from_collapse_limit", whole(1, MAX, Unit.NONE), "8", meaning),
                user("geqo_effort", whole(1, 10, Unit.NONE), "5", meaning),
                user("geqo_threshold", whole(2, MAX, Unit.NONE), "12", meaning),
                user("hash_mem_multiplier", new SettingKind.Real(1, 1000), "2", meaning),
                user("jit_above_cost", new SettingKind.Real(-1, Double.MAX_VALUE), "100000", meaning),
                user("join_collapse_limit", whole(1, MAX, Unit.NONE), "8", meaning),
                user("maintenance_work_mem", whole(64, MAX, Unit.KILOBYTES), "64MB", meaning),
                user("max_parallel_workers", whole(0, 1024, Unit.NONE), "8", meaning),
                user("max_parallel_workers_per_gather", whole(0, 1024, Unit.NONE), "2", meaning),
                user("min_parallel_index_scan_size", whole(0, 715_827_882, Unit.BLOCKS), "512kB", meaning),
                user("min_parallel_table_scan_size", whole(0, 715_827_882, Unit.BLOCKS), "8MB", meaning),
                user("parallel_setup_cost", COST, "1000", meaning),
                user("parallel_tuple_cost", COST, "0.1", meaning),
                user("plan_cache_mode", choice("auto", "force_generic_plan", "force_custom_plan"), "auto", meaning),
                user("random_page_cost", COST, "4", meaning),
                user("seq_page_cost", COST, "1", meaning),
                user("temp_buffers", whole(100, 1_073_741_823, Unit.BLOCKS), "8MB", meaning),
                user("work_mem", whole(64, MAX, Unit.KILOBYTES), "4MB", meaning));
    }

    /** Where the other value would change results, only the one that Federator follows is accepted. */
    private static List<Setting> behaviour() {
        return List.of(
                user(
                        "array_nulls",
                        DeclaredSettings.onlyOn("array_nulls"),
                        "on",
                        "Enables input of NULL elements in arrays."),
                user(
                        "backslash_quote",
                        choice("safe_encoding", "on", "off"),
                        "safe_encoding",
                        "Sets whether \"\\'\" is allowed in string literals."),
                user("check_function_bodies", flag(), "on", "Checks routine bodies on creation; there are none here."),
                user(
                        "default_table_access_method",
                        text(),
                        "heap",
                        "The access method for new tables; there are none here."),
                user("default_tablespace", text(), "", "The tablespace for new tables; there are none here."),
                user(
                        "default_text_search_config",
                        text(),
                        "pg_catalog.simple",
                        "Sets default text search configuration."),
                user(
                        "default_toast_compression",
                        choice("pglz", "lz4"),
                        "pglz",
                        "Compression of new values; no effect here."),
                user(
                        "escape_string_warning",
                        flag(),
                        "on",
                        "Warns about backslash escapes in ordinary string literals."),
                user("lc_messages", text(), "C", "Sets the language in which messages are displayed; always English."),
                user("lc_monetary", text(), "C", "Sets the locale for formatting monetary amounts."),
                user("lc_numeric", text(), "C", "Sets the locale for formatting numbers."),
                user("lc_time", text(), "C", "Sets the locale for formatting date and time values."),
                user("quote_all_identifiers", flag(), "off", "When generating SQL fragments, quotes all identifiers."),
                user("row_security", flag(), "on", "Enables row security; there is none here."),
                user(
                        "session_replication_role",
                        choice("origin", "replica", "local"),
                        "origin",
                        "Sets the behaviour of triggers; there are none here."),
                user("synchronize_seqscans", flag(), "on", "Enables synchronized sequential scans; no effect here."),
                user(
                        "synchronous_commit",
                        choice("local", "remote_write", "remote_apply", "on", "off"),
                        "on",
                        "Sets the current transaction's synchronization level; the sources decide."),
                user("timezone_abbreviations", text(), "Default", "Selects a file of time zone abbreviations."),
                user(
                        "xmlbinary",
                        choice("base64", "hex"),
                        "base64",
                        "Sets how binary values are to be encoded in XML."),
                user("xmloption", choice("content", "document"), "content", "Sets how XML is parsed."));
    }

    private static List<Setting> limits() {
        return List.of(
                user(
                        "client_connection_check_interval",
                        whole(0, MAX, Unit.MILLISECONDS),
                        "0",
                        "A lost client is noticed at once in any case."),
                user("commit_delay", whole(0, 100_000, Unit.NONE), "0", "Delay of commits; no effect here."),
                user("deadlock_timeout", whole(1, MAX, Unit.MILLISECONDS), "1s", "Wait on a lock; no effect here."),
                user("lock_timeout", whole(0, MAX, Unit.MILLISECONDS), "0", "Wait on a lock; no locks are taken here."),
                user("log_duration", flag(), "off", "Logging; no effect here."),
                user("log_min_duration_statement", whole(-1, MAX, Unit.MILLISECONDS), "-1", "Logging; no effect here."),
                user("log_min_error_statement", text(), "error", "Logging; no effect here."),
                user("log_min_messages", text(), "warning", "Logging; no effect here."),
                user("log_statement", choice("none", "ddl", "mod", "all"), "none", "Logging; no effect here."),
                user(
                        "password_encryption",
                        choice("md5", "scram-sha-256"),
                        "scram-sha-256",
                        "Chooses the algorithm for encrypting passwords."),
                user("tcp_keepalives_count", whole(0, MAX, Unit.NONE), "0", "The system's setting applies."),
                user("tcp_keepalives_idle", whole(0, MAX, Unit.SECONDS), "0", "The system's setting applies."),
                user("tcp_keepalives_interval", whole(0, MAX, Unit.SECONDS), "0", "The system's setting applies."),
                user("track_activities", flag(), "on", "Statistics; no effect here."),
                user("track_io_timing", flag(), "off", "Statistics; no effect here."),
                user(
                        "wal_sender_timeout",
                        whole(0, MAX, Unit.MILLISECONDS),
                        "1min",
                        "Replication; there is none here."));
    }
}
