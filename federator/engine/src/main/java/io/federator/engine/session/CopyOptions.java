package io.federator.engine.session;

import io.federator.engine.names.ClientEncoding;
import io.federator.engine.parser.ast.Statement.Option;
import io.federator.engine.plan.ResultColumn;
import io.federator.engine.session.CopyFormat.Kind;
import io.federator.engine.session.CopyInFormat.Header;
import io.federator.engine.session.CopyInFormat.Verbosity;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of COPY, checked in PostgreSQL's order and with its messages. */
final class CopyOptions {
    private static final Set<String> KNOWN = Set.of(
            "format",
            "freeze",
            "delimiter",
            "null",
            "default",
            "header",
            "quote",
            "escape",
            "force_quote",
            "force_not_null",
            "force_null",
            "convert_selectively",
            "encoding",
            "on_error",
            "log_verbosity",
            "reject_limit");
    private static final String NOT_FOR_TEXT = "\\.abcdefghijklmnopqrstuvwxyz0123456789";
    private final boolean from;
    private final Map<String, Option> given = new HashMap<>();

    private CopyOptions(List<Option> options, boolean from) {
        this.from = from;
        for (Option option : options) {
            checkAlone(option, from);
            if (given.put(option.name(), option) != null) {
                throw syntax("conflicting or redundant options").at(option.position());
            }
        }
    }

    /**
     * @param columns of what is copied
     * @param client the encoding where none is asked for
     */
    static CopyFormat of(List<Option> options, List<ResultColumn> columns, ClientEncoding client) {
        CopyOptions given = new CopyOptions(options, false);
        CopyInFormat common = given.checked(client);
        return new CopyFormat(
                common.kind(),
                common.delimiter(),
                common.nullText(),
                common.header() != Header.NONE,
                common.quote(),
                common.escape(),
                given.forced("force_quote", columns),
                common.encoding());
    }

    /**
     * The options of COPY FROM.
     *
     * @param columns of the rows that come
     * @param client the encoding where none is asked for
     */
    static CopyInFormat receiving(List<Option> options, List<ResultColumn> columns, ClientEncoding client) {
        CopyOptions given = new CopyOptions(options, true);
        CopyInFormat common = given.checked(client);
        return new CopyInFormat(
                common.kind(),
                common.delimiter(),
                common.nullText(),
                common.defaultText(),
                common.header(),
                common.quote(),
                common.escape(),
                given.forced("force_not_null", columns),
                given.forced("force_null", columns),
                common.encoding(),
                common.ignoresErrors(),
                common.rejectLimit(),
                common.verbosity());
    }

    private static void checkOnError(Option option, boolean from) {
        if (!from) {
            throw invalid("COPY ON_ERROR cannot be used with COPY TO").at(option.position());
        }
        String action = word(option);
        if (!Set.of("stop", "ignore").contains(action)) {
            throw invalid("COPY ON_ERROR \"" + action + "\" not recognized").at(option.position());
        }
    }

    private static long rejectLimit(Option option) {
        String text = option.values().isEmpty() ? "" : option.values().getFirst();
        long limit;
        try {
            limit = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new SqlException(
                    SqlState.INVALID_TEXT_REPRESENTATION, "invalid input syntax for type bigint: \"" + text + "\"");
        }
        if (limit <= 0) {
            throw invalid("REJECT_LIMIT (" + limit + ") must be greater than zero");
        }
        return limit;
    }

    /** What PostgreSQL finds wrong with an option before it looks at the others. */
    private static void checkAlone(Option option, boolean from) {
        if (!KNOWN.contains(option.name())) {
            throw syntax("option \"" + option.name() + "\" not recognized").at(option.position());
        }
        switch (option.name()) {
            case "on_error" -> checkOnError(option, from);
            case "log_verbosity" -> {
                String level = word(option);
                if (!Set.of("default", "verbose", "silent").contains(level)) {
                    throw invalid("COPY LOG_VERBOSITY \"" + level + "\" not recognized")
                            .at(option.position());
                }
            }
            default -> {}
        }
    }

