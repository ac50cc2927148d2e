package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import io.federator.engine.parser.ast.Alias;
import io.federator.engine.parser.ast.Assignment;
import io.federator.engine.parser.ast.Assignment.AssignedColumn;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.FromItem;
import io.federator.engine.parser.ast.OnConflict;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.Target;
import io.federator.engine.parser.ast.With;
import io.federator.engine.parser.ast.WriteStatement;
import io.federator.engine.parser.ast.WriteStatement.Overriding;
import io.federator.engine.parser.ast.WriteStatement.Returning;
import io.federator.spi.error.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Statements that change rows or lock tables. */
final class WriteParser {
    private final Grammar grammar;
    private final TokenStream tokens;
    private final SelectParser selects;

    WriteParser(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
        this.selects = new SelectParser(grammar);
    }

    Statement insert(@Nullable With with, int position) {
        tokens.expectAll("insert", "into");
        int at = tokens.position();
        FromItem.Table bare = new FromItem.Table(grammar.from.relationName(), false, null, null, at);
        FromItem.Table table = bare;
        if (tokens.accept("as")) {
            int aliasAt = tokens.position();
            table = aliased(bare, new Alias(tokens.columnId(), List.of(), aliasAt));
        }
        List<AssignedColumn> columns = List.of();
        if (tokens.is("(") && !grammar.queries.isStartInParentheses()) {
            if (tokens.ahead(1).is("(")) {
                throw grammar.statements.queryError();
            }
            tokens.advance();
            columns = assignedColumns();
            tokens.expect(")");
        }
        Overriding overriding = overriding();
        Query source = null;
        boolean mayDefault = columns.isEmpty() && overriding == null;
        if (!mayDefault || !tokens.accept("default", "values")) {
            if (!grammar.queries.isStart() && !tokens.is("(")) {
                throw sourceError(mayDefault);
            }
            source = grammar.queries.parse();
        }
        OnConflict onConflict = onConflict();
        return new WriteStatement.Insert(with, table, columns, overriding, source, onConflict, returning(), position);
    }

    private SqlException sourceError(boolean mayDefault) {
        if ((mayDefault && tokens.is("default")) || tokens.is("values")) {
            tokens.advance();
        }
        return tokens.error();
    }

    @Nullable Overriding overriding() {
        if (!tokens.accept("overriding")) {
            return null;
        }
        Overriding overriding = Overriding.USER;
        if (tokens.accept("system")) {
            overriding = Overriding.SYSTEM;
        } else {
            tokens.expect("user");
        }
        tokens.expect("value");
        return overriding;
    }

    List<AssignedColumn> assignedColumns() {
        List<AssignedColumn> columns = new ArrayList<>();
        do {
            columns.add(assignedColumn());
        } while (tokens.accept(","));
        return columns;
    }

    private AssignedColumn assignedColumn() {
        int position = tokens.position();
        String name = tokens.columnId();
        Indirection steps = Indirection.read(grammar);
        if (steps.hasStar()) {
            throw tokens.error("improper use of \"*\"");
        }
        return new AssignedColumn(name, steps.steps(), position);
    }

    List<Assignment> assignments() {
        List<Assignment> assignments = new ArrayList<>();
        do {
            int position = tokens.position();
            boolean multiple = tokens.accept("(");
            List<AssignedColumn> columns = multiple ? assignedColumns() : List.of(assignedColumn());
            if (multiple) {
                tokens.expect(")");
            }
            tokens.expect("=");
            assignments.add(new Assignment(columns, multiple, grammar.expressions.parse(), position));
        } while (tokens.accept(","));
        return assignments;
    }

    private @Nullable OnConflict onConflict() {
        if (!tokens.is("on")) {
            return null;
        }
        int position = tokens.advance().position();
        tokens.expect("conflict");
        List<Expression> target = new ArrayList<>();
        Expression targetWhere = null;
        String constraint = null;
        if (tokens.accept("(")) {
            do {
                target.add(indexElement());
            } while (tokens.accept(","));
            tokens.expect(")");
            targetWhere = tokens.accept("where") ? grammar.expressions.parse() : null;
        } else if (tokens.accept("on")) {
            tokens.expect("constraint");
            constraint = tokens.columnId();
        }
        tokens.expect("do");
        if (tokens.accept("nothing")) {
            return new OnConflict(target, targetWhere, constraint, false, List.of(), null, position);
        }
        tokens.expectAll("update", "set");
        List<Assignment> assignments = assignments();
        Expression where = tokens.accept("where") ? grammar.expressions.parse() : null;
        return new OnConflict(target, targetWhere, constraint, true, assignments, where, position);
    }

