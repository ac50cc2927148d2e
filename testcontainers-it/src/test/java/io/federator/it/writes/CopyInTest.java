package io.federator.it.writes;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** COPY FROM STDIN over several placements: PostgreSQL's answer, errors with their contexts included, and its rows. */
class CopyInTest {
    private static final int MANY = 20_000;

    private static final List<String> COPIES = List.of(
            // Text.
            lines(
                    "account from stdin|1\tAnna\tEU\t1.5\t\\N\t2020-01-02\tt",
                    "2\tBert\tUS\t2.505\ttwo\t\\N\tf",
                    "3\tC\tJP\t\\N\t\\N\t\\N\t\\N",
                    ""),
            "account (id, owner, region) from stdin|1\tA\tEU\n2\tB\tUS",
            "account (owner, id, note) from stdin|A\\tb\\\\c\t1\tx\\ny\\x41\\101\\303\\244\nB\t2\t\\q\\.\n\\.\njunk",
            "account (id, owner) from stdin (delimiter ';', null 'NIL', header)|id;owner\n1;A\n2;NIL\n",
            "account (id, owner) from stdin delimiter as ';' null as ''|1;A\n2;B\n",
            "account (id, owner) from stdin (header match)|id\towner\n1\tA\n",
            "account (id, owner) from stdin (header match)|id\tname\n1\tA\n",
            "account (id, owner) from stdin (header match)|id\n1\tA\n",
            "account (id, owner) from stdin|1\tA\r\n2\tB\r\n",
            "account (id, owner) from stdin|1\tA\r2\tB\r",
            "account (id, owner) from stdin|1\tA\r\n2\tB\n",
            "account (id, owner) from stdin|1\tA\n2\tB\r\n",
            "account (id, owner) from stdin|1\tA\n2\tB\\.\n",
            "account (id, owner) from stdin|1\tA\n\\.x\n",
            "account (id, owner) from stdin|",
            // Errors.
            "account (id, owner) from stdin|1\tA\nx\tB\n",
            "account (id, owner) from stdin|1\tA\n2\n",
            "account (id, owner) from stdin|1\tA\n2\tB\tC\n",
            "account (id, owner) from stdin|1\tA\n\n",
            "account (id, owner) from stdin|1\tA\n2\t\\N\n",
            "account (id, owner, region) from stdin|1\tA\tEUR\n",
            "account (id, owner, balance) from stdin|1\tA\t123456789.12\n",
            "account (id, owner, opened) from stdin|1\tA\t2020-02-30\n",
            "account (id, owner, region) from stdin|1\tA\tEU\n1\tB\tEU\n",
            "account (id, owner) from stdin|1\tA\u0000\n",
            "account (id, nosuch) from stdin|1\tA\n",
            "account (id, id) from stdin|1\tA\n",
            "nosuch from stdin|1\tA\n",
            // WHERE.
            "account (id, owner, region) from stdin where region = 'EU' and id > 1|1\tA\tEU\n2\tB\tEU\n3\tC\tUS\n",
            "account (id, owner) from stdin where 1 / (id - 2) > -5|1\tA\n2\tB\n",
            "account (id, owner) from stdin where nosuch|1\tA\n",
            "account (id, owner) from stdin where count(*) > 1|1\tA\n",
            // CSV.
            "account from stdin csv|1,Anna,EU,1.5,\"a \"\"b\"\"\nc\",2020-01-02,t\n2,Bert,US,,\"\",,f\n",
            lines(
                    "account (id, owner, note) from stdin (format csv, quote '''', escape '\\')|1,'A,b','it\\'s \\x'",
                    "2,x'y,z'w,\\.",
                    ""),
            "account (id, owner, note) from stdin (format csv, force_not_null (note))|1,A,\n2,B,\"\"\n",
            "account (id, owner, note) from stdin (format csv, force_null (note))|1,A,\n2,B,\"\"\n",
            lines(
                    "account (id, owner, note) from stdin (format csv, force_null *, force_not_null (note), null"
                            + " 'x')|1,A,x",
                    "2,B,\"x\"",
                    ""),
            "account (id, owner, note) from stdin (format csv, header true)|a,b\n1,A,n\n",
            "account (id, owner, note) from stdin (format csv, header true)|a,b,c\n1,A,\"n\n",
            "account (id, owner) from stdin csv|1,A\n\\.\n",
            "account (id, owner) from stdin csv|1,\"A\nb\"\nx,B\n",
            "account (id, owner) from stdin csv|1,A\r\n2,B\n",
            "account (id, owner) from stdin csv|1,A\n2,B\r\n",
            // DEFAULT.
            "account (id, owner, active) from stdin (default 'D')|1\tA\tD\n2\tB\tf\n3\tC\tD\n",
            "account (id, owner, active) from stdin (format csv, default 'D')|1,A,D\n2,B,f\n3,D,D\n",
            "account (id, owner, active) from stdin (format csv, default 'D')|1,\"D\",D\n",
            // ON_ERROR.
            "account (id, owner, opened) from stdin (on_error ignore)|1\tA\t2020-01-01\nx\tB\t2020-01-01\n3\tC\tbad\n",
            "account (id, owner, region) from stdin (on_error ignore)|1\tA\tEUR\n2\tB\tEU\n",
            "account (id, owner) from stdin (on_error ignore)|1\tA\n2\n",
            "account (id, owner) from stdin (on_error ignore, reject_limit 1)|x\tA\n2\tB\n",
            "account (id, owner) from stdin (on_error ignore, reject_limit 1)|x\tA\ny\tB\n",
            "account (id, owner) from stdin (on_error stop, log_verbosity verbose)|x\tA\n",
            // Encodings.
            "account (id, owner) from stdin (encoding 'latin1')|1\t\u00c3\u00a4\n",
            // Options.
            "account from stdin (force_quote *)|",
            "account from stdin (format csv, force_quote *)|",
            "account from stdin (force_null *)|",
            "account (id) from stdin (format csv, force_null (owner))|",
            "account from stdin (on_error nosuch)|",
            "account from stdin (format binary, on_error ignore)|",
            "account from stdin (reject_limit 1)|",
            "account from stdin (on_error ignore, reject_limit 0)|",
            "account from stdin (on_error ignore, reject_limit 'x')|",
            "account from stdin (log_verbosity nosuch)|",
            "account from stdin (default e'\\n')|",
            "account from stdin (default '\\N')|",
            "account from stdin (format csv, default 'a,b')|",
            "account from stdin (format csv, default 'a\"b')|",
            "account from stdin (format binary, default 'x')|",
            "account from stdin (format binary, header)|",
            "account from stdin (header nosuch)|",
            "account from stdin binary|PGCOPX",
            "account from '/tmp/x'|");

