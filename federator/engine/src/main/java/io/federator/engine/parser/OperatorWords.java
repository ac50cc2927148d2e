package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import java.util.Set;

/** Words that are operators or the names of result columns, by what follows them. */
final class OperatorWords {
    /** What stands between an operator and an array or a query. */
    static final Set<String> QUANTIFIERS = Set.of("any", "some", "all");

    /** What follows IS as an operator. */
    private static final Set<String> AFTER_IS = Set.of(
            "not",
            "null",
            "true",
            "false",
            "unknown",
            "distinct",
            "document",
            "normalized",
            "nfc",
            "nfd",
            "nfkc",
            "nfkd",
            "json");

    /** Reserved words that begin an expression. */
    private static final Set<String> RESERVED_OPERANDS = Set.of(
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

    private OperatorWords() {}

    /** Whether a word that could be an operator is the name of the result column, by what follows it. */
    static boolean isLabel(Token token, Token next) {
        if (token.kind() != Kind.KEYWORD || !TokenStream.isBareLabel(token)) {
            return false;
        }
        return switch (token.symbol()) {
            case "and", "or" -> !startsOperand(next);
            case "like", "ilike" -> !startsOperand(next) && !QUANTIFIERS.contains(next.symbol());
            case "between" -> !startsOperand(next) && !next.is("symmetric") && !next.is("asymmetric");
            case "in", "operator" -> !next.is("(");
            case "similar" -> !next.is("to");
            case "at" -> !next.is("time") && !next.is("local");
            case "collate" -> !TokenStream.isColumnId(next);
            case "is" -> !AFTER_IS.contains(next.symbol());
            default -> false;
        };
    }

    /** Roughly the tokens that an expression begins with: what can follow a select item's name is not among them. */
    private static boolean startsOperand(Token token) {
        return switch (token.kind()) {
            case END -> false;
            case SIGN -> Set.of("(", "+", "-").contains(token.symbol());
            case KEYWORD -> TokenStream.isNonReserved(token) || RESERVED_OPERANDS.contains(token.symbol());
            default -> true;
        };
    }
}
