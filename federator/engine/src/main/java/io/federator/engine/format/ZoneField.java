package io.federator.engine.format;

import io.federator.spi.error.SqlException;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The time zone in a text of a time: an offset, an abbreviation or a name; the session's where there is none. */
final class ZoneField {
    private static final int HOUR = 3600;

    private final String text;
    private final ZoneId session;
    private final Supplier<SqlException> syntax;
    private @Nullable Integer offset;
    private @Nullable ZoneId named;
    private @Nullable String abbreviation;

    ZoneField(String text, ZoneId session, Supplier<SqlException> syntax) {
        this.text = text;
        this.session = session;
        this.syntax = syntax;
    }

    boolean isEmpty() {
        return offset == null && named == null && abbreviation == null;
    }

    /** Whether its offset depends on the day. */
    boolean needsDate() {
        return named != null && !named.getRules().isFixedOffset();
    }

    private void requireEmpty() {
        if (!isEmpty()) {
            throw syntax.get();
        }
    }

    void utc() {
        offset = 0;
    }

    void offset(String field) {
        requireEmpty();
        offset = ZoneOffsets.parse(field, text, syntax);
    }

    /** @param unknown the error for a zone that there is not */
    void named(String name, Supplier<SqlException> unknown) {
        requireEmpty();
        named = TimeZones.named(name).orElseThrow(unknown);
    }

    /** An abbreviation or a name in lower case. */
    void word(String word) {
        requireEmpty();
        if (TimeZones.abbreviation(word, session).isPresent()) {
            abbreviation = word;
        } else {
            named = TimeZones.named(word).orElseThrow(syntax);
        }
    }

    /** One hour more than the offset before it. */
    void dst() {
        if (abbreviation != null) {
            offset = TimeZones.offsetOf(abbreviation, 0, session) + HOUR;
            abbreviation = null;
        } else if (offset != null) {
            offset += HOUR;
        } else {
            throw syntax.get();
        }
    }

    /** Seconds east of Greenwich at a local time. */
    int east(long localMicros) {
        if (offset != null) {
            return offset;
        }
        return abbreviation != null
                ? TimeZones.offsetOf(abbreviation, localMicros, session)
                : Calendar.offsetOf(named == null ? session : named, localMicros);
    }
}
