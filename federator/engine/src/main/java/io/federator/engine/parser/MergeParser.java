package io.federator.engine.parser;

import io.federator.engine.parser.ast.Assignment.AssignedColumn;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.FromItem;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.With;
import io.federator.engine.parser.ast.WriteStatement;
import io.federator.engine.parser.ast.WriteStatement.Action;
import io.federator.engine.parser.ast.WriteStatement.Match;
import io.federator.engine.parser.ast.WriteStatement.Overriding;
import io.federator.engine.parser.ast.WriteStatement.When;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** MERGE. */
final class MergeParser {
    private final Grammar grammar;
    private final TokenStream tokens;

    MergeParser(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
    }

    Statement merge(@Nullable With with, int position) {
        tokens.expectAll("merge", "into");
        FromItem.Table table = grammar.writes.aliasedTarget();
        tokens.expect("using");
        FromItem source = grammar.from.item();
        tokens.expect("on");
        Expression on = grammar.expressions.parse();
        List<When> whens = new ArrayList<>();
        do {
            whens.add(when());
        } while (tokens.is("when"));
        return new WriteStatement.Merge(with, table, source, on, whens, grammar.writes.returning(), position);
    }

    private When when() {
        int position = tokens.expect("when").position();
        Match match = match();
        Expression condition = tokens.accept("and") ? grammar.expressions.parse() : null;
        tokens.expect("then");
        return new When(match, condition, action(match), position);
    }

    private Match match() {
        if (tokens.accept("matched")) {
            return Match.MATCHED;
        }
        tokens.expectAll("not", "matched");
        if (!tokens.accept("by")) {
            return Match.NOT_MATCHED_BY_TARGET;
        }
        if (tokens.accept("source")) {
            return Match.NOT_MATCHED_BY_SOURCE;
        }
        tokens.expect("target");
        return Match.NOT_MATCHED_BY_TARGET;
    }

    private Action action(Match match) {
        int position = tokens.position();
        if (tokens.accept("do")) {
            tokens.expect("nothing");
            return new Action.Nothing(position);
        }
        if (match == Match.NOT_MATCHED_BY_TARGET) {
            tokens.expect("insert");
            return insert(position);
        }
        if (tokens.accept("delete")) {
            return new Action.Delete(position);
        }
        tokens.expectAll("update", "set");
        return new Action.Update(grammar.writes.assignments(), position);
    }

    private Action insert(int position) {
        List<AssignedColumn> columns = List.of();
        if (tokens.accept("(")) {
            columns = grammar.writes.assignedColumns();
            tokens.expect(")");
        }
        Overriding overriding = grammar.writes.overriding();
        if (columns.isEmpty() && overriding == null && tokens.accept("default", "values")) {
            return new Action.Insert(columns, null, List.of(), position);
        }
        tokens.expectAll("values", "(");
        List<Expression> values = new ArrayList<>();
        do {
            values.add(grammar.expressions.parse());
        } while (tokens.accept(","));
        tokens.expect(")");
        return new Action.Insert(columns, overriding, values, position);
    }
}
