package io.federator.engine.session.setting;

import static io.federator.engine.session.setting.Setting.internal;
import static io.federator.engine.session.setting.Setting.user;
import static io.federator.engine.session.setting.SettingKind.choice;
import static io.federator.engine.session.setting.SettingKind.flag;
import static io.federator.engine.session.setting.SettingKind.text;
import static io.federator.engine.session.setting.SettingKind.whole;

import io.federator.engine.names.ClientEncoding;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The settings that Federator heeds, and what it tells of itself. Those it merely accepts are {@link AcceptedSettings}. */
final class DeclaredSettings {
    /** The PostgreSQL whose behaviour is followed. */
    static final String SERVER_VERSION = "18.0";

    private static final int MAX = Integer.MAX_VALUE;

    private DeclaredSettings() {}

    static List<Setting> all() {
        List<Setting> all = new ArrayList<>(formats());
        all.addAll(session());
        all.addAll(transactions());
        all.addAll(ours());
        all.addAll(server());
        return all;
    }

    private static List<Setting> formats() {
        return List.of(
                // DateStyle is read over its current value: SessionSettings does it.
                user(
                                "DateStyle",
                                list(UnaryOperator.identity(), false),
                                "ISO, MDY",
                                "Sets the display format for date and time values.")
                        .whichIsReported(),
                user(
                                "IntervalStyle",
                                choice("postgres", "postgres_verbose", "sql_standard", "iso_8601"),
                                "postgres",
                                "Sets the display format for interval values.")
                        .whichIsReported(),
                user(
                                "TimeZone",
                                string(value -> TimeZoneSetting.parse(value).shown()),
                                "UTC",
                                "Sets the time zone for displaying and interpreting time stamps.")
                        .whichIsReported(),
                user(
                        "extra_float_digits",
                        whole(-15, 3, Unit.NONE),
                        "1",
                        "Sets the number of digits displayed for floating-point values."),
                user("bytea_output", choice("escape", "hex"), "hex", "Sets the output format for bytea."),
                user(
                                "client_encoding",
                                string(DeclaredSettings::encoding),
                                "UTF8",
                                "Sets the client's character set encoding.")
                        .whichIsReported(),
                user(
                                "standard_conforming_strings",
                                flag(),
                                "on",
                                "Causes '...' strings to treat backslashes literally.")
                        .whichIsReported());
    }

    private static List<Setting> session() {
        return List.of(
                user(
                                "application_name",
                                string(DeclaredSettings::printable),
                                "",
                                "Sets the application name to be reported in statistics and logs.")
                        .whichIsReported(),
                user(
                                "search_path",
                                list(DeclaredSettings::searchPath, true),
                                "\"$user\", public",
                                "Sets the schema search order for names that are not schema-qualified.")
                        .whichIsReported(),
                user(
                        "statement_timeout",
                        whole(0, MAX, Unit.MILLISECONDS),
                        "0",
                        "Sets the maximum allowed duration of any statement."),
                user(
                        "transaction_timeout",
                        whole(0, MAX, Unit.MILLISECONDS),
                        "0",
                        "Sets the maximum allowed duration of any transaction within a session (not a prepared"
                                + " transaction)."),
                user(
                        "idle_in_transaction_session_timeout",
                        whole(0, MAX, Unit.MILLISECONDS),
                        "0",
                        "Sets the maximum allowed idle time between queries, when in a transaction."),
                user(
                        "idle_session_timeout",
                        whole(0, MAX, Unit.MILLISECONDS),
                        "0",
                        "Sets the maximum allowed idle time between queries, when not in a transaction."),
                user(
                        "client_min_messages",
                        choice("debug5", "debug4", "debug3", "debug2", "debug1", "log", "notice", "warning", "error"),
                        "notice",
                        "Sets the message levels that are sent to the client."));
    }

    private static List<Setting> transactions() {
        SettingKind level = choice("serializable", "repeatable read", "read committed", "read uncommitted");
        return List.of(
                user(
                        "default_transaction_isolation",
                        level,
                        "read committed",
                        "Sets the transaction isolation level of each new transaction."),
                user(
                                "default_transaction_read_only",
                                flag(),
                                "off",
                                "Sets the default read-only status of new transactions.")
                        .whichIsReported(),
                user(
                        "default_transaction_deferrable",
                        flag(),
                        "off",
                        "Sets the default deferrable status of new transactions."),
                user(
                        "transaction_isolation",
                        level,
                        "read committed",
                        "Sets the current transaction's isolation level."),
                user("transaction_read_only", flag(), "off", "Sets the current transaction's read-only status."),
                user(
                        "transaction_deferrable",
                        flag(),
                        "off",
                        "Whether to defer a read-only serializable transaction until it can be executed with no"
                                + " possible serialization failures."));
    }

    private static List<Setting> ours() {
        return List.of(
                user(
                        "federator.pushdown",
                        flag(),
                        "on",
                        "Whether parts of a query may run in the sources; off reads whole tables."),
                user(
                        "federator.residual",
                        choice("auto", "local", "duckdb"),
                        "auto",
                        "Which engine runs what no single source can."),
                user(
                        "federator.reduction",
                        choice("auto", "off", "always"),
                        "auto",
                        "Whether sources are asked only for rows that agree with keys read from others."));
    }

