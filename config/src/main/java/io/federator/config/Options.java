package io.federator.config;

import static io.federator.config.ValueType.LIST;
import static io.federator.config.ValueType.MAPPING;
import static io.federator.config.ValueType.NON_EMPTY;
import static io.federator.config.ValueType.PATH;
import static io.federator.config.ValueType.PLACE;
import static io.federator.config.ValueType.PORT;
import static io.federator.config.ValueType.duration;
import static io.federator.config.ValueType.integer;
import static io.federator.config.ValueType.oneOf;
import static io.federator.config.ValueType.size;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Every key of the catalog: name, type, default and meaning, once. Tests hold the reference and the schema to it. */
final class Options {
    private Options() {}

    static final class Catalog {
        static final Option<Integer> VERSION = Option.required(
                "version", integer("1, the only version of the format", 1, 1), "Version of the format: 1.");
        static final Option<YamlNode> GATEWAY =
                Option.optional("gateway", MAPPING, "The server that clients connect to.");
        static final Option<YamlNode> SOURCES =
                Option.required("sources", MAPPING, "The databases behind the gateway, by a name of your choice.");
        static final Option<YamlNode> TRANSACTIONS =
                Option.optional("transactions", MAPPING, "Transactions over several sources.");
        static final Option<YamlNode> RESIDUAL =
                Option.optional("residual", MAPPING, "The engine for what no source can compute.");
        static final Option<YamlNode> LIMITS = Option.optional("limits", MAPPING, "What one client may cost.");
        static final Option<YamlNode> SCHEMAS =
                Option.required("schemas", MAPPING, "Logical tables, by schema and table name.");
        static final Section SECTION =
                Section.of("catalog", VERSION, GATEWAY, SOURCES, TRANSACTIONS, RESIDUAL, LIMITS, SCHEMAS);

        private Catalog() {}
    }

    static final class GatewayKeys {
        static final Option<String> HOST = Option.of("host", NON_EMPTY, "127.0.0.1", "Address to listen on.");
        static final Option<Integer> PORT_NUMBER =
                Option.of("port", PORT, "5433", "TCP port for clients; 0 takes any free one.");
        static final Option<String> DATABASE =
                Option.of("database", NON_EMPTY, "federator", "Database name that clients connect to.");
        static final Option<Integer> ADMIN_PORT =
                Option.optional("admin-port", PORT, "HTTP port for health and metrics; without it they are off.");
        static final Option<YamlNode> TLS = Option.optional(
                "tls", MAPPING, "Certificate of the gateway; without it connections are not encrypted.");
        static final Option<Integer> MAX_CONNECTIONS = Option.of(
                "max-connections",
                integer("a whole number of at least 1", 1, 1_000_000),
                "500",
                "Clients connected at once.");
        static final Option<Integer> RESERVED_CONNECTIONS = Option.of(
                "reserved-connections",
                integer("a whole number of at least 0", 0, 1_000_000),
                "3",
                "Of these, how many are kept for administrators, if any user is one.");
        static final Option<YamlNode> SETTINGS = Option.optional(
                "settings", MAPPING, "Initial values of PostgreSQL's settings in every session, by name.");
        static final Option<YamlNode> USERS = Option.optional(
                "users",
                MAPPING,
                "Who may connect, by name; without any user only clients on the same machine are let in, without a"
                        + " password.");
        static final Option<String> COLLATION = Option.of(
                "collation",
                ValueType.COLLATION,
                "C",
                "Order of text in all logical tables, by the name of PostgreSQL's collation; C is by code point.");
        static final Option<Duration> REFRESH_INTERVAL = Option.of(
                "refresh-interval",
                duration("a duration such as 30s, 5m or 1h, or 0 for never", Duration.ZERO),
                "1m",
                "How often tables and statistics of the sources are read anew; 0 is never.");
        static final Section SECTION = Section.of(
                "gateway",
                HOST,
                PORT_NUMBER,
                DATABASE,
                ADMIN_PORT,
                TLS,
                MAX_CONNECTIONS,
                RESERVED_CONNECTIONS,
                SETTINGS,
                USERS,
                COLLATION,
                REFRESH_INTERVAL);

