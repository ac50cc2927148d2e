package io.federator.adapter.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.spi.source.Rendered;
import io.federator.spi.source.SortKey;
import io.federator.spi.source.SourceDialect.Feature;
import io.federator.spi.source.SourceDialect.KeyUse;
import io.federator.spi.source.Window;
import io.federator.spi.source.Window.Bound;
import io.federator.spi.source.Window.BoundKind;
import io.federator.spi.source.Window.Exclusion;
import io.federator.spi.source.Window.Frame;
import io.federator.spi.source.Window.Mode;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every window function and ordered aggregate that a dialect writes is computed in the source over edge values of every kind, and
 * compared with PostgreSQL. What it does not write is passed over.
 */
public abstract class WindowsContract extends ExpressionFixture {
    private static final List<String> NUMBERS = List.of("row_number", "rank", "dense_rank");
    private static final List<String> PARTS = List.of("percent_rank", "cume_dist");
    private static final List<String> OF_VALUES = List.of("lag", "lead", "first_value", "last_value");
    private static final List<String> EXTREMES = List.of("min", "max", "bool_and", "bool_or");
    private static final Bound START = new Bound(BoundKind.UNBOUNDED_PRECEDING, null);
    private static final Bound HERE = new Bound(BoundKind.CURRENT_ROW, null);
    private static final Bound END = new Bound(BoundKind.UNBOUNDED_FOLLOWING, null);

    protected WindowsContract(TestedDatabase tested) {
        super(tested);
    }

    /** A window over the table of a kind, as both sides write it. */
    private record Over(Window window, String there) {}

    private record Call(String name, List<Operand> operands, SqlType result) {
        String there() {
            return name + "("
                    + (operands.isEmpty() && name.equals("count") ? "*" : "")
                    + String.join(", ", operands.stream().map(Operand::there).toList()) + ")";
        }
    }

