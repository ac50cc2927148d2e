package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.parser.ast.SessionStatement;
import io.federator.engine.parser.ast.SessionStatement.Scope;
import io.federator.engine.parser.ast.SessionStatement.SettingValue;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.TypeName;
import io.federator.engine.parser.ast.TypeName.IntervalFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SET, SHOW, RESET and their kin. */
final class SessionParser {
    private final Grammar grammar;
    private final TokenStream tokens;
    private final TransactionParser transactions;

    SessionParser(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
        this.transactions = new TransactionParser(grammar.tokens);
    }

    TransactionParser transactions() {
        return transactions;
    }

    Statement set() {
        int position = tokens.expect("set").position();
        if (tokens.is("constraints") && !isSettingSign(1)) {
            return constraints(position);
        }
        Scope scope = Scope.SESSION;
        if (tokens.is("local") && !isSettingSign(1)) {
            tokens.advance();
            scope = Scope.LOCAL;
        } else if (tokens.is("session") && !isSettingSign(1) && !isSessionWord()) {
            tokens.advance();
        }
        return setRest(scope, position);
    }

    /** Whether the word before is a setting's name by what follows it. */
    private boolean isSettingSign(int ahead) {
        Token token = tokens.ahead(ahead);
        return token.is("=") || token.is("to") || token.is(".") || token.is("from");
    }

    private boolean isSessionWord() {
        Token next = tokens.ahead(1);
        boolean characteristics = next.is("characteristics") && !isSettingSign(2);
        return characteristics || next.is("authorization");
    }

    private Statement setRest(Scope scope, int position) {
        Token word = tokens.current();
        if (isSettingSign(1)) {
            return generic(scope, position);
        }
        return switch (word.symbol()) {
            case "transaction" -> setTransaction(position);
            case "session" -> setSession(scope, position);
            case "time" -> {
                tokens.advance();
                tokens.expect("zone");
                yield one(scope, "timezone", zone(), position);
            }
            case "catalog" -> {
                tokens.advance();
                tokens.string();
                tokens.refuse("SET CATALOG", position);
                yield one(scope, "catalog", null, position);
            }
            case "schema" -> {
                tokens.advance();
                yield one(scope, "search_path", string(), position);
            }
            case "names" -> {
                tokens.advance();
                boolean none = tokens.isEnd() || tokens.accept("default");
                yield one(scope, "client_encoding", none ? null : string(), position);
            }
            case "role" -> {
                tokens.advance();
                yield one(scope, "role", wordOrString(), position);
            }
            case "xml" -> {
                tokens.advance();
                tokens.expect("option");
                if (!tokens.isAny("document", "content")) {
                    throw tokens.error();
                }
                yield one(scope, "xmloption", wordOrString(), position);
            }
            default -> generic(scope, position);
        };
    }

    private Statement setTransaction(int position) {
        tokens.advance();
        if (tokens.accept("snapshot")) {
            return new SessionStatement.SetSnapshot(tokens.string(), position);
        }
        return new SessionStatement.SetTransaction(false, transactions.modes(true), position);
    }

    private Statement setSession(Scope scope, int position) {
        tokens.advance();
        if (tokens.accept("characteristics")) {
            tokens.expectAll("as", "transaction");
            return new SessionStatement.SetTransaction(true, transactions.modes(true), position);
        }
        tokens.expect("authorization");
        return one(scope, "session_authorization", tokens.accept("default") ? null : wordOrString(), position);
    }

    private static Statement one(Scope scope, String name, @Nullable SettingValue value, int position) {
        return new SessionStatement.Set(scope, name, value == null ? null : List.of(value), position);
    }

    private Statement generic(Scope scope, int position) {
        String name = settingName();
        if (tokens.accept("from")) {
            tokens.expect("current");
            return new SessionStatement.SetFromCurrent(scope, name, position);
        }
        if (!tokens.accept("=")) {
            tokens.expect("to");
        }
        if (tokens.accept("default")) {
            return new SessionStatement.Set(scope, name, null, position);
        }
        List<SettingValue> values = new ArrayList<>();
        do {
            values.add(value());
        } while (tokens.accept(","));
        return new SessionStatement.Set(scope, name, values, position);
    }

    private String settingName() {
        StringBuilder name = new StringBuilder(tokens.columnId());
        while (tokens.accept(".")) {
            name.append('.').append(tokens.columnId());
        }
        return name.toString();
    }

    private SettingValue value() {
        SettingValue number = number();
        if (number != null) {
            return number;
        }
        return tokens.isAny("true", "false", "on") ? word(tokens.advance()) : wordOrString();
    }

