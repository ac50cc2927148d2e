package io.federator.engine.system;

import static io.federator.engine.names.ObjectNames.quote;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** CREATE FUNCTION of a row of pg_proc, as pg_get_functiondef prints it. */
final class FunctionDefinition {
    private static final long INTERNAL = 12;
    private static final long C = 13;

    private final Shape shape;
    private final @Nullable Object[] row;

    FunctionDefinition(Shape shape, @Nullable Object[] row) {
        this.shape = shape;
        this.row = row;
    }

    /**
     * Empty for those whose body is SQL: it is kept nowhere.
     *
     * @throws SqlException 42809 for an aggregate
     */
    Optional<String> text(String arguments, String result, Optional<String> support) {
        String kind = text("prokind");
        String name = text("proname");
        if (kind.equals("a")) {
            throw new SqlException(SqlState.WRONG_OBJECT_TYPE, "\"" + name + "\" is an aggregate function");
        }
        long language = number("prolang");
        if (language != INTERNAL && language != C) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder("CREATE OR REPLACE ")
                .append(kind.equals("p") ? "PROCEDURE " : "FUNCTION ")
                .append(Shapes.PG_CATALOG + ".")
                .append(quote(name))
                .append('(')
                .append(arguments)
                .append(")\n");
        if (!kind.equals("p")) {
            out.append(" RETURNS ").append(result).append('\n');
        }
        out.append(" LANGUAGE ").append(language == C ? "c" : "internal").append('\n');
        String options = options(support);
        if (!options.isEmpty()) {
            out.append(options).append('\n');
        }
        out.append("AS ");
        if (row[shape.position("probin")] instanceof String library) {
            out.append('\'').append(library).append("', ");
        }
        return Optional.of(out.append("$function$")
                .append(text("prosrc"))
                .append("$function$\n")
                .toString());
    }

    private String options(Optional<String> support) {
        StringBuilder out = new StringBuilder();
        if (text("prokind").equals("w")) {
            out.append(" WINDOW");
        }
        out.append(
                switch (text("provolatile")) {
                    case "i" -> " IMMUTABLE";
                    case "s" -> " STABLE";
                    default -> "";
                });
        out.append(
                switch (text("proparallel")) {
                    case "s" -> " PARALLEL SAFE";
                    case "r" -> " PARALLEL RESTRICTED";
                    default -> "";
                });
        out.append(is("proisstrict") ? " STRICT" : "");
        out.append(is("prosecdef") ? " SECURITY DEFINER" : "");
        out.append(is("proleakproof") ? " LEAKPROOF" : "");
        double cost = decimal("procost");
        if (cost != 1) {
            out.append(" COST ").append(plain(cost));
        }
        double rows = decimal("prorows");
        if (is("proretset") && rows != 0 && rows != 1000) {
            out.append(" ROWS ").append(plain(rows));
        }
        support.ifPresent(function -> out.append(" SUPPORT ").append(function));
        return out.toString();
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private String text(String column) {
        return row[shape.position(column)] instanceof String text ? text : "";
    }

    private boolean is(String column) {
        return Boolean.TRUE.equals(row[shape.position(column)]);
    }

    private long number(String column) {
        return row[shape.position(column)] instanceof Number number ? number.longValue() : 0;
    }

    private double decimal(String column) {
        return row[shape.position(column)] instanceof Number number ? number.doubleValue() : 0;
    }
}
