package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Expression.JsonQuery;
import io.federator.engine.parser.ast.Expression.JsonQueryKind;
import io.federator.engine.parser.ast.FromItem;
import io.federator.engine.parser.ast.JsonClause.Argument;
import io.federator.engine.parser.ast.JsonClause.Behavior;
import io.federator.engine.parser.ast.JsonClause.Output;
import io.federator.engine.parser.ast.JsonClause.Quotes;
import io.federator.engine.parser.ast.JsonClause.Search;
import io.federator.engine.parser.ast.JsonClause.Shape;
import io.federator.engine.parser.ast.JsonClause.Value;
import io.federator.engine.parser.ast.JsonClause.Wrapper;
import io.federator.engine.parser.ast.JsonColumn;
import io.federator.engine.parser.ast.TypeName;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL/JSON's query functions: {@code JSON_EXISTS}, {@code JSON_QUERY}, {@code JSON_VALUE} and {@code JSON_TABLE}. */
final class JsonQueryParser {
    private final Grammar grammar;
    private final TokenStream tokens;

    JsonQueryParser(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
    }

    Expression exists(int position) {
        Search search = open(position);
        search = passing(search);
        Behavior onError = onError();
        tokens.expect(")");
        Shape shape = new Shape(Wrapper.UNSPECIFIED, Quotes.UNSPECIFIED, null, onError, position);
        return new JsonQuery(JsonQueryKind.JSON_EXISTS, search, null, shape, position);
    }

    Expression query(int position) {
        Search search = passing(open(position));
        Output output = returning();
        Shape shape = shape(wrapper(), quotes(), position);
        tokens.expect(")");
        return new JsonQuery(JsonQueryKind.JSON_QUERY, search, output, shape, position);
    }

    Expression value(int position) {
        Search search = passing(open(position));
        Output output = returning();
        Shape shape = shape(Wrapper.UNSPECIFIED, Quotes.UNSPECIFIED, position);
        tokens.expect(")");
        return new JsonQuery(JsonQueryKind.JSON_VALUE, search, output, shape, position);
    }

    FromItem table(int position) {
        Search search = open(position);
        requireLiteral(search.path());
        String pathName = tokens.accept("as") ? tokens.columnId() : null;
        search = passing(search);
        List<JsonColumn> columns = columns();
        Behavior onError = onError();
        tokens.expect(")");
        return new FromItem.JsonTable(search, pathName, columns, onError, grammar.from.alias(), position);
    }

    private Search open(int position) {
        tokens.advance();
        tokens.expect("(");
        Value document = document();
        tokens.expect(",");
        return new Search(document, grammar.expressions.parse(), List.of(), position);
    }

    private Value document() {
        Expression value = grammar.expressions.parse();
        boolean formatted = tokens.accept("format_la");
        return new Value(value, formatted, formatted ? encoding() : null, value.start());
    }

    private @Nullable String encoding() {
        tokens.expect("json");
        return tokens.accept("encoding") ? tokens.columnId() : null;
    }

    private Search passing(Search search) {
        if (!tokens.accept("passing")) {
            return search;
        }
        List<Argument> arguments = new ArrayList<>();
        do {
            Value value = document();
            tokens.expect("as");
            arguments.add(new Argument(value, tokens.label(), value.position()));
        } while (tokens.accept(","));
        return new Search(search.document(), search.path(), arguments, search.position());
    }

    private @Nullable Output returning() {
        int position = tokens.position();
        if (!tokens.accept("returning")) {
            return null;
        }
        return output(grammar.types.parse(), position);
    }

    private Output output(TypeName type, int position) {
        boolean formatted = tokens.accept("format_la");
        return new Output(type, formatted, formatted ? encoding() : null, position);
    }

    private Wrapper wrapper() {
        boolean with = tokens.accept("with");
        if (!with && !tokens.accept("without")) {
            return Wrapper.UNSPECIFIED;
        }
        boolean conditional = with && tokens.accept("conditional");
        if (with && !conditional) {
            tokens.accept("unconditional");
        }
        tokens.accept("array");
        tokens.expect("wrapper");
        return !with ? Wrapper.NONE : conditional ? Wrapper.CONDITIONAL : Wrapper.UNCONDITIONAL;
    }

