package io.federator.engine.localizer;

import com.google.common.collect.Range;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Reads conditions on a single term as the set of values that make them true, or false. */
final class Conditions {
    private final @Nullable IntFunction<@Nullable Object> parameters;

    Conditions(@Nullable IntFunction<@Nullable Object> parameters) {
        this.parameters = parameters;
    }

    /** Values of a term; a null term is a condition without any, whose domain is all or nothing. */
    record Restriction(@Nullable Term term, Domain domain) {}

    Optional<Term> term(RexNode node) {
        return Term.of(node, parameters);
    }

    /**
     * The values of the one term in this condition for which it is {@code truth}; empty when it has several terms or is of a form
     * that is not understood.
     */
    Optional<Restriction> restriction(RexNode node, boolean truth) {
        return switch (node.getKind()) {
            case AND -> combine((RexCall) node, truth, truth);
            case OR -> combine((RexCall) node, truth, !truth);
            case NOT -> restriction(operand(node, 0), !truth);
            case IS_TRUE -> decided(node, true, truth);
            case IS_NOT_TRUE -> decided(node, true, !truth);
            case IS_FALSE -> decided(node, false, truth);
            case IS_NOT_FALSE -> decided(node, false, !truth);
            case IS_NULL -> isNull(operand(node, 0), truth);
            case IS_NOT_NULL -> isNull(operand(node, 0), !truth);
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                comparison((RexCall) node, truth);
            case IS_DISTINCT_FROM -> distinct((RexCall) node, truth);
            case IS_NOT_DISTINCT_FROM -> distinct((RexCall) node, !truth);
            default -> bool(node, truth);
        };
    }

    private Optional<Restriction> combine(RexCall call, boolean truth, boolean intersect) {
        Term term = null;
        List<Domain> domains = new ArrayList<>();
        for (RexNode operand : call.getOperands()) {
            Optional<Restriction> each = restriction(operand, truth);
            if (each.isEmpty()) {
                return Optional.empty();
            }
            Term of = each.get().term();
            if (of != null && term != null && !of.key().equals(term.key())) {
                return Optional.empty();
            }
            term = term == null ? of : term;
            domains.add(each.get().domain());
        }
        Domain domain = intersect ? domains.stream().reduce(Domain.ALL, Domain::intersect) : Domain.union(domains);
        return Optional.of(new Restriction(term, domain));
    }

    /** {@code x IS TRUE} and its like, which are never null. */
    private Optional<Restriction> decided(RexNode node, boolean of, boolean truth) {
        return restriction(operand(node, 0), of)
                .map(r -> truth ? r : new Restriction(r.term(), r.domain().complement()));
    }

    private Optional<Restriction> isNull(RexNode operand, boolean truth) {
        return term(operand).map(term -> {
            if (term.constant() == null) {
                return new Restriction(term, truth ? Domain.NULL : Domain.NOT_NULL);
            }
            return always(term.isNull() == truth);
        });
    }

    private static Restriction always(boolean holds) {
        return new Restriction(null, holds ? Domain.ALL : Domain.NONE);
    }

    private Optional<Restriction> comparison(RexCall call, boolean truth) {
        Optional<Term> left = term(call.getOperands().get(0));
        Optional<Term> right = term(call.getOperands().get(1));
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        Object a = left.get().constant();
        Object b = right.get().constant();
        if (left.get().isNull() || right.get().isNull()) {
            return Optional.of(always(false));
        }
        SqlKind kind = truth ? call.getKind() : call.getKind().negateNullSafe();
        if (a == null && b instanceof Point point && point.line() == left.get().line()) {
            return Optional.of(new Restriction(left.get(), domain(kind, point)));
        }
        if (b == null && a instanceof Point point && point.line() == right.get().line()) {
            return Optional.of(new Restriction(right.get(), domain(kind.reverse(), point)));
        }
        if (a instanceof Point p && b instanceof Point q && p.line() == q.line()) {
            return Optional.of(always(
                    !domain(kind, q).intersect(Domain.of(Range.singleton(p))).isEmpty()));
        }
        return Optional.empty();
    }

    private static Domain domain(SqlKind kind, Point point) {
        return switch (kind) {
            case EQUALS -> Domain.of(Range.singleton(point));
            case NOT_EQUALS -> Domain.of(Range.lessThan(point)).union(Domain.of(Range.greaterThan(point)));
            case LESS_THAN -> Domain.of(Range.lessThan(point));
            case LESS_THAN_OR_EQUAL -> Domain.of(Range.atMost(point));
            case GREATER_THAN -> Domain.of(Range.greaterThan(point));
            case GREATER_THAN_OR_EQUAL -> Domain.of(Range.atLeast(point));
            default -> throw new IllegalArgumentException(kind.name());
        };
    }

    /** {@code IS DISTINCT FROM} is never null: NULL is a value like others. */
    private Optional<Restriction> distinct(RexCall call, boolean truth) {
        Optional<Term> left = term(call.getOperands().get(0));
        Optional<Term> right = term(call.getOperands().get(1));
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        Term variable = left.get().constant() == null ? left.get() : right.get();
        Object constant = left.get().constant() == null
                ? right.get().constant()
                : left.get().constant();
        if (variable.constant() != null || constant == null) {
            return Optional.empty();
        }
        if (constant instanceof Point point && point.line() != variable.line()) {
            return Optional.empty();
        }
        Domain same = constant instanceof Point point ? Domain.of(Range.singleton(point)) : Domain.NULL;
        return Optional.of(new Restriction(variable, truth ? same.complement() : same));
    }

    private Optional<Restriction> bool(RexNode node, boolean truth) {
        Optional<Restriction> any = anyOf(node, truth);
        if (any.isPresent()) {
            return any;
        }
        return term(node).flatMap(term -> {
            if (term.isNull()) {
                return Optional.of(always(false));
            }
            if (term.constant() instanceof Point point) {
                return Optional.of(always(point.equals(Point.bool(truth))));
            }
            return term.line() == Point.Line.BOOLEAN
                    ? Optional.of(new Restriction(term, Domain.of(Range.singleton(Point.bool(truth)))))
                    : Optional.empty();
        });
    }

    /** {@code x = ANY (array)} over a constant or a parameter whose value is known. */
    private Optional<Restriction> anyOf(RexNode node, boolean truth) {
        if (!truth
                || !(node instanceof RexCall call)
                || !call.getOperator().getName().equals("= any")) {
            return Optional.empty();
        }
        Optional<Term> term = term(call.getOperands().get(0));
        RexNode list = call.getOperands().get(1);
        SqlType element = PgTypeFactory.sqlType(list.getType()).element();
        Object value = Constant.isConstant(list)
                ? Constant.valueOf(list)
                : list instanceof RexDynamicParam parameter && parameters != null
                        ? parameters.apply(parameter.getIndex())
                        : null;
        if (term.isEmpty()
                || term.get().constant() != null
                || element == null
                || !(value instanceof ArrayValue array)) {
            return Optional.empty();
        }
        List<Domain> domains = new ArrayList<>();
        for (Object each : array.values()) {
            if (each == null) {
                continue;
            }
            Optional<Point> point = Point.of(element, each);
            if (point.isEmpty() || point.get().line() != term.get().line()) {
                return Optional.empty();
            }
            domains.add(Domain.of(Range.singleton(point.get())));
        }
        return Optional.of(new Restriction(term.get(), domains.isEmpty() ? Domain.NONE : Domain.union(domains)));
    }

    private static RexNode operand(RexNode node, int position) {
        return Objects.requireNonNull(((RexCall) node).getOperands().get(position));
    }
}
