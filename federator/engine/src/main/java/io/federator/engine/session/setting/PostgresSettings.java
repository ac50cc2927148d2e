package io.federator.engine.session.setting;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All settings of PostgreSQL 18 as its pg_settings describes them, from a resource: name, category, type, unit, least and greatest
 * value, words, initial value in SHOW's form, context, meaning. Those that nobody declares otherwise are told and have no effect.
 */
public final class PostgresSettings {
    private static final Map<String, Description> ALL = read();

    /** Where another value than the initial one would change results or the session, it is refused. */
    private static final Set<String> HEEDED_BY_POSTGRES = Set.of(
            "exit_on_error", "gin_fuzzy_search_limit", "restrict_nonsystem_relation_kind", "transform_null_equals");

    private PostgresSettings() {}

    /**
     * A row of pg_settings.
     *
     * @param type bool, integer, real, enum or string
     * @param unit empty for none; so the limits
     * @param words of an enum
     */
    public record Description(
            String name,
            String category,
            String type,
            String unit,
            String least,
            String greatest,
            List<String> words,
            String initial,
            String context,
            String meaning) {
        public Description {
            words = List.copyOf(words);
        }

        Setting setting() {
            Setting.Access access =
                    Setting.Access.valueOf(context.replace('-', '_').toUpperCase(Locale.ROOT));
            SettingKind kind = access != Setting.Access.USER
                    ? SettingKind.text()
                    : HEEDED_BY_POSTGRES.contains(name) ? only(initial) : kind();
            return new Setting(name, kind, initial, access, false, meaning);
        }

        private SettingKind kind() {
            return switch (type) {
                case "bool" -> SettingKind.flag();
                case "integer" ->
                    SettingKind.whole(Long.parseLong(least), Long.parseLong(greatest), Unit.ofSymbol(unit));
                case "real" -> new SettingKind.Real(Double.parseDouble(least), real(greatest));
                case "enum" -> SettingKind.choice(words.toArray(String[]::new));
                default -> SettingKind.text();
            };
        }

        private static double real(String text) {
            double value = Double.parseDouble(text);
            // Six digits of the greatest number.
            return value > 1e308 ? Double.MAX_VALUE : value;
        }

        private SettingKind only(String value) {
            SettingKind kind = kind();
            return new SettingKind.Text(
                    text -> {
                        String given = kind.canonical(name, text);
                        if (given.equals(value)) {
                            return value;
                        }
                        throw new SqlException(
                                SqlState.FEATURE_NOT_SUPPORTED, name + " = " + given + " is not supported");
                    },
                    false,
                    false);
        }
    }

    /** What PostgreSQL says of the setting; empty for names that it has not. */
    public static Optional<Description> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static List<Setting> all() {
        return ALL.values().stream().map(Description::setting).toList();
    }

    private static Map<String, Description> read() {
        InputStream stream = PostgresSettings.class.getResourceAsStream("postgres-settings.tsv");
        if (stream == null) {
            throw new IllegalStateException("missing resource postgres-settings.tsv");
        }
        Map<String, Description> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line : reader.lines().toList()) {
                String[] f = line.split("\t", -1);
                List<String> words = f[6].isEmpty() ? List.of() : List.of(f[6].split(",", -1));
                all.put(f[0], new Description(f[0], f[1], f[2], f[3], f[4], f[5], words, f[7], f[8], f[9]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableMap(all);
    }
}