    private Quotes quotes() {
        boolean keep = tokens.accept("keep");
        if (!keep && !tokens.accept("omit")) {
            return Quotes.UNSPECIFIED;
        }
        tokens.expect("quotes");
        if (tokens.accept("on")) {
            tokens.expectAll("scalar", "string");
        }
        return keep ? Quotes.KEEP : Quotes.OMIT;
    }

    /** ON EMPTY, ON ERROR, or both in this order. */
    private Shape shape(Wrapper wrapper, Quotes quotes, int position) {
        Behavior onEmpty = null;
        Behavior onError = behavior();
        if (onError != null) {
            tokens.expect("on");
            if (tokens.accept("empty")) {
                onEmpty = onError;
                onError = onError();
            } else {
                tokens.expect("error");
            }
        }
        return new Shape(wrapper, quotes, onEmpty, onError, position);
    }

    private @Nullable Behavior onError() {
        Behavior behavior = behavior();
        if (behavior != null) {
            tokens.expectAll("on", "error");
        }
        return behavior;
    }

    private @Nullable Behavior behavior() {
        int position = tokens.position();
        if (tokens.accept("default")) {
            return new Behavior(Behavior.Kind.DEFAULT, grammar.expressions.parse(), position);
        }
        if (tokens.accept("empty")) {
            boolean object = tokens.accept("object");
            if (!object) {
                tokens.accept("array");
            }
            return new Behavior(object ? Behavior.Kind.EMPTY_OBJECT : Behavior.Kind.EMPTY_ARRAY, null, position);
        }
        if (!tokens.isAny("error", "null", "true", "false", "unknown")) {
            return null;
        }
        return new Behavior(Behavior.Kind.valueOf(PredicateParser.upper(tokens.advance())), null, position);
    }

    private List<JsonColumn> columns() {
        tokens.expectAll("columns", "(");
        tokens.enter();
        List<JsonColumn> columns = new ArrayList<>();
        do {
            columns.add(column());
        } while (tokens.accept(","));
        tokens.leave();
        tokens.expect(")");
        return columns;
    }

    private JsonColumn column() {
        int position = tokens.position();
        if (tokens.is("nested")
                && (tokens.ahead(1).is("path") || tokens.ahead(1).kind() == Kind.STRING)) {
            tokens.advance();
            tokens.accept("path");
            String path = tokens.string();
            String name = tokens.accept("as") ? tokens.columnId() : null;
            return new JsonColumn.Nested(path, name, columns(), position);
        }
        String name = tokens.columnId();
        if (tokens.accept("for")) {
            tokens.expect("ordinality");
            return new JsonColumn.Ordinality(name, position);
        }
        int typePosition = tokens.position();
        TypeName type = grammar.types.parse();
        if (tokens.accept("exists")) {
            Output output = new Output(type, false, null, typePosition);
            String path = path();
            Shape shape = new Shape(Wrapper.UNSPECIFIED, Quotes.UNSPECIFIED, null, onError(), position);
            return new JsonColumn.Value(name, JsonColumn.Value.Kind.EXISTS, output, path, shape, position);
        }
        Output output = output(type, typePosition);
        String path = path();
        Shape shape = shape(wrapper(), quotes(), position);
        JsonColumn.Value.Kind kind =
                output.formatted() ? JsonColumn.Value.Kind.FORMATTED : JsonColumn.Value.Kind.REGULAR;
        return new JsonColumn.Value(name, kind, output, path, shape, position);
    }

    private @Nullable String path() {
        return tokens.accept("path") ? tokens.string() : null;
    }

    private static void requireLiteral(Expression path) {
        if (!(path instanceof Expression.StringLiteral)) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "only string constants are supported in JSON_TABLE path specification")
                    .at(path.start());
        }
    }
}