        private GatewayKeys() {}
    }

    static final class TlsKeys {
        static final Option<Path> CERTIFICATE =
                Option.required("certificate", PATH, "PEM file with the certificate and its chain.");
        static final Option<Path> KEY = Option.required("key", PATH, "PEM file with the private key.");
        static final Option<Boolean> REQUIRED =
                Option.of("required", ValueType.FLAG, "false", "Whether clients without TLS are refused.");
        static final Option<Path> CLIENT_AUTHORITY = Option.optional(
                "client-authority",
                PATH,
                "PEM file with the authorities that sign clients' certificates; without it clients are not asked for"
                        + " one.");
        static final Option<String> MIN_VERSION = Option.of(
                "min-version", oneOf("TLSv1.2", "TLSv1.3"), "TLSv1.2", "Oldest version of TLS that clients may use.");
        static final Section SECTION = Section.of("tls", CERTIFICATE, KEY, REQUIRED, CLIENT_AUTHORITY, MIN_VERSION);

        private TlsKeys() {}
    }

    static final class UserKeys {
        static final Option<Secret> PASSWORD = Option.optional(
                "password",
                ValueType.PASSWORD,
                "Password for SCRAM-SHA-256, in clear or as PostgreSQL stores it (SCRAM-SHA-256$…); not empty.");
        static final Option<Boolean> CERTIFICATE = Option.of(
                "certificate",
                ValueType.FLAG,
                "false",
                "Whether the client has to show a certificate whose common name is the user's; then there may be no"
                        + " password.");
        static final Option<Boolean> ADMINISTRATOR = Option.of(
                "administrator",
                ValueType.FLAG,
                "false",
                "Whether the user may take kept connections, and cancel and end the sessions of others.");
        static final Option<YamlNode> SETTINGS = Option.optional(
                "settings", MAPPING, "Initial values of settings in the user's sessions, before those of the gateway.");
        static final Section SECTION = Section.of("user", PASSWORD, CERTIFICATE, ADMINISTRATOR, SETTINGS);

        private UserKeys() {}
    }

    static final class SourceKeys {
        static final Option<String> TYPE = Option.required(
                "type", NON_EMPTY, "Adapter: postgresql, mysql, mariadb, or another that is installed.");
        static final Option<String> URL =
                Option.required("url", ValueType.URL, "Where the database is, as its driver wants it.");
        static final Option<String> USER = Option.optional("user", NON_EMPTY, "User to log in as.");
        static final Option<Secret> PASSWORD =
                Option.optional("password", ValueType.ANY_SECRET, "That user's password.");
        static final Option<String> REGION =
                Option.optional("region", NON_EMPTY, "Free label, shown in plans and metrics.");
        static final Option<YamlNode> POOL = Option.optional("pool", MAPPING, "Connections kept to the source.");
        static final Option<String> ZERO_DATES = Option.of(
                "zero-dates",
                oneOf("error", "null"),
                "error",
                "What a 0000-00-00 of MySQL or MariaDB becomes: an error of the query, or NULL.");
        static final Option<String> TINYINT1 = Option.of(
                "tinyint1",
                oneOf("boolean", "smallint"),
                "smallint",
                "Natural type of tinyint(1) of MySQL or MariaDB.");
        static final Option<YamlNode> OPTIONS =
                Option.optional("options", MAPPING, "Further settings, text to text, that the adapter documents.");
        static final Section SECTION =
                Section.of("source", TYPE, URL, USER, PASSWORD, REGION, POOL, ZERO_DATES, TINYINT1, OPTIONS);

        private SourceKeys() {}
    }

