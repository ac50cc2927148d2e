package io.federator.it.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What expressions may name.
 *
 * @param outer of the query around, for correlation
 * @param grouped what the arguments of aggregates may name, where aggregates may stand
 */
record Scope(List<Source> sources, Optional<Scope> outer, Optional<Scope> grouped) {
    static final Scope EMPTY = new Scope(List.of(), Optional.empty(), Optional.empty());

    /** @param sql with its qualifier */
    record Column(String sql, Kind kind, boolean uniform) {
        Expr expr() {
            return new Expr.Plain(kind, sql, uniform);
        }
    }

    /**
     * An item of FROM.
     *
     * @param total columns that tell rows apart, or at least those that differ; empty when there are none such
     * @param rows estimated
     */
    record Source(List<Column> columns, Optional<List<Column>> total, long rows) {}

    Scope(List<Source> sources, Optional<Scope> outer) {
        this(sources, outer, Optional.empty());
    }

    /** Its columns without those of the query around. */
    List<Column> columns() {
        return sources.stream().flatMap(source -> source.columns().stream()).toList();
    }

    List<Column> columns(Kind kind) {
        return columns().stream().filter(column -> column.kind() == kind).toList();
    }

    long rows() {
        long rows = 1;
        for (Source source : sources) {
            rows *= Math.max(1, source.rows());
        }
        return rows;
    }

    /** Whether no two rows are the same. */
    boolean isKeyed() {
        return sources.stream()
                .allMatch(source -> source.total()
                        .filter(key -> key.size() < source.columns().size())
                        .isPresent());
    }

    /** Columns that fix the order of its rows. */
    Optional<List<Column>> total() {
        List<Column> total = new ArrayList<>();
        for (Source source : sources) {
            if (source.total().isEmpty()) {
                return Optional.empty();
            }
            total.addAll(source.total().get());
        }
        return Optional.of(total);
    }
}
