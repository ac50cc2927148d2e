package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import java.util.List;

/** Texts of statements as statistics show them. */
public final class StatementText {
    private StatementText() {}

    /**
     * The text with parameters in place of constants, numbered behind those that it has, so that executions with other constants
     * are counted together and no value is shown. A text that is not SQL stays as it is.
     *
     * @param standardStrings whether a backslash in {@code '…'} is a character like others
     */
    public static String withoutConstants(String sql, boolean standardStrings) {
        List<Token> tokens = Lexer.tokens(sql, new ScriptReading(standardStrings, false, remark -> {}));
        if (tokens.getLast().kind() == Kind.FAILURE) {
            return sql;
        }
        int number = 0;
        for (Token token : tokens) {
            if (token.kind() == Kind.PARAMETER) {
                number = Math.max(number, parameter(token));
            }
        }
        StringBuilder out = new StringBuilder();
        int copied = 0;
        for (Token token : tokens) {
            if (isConstant(token.kind())) {
                out.append(sql, copied, token.start()).append('$').append(++number);
                copied = token.end();
            }
        }
        return out.append(sql.substring(copied)).toString().strip();
    }

    private static boolean isConstant(Kind kind) {
        return switch (kind) {
            case STRING, BITS, HEX_BITS, INTEGER, NUMBER -> true;
            case IDENTIFIER, KEYWORD, PARAMETER, OPERATOR, SIGN, END, FAILURE -> false;
        };
    }

    private static int parameter(Token token) {
        try {
            return Integer.parseInt(token.value());
        } catch (NumberFormatException e) {
            // Out of range, which the parser refuses.
            return 0;
        }
    }
}
