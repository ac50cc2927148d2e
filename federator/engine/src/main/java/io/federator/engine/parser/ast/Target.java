package io.federator.engine.parser.ast;

import org.jspecify.annotations.Nullable;

/**
 * An item of a SELECT or RETURNING list. A star is an expression: {@link Expression.ColumnRef} with {@code star}, or
 * {@link Expression.FieldStar}.
 *
 * @param alias the name after AS, or null where the name follows from the expression
 */
public record Target(Expression expression, @Nullable String alias, int position) implements Node {}
