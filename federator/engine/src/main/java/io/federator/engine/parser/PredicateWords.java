package io.federator.engine.parser;

import java.util.Set;

/** Key words that tell an operator from a column's name before them. */
final class PredicateWords {
    /** What follows IS as an operator. */
    static final Set<String> AFTER_IS = Set.of(
            "not", "null", "true", "false", "unknown", "distinct", "document", "normalized", "nfc", "nfd", "nfkc",
            "nfkd", "json");

    /** Reserved words that begin an expression. */
    static final Set<String> RESERVED_OPERANDS = Set.of(
            "array",
            "case",
            "cast",
            "current_catalog",
            "current_date",
            "current_role",
            "current_time",
            "current_timestamp",
            "current_user",
            "default",
            "false",
            "localtime",
            "localtimestamp",
            "not",
            "null",
            "session_user",
            "system_user",
            "true",
            "unique",
            "user");

    private PredicateWords() {}
}
