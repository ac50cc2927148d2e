package io.federator.adapter.jdbc.mysqlfamily;

import io.federator.adapter.jdbc.BranchCommands;
import io.federator.adapter.jdbc.ColumnReader;
import io.federator.adapter.jdbc.ColumnReaders.RawText;
import io.federator.adapter.jdbc.JdbcVendor;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.LeafStatement.Argument;
import io.federator.spi.source.SourceSettings;
import io.federator.spi.source.TableDescription;
import io.federator.spi.source.TableName;
import io.federator.spi.source.TableStatistics;
import io.federator.spi.source.TransactionMode;
import io.federator.spi.source.TransactionMode.Isolation;
import io.federator.spi.type.SqlType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What MySQL and MariaDB share as sources.
 *
 * <p>Statements are prepared by the driver, not by the server: arguments become constants of their own exact type (a
 * decimal with its digits), where a server-side parameter would get a type derived from its surroundings; and the text
 * protocol is exact.
 */
public abstract class FamilyVendor implements JdbcVendor {
    /** Pins what bears on results: backslashes escape, double quotes enclose names, subtraction is signed, a zero is kept as zero. */
    protected static final String SQL_MODE = "sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,STRICT_ALL_TABLES,"
            + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,NO_UNSIGNED_SUBTRACTION,NO_AUTO_VALUE_ON_ZERO'";

    protected static final String SESSION_MODE = SQL_MODE
            + ", time_zone = '+00:00', net_write_timeout = 3600, net_read_timeout = 3600, sql_select_limit = DEFAULT, "
            + "sql_auto_is_null = 0, group_concat_max_len = 4294967295";

    /** The commands that end a branch go to the database together. Both drivers name the option alike. */
    protected static final String SEVERAL_STATEMENTS = "allowMultiQueries";

    private static final Pattern ONE_STATEMENT =
            Pattern.compile("[?&]" + SEVERAL_STATEMENTS + "=false\\b", Pattern.CASE_INSENSITIVE);

    /** Then a row that is set to what it holds would not be counted as updated. */
    private static final Pattern CHANGED_ROWS =
            Pattern.compile("[?&]useAffectedRows=true\\b", Pattern.CASE_INSENSITIVE);

    private final FamilyProfile profile;
    private final FamilyDialect dialect;
    private final RawText raw;

    protected FamilyVendor(FamilyProfile profile, FamilyDialect dialect, RawText raw) {
        this.profile = profile;
        this.dialect = dialect;
        this.raw = raw;
    }

    /** The URL must be of this scheme, and leave the driver what it has to be able to do. */
    public static void requireUrl(SourceSettings settings, String scheme) {
        if (!settings.url().startsWith(scheme)) {
            throw misconfigured(settings, "the URL must start with " + scheme);
        }
        if (ONE_STATEMENT.matcher(settings.url()).find()) {
            throw misconfigured(settings, "the URL must not turn off " + SEVERAL_STATEMENTS);
        }
        if (CHANGED_ROWS.matcher(settings.url()).find()) {
            throw misconfigured(settings, "the URL must not turn on useAffectedRows");
        }
    }

    static SqlException misconfigured(SourceSettings settings, String what) {
        return new SqlException(SqlState.CONFIG_FILE_ERROR, "source \"" + settings.name() + "\": " + what)
                .fromSource(settings.name());
    }

    /** Whether the database keeps JSON as text with a check. */
    protected abstract boolean jsonIsText();

    @Override
    public FamilyDialect dialect() {
        return dialect;
    }

    /**
     * A consistent snapshot exists under REPEATABLE READ; under SERIALIZABLE the server reads with shared locks instead. The level
     * holds for this transaction alone.
     */
    @Override
    public void begin(Connection connection, TransactionMode mode) throws SQLException {
        // The driver is told first: it would otherwise take the connection for one in autocommit mode, and refuse to
        // write.
        connection.setAutoCommit(false);
        connection.setReadOnly(mode.readOnly());
        boolean snapshot = mode.isolation() == Isolation.REPEATABLE_READ;
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SET TRANSACTION ISOLATION LEVEL " + mode.isolation().name().replace('_', ' '));
            statement.execute("START TRANSACTION" + (snapshot ? " WITH CONSISTENT SNAPSHOT, READ " : " READ ")
                    + (mode.readOnly() ? "ONLY" : "WRITE"));
        }
    }

    @Override
    public Optional<BranchCommands> branches() {
        return Optional.of(new FamilyBranches());
    }

    @Override
    public boolean interleaves() {
        return false;
    }

    @Override
    public boolean drainsOnClose() {
        return true;
    }

    @Override
    public void bind(PreparedStatement statement, int index, Argument argument) throws SQLException {
        FamilyArguments.bind(statement, index, argument);
    }

    /** A value as the text that is bound for it, where it is bound as text or a number. */
    protected static String text(SqlType type, Object value) {
        return FamilyArguments.text(type, value);
    }

    @Override
    public ColumnReader reader(SqlType wanted, ResultSetMetaData metadata, int column) throws SQLException {
        return FamilyReaders.reader(wanted, metadata, column, raw);
    }

    @Override
    public SqlState state(SQLException error) {
        return FamilyErrors.state(error);
    }

    @Override
    public String message(SQLException error, SqlState state) {
        return FamilyErrors.message(error, state);
    }

    @Override
    public SqlException violated(SQLException error, SqlException known) {
        return FamilyViolations.in(error, known);
    }

    @Override
    public TableDescription describe(Connection connection, TableName table) throws SQLException {
        return FamilyDiscovery.describe(connection, table, profile, jsonIsText());
    }

    @Override
    public TableStatistics statistics(Connection connection, TableDescription table) throws SQLException {
        return FamilyStatistics.read(connection, table, dialect);
    }
}