    private static List<Setting> server() {
        return List.of(
                internal("server_version", text(), SERVER_VERSION, "Shows the server version.")
                        .whichIsReported(),
                internal(
                        "server_version_num",
                        whole(0, MAX, Unit.NONE),
                        "180000",
                        "Shows the server version as an integer."),
                internal("server_encoding", text(), "UTF8", "Shows the server (database) character set encoding.")
                        .whichIsReported(),
                internal("integer_datetimes", flag(), "on", "Shows whether datetimes are integer based.")
                        .whichIsReported(),
                internal("in_hot_standby", flag(), "off", "Shows whether hot standby is currently active.")
                        .whichIsReported(),
                internal("is_superuser", flag(), "off", "Shows whether the current user is a superuser.")
                        .whichIsReported(),
                // Its value is the session's user.
                user("session_authorization", text(), "", "Sets the session user name.")
                        .whichIsReported(),
                user("role", text(), "none", "Sets the current role."),
                user(
                                "scram_iterations",
                                whole(1, MAX, Unit.NONE),
                                "4096",
                                "Sets the iteration count for SCRAM secret generation.")
                        .whichIsReported(),
                internal(
                        "max_identifier_length",
                        whole(0, MAX, Unit.NONE),
                        "63",
                        "Shows the maximum identifier length."),
                internal("max_index_keys", whole(0, MAX, Unit.NONE), "32", "Shows the maximum number of index keys."),
                internal(
                        "max_function_args",
                        whole(0, MAX, Unit.NONE),
                        "100",
                        "Shows the maximum number of function arguments."),
                internal("block_size", whole(0, MAX, Unit.NONE), "8192", "Shows the size of a disk block."),
                internal(
                        "wal_block_size",
                        whole(0, MAX, Unit.NONE),
                        "8192",
                        "Shows the block size in the write ahead log."),
                internal("segment_size", whole(0, MAX, Unit.BLOCKS), "1GB", "Shows the number of pages per disk file."),
                internal(
                        "wal_segment_size",
                        whole(0, MAX, Unit.BYTES),
                        "16MB",
                        "Shows the size of write ahead log segments."),
                internal(
                        "data_checksums", flag(), "on", "Shows whether data checksums are turned on for this cluster."),
                internal(
                        "debug_assertions",
                        flag(),
                        "off",
                        "Shows whether the running server has assertion checks enabled."),
                internal("lc_collate", text(), "C", "Shows the collation order locale."),
                internal("lc_ctype", text(), "C", "Shows the character classification and case conversion locale."),
                postmaster(
                        "max_connections",
                        whole(1, MAX, Unit.NONE),
                        "100",
                        "Sets the maximum number of concurrent connections."),
                postmaster(
                        "max_prepared_transactions",
                        whole(0, MAX, Unit.NONE),
                        "0",
                        "Sets the maximum number of simultaneously prepared transactions."),
                postmaster("port", whole(0, 65535, Unit.NONE), "5433", "Sets the TCP port the server listens on."),
                postmaster("ssl", flag(), "off", "Enables SSL connections."));
    }

    private static Setting postmaster(String name, SettingKind kind, String value, String meaning) {
        return new Setting(name, kind, value, Setting.Access.POSTMASTER, false, meaning);
    }

    private static SettingKind string(UnaryOperator<String> check) {
        return new SettingKind.Text(check, false, false);
    }

    private static SettingKind list(UnaryOperator<String> check, boolean quoted) {
        return new SettingKind.Text(check, true, quoted);
    }

    /** A flag whose other value PostgreSQL has and Federator has not. */
    static SettingKind onlyOn(String name) {
        return string(value -> {
            if (flag().canonical(name, value).equals("on")) {
                return "on";
            }
            throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, name + " = off is not supported");
        });
    }

    private static String searchPath(String value) {
        if (NameList.parse(value).isEmpty()) {
            throw SettingErrors.invalidValue("search_path", value).withDetail("List syntax is invalid.");
        }
        return value;
    }

    /** As PostgreSQL: what is not printable ASCII is shown as an escape. */
    private static String printable(String value) {
        StringBuilder shown = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 32 && b < 127) {
                shown.append((char) b);
            } else {
                shown.append(String.format(Locale.ROOT, "\\x%02x", b & 0xff));
            }
        }
        return shown.length() > 63 ? shown.substring(0, 63) : shown.toString();
    }

    /** The value is PostgreSQL's own name, but for UNICODE, which SHOW prints as it was written. */
    private static String encoding(String value) {
        ClientEncoding encoding =
                ClientEncoding.find(value).orElseThrow(() -> SettingErrors.invalidValue("client_encoding", value));
        if (encoding.charset().isEmpty()) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "conversion between " + encoding.name() + " and UTF8 is not supported")
                    .withHint("Set client_encoding to UTF8.");
        }
        return value.equals("UNICODE") ? value : encoding.name();
    }
}