    /** All but the columns that options name. */
    private CopyInFormat checked(ClientEncoding client) {
        Kind kind = kind();
        boolean csv = kind == Kind.CSV;
        ClientEncoding encoding = encoding(client);
        Header header = header();
        if (kind == Kind.BINARY) {
            for (String name : List.of("delimiter", "null", "default")) {
                if (given.containsKey(name)) {
                    throw syntax("cannot specify " + name.toUpperCase(Locale.ROOT) + " in BINARY mode");
                }
            }
        }
        String delimiter = text("delimiter", csv ? "," : "\t");
        String nullText = text("null", csv ? "" : "\\N");
        checkDelimiter(delimiter, csv);
        if (hasNewline(nullText)) {
            throw invalid("COPY null representation cannot use newline or carriage return");
        }
        String defaultText = given.containsKey("default") ? text("default", "") : null;
        if (from && defaultText != null && hasNewline(defaultText)) {
            throw invalid("COPY default representation cannot use newline or carriage return");
        }
        if (kind == Kind.BINARY && header != Header.NONE) {
            throw unsupported("cannot specify HEADER in BINARY mode");
        }
        String quote = quoting("quote", "\"", csv);
        if (csv && delimiter.equals(quote)) {
            throw invalid("COPY delimiter and quote must be different");
        }
        String escape = quoting("escape", quote, csv);
        requireCsv("force_quote", csv);
        if (from && given.containsKey("force_quote")) {
            throw unsupported("COPY FORCE_QUOTE cannot be used with COPY FROM");
        }
        checkNotForReading(csv);
        if (nullText.contains(delimiter)) {
            throw invalid("COPY delimiter character must not appear in the NULL specification");
        }
        if (csv && nullText.contains(quote)) {
            throw invalid("CSV quote character must not appear in the NULL specification");
        }
        if (!from) {
            checkNotForCopyTo();
        } else if (defaultText != null) {
            checkDefault(defaultText, nullText, delimiter, csv ? quote : null);
        }
        boolean ignores = given.containsKey("on_error")
                && word(Objects.requireNonNull(given.get("on_error"))).equals("ignore");
        if (kind == Kind.BINARY && ignores) {
            throw syntax("only ON_ERROR STOP is allowed in BINARY mode");
        }
        Option limit = given.get("reject_limit");
        if (limit != null && !ignores) {
            throw invalid("COPY REJECT_LIMIT requires ON_ERROR to be set to IGNORE");
        }
        Option verbosity = given.get("log_verbosity");
        return new CopyInFormat(
                kind,
                delimiter.charAt(0),
                nullText,
                defaultText,
                header,
                quote.charAt(0),
                escape.charAt(0),
                Set.of(),
                Set.of(),
                encoding,
                ignores,
                limit == null ? 0 : rejectLimit(limit),
                verbosity == null
                        ? Verbosity.DEFAULT
                        : Verbosity.valueOf(word(verbosity).toUpperCase(Locale.ROOT)));
    }

    private static void checkDefault(String text, String nullText, String delimiter, @Nullable String quote) {
        if (text.contains(delimiter)) {
            throw unsupported("COPY delimiter character must not appear in the DEFAULT specification");
        }
        if (quote != null && text.contains(quote)) {
            throw unsupported("CSV quote character must not appear in the DEFAULT specification");
        }
        if (text.equals(nullText)) {
            throw unsupported("NULL specification and DEFAULT specification cannot be the same");
        }
    }

    private Kind kind() {
        Option option = given.get("format");
        if (option == null) {
            return Kind.TEXT;
        }
        String name = word(option);
        return switch (name) {
            case "text" -> Kind.TEXT;
            case "csv" -> Kind.CSV;
            case "binary" -> Kind.BINARY;
            default ->
                throw invalid("COPY format \"" + name + "\" not recognized").at(option.position());
        };
    }

    private static void checkDelimiter(String delimiter, boolean csv) {
        if (!isOneByte(delimiter)) {
            throw unsupported("COPY delimiter must be a single one-byte character");
        }
        if (hasNewline(delimiter)) {
            throw invalid("COPY delimiter cannot be newline or carriage return");
        }
        if (!csv && NOT_FOR_TEXT.contains(delimiter)) {
            throw invalid("COPY delimiter cannot be \"" + delimiter + "\"");
        }
    }

    private String quoting(String name, String otherwise, boolean csv) {
        requireCsv(name, csv);
        String value = text(name, otherwise);
        if (!isOneByte(value)) {
            throw unsupported("COPY " + name + " must be a single one-byte character");
        }
        return value;
    }

