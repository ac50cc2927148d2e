package io.federator.it.fuzz;

import io.federator.it.fuzz.Schema.Table;
import io.federator.it.fuzz.Schema.TableColumn;
import io.federator.it.fuzz.Scope.Column;
import io.federator.it.fuzz.Scope.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes FROM clauses of a bearable size. */
final class Froms {
    private static final long MOST_ROWS = 5_000;
    private static final int SERIES = 4;
    private static final int FEW = 60;
    private static final String COMPUTED = "(?s).*\\.c\\d+\\b.*";

    private final Dice dice;
    private final Schema schema;
    private final Expressions expressions;
    private final Derivation derivation;
    private int aliases;

    /** Makes the queries in FROM. */
    interface Derivation {
        Shaped derive(Optional<Scope> outer);

        boolean allowed();
    }

    /** @param columns what a query returns; named c1, c2, ... */
    record Shaped(Query query, List<Kind> columns, List<Boolean> uniform, long rows) {}

    /** A FROM clause or a part of it, and what it brings into scope. */
    record Made(From from, List<Source> sources) {}

    private record Common(String name, List<Column> columns, long rows) {}

    private final List<Common> ctes = new ArrayList<>();

    Froms(Dice dice, Schema schema, Expressions expressions, Derivation derivation) {
        this.dice = dice;
        this.schema = schema;
        this.expressions = expressions;
        this.derivation = derivation;
    }

    /** Makes a WITH query known to the queries that follow. */
    void declare(String name, Shaped shaped) {
        ctes.add(new Common(name, columns("", shaped), shaped.rows()));
    }

    Made make(Optional<Scope> outer) {
        Made made = item(outer, List.of());
        while (made.sources().size() < 4 && dice.chance(made.sources().size() == 1 ? 50 : 25)) {
            made = join(made, outer);
        }
        return made;
    }

    private Made item(Optional<Scope> outer, List<Source> left) {
        int roll = dice.below(100);
        if (roll < 10 && derivation.allowed()) {
            return derived(outer);
        }
        if (roll < 14 && !left.isEmpty() && derivation.allowed() && rows(left) < 300) {
            Made lateral = derived(Optional.of(new Scope(left, outer)));
            From.Derived plain = (From.Derived) lateral.from();
            return new Made(new From.Derived(true, plain.query(), plain.alias()), lateral.sources());
        }
        if (roll < 19) {
            return rows(new Scope(left, outer));
        }
        if (roll < 35 && !ctes.isEmpty()) {
            Common common = dice.pick(ctes);
            String alias = alias();
            List<Column> columns = common.columns().stream()
                    .map(column -> new Column(alias + "." + column.sql(), column.kind(), column.uniform()))
                    .toList();
            Source source = new Source(columns, allUniform(columns), common.rows());
            return new Made(new From.Named(common.name() + " " + alias), List.of(source));
        }
        return table(dice.pick(schema.tables()));
    }

    private Made table(Table table) {
        String alias = alias();
        List<Column> columns = new ArrayList<>();
        List<Column> key = new ArrayList<>();
        for (TableColumn column : table.columns()) {
            column.kind().ifPresent(kind -> {
                // Those of one scale or length.
                boolean fixed = kind == Kind.BPCHAR
                        || kind == Kind.NUMERIC && column.type().contains("(");
                boolean uniform = kind.isUniform() || fixed;
                Column made = new Column(alias + "." + column.quoted(), kind, uniform);
                columns.add(made);
                if (table.key().contains(column.name())) {
                    key.add(made);
                }
            });
        }
        Source source =
                new Source(columns, key.isEmpty() ? allUniform(columns) : Optional.of(key), Math.max(1, table.rows()));
        return new Made(new From.Named(table.quoted() + " " + alias), List.of(source));
    }

    private Made derived(Optional<Scope> outer) {
        Shaped shaped = derivation.derive(outer);
        String alias = alias();
        List<Column> columns = columns(alias + ".", shaped);
        return new Made(
                new From.Derived(false, shaped.query(), alias),
                List.of(new Source(columns, allUniform(columns), shaped.rows())));
    }