    static final class PoolKeys {
        static final Option<Integer> MAX_SIZE = Option.of(
                "max-size", integer("a whole number from 1 to 10000", 1, 10_000), "10", "Connections open at once.");
        static final Option<Duration> CONNECTION_TIMEOUT = Option.of(
                "connection-timeout",
                duration("a duration of at least 250ms, such as 5s or 2m", Duration.ofMillis(250)),
                "30s",
                "How long a statement waits for a connection before it fails.");
        static final Section SECTION = Section.of("pool", MAX_SIZE, CONNECTION_TIMEOUT);

        private PoolKeys() {}
    }

    static final class TransactionKeys {
        static final Option<Path> LOG =
                Option.of("log", PATH, "data/txlog", "Folder of the two-phase commit log; it must survive a restart.");
        static final Option<Duration> TIMEOUT = Option.of(
                "timeout",
                duration("a duration of at least 1s, such as 60s or 2m", Duration.ofSeconds(1)),
                "60s",
                "After how long an open transaction over several sources is rolled back.");
        static final Option<Duration> TAKEOVER = Option.of(
                "takeover",
                duration("a duration of at least 1s, such as 30s or 2m", Duration.ofSeconds(1)),
                "30s",
                "After how long a transaction that another gateway has left prepared is finished by this one.");
        static final Section SECTION = Section.of("transactions", LOG, TIMEOUT, TAKEOVER);

        private TransactionKeys() {}
    }

    static final class ResidualKeys {
        static final Option<String> ENGINE = Option.of(
                "engine", oneOf("auto", "duckdb", "local"), "auto", "auto or duckdb: with DuckDB; local: without.");
        static final Option<Long> MEMORY_LIMIT = Option.of(
                "memory-limit",
                size("a size of at least 16MB, such as 512MB or 4GB", 16L << 20, 1L << 50),
                "512MB",
                "Memory of all residual queries together; beyond it the engine spills to disk.");
        static final Option<Integer> THREADS = Option.optional(
                "threads",
                integer("a whole number from 1 to 1024", 1, 1024),
                "Threads of the engine; without it one for each processor.");
        static final Option<Path> SPILL_DIRECTORY = Option.optional(
                "spill-directory", PATH, "Folder for what does not fit into memory; without it a temporary one.");
        static final Section SECTION = Section.of("residual", ENGINE, MEMORY_LIMIT, THREADS, SPILL_DIRECTORY);

        private ResidualKeys() {}
    }

    static final class LimitKeys {
        private static final ValueType<Duration> OR_NONE =
                duration("a duration such as 500ms, 5s or 2m, or 0 for no limit", Duration.ZERO);

        static final Option<Long> MAX_MESSAGE_SIZE = Option.of(
                "max-message-size",
                size("a size from 64kB to 1GB, such as 64MB", 64L << 10, 1L << 30),
                "64MB",
                "Longest message that a client may send.");
        static final Option<Duration> STATEMENT_TIMEOUT =
                Option.of("statement-timeout", OR_NONE, "0", "Initial statement_timeout of a session; 0 is no limit.");
        static final Option<Duration> IDLE_IN_TRANSACTION_TIMEOUT = Option.of(
                "idle-in-transaction-timeout",
                OR_NONE,
                "0",
                "Initial idle_in_transaction_session_timeout of a session; 0 is no limit.");
        static final Option<Duration> AUTHENTICATION_TIMEOUT = Option.of(
                "authentication-timeout",
                duration("a duration of at least 1s, such as 10s or 1m", Duration.ofSeconds(1)),
                "60s",
                "How long a client may take to log in.");
        static final Option<Duration> SHUTDOWN_TIMEOUT = Option.of(
                "shutdown-timeout", OR_NONE, "30s", "How long a stopping server waits for sessions; 0 waits for all.");
        static final Section SECTION = Section.of(
                "limits",
                MAX_MESSAGE_SIZE,
                STATEMENT_TIMEOUT,
                IDLE_IN_TRANSACTION_TIMEOUT,
                AUTHENTICATION_TIMEOUT,
                SHUTDOWN_TIMEOUT);

