package io.federator.engine.parser;

import io.federator.engine.parser.ast.Statement;
import java.util.Optional;

/**
 * One statement of a script.
 *
 * @param text the statement's own text, without the semicolon and the blanks around it
 * @param offset code points of the script before {@code text}; positions in the tree count from the script's start
 * @param parameterCount the highest {@code $n} in the statement, 0 for none
 * @param firstParameter the first {@code $n}, or a {@code $0} if there is one
 */
public record ParsedStatement(
        Statement statement, String text, int offset, int parameterCount, Optional<ParameterUse> firstParameter) {
    /** A statement whose parameters nobody looks for. */
    public ParsedStatement(Statement statement, String text, int offset, int parameterCount) {
        this(statement, text, offset, parameterCount, Optional.empty());
    }
}