    private static List<Column> columns(String qualifier, Shaped shaped) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < shaped.columns().size(); i++) {
            columns.add(new Column(
                    qualifier + "c" + (i + 1),
                    shaped.columns().get(i),
                    shaped.uniform().get(i)));
        }
        return columns;
    }

    private static Optional<List<Column>> allUniform(List<Column> columns) {
        return columns.stream().allMatch(Column::uniform) ? Optional.of(columns) : Optional.empty();
    }

    /** VALUES or a function's rows, of what stands left of it now and then. */
    private Made rows(Scope left) {
        String alias = alias();
        int roll = dice.below(5);
        if (roll == 4) {
            return jsonTable(left, alias);
        }
        if (roll == 0) {
            Column number = new Column(alias + ".a", Kind.INT4, true);
            Column word = new Column(alias + ".b", Kind.TEXT, true);
            String values = "(values (1, 'apple'::text), (2, 'Apple'), (null, 'a'), (7, null), (7, ''))";
            return new Made(
                    new From.Named(values + " " + alias + "(a, b)"),
                    List.of(new Source(List.of(number, word), Optional.of(List.of(number, word)), 5)));
        }
        if (roll == 1) {
            Expr array = expressions.make(Kind.TEXT_ARRAY, left, 1);
            Column value = new Column(alias + ".v", Kind.TEXT, true);
            Column ordinal = new Column(alias + ".o", Kind.INT8, true);
            return new Made(
                    new From.Rows(Expr.around(Kind.TEXT, "unnest(", array, ") with ordinality"), alias + "(v, o)"),
                    List.of(new Source(List.of(value, ordinal), Optional.of(List.of(ordinal)), 2)));
        }
        Expr end = roll == 2 || left.sources().isEmpty()
                ? new Expr.Plain(Kind.INT4, Integer.toString(dice.below(SERIES + 1)), true)
                : Expr.around(Kind.INT4, "(", expressions.make(Kind.INT4, left, 0), " % " + SERIES + ")");
        Column value = new Column(alias + ".g", Kind.INT4, true);
        return new Made(
                new From.Rows(Expr.around(Kind.INT4, "generate_series(1, ", end, ")"), alias + "(g)"),
                List.of(new Source(List.of(value), Optional.of(List.of(value)), SERIES)));
    }

    private Made jsonTable(Scope left, String alias) {
        Column ordinal = new Column(alias + ".o", Kind.INT4, true);
        Column number = new Column(alias + ".a", Kind.INT4, true);
        Column text = new Column(alias + ".b", Kind.TEXT, true);
        String path = dice.oneOf("'$'", "'$[*]'", "'$.c[*]'", "'$.*'");
        String columns = ", " + path + " columns (o for ordinality, a integer path '$.a', b text path "
                + dice.oneOf("'$.b'", "'$'") + " default '?' on empty))";
        // A column or constant: PostgreSQL decides upon no collations in there, so that comparisons of text fail.
        Expr call = Expr.around(Kind.JSONB, "json_table(", expressions.make(Kind.JSONB, left, 0), columns);
        return new Made(
                new From.Rows(call, alias),
                List.of(new Source(List.of(ordinal, number, text), Optional.of(List.of(ordinal)), 2)));
    }

    private Made join(Made left, Optional<Scope> outer) {
        Made right = item(outer, left.sources());
        boolean lateral = right.from() instanceof From.Rows || right.from() instanceof From.Derived d && d.lateral();
        String type = lateral ? dice.oneOf("inner", "left") : dice.oneOf("inner", "", "left", "left", "right", "full");
        List<Source> sources = new ArrayList<>(left.sources());
        sources.addAll(right.sources());
        Scope both = new Scope(sources, outer);
        boolean few = both.rows() <= MOST_ROWS;
        if (few && dice.chance(15)) {
            return new Made(new From.Join("cross", left.from(), right.from(), Optional.empty(), ""), sources);
        }
        Optional<Expr> equality = equality(left.sources(), right.sources());
        if (!few && (equality.isEmpty() || SqlText.inline(equality.get()).matches(COMPUTED))) {
            return left;
        }
        if (dice.chance(6)) {
            Optional<Made> natural = natural(type, left, right);
            if (natural.isPresent()) {
                return natural.get();
            }
        }
        if (equality.isPresent() && dice.chance(12)) {
            Optional<Made> using = using(type, left, right);
            if (using.isPresent()) {
                return using.get();
            }
        }
        boolean full = type.equals("full");
        // FULL JOIN takes merge- or hash-joinable conditions only; and one in ten is no equality.
        Expr on = equality.isPresent() && (full || !few || dice.chance(80))
                ? equality.get()
                : expressions.condition(both, 2);
        if (full && equality.isEmpty()) {
            type = "left";
        }
        if (dice.chance(25) && equality.isPresent()) {
            on = Expr.infix(
                    Kind.BOOL, on, "and", expressions.condition(full ? new Scope(right.sources(), outer) : both, 2));
        }
        long rows = Math.max(rows(left.sources()), rows(right.sources()));
        // What a subquery computes may be the same for all of its rows.
        boolean selective =
                equality.isPresent() && !SqlText.inline(equality.get()).matches(COMPUTED);
        List<Source> estimated = selective ? scaled(sources, rows) : sources;
        return new Made(new From.Join(type, left.from(), right.from(), Optional.of(on), ""), estimated);
    }

    /** The sources of a join of about so many rows. */
    private static List<Source> scaled(List<Source> sources, long rows) {
        List<Source> scaled = new ArrayList<>();
        for (Source source : sources) {
            scaled.add(new Source(source.columns(), source.total(), scaled.isEmpty() ? rows : 1));
        }
        return scaled;
    }

    /** Two columns that have values in common: the same suffix of TPC-H's names, or keys of the edge tables. */
    private Optional<Expr> equality(List<Source> left, List<Source> right) {
        List<Expr> found = new ArrayList<>();
        for (Column mine : new Scope(left, Optional.empty()).columns()) {
            for (Column other : new Scope(right, Optional.empty()).columns()) {
                boolean whole = mine.kind().isWhole() && other.kind().isWhole();
                boolean same =
                        suffix(mine).equals(suffix(other)) && suffix(mine).endsWith("key");
                boolean small = rows(left) * rows(right) <= 400 * MOST_ROWS;
                boolean ids =
                        small && suffix(mine).equals("id") && suffix(other).equals("id");
                int times = same
                        ? 8
                        : ids ? 4 : small && (whole || mine.kind() == other.kind() && mine.kind() != Kind.BOOL) ? 1 : 0;
                for (int i = 0; i < times; i++) {
                    found.add(Expr.infix(Kind.BOOL, mine.expr(), "=", other.expr()));
                }
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(dice.pick(found));
    }

    private static String suffix(Column column) {
        return column.sql()
                .substring(Math.max(column.sql().indexOf('_'), column.sql().indexOf('.')) + 1);
    }

    /** Only between two tables: further ones might have the column, too. */
    private Optional<Made> using(String type, Made left, Made right) {
        if (left.sources().size() != 1 || right.sources().size() != 1) {
            return Optional.empty();
        }
        List<Source> sources = new ArrayList<>(left.sources());
        sources.addAll(right.sources());
        for (Column mine : left.sources().getFirst().columns()) {
            for (Column other : right.sources().getFirst().columns()) {
                String name = mine.sql().substring(mine.sql().indexOf('.') + 1);
                boolean comparable = mine.kind() == other.kind() && mine.uniform() && other.uniform();
                if (comparable && other.sql().endsWith("." + name) && mine.kind() != Kind.NUMERIC && dice.chance(50)) {
                    sources.add(new Source(
                            List.of(new Column(name, mine.kind(), mine.uniform())), Optional.of(List.of()), 1));
                    long rows = Math.max(rows(left.sources()), rows(right.sources()));
                    return Optional.of(new Made(
                            new From.Join(type, left.from(), right.from(), Optional.empty(), name),
                            scaled(sources, rows)));
                }
            }
        }
        return Optional.empty();
    }

    /** Over all columns that two tables have in common. */
    private static Optional<Made> natural(String type, Made left, Made right) {
        boolean tables = left.from() instanceof From.Named && right.from() instanceof From.Named;
        if (!tables || left.sources().size() != 1 || right.sources().size() != 1 || type.isEmpty()) {
            return Optional.empty();
        }
        List<Column> merged = new ArrayList<>();
        for (Column mine : left.sources().getFirst().columns()) {
            for (Column other : right.sources().getFirst().columns()) {
                if (name(mine).equals(name(other))) {
                    if (mine.kind() != other.kind()) {
                        return Optional.empty();
                    }
                    merged.add(new Column(name(mine), mine.kind(), mine.kind().isUniform()));
                }
            }
        }
        List<Source> sources = new ArrayList<>(left.sources());
        sources.addAll(right.sources());
        if (merged.isEmpty()) {
            return Optional.empty();
        }
        sources.add(new Source(merged, Optional.of(List.of()), 1));
        long rows = Math.max(rows(left.sources()), rows(right.sources()));
        From join = new From.Join("natural " + type, left.from(), right.from(), Optional.empty(), "");
        return Optional.of(new Made(join, scaled(sources, rows)));
    }

    private static String name(Column column) {
        return column.sql().substring(column.sql().indexOf('.') + 1);
    }

    /** A table of few rows, or VALUES. */
    Made small() {
        Made made = table(dice.pick(schema.tables()));
        return rows(made.sources()) <= FEW ? made : rows(Scope.EMPTY);
    }

    /** What stands in FROM as this, without a lookup of its name. */
    Made named(String sql, Shaped shaped) {
        String alias = alias();
        List<Column> columns = columns(alias + ".", shaped);
        Source source = new Source(columns, allUniform(columns), shaped.rows());
        return new Made(new From.Named(sql + " " + alias), List.of(source));
    }

    /** With at most one row of a table for each, where a number of them is its key. */
    Made looked(Made made) {
        List<Column> numbers = new Scope(made.sources(), Optional.empty()).columns(Kind.INT4);
        Made other = small();
        Optional<List<Column>> key = other.sources().getFirst().total();
        boolean single =
                key.isPresent() && key.get().size() == 1 && key.get().getFirst().kind() == Kind.INT4;
        if (!single || numbers.isEmpty()) {
            return made;
        }
        Expr on = Expr.infix(
                Kind.BOOL, key.get().getFirst().expr(), "=", dice.pick(numbers).expr());
        List<Source> sources = new ArrayList<>(made.sources());
        sources.addAll(other.sources());
        return new Made(
                new From.Join(dice.oneOf("inner", "left"), made.from(), other.from(), Optional.of(on), ""),
                scaled(sources, rows(made.sources())));
    }

    private static long rows(List<Source> sources) {
        return new Scope(sources, Optional.empty()).rows();
    }

    private String alias() {
        return "t" + ++aliases;
    }
}