    private void requireCsv(String name, boolean csv) {
        if (!csv && given.containsKey(name)) {
            throw unsupported("COPY " + name.toUpperCase(Locale.ROOT) + " requires CSV mode");
        }
    }

    private void checkNotForReading(boolean csv) {
        for (String name : List.of("force_not_null", "force_null")) {
            requireCsv(name, csv);
            if (!from && given.containsKey(name)) {
                throw invalid("COPY " + name.toUpperCase(Locale.ROOT) + " cannot be used with COPY TO");
            }
        }
    }

    private void checkNotForCopyTo() {
        Option freeze = given.get("freeze");
        if (freeze != null && isTrue(freeze)) {
            throw invalid("COPY FREEZE cannot be used with COPY TO");
        }
        if (given.containsKey("default")) {
            throw unsupported("COPY DEFAULT cannot be used with COPY TO");
        }
        if (given.containsKey("reject_limit")) {
            throw invalid("COPY REJECT_LIMIT requires ON_ERROR to be set to IGNORE");
        }
    }

    private Header header() {
        Option option = given.get("header");
        if (option == null) {
            return Header.NONE;
        }
        if (!option.values().isEmpty() && word(option).equals("match")) {
            if (from) {
                return Header.MATCHED;
            }
            throw unsupported("cannot use \"match\" with HEADER in COPY TO");
        }
        Boolean value = bool(option);
        if (value == null) {
            throw syntax("header requires a Boolean value or \"match\"");
        }
        return value ? Header.SKIPPED : Header.NONE;
    }

    private static boolean isTrue(Option option) {
        Boolean value = bool(option);
        if (value == null) {
            throw syntax(option.name() + " requires a Boolean value");
        }
        return value;
    }

    private static @Nullable Boolean bool(Option option) {
        if (option.values().isEmpty()) {
            return true;
        }
        return switch (word(option)) {
            case "true", "on", "1" -> true;
            case "false", "off", "0" -> false;
            default -> null;
        };
    }

    private ClientEncoding encoding(ClientEncoding byDefault) {
        Option option = given.get("encoding");
        if (option == null) {
            return byDefault;
        }
        String name = option.values().isEmpty() ? "" : option.values().getFirst();
        return ClientEncoding.find(name)
                .filter(encoding -> encoding.charset().isPresent())
                .orElseThrow(() -> invalid("argument to option \"encoding\" must be a valid encoding name")
                        .at(option.position()));
    }

    private Set<Integer> forced(String clause, List<ResultColumn> columns) {
        Option option = given.get(clause);
        Set<Integer> positions = new HashSet<>();
        if (option == null) {
            return positions;
        }
        boolean all = option.values().equals(List.of("*"));
        for (String name : all ? columns.stream().map(ResultColumn::name).toList() : option.values()) {
            boolean found = false;
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).name().equals(name)) {
                    positions.add(i);
                    found = true;
                }
            }
            if (!found) {
                throw from
                        ? new SqlException(
                                SqlState.INVALID_COLUMN_REFERENCE,
                                clause.toUpperCase(Locale.ROOT) + " column \"" + name + "\" not referenced by COPY")
                        : new SqlException(SqlState.UNDEFINED_COLUMN, "column \"" + name + "\" does not exist");
            }
        }
        return positions;
    }

    private String text(String name, String otherwise) {
        Option option = given.get(name);
        if (option == null) {
            return otherwise;
        }
        if (option.values().isEmpty()) {
            throw syntax(name + " requires a parameter");
        }
        return option.values().getFirst();
    }

    private static String word(Option option) {
        if (option.values().isEmpty()) {
            throw syntax(option.name() + " requires a parameter");
        }
        return option.values().getFirst().toLowerCase(Locale.ROOT);
    }

    private static boolean isOneByte(String text) {
        return text.length() == 1 && text.charAt(0) < 0x80;
    }

    private static boolean hasNewline(String text) {
        return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    }

    private static SqlException syntax(String message) {
        return new SqlException(SqlState.SYNTAX_ERROR, message);
    }

    private static SqlException invalid(String message) {
        return new SqlException(SqlState.INVALID_PARAMETER_VALUE, message);
    }

    private static SqlException unsupported(String message) {
        return new SqlException(SqlState.FEATURE_NOT_SUPPORTED, message);
    }
}