    Stream<TypeKind> kinds() {
        return Stream.of(TypeKind.values()).filter(columns::containsKey);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void windows(TypeKind kind) {
        Operand value = column(kind, 0);
        Rendered key = value == null ? null : dialect().key(value.here(), KeyUse.ORDER);
        if (value == null || key == null || !dialect().supports(Feature.WINDOW)) {
            return;
        }
        int compared = 0;
        for (boolean descending : new boolean[] {false, true}) {
            for (boolean nullsFirst : new boolean[] {false, true}) {
                SortKey first = new SortKey(key, descending, nullsFirst);
                String there = "x" + (descending ? " desc" : "") + (nullsFirst ? " nulls first" : " nulls last");
                for (Over over : windows(kind, value, first, there)) {
                    for (Call call : calls(kind, value, over.window().order().size())) {
                        compared += compare(kind, call, over);
                    }
                }
            }
        }
        assertThat(compared).as("no window over %s was written", kind).isPositive();
    }

    private List<Over> windows(TypeKind kind, Operand value, SortKey key, String there) {
        List<Over> all = new ArrayList<>();
        Rendered id = written(dialect().column("t0.id", sourceColumn("v_" + kind.typname(), "id"), SqlType.INT4));
        SortKey second = new SortKey(id, false, false);
        Rendered parts = dialect().key(value.here(), KeyUse.EQUALITY);
        Operand one = constant(TypeKind.INT8, 1L);
        Frame usual = new Frame(Mode.RANGE, START, HERE, Exclusion.NO_OTHERS);
        all.add(new Over(new Window(List.of(), List.of(), usual), ""));
        if (parts != null) {
            all.add(new Over(new Window(List.of(parts), List.of(), usual), "partition by x"));
        }
        for (Frame frame : frames(one == null ? null : one.here())) {
            String clause = text(frame);
            all.add(new Over(new Window(List.of(), List.of(key), frame), "order by " + there + clause));
            all.add(new Over(
                    new Window(List.of(), List.of(key, second), frame), "order by " + there + ", id" + clause));
            if (parts != null) {
                all.add(new Over(
                        new Window(List.of(parts), List.of(second, key), frame),
                        "partition by x order by id, " + there + clause));
            }
        }
        return all;
    }

    private static List<Frame> frames(@Nullable Rendered one) {
        Bound before = new Bound(BoundKind.PRECEDING, one);
        Bound behind = new Bound(BoundKind.FOLLOWING, one);
        return List.of(
                new Frame(Mode.RANGE, START, HERE, Exclusion.NO_OTHERS),
                new Frame(Mode.RANGE, START, END, Exclusion.NO_OTHERS),
                new Frame(Mode.RANGE, HERE, END, Exclusion.TIES),
                new Frame(Mode.ROWS, START, HERE, Exclusion.NO_OTHERS),
                new Frame(Mode.ROWS, before, behind, Exclusion.NO_OTHERS),
                new Frame(Mode.ROWS, before, behind, Exclusion.CURRENT_ROW),
                new Frame(Mode.ROWS, behind, END, Exclusion.NO_OTHERS),
                new Frame(Mode.GROUPS, before, HERE, Exclusion.GROUP));
    }

    private static String text(Frame frame) {
        String exclusion = frame.exclusion() == Exclusion.NO_OTHERS ? "no others" : words(frame.exclusion());
        return " " + words(frame.mode()) + " between " + text(frame.start()) + " and " + text(frame.end()) + " exclude "
                + exclusion;
    }

    private static String text(Bound bound) {
        return (bound.offset() == null ? "" : "1 ") + words(bound.kind());
    }

    private static String words(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** @param keys how many the window is ordered by: with one, rows may be peers of different places */
    private List<Call> calls(TypeKind kind, Operand value, int keys) {
        List<Call> calls = new ArrayList<>();
        boolean unique = keys > 1;
        NUMBERS.stream()
                .filter(name -> unique || !name.equals("row_number"))
                .forEach(name -> calls.add(new Call(name, List.of(), SqlType.INT8)));
        PARTS.forEach(name -> calls.add(new Call(name, List.of(), SqlType.FLOAT8)));
        calls.add(new Call("count", List.of(), SqlType.INT8));
        calls.add(new Call("count", List.of(value), SqlType.INT8));
        if (keys != 1) {
            calls.addAll(aggregates(kind, value));
        }
        if (!unique) {
            return calls;
        }
        OF_VALUES.forEach(
                name -> calls.add(new Call(name, List.of(value), value.here().type())));
        Operand two = constant(TypeKind.INT4, 2);
        if (two != null) {
            calls.add(new Call("ntile", List.of(two), SqlType.INT4));
            for (String name : List.of("lag", "lead", "nth_value")) {
                calls.add(new Call(name, List.of(value, two), value.here().type()));
            }
        }
        return calls;
    }

    /** Aggregates that depend on nothing but the rows of the frame. */
    private static List<Call> aggregates(TypeKind kind, Operand value) {
        List<Call> calls = new ArrayList<>();
        EXTREMES.forEach(
                name -> calls.add(new Call(name, List.of(value), value.here().type())));
        boolean exact = kind != TypeKind.FLOAT4 && kind != TypeKind.FLOAT8;
        for (SqlType result : List.of(SqlType.INT8, SqlType.NUMERIC)) {
            if (exact) {
                calls.add(new Call("sum", List.of(value), result));
                calls.add(new Call("avg", List.of(value), result));
            }
        }
        return calls;
    }

    private int compare(TypeKind kind, Call call, Over over) {
        List<Rendered> operands = call.operands().stream().map(Operand::here).toList();
        Rendered here = dialect().over(call.name(), operands, over.window(), call.result());
        String output = here == null ? null : dialect().output(here);
        if (output == null) {
            return 0;
        }
        String from = " FROM v_" + kind.typname() + " t0 ORDER BY id";
        List<SqlType> types = List.of(SqlType.INT4, call.result());
        String there = call.there() + " over (" + over.there() + ")";
        assertThat(outcome("SELECT id, " + output + from, types))
                .as("%s against %s", output, there)
                .isEqualTo(oracleOutcome("SELECT id, " + there + from, types));
        return 1;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void orderedAggregates(TypeKind kind) {
        Operand value = column(kind, 0);
        Rendered key = value == null ? null : dialect().key(value.here(), KeyUse.ORDER);
        if (value == null || key == null) {
            return;
        }
        SqlType type = value.here().type();
        for (boolean descending : new boolean[] {false, true}) {
            SortKey order = new SortKey(key, descending, !descending);
            String there = "x" + (descending ? " desc nulls last" : " nulls first");
            Rendered id = written(dialect().column("t0.id", sourceColumn("v_" + kind.typname(), "id"), SqlType.INT4));
            SortKey second = new SortKey(id, false, false);
            for (String name : List.of("array_agg", "json_agg", "jsonb_agg")) {
                SqlType result = name.equals("array_agg")
                        ? SqlType.array(type.bare())
                        : name.equals("json_agg") ? SqlType.JSON : SqlType.JSONB;
                ordered(
                        kind,
                        name,
                        false,
                        List.of(value.here()),
                        List.of(order, second),
                        result,
                        "(x order by " + there + ", id)");
                ordered(kind, name, true, List.of(key), List.of(order), result, "(distinct x order by " + there + ")");
            }
            Operand comma = constant(TypeKind.TEXT, "-");
            if (kind == TypeKind.TEXT && comma != null) {
                List<Rendered> operands = List.of(value.here(), comma.here());
                ordered(
                        kind,
                        "string_agg",
                        false,
                        operands,
                        List.of(order, second),
                        SqlType.TEXT,
                        "(x, '-' order by " + there + ", id)");
                ordered(
                        kind,
                        "string_agg",
                        true,
                        List.of(key, comma.here()),
                        List.of(order),
                        SqlType.TEXT,
                        "(distinct x, '-' order by " + there + ")");
            }
            ordered(
                    kind,
                    "mode",
                    false,
                    List.of(value.here()),
                    List.of(order),
                    type.bare(),
                    "() within group (order by " + there + ")");
            for (double fraction : new double[] {0, 0.3, 1, 1.5}) {
                Operand part = constant(TypeKind.FLOAT8, fraction);
                if (part != null) {
                    List<Rendered> operands = List.of(part.here(), value.here());
                    for (String name : List.of("percentile_disc", "percentile_cont")) {
                        ordered(
                                kind,
                                name,
                                false,
                                operands,
                                List.of(order),
                                type.bare(),
                                "(" + part.there() + ") within group (order by " + there + ")");
                    }
                }
            }
        }
    }

    private void ordered(
            TypeKind kind,
            String name,
            boolean distinct,
            List<Rendered> operands,
            List<SortKey> order,
            SqlType result,
            String there) {
        Rendered here = dialect().orderedAggregate(name, distinct, operands, order, null, result);
        String output = here == null ? null : dialect().output(here);
        if (output != null) {
            String from = " FROM v_" + kind.typname() + " t0";
            assertThat(outcome("SELECT " + output + from, List.of(result)))
                    .as("%s against %s", output, name + there)
                    .isEqualTo(oracleOutcome("SELECT " + name + there + from, List.of(result)));
        }
    }
}
