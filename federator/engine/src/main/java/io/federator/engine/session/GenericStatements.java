package io.federator.engine.session;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.format.TextFormat;
import io.federator.engine.parser.GenericText;
import io.federator.engine.parser.ParsedStatement;
import io.federator.engine.parser.ScriptReading;
import io.federator.engine.parser.ScriptRemark;
import io.federator.engine.parser.SqlParser;
import io.federator.engine.parser.ast.GenericForm;
import io.federator.engine.session.setting.SessionSettings.Snapshot;
import io.federator.spi.error.SqlException;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statements that a session has run lately and that differ from those it runs now in nothing but constants. They need not be
 * parsed and planned again: the constants are values of the plan's parameters. Used by the session's thread alone.
 */
final class GenericStatements {
    private static final int CAPACITY = 200;

    private final Session session;
    private @Nullable Snapshot settings;
    private final Map<Key, Optional<PreparedStatement>> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Optional<PreparedStatement>> eldest) {
            return size() > CAPACITY;
        }
    };

    /**
     * A statement that is known, with the constants of one text.
     *
     * @param plain with parameters in their place
     */
    record Found(PreparedStatement plain, GenericText text) {}

    private record Key(String text, List<SqlType> types) {}

    GenericStatements(Session session) {
        this.session = session;
    }

    /** The statement if it has been run before; never blocks. */
    Optional<Found> peek(String sql) {
        if (!session.settings().snapshot().equals(settings)) {
            return Optional.empty();
        }
        return GenericText.of(sql).flatMap(generic -> {
            Optional<PreparedStatement> statement = known.get(new Key(generic.text(), generic.types()));
            return statement == null ? Optional.empty() : statement.map(plain -> new Found(plain, generic));
        });
    }

    /** Empty where the statement is to be prepared as it is. */
    Optional<PreparedStatement> find(String sql) {
        Snapshot now = session.settings().snapshot();
        if (!now.equals(settings)) {
            // Settings say how statements are read and planned.
            known.clear();
            settings = now;
        }
        GenericText generic = GenericText.of(sql).orElse(null);
        if (generic == null || session.status() == TransactionStatus.FAILED) {
            return Optional.empty();
        }
        Key key = new Key(generic.text(), generic.types());
        try {
            Optional<PreparedStatement> statement = known.get(key);
            if (statement == null) {
                statement = learn(generic);
                known.put(key, statement);
            }
            return statement.map(found -> bound(found, generic, sql));
        } catch (SqlException e) {
            // Of the text as it is the same will be said, with the place of what is wrong.
            return Optional.empty();
        }
    }

    private Optional<PreparedStatement> learn(GenericText generic) {
        List<ScriptRemark> remarks = new ArrayList<>();
        List<ParsedStatement> parsed =
                SqlParser.parseScript(generic.text(), new ScriptReading(true, false, remarks::add));
        // What there is to say of a text is said each time that it comes.
        if (parsed.size() != 1
                || !remarks.isEmpty()
                || !GenericForm.covers(
                        parsed.getFirst().statement(), generic.types().size())) {
            return Optional.empty();
        }
        PreparedStatement statement = session.prepare(parsed.getFirst(), generic.types());
        return Optional.of(statement)
                .filter(found -> session.services().queries().isGeneric(Objects.requireNonNull(found.plan())));
    }

    /** @throws SqlException for a constant that is no value of its parameter's type */
    PreparedStatement bound(PreparedStatement statement, GenericText generic, String sql) {
        EvaluationContext context = session.inputContext();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < generic.values().size(); i++) {
            values.add(TextFormat.parse(
                    statement.planned().get(i), generic.values().get(i), context));
        }
        String text = sql.strip();
        text = text.endsWith(";") ? text.substring(0, text.length() - 1).stripTrailing() : text;
        return statement.with(
                new ParsedStatement(
                        Objects.requireNonNull(statement.parsed()).statement(), text, 0, 0, Optional.empty()),
                values);
    }
}
