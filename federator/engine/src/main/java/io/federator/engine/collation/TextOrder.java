package io.federator.engine.collation;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RawCollationKey;
import com.ibm.icu.util.ULocale;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One of PostgreSQL's collations, all of them deterministic: texts are equal when their bytes are. Safe for any thread.
 *
 * <p>A text's place in a linguistic order is a {@link #key}: bytes that compare as PostgreSQL compares the texts. Whatever sorts,
 * compares, takes extremes or merges does so with keys, as with any other value; nothing else has to know of collations.
 */
public final class TextOrder {
    /** By code point, letters of ASCII only: PostgreSQL's {@code C}. */
    public static final TextOrder C = new TextOrder("C", Kind.C, ULocale.ROOT);

    private static final String ICU_SUFFIX = "-x-icu";
    private static final Map<String, TextOrder> PLAIN = Map.of(
            "C", C,
            "POSIX", new TextOrder("POSIX", Kind.C, ULocale.ROOT),
            "ucs_basic", new TextOrder("ucs_basic", Kind.C, ULocale.ROOT),
            "pg_c_utf8", new TextOrder("pg_c_utf8", Kind.SIMPLE, ULocale.ROOT),
            "pg_unicode_fast", new TextOrder("pg_unicode_fast", Kind.FULL, ULocale.ROOT),
            "C.utf8", new TextOrder("C.utf8", Kind.LIBC, ULocale.ROOT),
            "C.UTF-8", new TextOrder("C.UTF-8", Kind.LIBC, ULocale.ROOT));

    private static final Map<String, TextOrder> LINGUISTIC = new ConcurrentHashMap<>();
    private static final byte END_OF_KEY = 0;

    private final String name;
    private final Kind kind;
    private final ULocale locale;
    private volatile @Nullable Collator collator;

    private TextOrder(String name, Kind kind, ULocale locale) {
        this.name = name;
        this.kind = kind;
        this.locale = locale;
    }

    private enum Kind {
        C,
        /** By code point; letters change case one by one, as Unicode's table says. */
        SIMPLE,
        /** By code point; case as Unicode's full algorithms say. */
        FULL,
        /** By code point; case as the C library says. */
        LIBC,
        ICU
    }

    /** The collation that PostgreSQL has under this name in a UTF-8 database; empty where it has none, or none we know. */
    public static Optional<TextOrder> named(String name) {
        TextOrder plain = PLAIN.get(name);
        if (plain != null) {
            return Optional.of(plain);
        }
        TextOrder known = LINGUISTIC.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        ULocale locale = localeOf(name);
        return locale == null
                ? Optional.empty()
                : Optional.of(LINGUISTIC.computeIfAbsent(name, n -> new TextOrder(n, Kind.ICU, locale)));
    }

    private static @Nullable ULocale localeOf(String name) {
        if (name.equals("unicode") || name.equals("und" + ICU_SUFFIX)) {
            return ULocale.ROOT;
        }
        if (!name.endsWith(ICU_SUFFIX)) {
            return null;
        }
        String tag = name.substring(0, name.length() - ICU_SUFFIX.length());
        return Arrays.stream(ULocale.getAvailableLocales())
                .filter(available -> available.toLanguageTag().equals(tag))
                .findFirst()
                .orElse(null);
    }

    public String name() {
        return name;
    }

    /** The locale's name as {@code pg_database.datlocale} shows it; empty for the orders by code point. */
    public Optional<String> locale() {
        return kind == Kind.ICU ? Optional.of(locale.toLanguageTag()) : Optional.empty();
    }

    /** Whether texts are sorted by code point, so that no keys are needed. */
    public boolean isByCodePoint() {
        return kind != Kind.ICU;
    }

    /** Whether only the letters of ASCII have a case and a class. */
    public boolean hasAsciiLetters() {
        return kind == Kind.C;
    }

    /** ICU's sort key, its end mark, and the text itself: equal only for equal texts, and the text can be had back. */
    public Bytes key(String text) {
        RawCollationKey key = collator().getRawCollationKey(text, null);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // The key of ICU ends in its own zero, which is in it nowhere else.
        byte[] all = Arrays.copyOf(key.bytes, key.size + bytes.length);
        System.arraycopy(bytes, 0, all, key.size, bytes.length);
        return new Bytes(all);
    }

    /** The text that a {@link #key} was made of. */
    public static String textOf(Bytes key) {
        byte[] all = key.array();
        int end = 0;
        while (all[end] != END_OF_KEY) {
            end++;
        }
        return new String(all, end + 1, all.length - end - 1, StandardCharsets.UTF_8);
    }

    private Collator collator() {
        Collator made = collator;
        if (made == null) {
            made = Collator.getInstance(locale).freeze();
            collator = made;
        }
        return made;
    }

    public String lower(String text) {
        return switch (kind) {
            case C -> throw new IllegalStateException("C needs no locale");
            case SIMPLE -> mapped(text, true);
            case FULL -> text.toLowerCase(Locale.ROOT);
            case LIBC -> ofAscii(text).toLowerCase(Locale.ROOT);
            case ICU -> UCharacter.toLowerCase(locale, text);
        };
    }

    public String upper(String text) {
        return switch (kind) {
            case C -> throw new IllegalStateException("C needs no locale");
            case SIMPLE -> mapped(text, false);
            case FULL -> text.toUpperCase(Locale.ROOT);
            case LIBC -> ofAscii(text).toUpperCase(Locale.ROOT);
            case ICU -> UCharacter.toUpperCase(locale, text);
        };
    }

    /** Capitals at the beginnings of words. */
    public String initcap(String text) {
        if (kind != Kind.ICU) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED, "initcap under collation \"" + name + "\" is not supported");
        }
        return UCharacter.toTitleCase(locale, text, null);
    }

    private static String mapped(String text, boolean lower) {
        return text.codePoints()
                .map(c -> lower ? Character.toLowerCase(c) : Character.toUpperCase(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String ofAscii(String text) {
        if (text.chars().anyMatch(c -> c >= 0x80)) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "changing the case of letters beyond ASCII under collation \"" + name + "\" is not supported");
        }
        return text;
    }

    @Override
    public String toString() {
        return name;
    }
}
