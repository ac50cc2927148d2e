package io.federator.engine.session.setting;

import io.federator.engine.context.FormatSettings.DateOrder;
import io.federator.engine.context.FormatSettings.DateStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code DateStyle}: an output style and an order of day and month, in any order, each once. */
record DateStyleSetting(DateStyle style, DateOrder order) {
    private static final String NAME = "DateStyle";

    /** Reads new words over the current value, which the missing half is taken from. */
    static DateStyleSetting parse(String text, DateStyleSetting current, DateStyleSetting initial) {
        DateStyle style = null;
        DateOrder order = null;
        for (String raw : text.split(",", -1)) {
            String word = raw.strip().toLowerCase(Locale.ROOT);
            DateStyle namedStyle = style(word);
            DateOrder namedOrder = order(word);
            if (word.equals("default")) {
                namedStyle = style == null ? initial.style : style;
                namedOrder = order == null ? initial.order : order;
            } else if (namedStyle == null && namedOrder == null) {
                if (word.isEmpty() && text.isBlank()) {
                    return current;
                }
                throw SettingErrors.invalidValue(NAME, text).withDetail("Unrecognized key word: \"" + word + "\".");
            }
            boolean conflict = (namedStyle != null && style != null && style != namedStyle)
                    || (namedOrder != null && order != null && order != namedOrder);
            if (conflict) {
                throw SettingErrors.invalidValue(NAME, text).withDetail("Conflicting \"DateStyle\" specifications.");
            }
            style = namedStyle == null ? style : namedStyle;
            order = namedOrder == null ? order : namedOrder;
        }
        if (style == DateStyle.GERMAN && order == null) {
            order = DateOrder.DMY;
        }
        return new DateStyleSetting(style == null ? current.style : style, order == null ? current.order : order);
    }

    private static @Nullable DateStyle style(String word) {
        if (word.startsWith("postgres")) {
            return DateStyle.POSTGRES;
        }
        return switch (word) {
            case "iso" -> DateStyle.ISO;
            case "sql" -> DateStyle.SQL;
            case "german" -> DateStyle.GERMAN;
            default -> null;
        };
    }

    private static @Nullable DateOrder order(String word) {
        if (word.startsWith("euro")) {
            return DateOrder.DMY;
        }
        if (word.startsWith("noneuro")) {
            return DateOrder.MDY;
        }
        return switch (word) {
            case "ymd" -> DateOrder.YMD;
            case "dmy" -> DateOrder.DMY;
            case "mdy", "us" -> DateOrder.MDY;
            default -> null;
        };
    }

    /** SHOW's form. */
    @Override
    public String toString() {
        String shown = switch (style) {
            case ISO -> "ISO";
            case SQL -> "SQL";
            case POSTGRES -> "Postgres";
            case GERMAN -> "German";
        };
        return shown + ", " + order;
    }
}