    /** A column or expression that an index has; what it says beyond its collation we refuse. */
    private Expression indexElement() {
        int position = tokens.position();
        Expression element;
        Token next = tokens.ahead(1);
        if (tokens.accept("(")) {
            element = grammar.expressions.parse();
            tokens.expect(")");
        } else if (tokens.isColumnId() && !next.is("(") && !next.is(".")) {
            element = new Expression.ColumnRef(List.of(tokens.columnId()), false, position);
        } else {
            element = new FunctionTableParser(grammar).windowlessCall();
        }
        if (tokens.accept("collate")) {
            element = new Expression.Collate(element, tokens.anyName(), position);
        }
        if (tokens.isColumnId() && !tokens.is("nulls_la")) {
            tokens.refuse("operator class in ON CONFLICT", tokens.position());
            tokens.anyName();
            if (tokens.is("(")) {
                grammar.specialCalls.skipParentheses();
            }
        }
        if (tokens.isAny("asc", "desc", "nulls_la")) {
            tokens.refuse("order in ON CONFLICT", tokens.position());
            if (tokens.isAny("asc", "desc")) {
                tokens.advance();
            }
            if (tokens.accept("nulls_la")) {
                tokens.advance();
            }
        }
        return element;
    }

    Returning returning() {
        if (!tokens.accept("returning")) {
            return new Returning(List.of(), null, null);
        }
        String oldName = null;
        String newName = null;
        if (tokens.accept("with")) {
            tokens.expect("(");
            do {
                Token version = tokens.current();
                if (!tokens.accept("old")) {
                    tokens.expect("new");
                }
                tokens.expect("as");
                String name = tokens.columnId();
                boolean old = version.is("old");
                if ((old ? oldName : newName) != null) {
                    String word = PredicateParser.upper(version);
                    throw TokenStream.errorAt(version.position(), word + " cannot be specified multiple times");
                }
                oldName = old ? name : oldName;
                newName = old ? newName : name;
            } while (tokens.accept(","));
            tokens.expect(")");
        }
        List<Target> targets = selects.targets();
        return new Returning(targets, oldName, newName);
    }

    Statement update(@Nullable With with, int position) {
        tokens.expect("update");
        FromItem.Table table = aliasedTarget();
        tokens.expect("set");
        List<Assignment> assignments = assignments();
        List<FromItem> from = tokens.accept("from") ? grammar.from.list() : List.of();
        Expression where = where();
        return new WriteStatement.Update(with, table, assignments, from, where, returning(), position);
    }

    Statement delete(@Nullable With with, int position) {
        tokens.expectAll("delete", "from");
        FromItem.Table table = aliasedTarget();
        List<FromItem> using = tokens.accept("using") ? grammar.from.list() : List.of();
        Expression where = where();
        return new WriteStatement.Delete(with, table, using, where, returning(), position);
    }

    FromItem.Table aliasedTarget() {
        FromItem.Table table = grammar.from.relation();
        int position = tokens.position();
        if (tokens.accept("as") || (tokens.isColumnId() && !tokens.is("set"))) {
            return aliased(table, new Alias(tokens.columnId(), List.of(), position));
        }
        return table;
    }

    private static FromItem.Table aliased(FromItem.Table table, Alias alias) {
        return new FromItem.Table(table.name(), table.only(), alias, null, table.position());
    }

    private @Nullable Expression where() {
        if (!tokens.accept("where")) {
            return null;
        }
        int position = tokens.position();
        if (tokens.accept("current", "of")) {
            return new Expression.CurrentOf(tokens.columnId(), position);
        }
        return grammar.expressions.parse();
    }

    Statement truncate() {
        int position = tokens.expect("truncate").position();
        tokens.accept("table");
        List<FromItem.Table> tables = relations();
        boolean restart = tokens.accept("restart");
        if (restart || tokens.accept("continue")) {
            tokens.expect("identity");
        }
        boolean cascade = tokens.accept("cascade");
        if (!cascade) {
            tokens.accept("restrict");
        }
        return new WriteStatement.Truncate(tables, restart, cascade, position);
    }

    private List<FromItem.Table> relations() {
        List<FromItem.Table> tables = new ArrayList<>();
        do {
            tables.add(grammar.from.relation());
        } while (tokens.accept(","));
        return tables;
    }

    Statement lock() {
        int position = tokens.expect("lock").position();
        tokens.accept("table");
        List<FromItem.Table> tables = relations();
        String mode = tokens.accept("in") ? lockMode() : "access exclusive";
        return new WriteStatement.Lock(tables, mode, tokens.accept("nowait"), position);
    }

    private String lockMode() {
        StringBuilder mode = new StringBuilder();
        if (tokens.is("access")) {
            mode.append(tokens.advance().value()).append(' ');
            word(mode, "share", "exclusive");
        } else if (tokens.is("row")) {
            mode.append(tokens.advance().value()).append(' ');
            word(mode, "share", "exclusive");
        } else if (tokens.is("share")) {
            mode.append(tokens.advance().value());
            if (tokens.accept("update")) {
                tokens.expect("exclusive");
                mode.append(" update exclusive");
            } else if (tokens.accept("row")) {
                tokens.expect("exclusive");
                mode.append(" row exclusive");
            }
        } else {
            word(mode, "exclusive");
        }
        tokens.expect("mode");
        return mode.toString().toLowerCase(Locale.ROOT);
    }

    private void word(StringBuilder mode, String... allowed) {
        if (!tokens.isAny(allowed) || tokens.is(Kind.END)) {
            throw tokens.error();
        }
        mode.append(tokens.advance().value());
    }
}
