package io.federator.engine.session;

import io.federator.engine.format.TextFormat;
import io.federator.engine.parser.ast.SessionStatement;
import io.federator.engine.parser.ast.SessionStatement.Scope;
import io.federator.engine.parser.ast.SessionStatement.SettingValue;
import io.federator.engine.parser.ast.TypeName;
import io.federator.engine.parser.ast.TypeName.IntervalFields;
import io.federator.engine.plan.ResultColumn;
import io.federator.engine.session.setting.SessionSettings;
import io.federator.engine.session.setting.Setting;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** SET, SHOW, RESET and DISCARD. */
final class SettingCommands {
    static final List<ResultColumn> SHOW_ALL_COLUMNS = List.of(text("name"), text("setting"), text("description"));

    private final Session session;

    SettingCommands(Session session) {
        this.session = session;
    }

    private static ResultColumn text(String name) {
        return new ResultColumn(name, SqlType.TEXT, 0, 0);
    }

    boolean handles(SessionStatement statement) {
        return switch (statement) {
            case SessionStatement.Set s -> true;
            case SessionStatement.SetFromCurrent s -> true;
            case SessionStatement.Show s -> true;
            case SessionStatement.ShowAll s -> true;
            case SessionStatement.Reset s -> true;
            case SessionStatement.Discard s -> true;
            default -> false;
        };
    }

    Outcome execute(SessionStatement statement, Portal portal) {
        SessionSettings settings = session.settings();
        return switch (statement) {
            case SessionStatement.Set s -> {
                if (s.scope() == Scope.LOCAL && !session.transaction().isBlock()) {
                    session.notice(Notice.warning(
                            SqlState.NO_ACTIVE_SQL_TRANSACTION, "SET LOCAL can only be used in transaction blocks"));
                }
                set(s);
                yield new Outcome.Done("SET");
            }
            case SessionStatement.Show s -> {
                List<ResultColumn> columns = showColumns(s.name());
                yield rows(columns, List.<@Nullable Object[]>of(new Object[] {settings.show(s.name())}), portal);
            }
            case SessionStatement.ShowAll s -> {
                List<@Nullable Object[]> all = new ArrayList<>();
                for (Setting setting : SessionSettings.all()) {
                    all.add(new Object[] {setting.name(), settings.show(setting.name()), setting.meaning()});
                }
                yield rows(SHOW_ALL_COLUMNS, all, portal);
            }
            case SessionStatement.Reset s -> {
                String name = s.name();
                if (name == null) {
                    settings.resetAll();
                } else {
                    settings.reset(name, false);
                }
                yield new Outcome.Done("RESET");
            }
            case SessionStatement.Discard s -> discard(s);
            default ->
                throw new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "SET … FROM CURRENT is only for functions, which there are none of");
        };
    }

    List<ResultColumn> showColumns(String name) {
        session.settings().show(name);
        return List.of(text(SessionSettings.displayName(name)));
    }

    private Outcome rows(List<ResultColumn> columns, List<@Nullable Object[]> rows, Portal portal) {
        MemoryCursor cursor =
                new MemoryCursor(columns.stream().map(ResultColumn::type).toList(), rows);
        StatementContext context = new StatementContext(session, List.of(), portal.scope());
        return new Outcome.Rows(columns, cursor, context, "SHOW", false);
    }

    private void set(SessionStatement.Set s) {
        SessionSettings settings = session.settings();
        String name = s.name().toLowerCase(Locale.ROOT);
        boolean local = s.scope() == Scope.LOCAL;
        List<SettingValue> values = s.values();
        if (values == null) {
            settings.reset(name, local);
            return;
        }
        SettingValue first = values.getFirst();
        if (SettingRules.govern(name)) {
            SettingRules.set(session, name, first.text(), local);
        } else if (name.equals("timezone") && first.interval() != null) {
            settings.setTimeZone(offsetSeconds(first, first.interval()), "INTERVAL '" + first.text() + "'", local);
        } else if (name.equals("timezone") && isWord(first, "local")) {
            settings.reset(name, local);
        } else {
            settings.set(name, values.stream().map(SettingValue::text).toList(), local);
        }
    }

    private static boolean isWord(SettingValue value, String word) {
        return value.kind() == SettingValue.Kind.WORD && value.text().equalsIgnoreCase(word);
    }

    private long offsetSeconds(SettingValue value, TypeName type) {
        String text = value.text().strip();
        IntervalFields fields = type.intervalFields();
        if (text.matches("[+-]?\\d{1,6}") && fields == IntervalFields.HOUR) {
            return Long.parseLong(text) * 3600;
        }
        if (text.matches("[+-]?\\d{1,6}") && fields == IntervalFields.MINUTE) {
            return Long.parseLong(text) * 60;
        }
        Object parsed =
                TextFormat.parse(SqlType.INTERVAL, text, session.settings().format());
        if (!(parsed instanceof Interval(int months, int days, long micros))) {
            throw new IllegalStateException("not an interval: " + parsed);
        }
        if (months != 0 || days != 0) {
            throw new SqlException(
                            SqlState.INVALID_PARAMETER_VALUE,
                            "invalid value for parameter \"TimeZone\": \"INTERVAL '" + text + "'\"")
                    .withDetail("Cannot specify " + (months != 0 ? "months" : "days") + " in time zone interval.");
        }
        return micros / 1_000_000L;
    }

    private Outcome discard(SessionStatement.Discard s) {
        switch (s.target()) {
            case ALL -> {
                if (session.transaction().isBlock()) {
                    throw new SqlException(
                            SqlState.ACTIVE_SQL_TRANSACTION, "DISCARD ALL cannot run inside a transaction block");
                }
                session.portals().closeAll();
                session.closeAllStatements();
                session.notifications().unlisten(null);
                session.settings().resetAll();
            }
            case PLANS, SEQUENCES, TEMP -> {
                // Plans are replaced when they are out of date; sequences and temporary tables there are none.
            }
        }
        return new Outcome.Done("DISCARD " + s.target());
    }
}
