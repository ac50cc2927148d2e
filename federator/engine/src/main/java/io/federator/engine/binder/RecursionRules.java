package io.federator.engine.binder;

import io.federator.engine.parser.ast.CommonTable;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.FromItem;
import io.federator.engine.parser.ast.FromItem.JoinKind;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.QueryBody;
import io.federator.engine.parser.ast.QueryBody.SetOperator;
import io.federator.engine.parser.ast.SyntaxTree;
import io.federator.engine.parser.ast.With;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a recursive query may name itself, by the text alone. */
final class RecursionRules {
    private final String name;
    private int references;

    private RecursionRules(String name) {
        this.name = name;
    }

    /** @throws SqlException 42P19 for a second reference, or one in a subquery, an outer join, INTERSECT or EXCEPT */
    static void checkStep(String name, QueryBody step) {
        new RecursionRules(name).walk(step, null);
    }

    /** @throws SqlException 42P19 for a reference in the WITH of the UNION itself */
    static void checkWith(String name, With with) {
        new RecursionRules(name).walk(with, "a subquery");
    }

    /** @throws SqlException 0A000 for queries that refer to one another */
    static void checkMutual(With with) {
        Map<String, CommonTable> tables = new HashMap<>();
        with.tables().forEach(t -> tables.put(t.name(), t));
        Map<String, Set<String>> uses = new HashMap<>();
        for (CommonTable table : with.tables()) {
            Set<String> names = new HashSet<>();
            names(table, names);
            names.retainAll(tables.keySet());
            names.remove(table.name());
            uses.put(table.name(), names);
        }
        List<CommonTable> left = new ArrayList<>(with.tables());
        while (left.removeIf(t -> left.stream()
                .noneMatch(o -> uses.getOrDefault(t.name(), Set.of()).contains(o.name())))) {
            // Each round takes out what depends on nothing that is left.
        }
        if (!left.isEmpty()) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED, "mutual recursion between WITH items is not implemented")
                    .at(left.getFirst().position());
        }
    }

    private static void names(Object node, Set<String> found) {
        if (node instanceof FromItem.Table table && !table.name().isQualified()) {
            found.add(table.name().last());
        }
        SyntaxTree.children(node, child -> names(child, found));
    }

    /** How often a name stands in FROM, whatever it means there. */
    static int uses(@Nullable Object node, String name) {
        if (node == null) {
            return 0;
        }
        int[] uses = {0};
        if (node instanceof FromItem.Table table
                && !table.name().isQualified()
                && table.name().last().equals(name)) {
            uses[0]++;
        }
        SyntaxTree.children(node, child -> uses[0] += uses(child, name));
        return uses[0];
    }

    /** @param place what is around the node that a reference must not be in, null for nothing */
    private void walk(Object node, @Nullable String place) {
        switch (node) {
            case FromItem.Table table
            when !table.name().isQualified() && table.name().last().equals(name) -> {
                if (place != null) {
                    throw misplaced("within " + place, table);
                }
                if (++references > 1) {
                    throw misplaced("more than once", table);
                }
            }
            case FromItem.Join join -> join(join, place);
            case QueryBody.SetOperation set -> set(set, place);
            case Query query when hides(query) -> {
                // Its own WITH gives the name another meaning.
            }
            case Expression.ScalarSubquery e -> within(e, place, "a subquery");
            case Expression.ArraySubquery e -> within(e, place, "a subquery");
            case Expression.Exists e -> within(e, place, "a subquery");
            case Expression.InSubquery e -> within(e, place, "a subquery");
            case Expression.AnySubquery e -> within(e, place, "a subquery");
            default -> SyntaxTree.children(node, child -> walk(child, place));
        }
    }

    private SqlException misplaced(String where, FromItem.Table table) {
        return new SqlException(
                        SqlState.INVALID_RECURSION,
                        "recursive reference to query \"" + name + "\" must not appear " + where)
                .at(table.name().position());
    }

    private void within(Object node, @Nullable String place, String inner) {
        SyntaxTree.children(node, child -> walk(child, place == null ? inner : place));
    }

    private void join(FromItem.Join join, @Nullable String place) {
        boolean left = join.kind() == JoinKind.RIGHT || join.kind() == JoinKind.FULL;
        boolean right = join.kind() == JoinKind.LEFT || join.kind() == JoinKind.FULL;
        walk(join.left(), left && place == null ? "an outer join" : place);
        walk(join.right(), right && place == null ? "an outer join" : place);
        Expression on = join.on();
        if (on != null) {
            walk(on, place);
        }
    }

    private void set(QueryBody.SetOperation set, @Nullable String place) {
        String operator =
                set.operator() == SetOperator.UNION ? null : set.operator().name();
        boolean left = operator != null && set.all();
        boolean right = operator != null && (set.all() || set.operator() == SetOperator.EXCEPT);
        walk(set.left(), left && place == null ? operator : place);
        walk(set.right(), right && place == null ? operator : place);
    }

    private boolean hides(Query query) {
        With with = query.with();
        return with != null && defines(with, name);
    }

    static boolean defines(With with, String name) {
        return with.tables().stream().anyMatch(t -> t.name().equals(name));
    }

    /** @throws SqlException 0A000 for clauses around a recursive UNION */
    static void checkClauses(Query query) {
        Expression offset = query.offset();
        Expression limit = query.limit();
        if (!query.orderBy().isEmpty()) {
            throw notImplemented("ORDER BY", query.orderBy().getFirst().position());
        }
        if (offset != null) {
            throw notImplemented("OFFSET", offset.start());
        }
        if (limit != null) {
            throw notImplemented("LIMIT", limit.start());
        }
        if (!query.locking().isEmpty()) {
            throw notImplemented("FOR UPDATE/SHARE", query.locking().getFirst().position());
        }
    }

    private static SqlException notImplemented(String clause, int position) {
        return new SqlException(SqlState.FEATURE_NOT_SUPPORTED, clause + " in a recursive query is not implemented")
                .at(position);
    }
}