    private @Nullable SettingValue number() {
        int position = tokens.position();
        Kind next = tokens.ahead(1).kind();
        boolean signed = tokens.isAny("+", "-");
        boolean minus = tokens.is("-");
        if (signed) {
            tokens.advance();
            if (next != Kind.INTEGER && next != Kind.NUMBER) {
                throw tokens.error();
            }
        } else if (!tokens.is(Kind.INTEGER) && !tokens.is(Kind.NUMBER)) {
            return null;
        }
        String text = tokens.advance().value();
        return new SettingValue(minus ? "-" + text : text, SettingValue.Kind.NUMBER, null, position);
    }

    private SettingValue wordOrString() {
        Token token = tokens.current();
        if (token.kind() == Kind.STRING) {
            return string();
        }
        if (!TokenStream.isNonReserved(token)) {
            throw tokens.error();
        }
        return word(tokens.advance());
    }

    private static SettingValue word(Token token) {
        return new SettingValue(token.value(), SettingValue.Kind.WORD, null, token.position());
    }

    private SettingValue string() {
        int position = tokens.position();
        return new SettingValue(tokens.string(), SettingValue.Kind.STRING, null, position);
    }

    /** The value of SET TIME ZONE; null for the default. */
    private @Nullable SettingValue zone() {
        if (tokens.accept("default") || tokens.accept("local")) {
            return null;
        }
        if (tokens.is("interval")) {
            return intervalZone();
        }
        SettingValue number = number();
        if (number != null) {
            return number;
        }
        if (tokens.is(Kind.STRING)) {
            return string();
        }
        return word(tokens.expect(Kind.IDENTIFIER));
    }

    private SettingValue intervalZone() {
        int start = tokens.position();
        Token behind = tokens.ahead(1);
        tokens.advance();
        boolean precision = behind.is("(");
        if (precision) {
            tokens.advance();
            grammar.types.integer();
            tokens.expect(")");
        }
        Token literal = tokens.expect(Kind.STRING);
        int fieldsAt = tokens.position();
        TypeName type = grammar.types.intervalFields(precision ? start : fieldsAt);
        IntervalFields fields = type.intervalFields();
        if (fields != null
                && !Set.of(IntervalFields.HOUR, IntervalFields.HOUR_TO_MINUTE).contains(fields)) {
            throw TokenStream.errorAt(fieldsAt, "time zone interval must be HOUR or HOUR TO MINUTE");
        }
        return new SettingValue(literal.value(), SettingValue.Kind.STRING, type, literal.position());
    }

    private Statement constraints(int position) {
        tokens.expect("constraints");
        List<Name> names = new ArrayList<>();
        if (!tokens.accept("all")) {
            do {
                names.add(grammar.from.relationName());
            } while (tokens.accept(","));
        }
        boolean deferred = tokens.accept("deferred");
        if (!deferred) {
            tokens.expect("immediate");
        }
        return new SessionStatement.SetConstraints(names, deferred, position);
    }

    Statement show() {
        int position = tokens.expect("show").position();
        if (tokens.accept("all")) {
            return new SessionStatement.ShowAll(position);
        }
        return new SessionStatement.Show(shown(), position);
    }

    /** A setting's name, or the words that some have. */
    private String shown() {
        if (tokens.accept("time", "zone")) {
            return "timezone";
        }
        if (tokens.accept("session", "authorization")) {
            return "session_authorization";
        }
        if (tokens.accept("transaction", "isolation")) {
            tokens.expect("level");
            return "transaction_isolation";
        }
        return settingName();
    }

    Statement reset() {
        int position = tokens.expect("reset").position();
        return new SessionStatement.Reset(tokens.accept("all") ? null : shown(), position);
    }

    Statement discard() {
        int position = tokens.expect("discard").position();
        SessionStatement.DiscardTarget target = switch (tokens.current().symbol()) {
            case "all" -> SessionStatement.DiscardTarget.ALL;
            case "plans" -> SessionStatement.DiscardTarget.PLANS;
            case "sequences" -> SessionStatement.DiscardTarget.SEQUENCES;
            case "temp", "temporary" -> SessionStatement.DiscardTarget.TEMP;
            default -> throw tokens.error();
        };
        tokens.advance();
        return new SessionStatement.Discard(target, position);
    }

    Statement listen() {
        int position = tokens.expect("listen").position();
        return new SessionStatement.Listen(tokens.columnId(), position);
    }

    Statement unlisten() {
        int position = tokens.expect("unlisten").position();
        return new SessionStatement.Unlisten(tokens.accept("*") ? null : tokens.columnId(), position);
    }

    Statement sendNotice() {
        int position = tokens.expect("notify").position();
        String channel = tokens.columnId();
        String payload = tokens.accept(",") ? tokens.string() : null;
        return new SessionStatement.Notify(channel, payload, position);
    }
}
