package io.federator.engine.writer;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement.Copy;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.SourceWriting;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.LeafStatement;
import io.federator.spi.source.LeafStatement.Argument;
import io.federator.spi.source.RowLock;
import io.federator.spi.source.Source;
import io.federator.spi.source.TableLoad;
import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The copies that one execution writes to, with the transaction's connections behind them. Rows for different sources may be written
 * by a thread each.
 */
final class Targets {
    static final int MAX_PLACEHOLDERS = 30_000;
    private static final int MAX_ROWS = 256;
    private static final int MAX_ROWS_LOADED = 4_096;

    private final FederatedTable table;
    private final Map<String, Source> sources;
    private final EvaluationContext context;
    private final SourceWriting writing;
    private final List<Integer> key;
    private final IdentityHashMap<Copy, CopyStatements> statements = new IdentityHashMap<>();
    /** Copies that did not load what they were given. */
    private final Set<Copy> refusing = ConcurrentHashMap.newKeySet();

    Targets(FederatedTable table, Map<String, Source> sources, EvaluationContext context, SourceWriting writing) {
        this.table = table;
        this.sources = sources;
        this.context = context;
        this.writing = writing;
        this.key = table.key().stream()
                .map(name -> table.column(name).orElseThrow())
                .toList();
    }

    /** Whether the source takes rows in great numbers by its own command. */
    boolean loads(Copy copy) {
        return !refusing.contains(copy);
    }

    synchronized CopyStatements of(Copy copy) {
        return statements.computeIfAbsent(
                copy, c -> new CopyStatements(table, c, source(c).dialect()));
    }

    Source source(Copy copy) {
        Source source = sources.get(copy.source());
        if (source == null) {
            throw new SqlException(
                    SqlState.INTERNAL_ERROR, "the plan writes to source \"" + copy.source() + "\", which is gone");
        }
        return source;
    }

    long update(Copy copy, String sql, List<Argument> arguments) {
        return update(copy, sql, arguments, false);
    }

    /** @param only whether the client's statement asks nothing else of any source */
    long update(Copy copy, String sql, List<Argument> arguments, boolean only) {
        LeafStatement statement = new LeafStatement(sql, List.of(), arguments, 0);
        try {
            return only
                    ? writing.updateOnly(source(copy), statement, context.scope())
                    : writing.update(source(copy), statement, context.scope());
        } catch (SqlException e) {
            throw LogicalErrors.of(e, table, copy);
        }
    }

    long[] updateAll(Copy copy, String sql, List<List<Argument>> arguments) {
        try {
            return writing.updateAll(source(copy), sql, arguments, context.scope());
        } catch (SqlException e) {
            throw LogicalErrors.of(e, table, copy);
        }
    }

    /** Empty when the rows have to be inserted, these and all that follow. */
    OptionalLong load(Copy copy, TableLoad load) {
        try {
            OptionalLong loaded = writing.load(source(copy), load, context.scope());
            if (loaded.isEmpty()) {
                refusing.add(copy);
            }
            return loaded;
        } catch (SqlException e) {
            throw LogicalErrors.of(e, table, copy);
        }
    }

    /** All rows of a statement that writes and gives these columns, each in a row of the table's width. */
    List<@Nullable Object[]> written(Copy copy, String sql, List<Argument> arguments, List<Integer> columns) {
        try {
            return rows(
                    writing.write(source(copy), statement(copy, sql, arguments, columns), context.scope()), columns);
        } catch (SqlException e) {
            throw LogicalErrors.of(e, table, copy);
        }
    }

    /** The same of a statement that does not write. */
    List<@Nullable Object[]> read(Copy copy, String sql, List<Argument> arguments, List<Integer> columns) {
        return rows(writing.lock(source(copy), statement(copy, sql, arguments, columns), context.scope()), columns);
    }

    private LeafStatement statement(Copy copy, String sql, List<Argument> arguments, List<Integer> columns) {
        return new LeafStatement(sql, of(copy).types(columns), arguments, LeafStatement.DEFAULT_FETCH_SIZE);
    }

    private List<@Nullable Object[]> rows(RowCursor given, List<Integer> columns) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        try (RowCursor cursor = given) {
            while (cursor.next()) {
                @Nullable Object[] row = new @Nullable Object[table.columns().size()];
                for (int i = 0; i < columns.size(); i++) {
                    row[columns.get(i)] = cursor.get(i);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** Reads columns of the rows with the keys of these rows; by the key. */
    Map<List<@Nullable Object>, @Nullable Object[]> byKey(
            Copy copy, List<@Nullable Object[]> keys, List<Integer> columns, @Nullable RowLock lock) {
        Map<List<@Nullable Object>, @Nullable Object[]> found = new HashMap<>();
        matching(copy, keys, key, columns, lock).forEach(row -> found.put(key(row), row));
        return found;
    }

    /** Reads columns of the rows that agree with one of these rows in certain columns. */
    List<@Nullable Object[]> matching(
            Copy copy, List<@Nullable Object[]> rows, List<Integer> by, List<Integer> columns, @Nullable RowLock lock) {
        if (by.isEmpty()) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "rows of table \"" + table.name() + "\" cannot be found again, as it has no key")
                    .withHint("Declare a key in the catalog file.");
        }
        CopyStatements sql = of(copy);
        List<@Nullable Object[]> found = new ArrayList<>();
        for (List<@Nullable Object[]> chunk : chunks(rows, by.size())) {
            List<Argument> arguments = new ArrayList<>();
            chunk.forEach(row -> arguments.addAll(sql.arguments(by, row)));
            found.addAll(read(copy, sql.select(columns, by, chunk.size(), lock), arguments, columns));
        }
        return found;
    }

    /** From here on what is written can be taken back; a number for {@link #rollbackTo}. */
    int savepoint() {
        return writing.savepoint();
    }

    void rollbackTo(int savepoint) {
        writing.rollbackTo(savepoint);
    }

    /** The values of the key's columns. */
    List<@Nullable Object> key(@Nullable Object[] row) {
        return Keys.of(row, key);
    }

    /** In pieces whose sizes are powers of two, so that there are few different statements. */
    static <T> List<List<T>> chunks(List<T> rows, int placeholders) {
        return chunks(rows, placeholders, MAX_ROWS);
    }

    /** The same for rows that come in great numbers. */
    static <T> List<List<T>> largeChunks(List<T> rows, int placeholders) {
        return chunks(rows, placeholders, MAX_ROWS_LOADED);
    }

    private static <T> List<List<T>> chunks(List<T> rows, int placeholders, int limit) {
        int most = Integer.highestOneBit(Math.clamp(MAX_PLACEHOLDERS / Math.max(1, placeholders), 1, limit));
        List<List<T>> chunks = new ArrayList<>();
        int from = 0;
        while (from < rows.size()) {
            int size = Math.min(most, Integer.highestOneBit(rows.size() - from));
            chunks.add(rows.subList(from, from + size));
            from += size;
        }
        return chunks;
    }
}
