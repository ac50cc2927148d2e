package io.federator.adapter.testkit;

import io.federator.spi.source.SourceAdapter;
import io.federator.spi.type.SqlType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the contract tests have to know of one database. */
public interface TestedDatabase {
    SourceAdapter adapter();

    /** The server that all tests share. */
    TestServer server();

    /** A new database on the shared server, under a collation that is not C where there is a choice. */
    default String createDatabase() {
        return server().createDatabase();
    }

    /** A new server for a test that kills it. */
    TestServer separateServer();

    /** How a column of this type is declared, empty when the database has no such type. */
    Optional<String> nativeType(SqlType type);

    /** Statements that let a plain session read literals as the adapter writes them. */
    List<String> sessionStatements();

    /** The literal of a uuid as a column of {@link #nativeType} takes it. */
    String storedUuid(String literal);

    /** Statements before inserting what {@link #typeCases} lists, such as one that allows dates of zeros. */
    default List<String> insertionStatements() {
        return List.of();
    }

    /** Refreshes the database's own statistics of a table. */
    default String analyze(String table) {
        return "ANALYZE " + table;
    }

    /** Statements to run once in a new database. */
    default List<String> preparation() {
        return List.of();
    }

    /** Definitions of a text column under each collation worth testing; some of them loose. */
    List<String> textTypes();

    /** Whether a text column so defined, one of {@link #textTypes}, has all the characters of the text. */
    default boolean holds(String textType, String text) {
        return true;
    }

    /** A query that runs for minutes and contains the word {@code mark} in a comment. */
    String endlessQuery(String mark);

    /** Counts the statements that are running at the moment and contain {@code mark}. */
    String countRunning(String mark);

    /**
     * A query of one column {@code n} with the numbers from 1 to {@code rows}, each row with some hundred bytes more.
     */
    String manyRows(int rows);

    /** Types, how they are declared, and values as written in the database's SQL with what comes out. */
    List<TypeCase> typeCases();

    /**
     * One column declaration.
     *
     * @param declaration the native type
     * @param type expected by default
     * @param define the type asked for, if another
     */
    record TypeCase(String declaration, SqlType type, Optional<SqlType> define, List<ValueCase> values) {
        public static TypeCase of(String declaration, SqlType type, ValueCase... values) {
            return new TypeCase(declaration, type, Optional.empty(), List.of(values));
        }

        public TypeCase as(SqlType wanted) {
            return new TypeCase(declaration, type, Optional.of(wanted), values);
        }

        public SqlType wanted() {
            return define.orElse(type);
        }
    }

    /**
     * One value.
     *
     * @param sql as inserted
     * @param text expected, in PostgreSQL's text form; null for NULL
     * @param error the expected SQLSTATE instead of a value, else empty
     */
    record ValueCase(String sql, @Nullable String text, String error) {
        public static ValueCase value(String sql, @Nullable String text) {
            return new ValueCase(sql, text, "");
        }

        public static ValueCase error(String sql, String state) {
            return new ValueCase(sql, null, state);
        }
    }
}
