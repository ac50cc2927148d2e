package io.federator.it.fuzz;

import io.federator.it.fuzz.Schema.Table;
import io.federator.it.fuzz.Schema.TableColumn;
import java.util.List;
import java.util.Optional;

/**
 * Queries that fail in PostgreSQL whatever its plan is: the expression stands over every row of one table, or the text
 * is wrong.
 */
final class ErrorQueries {
    private static final List<String> EXPRESSIONS = List.of(
            "10 / (%s - 3)",
            "10 %% (%s - 3)",
            "1.5 / (%s - 3)",
            "('x' || %s)::int",
            "('2024-02-' || (28 + %s))::date",
            "(%s + 100000)::smallint",
            "%s + 2147483647",
            "substring('abc', 1, 0 - %s)",
            "sqrt(0 - %s::numeric)",
            "ln(%s::numeric - 3)",
            "(select id from words where id > %s)",
            "make_date(2024, 10 + %s, 1)",
            "jsonb_array_length(to_jsonb(%s))",
            "('{' || %s)::jsonb",
            "chr(0 - %s)",
            "(%s * 100000)::numeric(5,2)",
            "date_trunc('nonsense' || %s, timestamp '2024-01-01')",
            "to_date('x' || %s, 'YYYY')",
            "(array[1,2])[%s] / 0",
            "decode('x' || %s, 'hex')",
            "repeat('x', %s)::uuid",
            "'a' ~ ('(' || %s)",
            "exp((%s * 100000)::float8)",
            "(1e308::float8 * (%s + 10))",
            "width_bucket(%s::numeric, 1, 1, 5)",
            "(%s::text || 'pm')::time",
            "power(0::float8, 0 - %s)");
    private static final List<String> WRONG = List.of(
            "select nonsense from %s",
            "select t.nonsense from %s t",
            "select nonsense(1) from %s",
            "select * from %s_not_there",
            "select count(*), %2$s from %1$s",
            "select %2$s from %1$s where count(*) > 1",
            "select sum(count(*)) from %s",
            "select * from %s limit -1",
            "select * from %s offset -1",
            "select * from %s order by 100",
            "select %2$s from %1$s union select 1, 2",
            "select %2$s + true from %1$s",
            "select * from %1$s where %2$s",
            "select * from %1$s a join %1$s b on a.%2$s",
            "select %2$s from %1$s a, %1$s b",
            "select * from %1$s where %2$s = 'abc'",
            "select * from %1$s where %2$s = (select 1, 2)",
            "select case when %2$s then 1 end from %1$s",
            "select distinct on (%2$s) * from %1$s order by 2",
            "select rank() from %s",
            "select * from %1$s where rank() over () = 1",
            "select %2$s from %1$s group by ()",
            "select '2024-13-01'::date from %s",
            "select 'x'::int from %s",
            "select * from %1$s where %2$s in (select 'a'::text)",
            "select 1 from %1$s for nonsense",
            "select * frm %s",
            "select * from %s where");

    private ErrorQueries() {}

    static Query make(Dice dice, Schema schema) {
        List<Table> tables = schema.tables().stream()
                .filter(table -> table.rows() > 0 && number(table).isPresent())
                .toList();
        Table table = dice.pick(tables);
        String number = number(table).orElseThrow();
        if (dice.chance(40)) {
            return new Query.Verbatim(String.format(dice.pick(WRONG), table.quoted(), number));
        }
        String expression = String.format(dice.pick(EXPRESSIONS), number);
        return new Query.Verbatim(
                switch (dice.below(4)) {
                    case 0 -> "select count(" + expression + ") from " + table.quoted();
                    case 1 ->
                        "select max((" + expression + ")::text), " + number + " from " + table.quoted() + " group by "
                                + number;
                    case 2 -> "select " + number + " from " + table.quoted() + " where (" + expression + ") is null";
                    default -> "select " + number + ", " + expression + " from " + table.quoted();
                });
    }

    private static Optional<String> number(Table table) {
        return table.columns().stream()
                .filter(column ->
                        column.kind().filter(kind -> kind == Kind.INT4).isPresent() && column.notNull())
                .map(TableColumn::quoted)
                .findFirst();
    }
}