        private LimitKeys() {}
    }

    /** Where a table or a part of it is; one of the first three. */
    static final class PlacementKeys {
        static final Option<YamlNode> AT =
                Option.optional("at", PLACE, "In one place, or in copies of which the first is the primary.");
        static final Option<YamlNode> ROWS = Option.optional("rows", LIST, "Split by rows: a list of fragments.");
        static final Option<YamlNode> COLUMNS = Option.optional("columns", LIST, "Split by columns: a list of parts.");
        static final Option<YamlNode> RENAME =
                Option.optional("rename", MAPPING, "Logical to physical column names, for all that at names.");

        private PlacementKeys() {}
    }

    static final class TableKeys {
        static final Option<YamlNode> KEY = Option.optional("key", LIST, "Columns of the primary key.");
        static final Option<YamlNode> DEFINE =
                Option.optional("define", MAPPING, "Types of columns, as PostgreSQL's, with not null if wished.");
        static final Option<YamlNode> REFERENCES = Option.optional(
                "references", MAPPING, "Foreign keys: columns to table(columns); declared, not enforced.");
        static final Option<YamlNode> UNIQUE =
                Option.optional("unique", LIST, "Unique keys, each a list of columns; declared, not enforced.");
        static final Option<String> COMMENT =
                Option.optional("comment", ValueType.ANY_TEXT, "Description of the table.");
        static final Option<YamlNode> COMMENTS = Option.optional("comments", MAPPING, "Descriptions of columns.");
        static final Section SECTION = Section.of(
                "table",
                KEY,
                PlacementKeys.AT,
                PlacementKeys.ROWS,
                PlacementKeys.COLUMNS,
                PlacementKeys.RENAME,
                DEFINE,
                REFERENCES,
                UNIQUE,
                COMMENT,
                COMMENTS);

        private TableKeys() {}
    }

    static final class RowKeys {
        static final Option<String> WHERE = Option.required(
                "where", ValueType.PREDICATE, "SQL predicate over the table's columns that these rows fulfil.");
        static final Section SECTION = Section.of(
                "rowFragment",
                WHERE,
                PlacementKeys.AT,
                PlacementKeys.ROWS,
                PlacementKeys.COLUMNS,
                PlacementKeys.RENAME);

        private RowKeys() {}
    }

    static final class ColumnKeys {
        static final Option<YamlNode> HAS =
                Option.required("has", LIST, "Columns in this part, beside the key that every part carries.");
        static final Section SECTION = Section.of(
                "columnPart", HAS, PlacementKeys.AT, PlacementKeys.ROWS, PlacementKeys.COLUMNS, PlacementKeys.RENAME);

        private ColumnKeys() {}
    }

    static final class PlaceKeys {
        static final Option<String> SOURCE = Option.required("source", NON_EMPTY, "Name of the source.");
        static final Option<String> SCHEMA = Option.optional(
                "schema", NON_EMPTY, "Schema in the source; without it where the source looks by default.");
        static final Option<String> TABLE = Option.required("table", NON_EMPTY, "Table in the source.");
        static final Option<YamlNode> RENAME =
                Option.optional("rename", MAPPING, "Logical to physical column names in this place.");
        static final Section SECTION = Section.of("place", SOURCE, SCHEMA, TABLE, RENAME);

        private PlaceKeys() {}
    }

    static List<Section> sections() {
        return List.of(
                Catalog.SECTION,
                GatewayKeys.SECTION,
                TlsKeys.SECTION,
                UserKeys.SECTION,
                SourceKeys.SECTION,
                PoolKeys.SECTION,
                TransactionKeys.SECTION,
                ResidualKeys.SECTION,
                LimitKeys.SECTION,
                TableKeys.SECTION,
                RowKeys.SECTION,
                ColumnKeys.SECTION,
                PlaceKeys.SECTION);
    }
}