    private final EmbeddedPostgres postgres = EmbeddedPostgres.shared();
    private final String oracle = postgres.createDatabase();
    private final AccountSources sources = new AccountSources();

    static Stream<Accounts> placements() {
        return Stream.of(
                Accounts.whole("pg"),
                Accounts.rows("pg", "maria", "pg2"),
                Accounts.rows("my", "pg", "my"),
                Accounts.columns("maria", "pg"),
                Accounts.copies("pg", "maria"));
    }

    @ParameterizedTest
    @MethodSource("placements")
    void rowsAndErrorsAreAsInPostgres(Accounts accounts) throws SQLException, IOException {
        prepare(accounts);
        postgres.execute(
                oracle, "do $$ begin create role plain login; exception when duplicate_object then null; end $$");
        List<String> differences = new ArrayList<>();
        try (Gateway gateway = sources.serve(accounts);
                Connection whole = postgres.connect(oracle);
                Connection session = gateway.connect()) {
            whole.createStatement().execute("grant all on account to plain");
            whole.createStatement().execute("set role plain");
            for (String copy : COPIES) {
                int bar = copy.indexOf('|');
                String sql = "copy " + copy.substring(0, bar);
                byte[] data = copy.substring(bar + 1).getBytes(StandardCharsets.UTF_8);
                String right = outcome(whole, sql, data);
                String given = outcome(session, sql, data);
                if (!given.equals(right)) {
                    differences.add(copy + "\n   expected " + right + "\n   is       " + given);
                }
            }
            byte[] binary = binary(whole);
            for (int cut : new int[] {binary.length, binary.length - 2, binary.length - 5, 19, 20, 12}) {
                byte[] data = java.util.Arrays.copyOf(binary, cut);
                String right = outcome(whole, "copy account from stdin binary", data);
                String given = outcome(session, "copy account from stdin binary", data);
                if (!given.equals(right)) {
                    differences.add("binary " + cut + "\n   expected " + right + "\n   is       " + given);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    /** More rows than are written at once: errors of rows that come first go first, and leave nothing. */
    @ParameterizedTest
    @MethodSource("placements")
    void manyRowsAreAllThereOrNone(Accounts accounts) throws SQLException, IOException {
        prepare(accounts);
        StringBuilder rows = new StringBuilder();
        for (int i = 1; i <= MANY; i++) {
            rows.append(i)
                    .append("\ta\\\\b\\t")
                    .append(i)
                    .append('\t')
                    .append(i % 2 == 0 ? "EU" : "US")
                    .append("\t2020-02-29\n");
        }
        String sql = "copy account (id, owner, region, opened) from stdin";
        try (Gateway gateway = sources.serve(accounts);
                Connection whole = postgres.connect(oracle);
                Connection session = gateway.connect()) {
            for (String more :
                    List.of("7\tagain\tEU\t\\N\nx\n", "7\tagain\tEU\t\\N\n" + rows + "x\n", "x\n7\tagain\n", "")) {
                byte[] data = (rows + more).getBytes(StandardCharsets.UTF_8);
                assertThat(outcome(session, sql, data)).isEqualTo(outcome(whole, sql, data));
            }
        }
    }

    private void prepare(Accounts accounts) {
        postgres.execute(oracle, Accounts.TABLE);
        sources.create(accounts);
    }

    private static byte[] binary(Connection whole) throws SQLException, IOException {
        whole.createStatement().execute("insert into account values " + String.join(", ", Accounts.ROWS));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CopyManager(whole.unwrap(BaseConnection.class)).copyOut("copy account to stdout binary", out);
        whole.createStatement().execute("delete from account");
        return out.toByteArray();
    }

    /** What the copy says, and the rows that are there afterwards, which are taken away. */
    private static String outcome(Connection connection, String sql, byte[] data) throws SQLException, IOException {
        String said;
        connection.clearWarnings();
        try {
            long count = new CopyManager(connection.unwrap(BaseConnection.class))
                    .copyIn(sql, new ByteArrayInputStream(data), 7);
            said = "COPY " + count;
        } catch (PSQLException e) {
            ServerErrorMessage error = e.getServerErrorMessage();
            said = error == null
                    ? e.toString()
                    : String.join(
                            " / ",
                            error.getSQLState() + " " + error.getMessage(),
                            error.getSQLState().matches("23505|23502") ? "" : "detail " + error.getDetail(),
                            "hint " + error.getHint(),
                            "at " + error.getPosition(),
                            error.getSQLState().equals("23505") ? "" : "where " + error.getWhere());
        }
        List<String> rows = Asking.column(
                connection,
                "select concat_ws(',', id, owner, region, balance, '[' || note || ']', opened, active) from account"
                        + " order by id");
        connection.createStatement().execute("delete from account");
        return said + " " + rows;
    }

    private static String lines(String... lines) {
        return String.join("\n", lines);
    }
}
