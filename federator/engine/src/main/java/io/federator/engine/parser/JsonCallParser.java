package io.federator.engine.parser;

import io.federator.engine.parser.ast.Alias;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Expression.Argument;
import io.federator.engine.parser.ast.Expression.FunctionCall;
import io.federator.engine.parser.ast.Expression.JsonCall;
import io.federator.engine.parser.ast.FromItem;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.QueryBody;
import io.federator.engine.parser.ast.SortItem;
import io.federator.engine.parser.ast.Target;
import io.federator.engine.parser.ast.TypeName;
import io.federator.engine.parser.ast.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL/JSON's constructors: {@code JSON_OBJECT}, {@code JSON_ARRAYAGG} and their kin, made of PostgreSQL's own JSON functions. */
final class JsonCallParser {
    private final Grammar grammar;
    private final TokenStream tokens;

    JsonCallParser(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
    }

    /** {@code JSON(text)}. */
    Expression json(int position) {
        open();
        Expression value = grammar.expressions.parse();
        format();
        if (uniqueKeys()) {
            tokens.refuse("JSON WITH UNIQUE KEYS", position);
        }
        tokens.expect(")");
        return new JsonCall("json", cast(value, "json", position), position);
    }

    Expression scalar(int position) {
        open();
        Expression value = grammar.expressions.parse();
        tokens.expect(")");
        // A bare text is one, not something of a type yet to be found.
        Expression typed = value instanceof Expression.StringLiteral ? cast(value, "text", position) : value;
        return new JsonCall("json_scalar", system("to_json", position, typed), position);
    }

    Expression serialize(int position) {
        open();
        Expression value = valueWithFormat();
        TypeName type = returning();
        tokens.expect(")");
        Expression json = cast(value, "json", position);
        Expression text = type == null ? cast(json, "text", position) : new Expression.Cast(json, type, position);
        return new JsonCall("json_serialize", text, position);
    }

    /** The constructor, or a call of the function of that name. */
    Expression object(int position) {
        open();
        List<Expression> arguments = new ArrayList<>();
        if (!tokens.is(")") && !tokens.is("returning")) {
            Argument first = grammar.functions.argument();
            if (first.name() != null || !(tokens.is("value") || tokens.is(":"))) {
                return plainCall(first, position);
            }
            arguments.add(first.value());
            tokens.advance();
            arguments.add(valueWithFormat());
            while (tokens.accept(",")) {
                member(arguments);
            }
        }
        boolean absent = absentOnNull(false);
        boolean unique = uniqueKeys();
        TypeName type = returning();
        tokens.expect(")");
        return constructed("json_object", arguments, absent, unique, type, position);
    }

    private void member(List<Expression> arguments) {
        arguments.add(grammar.expressions.parse());
        if (!tokens.accept("value")) {
            tokens.expect(":");
        }
        arguments.add(valueWithFormat());
    }

    Expression array(int position) {
        open();
        if (tokens.isAny("select", "values", "table", "with")) {
            return arrayOfQuery(position);
        }
        List<Expression> arguments = new ArrayList<>();
        if (!tokens.is(")") && !tokens.is("returning")) {
            do {
                arguments.add(valueWithFormat());
            } while (tokens.accept(","));
        }
        boolean absent = absentOnNull(true);
        TypeName type = returning();
        tokens.expect(")");
        return constructed("json_array", arguments, absent, false, type, position);
    }

    /** {@code JSON_ARRAY(SELECT …)} aggregates the query's column. */
    private Expression arrayOfQuery(int position) {
        Query query = grammar.queries.parse();
        format();
        TypeName type = returning();
        tokens.expect(")");
        Expression column = new Expression.ColumnRef(List.of("q", "a"), false, position);
        Expression aggregate =
                aggregate("json_agg", true, false, type, List.of(column), List.of(), null, null, position);
        FromItem from = new FromItem.Subquery(query, false, new Alias("q", List.of("a"), position), position);
        QueryBody select = new QueryBody.Select(
                null,
                List.of(new Target(aggregate, null, position)),
                List.of(from),
                null,
                List.of(),
                false,
                null,
                List.of(),
                position);
        Query whole = new Query(null, select, List.of(), null, null, false, List.of(), position);
        return new JsonCall("json_array", new Expression.ScalarSubquery(whole, position), position);
    }

