package io.federator.it.fuzz;

import java.util.Optional;

/** A table expression. */
sealed interface From {
    void write(SqlText out);

    /** @param sql a table or CTE with its alias */
    record Named(String sql) implements From {
        @Override
        public void write(SqlText out) {
            out.append(sql);
        }
    }

    /** @param alias with column names or without */
    record Derived(boolean lateral, Query query, String alias) implements From {
        @Override
        public void write(SqlText out) {
            out.append(lateral ? "lateral (" : "(");
            query.write(out);
            out.append(") " + alias);
        }
    }

    /** A function's rows; may name what stands left of it. */
    record Rows(Expr call, String alias) implements From {
        @Override
        public void write(SqlText out) {
            call.write(out);
            out.append(" " + alias);
        }
    }

    /**
     * @param type as written before {@code join}
     * @param using the shared columns, empty with a condition or none
     */
    record Join(String type, From left, From right, Optional<Expr> on, String using) implements From {
        @Override
        public void write(SqlText out) {
            left.write(out);
            out.append(" " + type + " join ");
            boolean nested = right instanceof Join;
            out.append(nested ? "(" : "");
            right.write(out);
            out.append(nested ? ")" : "");
            on.ifPresent(condition -> {
                out.append(" on ");
                condition.write(out);
            });
            out.append(using.isEmpty() ? "" : " using (" + using + ")");
        }
    }
}
