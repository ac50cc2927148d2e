package io.federator.engine.session.setting;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What values a setting takes. Each kind reads a text and gives it in the form that SHOW prints. */
public sealed interface SettingKind {
    /**
     * The value in SHOW's form.
     *
     * @throws io.federator.spi.error.SqlException 22023 with PostgreSQL's wording
     */
    String canonical(String name, String text);

    /** {@code pg_settings.vartype}. */
    String typeName();

    /** on or off. */
    record Flag() implements SettingKind {
        private static final Map<String, String> WORDS = Map.of("true", "on", "false", "off", "yes", "on", "no", "off");

        @Override
        public String canonical(String name, String text) {
            String word = text.toLowerCase(Locale.ROOT);
            if (word.equals("on") || word.equals("1")) {
                return "on";
            }
            if (word.equals("0") || word.equals("of") || word.equals("off")) {
                return "off";
            }
            // As PostgreSQL: any unambiguous beginning of the long words.
            for (Map.Entry<String, String> entry : WORDS.entrySet()) {
                if (!word.isEmpty() && entry.getKey().startsWith(word)) {
                    return entry.getValue();
                }
            }
            throw SettingErrors.invalid("parameter \"" + name + "\" requires a Boolean value");
        }

        @Override
        public String typeName() {
            return "bool";
        }
    }

    /** A whole number with a unit. */
    record Whole(long min, long max, Unit unit) implements SettingKind {
        @Override
        public String canonical(String name, String text) {
            return unit.show(unit.whole(name, text, min, max));
        }

        @Override
        public String typeName() {
            return "integer";
        }
    }

    /** A number. */
    record Real(double min, double max) implements SettingKind {
        @Override
        public String canonical(String name, String text) {
            double value;
            try {
                value = Double.parseDouble(text.strip());
            } catch (NumberFormatException e) {
                throw SettingErrors.invalidValue(name, text);
            }
            if (!(value >= min && value <= max)) {
                throw SettingErrors.invalid(short6(value) + " is outside the valid range for parameter \"" + name
                        + "\" (" + short6(min) + " .. " + short6(max) + ")");
            }
            return short6(value);
        }

        /** C's {@code %g}. */
        private static String short6(double value) {
            if (value == Math.rint(value) && Math.abs(value) < 1e6) {
                return Long.toString((long) value);
            }
            String text = String.format(Locale.ROOT, "%.6g", value);
            return text.contains("e")
                    ? text.replaceFirst("\\.?0*e", "e")
                    : text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
        }

        @Override
        public String typeName() {
            return "real";
        }
    }

    /** One of some words; {@code hidden} are further spellings with the word that each stands for. */
    record Choice(List<String> words, Map<String, String> hidden) implements SettingKind {
        public Choice {
            words = List.copyOf(words);
            hidden = Map.copyOf(hidden);
        }

        @Override
        public String canonical(String name, String text) {
            for (String word : words) {
                if (word.equalsIgnoreCase(text)) {
                    return word;
                }
            }
            String meant = hidden.get(text.toLowerCase(Locale.ROOT));
            if (meant == null) {
                throw SettingErrors.invalidValue(name, text)
                        .withHint("Available values: " + String.join(", ", words) + ".");
            }
            return meant;
        }

        @Override
        public String typeName() {
            return "enum";
        }
    }

    /** Any text that {@code check} accepts; it returns SHOW's form or throws 22023. */
    record Text(UnaryOperator<String> check, boolean list, boolean quoted) implements SettingKind {
        @Override
        public String canonical(String name, String text) {
            return check.apply(text);
        }

        @Override
        public String typeName() {
            return "string";
        }
    }

    static SettingKind flag() {
        return new Flag();
    }

    static SettingKind whole(long min, long max, Unit unit) {
        return new Whole(min, max, unit);
    }

    static SettingKind choice(String... words) {
        return new Choice(List.of(words), Map.of());
    }

    static SettingKind text() {
        return new Text(UnaryOperator.identity(), false, false);
    }
}