    Expression objectAggregate(int position) {
        open();
        List<Expression> arguments = new ArrayList<>();
        member(arguments);
        boolean absent = absentOnNull(false);
        boolean unique = uniqueKeys();
        TypeName type = returning();
        tokens.expect(")");
        Expression filter = grammar.functions.filter();
        WindowSpec over = grammar.functions.over();
        return aggregated(
                "json_objectagg",
                aggregate("json_object_agg", absent, unique, type, arguments, List.of(), filter, over, position),
                type,
                position);
    }

    Expression arrayAggregate(int position) {
        open();
        Expression value = valueWithFormat();
        List<SortItem> orderBy = grammar.queries.orderBy();
        boolean absent = absentOnNull(true);
        TypeName type = returning();
        tokens.expect(")");
        Expression filter = grammar.functions.filter();
        WindowSpec over = grammar.functions.over();
        return aggregated(
                "json_arrayagg",
                aggregate("json_agg", absent, false, type, List.of(value), orderBy, filter, over, position),
                type,
                position);
    }

    private static Expression aggregate(
            String json,
            boolean absent,
            boolean unique,
            @Nullable TypeName type,
            List<Expression> arguments,
            List<SortItem> orderBy,
            @Nullable Expression filter,
            @Nullable WindowSpec over,
            int position) {
        String base = isBinary(type) ? json.replace("json_", "jsonb_") : json;
        String name = base + (unique ? "_unique" : "") + (absent ? "_strict" : "");
        List<Argument> plain =
                arguments.stream().map(a -> new Argument(null, a, a.position())).toList();
        return new FunctionCall(
                Name.system(name, position), plain, false, false, false, orderBy, false, filter, over, position);
    }

    private static Expression aggregated(String name, Expression call, @Nullable TypeName type, int position) {
        return new JsonCall(name, returned(call, type, position), position);
    }

    private static Expression constructed(
            String name,
            List<Expression> arguments,
            boolean absent,
            boolean unique,
            @Nullable TypeName type,
            int position) {
        Expression json = new Expression.JsonConstructor(
                name.equals("json_object"), arguments, absent, unique, isBinary(type), position);
        return new JsonCall(name, returned(json, type, position), position);
    }

    private static Expression returned(Expression json, @Nullable TypeName type, int position) {
        return type == null || isBinary(type) || isNamed(type, "json")
                ? json
                : new Expression.Cast(cast(json, "text", position), type, position);
    }

    private static boolean isBinary(@Nullable TypeName type) {
        return type != null && isNamed(type, "jsonb");
    }

    private static boolean isNamed(TypeName type, String name) {
        return type.name().last().equals(name) && type.arrayBounds().isEmpty();
    }

    private void open() {
        tokens.advance();
        tokens.expect("(");
    }

    private Expression plainCall(Argument first, int position) {
        List<Argument> arguments = new ArrayList<>(List.of(first));
        while (tokens.accept(",")) {
            arguments.add(grammar.functions.argument());
        }
        tokens.expect(")");
        return new FunctionCall(
                Name.system("json_object", position),
                arguments,
                false,
                false,
                false,
                List.of(),
                false,
                null,
                null,
                position);
    }

    private Expression valueWithFormat() {
        Expression value = grammar.expressions.parse();
        return format() ? cast(value, "json", value.start()) : value;
    }

    private boolean format() {
        if (!tokens.accept("format_la")) {
            return false;
        }
        tokens.expect("json");
        if (tokens.accept("encoding")) {
            tokens.columnId();
        }
        return true;
    }

    private boolean absentOnNull(boolean otherwise) {
        boolean absent = tokens.accept("absent");
        if (!absent && !tokens.accept("null")) {
            return otherwise;
        }
        tokens.expectAll("on", "null");
        return absent;
    }

    /** {@code WITH UNIQUE KEYS}, or its opposite. */
    boolean uniqueKeys() {
        boolean with = tokens.accept("with");
        if (!with && !tokens.accept("without")) {
            return false;
        }
        tokens.expect("unique");
        tokens.accept("keys");
        return with;
    }

    private @Nullable TypeName returning() {
        if (!tokens.accept("returning")) {
            return null;
        }
        TypeName type = grammar.types.parse();
        format();
        return type;
    }

    private static Expression cast(Expression value, String type, int position) {
        return new Expression.Cast(value, TypeName.system(type, position), position);
    }

    private static Expression system(String name, int position, Expression... arguments) {
        return FunctionCall.of(Name.system(name, position), List.of(arguments), position);
    }
}
