package io.federator.engine.binder;

import io.federator.engine.binder.BoundWrite.NewRows;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.parser.ast.Assignment.AssignedColumn;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.OnConflict;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.QueryBody;
import io.federator.engine.parser.ast.WriteStatement;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;

/** INSERT. */
final class InsertBinder {
    private final Binding binding;
    private final WriteBinder writes;

    InsertBinder(Binding binding, WriteBinder writes) {
        this.binding = binding;
        this.writes = writes;
    }

    BoundWrite bind(WriteStatement.Insert insert) {
        Level around = writes.level(insert.with());
        Level target = new Level(binding, around);
        FromBinder.Source source = new FromBinder(binding, target).target(insert.table());
        target.namespace.addAll(source.visible());
        FederatedTable table = WriteBinder.table(source, insert.table(), "insert into");
        List<Integer> columns = columns(table, insert.columns());
        List<NewRows> rows = rows(table, insert, columns, around);
        OnConflict onConflict = insert.onConflict();
        Optional<BoundWrite.Conflict> conflict = onConflict == null
                ? Optional.empty()
                : Optional.of(
                        new ConflictBinder(binding, writes, table, rows).bind(onConflict, insert.table(), around));
        Optional<BoundWrite.BoundReturning> returning =
                new ReturningBinder(binding, target, source.main(), table).bind(insert.returning());
        WithBinder.checkUnused(binding, around);
        return new BoundWrite.Insert(table, rows, insert.overriding(), conflict, returning);
    }

    static List<Integer> columns(FederatedTable table, List<AssignedColumn> written) {
        if (written.isEmpty()) {
            return IntStream.range(0, table.columns().size()).boxed().toList();
        }
        List<Integer> columns = new ArrayList<>();
        Set<Integer> whole = new HashSet<>();
        Set<Integer> parts = new HashSet<>();
        for (AssignedColumn column : written) {
            int position = WriteBinder.column(table, column.name(), column.position());
            boolean part = !column.steps().isEmpty();
            boolean again = whole.contains(position) || (!part && parts.contains(position));
            (part ? parts : whole).add(position);
            if (again) {
                throw new SqlException(
                                SqlState.DUPLICATE_COLUMN, "column \"" + column.name() + "\" specified more than once")
                        .at(column.position());
            }
            columns.add(position);
        }
        return columns;
    }

    private List<NewRows> rows(
            FederatedTable table, WriteStatement.Insert insert, List<Integer> columns, Level around) {
        Query source = insert.source();
        if (source == null) {
            return List.of(new NewRows.Listed(List.of(), List.of(List.of())));
        }
        if (source.isBare() && source.body() instanceof QueryBody.Values values) {
            return listed(table, insert, values, columns, around);
        }
        QueryResult result = binding.queries.bind(source, around);
        List<Integer> places =
                result.columns().stream().map(OutputColumn::position).toList();
        List<Integer> filled = filled(insert, columns, places);
        NewValues row = new NewValues(binding, table, insert.columns());
        Level level = new Level(binding, null);
        for (int i = 0; i < filled.size(); i++) {
            row.add(i, filled.get(i), result.column(i), places.get(i), level.expressions());
        }
        return List.of(new NewRows.Queried(row.columns(), writes.finished(result.project(row.values()))));
    }

    /** The columns that get values; fewer values than columns are right where no columns are written. */
    private static List<Integer> filled(WriteStatement.Insert insert, List<Integer> columns, List<Integer> places) {
        if (places.size() > columns.size()) {
            throw new SqlException(SqlState.SYNTAX_ERROR, "INSERT has more expressions than target columns")
                    .at(places.get(columns.size()));
        }
        if (places.size() < columns.size() && !insert.columns().isEmpty()) {
            throw new SqlException(SqlState.SYNTAX_ERROR, "INSERT has more target columns than expressions")
                    .at(insert.columns().get(places.size()).position());
        }
        return columns.subList(0, places.size());
    }

    /** Each row's values take the columns' types by themselves; rows with the same columns left to DEFAULT are put together. */
    private List<NewRows> listed(
            FederatedTable table,
            WriteStatement.Insert insert,
            QueryBody.Values values,
            List<Integer> columns,
            Level around) {
        Level level = new Level(binding, around);
        List<NewRows> result = new ArrayList<>();
        List<Integer> current = List.of();
        List<List<RexNode>> rows = new ArrayList<>();
        int width = values.rows().getFirst().size();
        for (List<Expression> row : values.rows()) {
            if (row.size() != width) {
                throw new SqlException(SqlState.SYNTAX_ERROR, "VALUES lists must all be the same length")
                        .at(row.isEmpty() ? values.position() : row.getFirst().start());
            }
            List<Integer> filled =
                    filled(insert, columns, row.stream().map(Expression::start).toList());
            NewValues bound = new NewValues(binding, table, insert.columns());
            level.in(ExpressionKind.VALUES, () -> bound.addAll(filled, row, level.expressions()));
            if (!rows.isEmpty() && !bound.columns().equals(current)) {
                result.add(newRows(level, current, rows));
                rows = new ArrayList<>();
            }
            current = bound.columns();
            rows.add(bound.values());
        }
        result.add(newRows(level, current, rows));
        return result;
    }

    private NewRows newRows(Level level, List<Integer> columns, List<List<RexNode>> rows) {
        boolean plain = rows.stream().flatMap(List::stream).noneMatch(Trees::hasSubQuery);
        if (plain) {
            return new NewRows.Listed(
                    columns,
                    rows.stream()
                            .map(row -> row.stream()
                                    .map(binding.collations::unmarked)
                                    .toList())
                            .toList());
        }
        RelNode query = new ValuesBinder(binding, level).rel(rows, QueryResult.unique(List.of(), columns.size()));
        return new NewRows.Queried(columns, writes.finished(query));
    }
}
