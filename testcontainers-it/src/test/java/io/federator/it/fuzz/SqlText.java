package io.federator.it.fuzz;

import java.util.ArrayList;
import java.util.List;

/** A query's text in the making, with its parameters either in place or collected. */
final class SqlText {
    private final StringBuilder text = new StringBuilder();
    private final List<Expr.Parameter> parameters = new ArrayList<>();
    private final boolean inline;

    private SqlText(boolean inline) {
        this.inline = inline;
    }

    /** With every parameter as a constant. */
    static String inline(Query query) {
        SqlText out = new SqlText(true);
        query.write(out);
        return out.text.toString();
    }

    /** As {@link #inline(Query)}. */
    static String inline(Expr expr) {
        SqlText out = new SqlText(true);
        expr.write(out);
        return out.text.toString();
    }

    /** With question marks, as JDBC has them. */
    static SqlText parameterized(Query query) {
        SqlText out = new SqlText(false);
        query.write(out);
        return out;
    }

    static boolean hasParameters(Expr expr) {
        SqlText out = new SqlText(false);
        expr.write(out);
        return !out.parameters.isEmpty();
    }

    String text() {
        return text.toString();
    }

    List<Expr.Parameter> parameters() {
        return parameters;
    }

    SqlText append(String sql) {
        text.append(sql);
        return this;
    }

    void parameter(Expr.Parameter parameter) {
        if (inline) {
            text.append(parameter.kind().literal(parameter.value()));
        } else {
            text.append("?::").append(parameter.kind().sql());
            parameters.add(parameter);
        }
    }

    void expressions(List<? extends Expr> list) {
        for (int i = 0; i < list.size(); i++) {
            text.append(i == 0 ? "" : ", ");
            list.get(i).write(this);
        }
    }
}
