package io.federator.engine.session;

import io.federator.engine.function.CastContext;
import io.federator.engine.function.FunctionCatalog;
import io.federator.engine.parser.ParsedStatement;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.QueryBody;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.Target;
import io.federator.engine.parser.ast.TypeName;
import io.federator.engine.pipeline.PreparedQuery;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** PREPARE, EXECUTE and DEALLOCATE; their names are those of the protocol's prepared statements. */
final class PreparedCommands {
    private final Session session;
    private final Commands commands;

    PreparedCommands(Session session, Commands commands) {
        this.session = session;
        this.commands = commands;
    }

    Outcome prepare(Statement.Prepare s, Portal portal) {
        ParsedStatement whole = Objects.requireNonNull(portal.statement().parsed());
        List<SqlType> types = s.types().stream().map(this::type).toList();
        ParsedStatement inner =
                new ParsedStatement(s.statement(), whole.text(), whole.offset(), whole.parameterCount());
        session.keep(s.name(), session.prepareWithin(inner, types, portal.scope()));
        return new Outcome.Done("PREPARE");
    }

    Outcome execute(Statement.Execute s, Portal portal) {
        PreparedStatement target = session.statement(s.name());
        return commands.start(portal.of(target, arguments(s, target, portal)));
    }

    /** EXPLAIN EXECUTE: a portal that explains the prepared statement for these arguments. */
    Portal explain(Statement.Explain s, Statement.Execute of, Portal portal) {
        List<@Nullable Object> arguments = arguments(of, session.statement(of.name()), portal);
        return portal.of(explaining(s, of, portal.scope()), arguments);
    }

    /** EXPLAIN of what a prepared statement asks. */
    PreparedStatement explaining(Statement.Explain s, Statement.Execute of, StatementScope scope) {
        PreparedStatement target = session.statement(of.name());
        ParsedStatement query = target.isGeneric() ? session.parse(text(target)).getFirst() : target.query();
        if (query == null) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED, "EXPLAIN of a statement that has no plan is not supported");
        }
        Statement explain = new Statement.Explain(s.options(), query.statement(), s.position());
        String text = "EXPLAIN " + s.options() + " " + query.text();
        return session.prepareWithin(
                new ParsedStatement(explain, text, query.offset(), query.parameterCount()), target.parameters(), scope);
    }

    private static String text(PreparedStatement statement) {
        return Objects.requireNonNull(statement.parsed()).text();
    }

    Outcome deallocate(Statement.Deallocate s) {
        String name = s.name();
        if (name == null) {
            session.closeAllStatements();
            return new Outcome.Done("DEALLOCATE ALL");
        }
        session.statement(name);
        session.closeStatement(name);
        return new Outcome.Done("DEALLOCATE");
    }

    /** What a type's name means is the binder's to say: it is asked for the type of a NULL of that type. */
    private SqlType type(TypeName name) {
        Expression nothing = new Expression.Cast(new Expression.NullLiteral(name.position()), name, name.position());
        return plan(List.of(nothing), "PREPARE type " + name, new StatementScope())
                .columns()
                .getFirst()
                .type();
    }

    /** Evaluates the arguments as a query without a table, coerced to the parameters' types as an assignment would. */
    private List<@Nullable Object> arguments(Statement.Execute s, PreparedStatement target, Portal portal) {
        List<SqlType> wanted = target.parameters();
        List<Expression> given = s.arguments();
        if (given.size() != wanted.size()) {
            throw new SqlException(
                            SqlState.SYNTAX_ERROR,
                            "wrong number of parameters for prepared statement \"" + s.name() + "\"")
                    .withDetail("Expected " + wanted.size() + " parameters but got " + given.size() + ".");
        }
        if (given.isEmpty()) {
            return List.of();
        }
        String text = Objects.requireNonNull(portal.statement().parsed()).text();
        checkAssignable(given, plan(given, "arguments of " + text, portal.scope()), wanted);
        List<Expression> casts = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Expression argument = given.get(i);
            casts.add(new Expression.Cast(argument, typeName(wanted.get(i), argument.position()), argument.position()));
        }
        PreparedQuery plan = plan(casts, "arguments as " + wanted + " of " + text, portal.scope());
        StatementContext context = new StatementContext(session, List.of(), portal.scope());
        List<@Nullable Object> values = new ArrayList<>();
        try (RowCursor row = session.services().queries().execute(plan, context)) {
            row.next();
            for (int i = 0; i < given.size(); i++) {
                values.add(row.isNull(i) ? null : row.get(i));
            }
        }
        return values;
    }

    private static void checkAssignable(List<Expression> given, PreparedQuery plan, List<SqlType> wanted) {
        for (int i = 0; i < given.size(); i++) {
            boolean literal =
                    given.get(i) instanceof Expression.StringLiteral || given.get(i) instanceof Expression.NullLiteral;
            SqlType from = plan.columns().get(i).type();
            if (!literal && !FunctionCatalog.postgresql().canCast(from, wanted.get(i), CastContext.ASSIGNMENT)) {
                throw new SqlException(
                                SqlState.DATATYPE_MISMATCH,
                                "parameter $" + (i + 1) + " of type " + from.bare()
                                        + " cannot be coerced to the expected type "
                                        + wanted.get(i).bare())
                        .withHint("You will need to rewrite or cast the expression.")
                        .at(given.get(i).start());
            }
        }
    }

    private PreparedQuery plan(List<Expression> expressions, String key, StatementScope scope) {
        List<Target> targets =
                expressions.stream().map(e -> new Target(e, null, e.position())).toList();
        int position = expressions.getFirst().position();
        QueryBody body =
                new QueryBody.Select(null, targets, List.of(), null, List.of(), false, null, List.of(), position);
        Query query = new Query(null, body, List.of(), null, null, false, List.of(), position);
        ParsedStatement parsed = new ParsedStatement(new Statement.Select(query), key, 0, 0);
        StatementContext context = new StatementContext(session, List.of(), scope);
        return session.services().queries().prepare(parsed, List.of(), context);
    }

    private static TypeName typeName(SqlType type, int position) {
        SqlType element = type.element();
        if (type.is(TypeKind.ARRAY) && element != null) {
            TypeName of = TypeName.system(element.kind().typname(), position);
            return new TypeName(of.name(), List.of(), List.of(OptionalInt.empty()), false, null, position);
        }
        return TypeName.system(type.kind().typname(), position);
    }
}
