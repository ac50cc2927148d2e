package io.federator.engine.system;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.session.setting.PostgresSettings;
import io.federator.engine.session.setting.SessionSettings;
import io.federator.engine.session.setting.Setting;
import io.federator.engine.session.setting.SettingKind;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** pg_settings. */
final class SettingTables {
    private static final Pattern NUMBER = Pattern.compile("(-?\\d+)([a-zA-Z]*)");
    private static final Map<String, Long> BYTES =
            Map.of("B", 1L, "kB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30, "TB", 1L << 40, "8kB", 8L << 10);
    private static final Map<String, Long> MICROS = Map.of(
            "us", 1L,
            "ms", 1_000L,
            "s", 1_000_000L,
            "min", 60_000_000L,
            "h", 3_600_000_000L,
            "d", 86_400_000_000L);

    private SettingTables() {}

    static void declare(RowSources sources) {
        Shape shape = sources.shapes().pg("pg_settings");
        sources.live(shape, (snapshot, session) -> rows(shape, session));
    }

    private static List<@Nullable Object[]> rows(Shape shape, EvaluationContext session) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Setting setting : SessionSettings.all()) {
            Optional<PostgresSettings.Description> known = PostgresSettings.find(setting.name());
            String unit = known.map(PostgresSettings.Description::unit).orElse("");
            String initial = inBaseUnit(setting.initial(), unit);
            String value = inBaseUnit(session.setting(setting.name()).orElse(setting.initial()), unit);
            Shape.Row row = shape.row()
                    .set("name", setting.name())
                    .set("setting", value)
                    .set("short_desc", setting.meaning())
                    .set("context", setting.access().context())
                    .set("source", value.equals(initial) ? "default" : "session")
                    .set("boot_val", initial)
                    .set("reset_val", initial)
                    .set("pending_restart", false);
            if (known.isPresent()) {
                describe(row, known.get());
            } else {
                describeOwn(row, setting);
            }
            rows.add(row.done());
        }
        return rows;
    }

    private static void describe(Shape.Row row, PostgresSettings.Description known) {
        row.set("category", known.category())
                .set("vartype", known.type())
                .set("unit", known.unit().isEmpty() ? null : known.unit())
                .set("min_val", known.least().isEmpty() ? null : known.least())
                .set("max_val", known.greatest().isEmpty() ? null : known.greatest())
                .set("enumvals", known.words().isEmpty() ? null : ArrayValue.of(SqlType.TEXT, known.words()));
    }

    private static void describeOwn(Shape.Row row, Setting setting) {
        row.set("category", "Customized Options").set("vartype", setting.kind().typeName());
        if (setting.kind() instanceof SettingKind.Choice choice) {
            row.set("enumvals", ArrayValue.of(SqlType.TEXT, choice.words()));
        }
    }

    /** SHOW prints {@code 5s} where pg_settings has 5000 and the unit ms. */
    private static String inBaseUnit(String shown, String unit) {
        Matcher matcher = NUMBER.matcher(shown);
        if (unit.isEmpty() || !matcher.matches() || matcher.group(2).isEmpty()) {
            return shown;
        }
        Map<String, Long> scale = BYTES.containsKey(matcher.group(2)) ? BYTES : MICROS;
        Long from = scale.get(matcher.group(2));
        Long to = scale.get(unit);
        return from == null || to == null
                ? shown
                : Long.toString(Math.multiplyExact(Long.parseLong(matcher.group(1)), from) / to);
    }
}
