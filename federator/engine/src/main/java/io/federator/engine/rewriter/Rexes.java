package io.federator.engine.rewriter;

import io.federator.engine.rel.Constant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/** Looks into expressions and moves them from one row to another. */
public final class Rexes {
    private Rexes() {}

    /** The conjuncts of a condition, without TRUE and without repetitions. */
    public static List<RexNode> conjuncts(RexNode condition) {
        Map<RexNode, RexNode> found = new LinkedHashMap<>();
        collect(condition, SqlKind.AND, found);
        found.keySet().removeIf(Rexes::alwaysTrue);
        return List.copyOf(found.keySet());
    }

    public static List<RexNode> disjuncts(RexNode condition) {
        Map<RexNode, RexNode> found = new LinkedHashMap<>();
        collect(condition, SqlKind.OR, found);
        return List.copyOf(found.keySet());
    }

    private static void collect(RexNode node, SqlKind kind, Map<RexNode, RexNode> found) {
        if (node instanceof RexCall call && call.getKind() == kind) {
            call.getOperands().forEach(operand -> collect(operand, kind, found));
        } else {
            found.putIfAbsent(node, node);
        }
    }

    public static RexNode and(RexBuilder rex, Collection<RexNode> conjuncts) {
        return switch (conjuncts.size()) {
            case 0 -> rex.makeLiteral(true);
            case 1 -> conjuncts.iterator().next();
            default -> rex.makeCall(SqlStdOperatorTable.AND, List.copyOf(conjuncts));
        };
    }

    /** Without an AND right inside of an AND or an OR inside of an OR at any depth, which Calcite does not take in a filter. */
    static RexNode flat(RexBuilder rex, RexNode node) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                RexNode inside = super.visitCall(call);
                boolean connects = inside.isA(SqlKind.AND) || inside.isA(SqlKind.OR);
                return connects ? RexUtil.flatten(rex, inside) : inside;
            }
        });
    }

    public static RexNode or(RexBuilder rex, Collection<RexNode> disjuncts) {
        return switch (disjuncts.size()) {
            case 0 -> rex.makeLiteral(false);
            case 1 -> disjuncts.iterator().next();
            default -> rex.makeCall(SqlStdOperatorTable.OR, List.copyOf(disjuncts));
        };
    }

    public static boolean alwaysTrue(RexNode node) {
        return node instanceof RexLiteral && Boolean.TRUE.equals(booleanOf(node));
    }

    /** Whether a condition is the constant FALSE or NULL. */
    public static boolean neverTrue(RexNode node) {
        return node instanceof RexLiteral literal && (literal.isNull() || Boolean.FALSE.equals(booleanOf(node)));
    }

    private static @Nullable Object booleanOf(RexNode node) {
        return ((RexLiteral) node).getValue();
    }

    /** The positions of the input's columns that an expression reads; windows included. */
    public static ImmutableBitSet inputs(RexNode node) {
        ImmutableBitSet.Builder found = ImmutableBitSet.builder();
        node.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitInputRef(RexInputRef ref) {
                found.set(ref.getIndex());
                return super.visitInputRef(ref);
            }
        });
        return found.build();
    }

    public static ImmutableBitSet inputs(Collection<? extends RexNode> nodes) {
        return ImmutableBitSet.union(nodes.stream().map(Rexes::inputs).toList());
    }

    /** Each input reference at another position; the types stay and are the caller's to refresh. */
    public static RexNode move(RexNode node, IntUnaryOperator to) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return new RexInputRef(to.applyAsInt(ref.getIndex()), ref.getType());
            }
        });
    }

    public static RexNode shift(RexNode node, int by) {
        return by == 0 ? node : move(node, i -> i + by);
    }

    public static List<RexNode> shift(Collection<RexNode> nodes, int by) {
        return nodes.stream().map(n -> shift(n, by)).toList();
    }

    /** Each input reference replaced by the expression at its position. */
    public static RexNode substitute(RexNode node, List<? extends RexNode> by) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return by.get(ref.getIndex());
            }
        });
    }

    /** Whether each evaluation may give another value, so that it must be evaluated exactly where it stands. */
    public static boolean isVolatile(RexNode node) {
        return any(node, n -> n instanceof RexCall call && !call.getOperator().isDeterministic());
    }

    public static boolean hasWindow(RexNode node) {
        return any(node, RexOver.class::isInstance);
    }

    public static boolean hasSubquery(RexNode node) {
        return any(node, RexSubQuery.class::isInstance);
    }

    public static boolean hasParameter(RexNode node) {
        return any(node, RexDynamicParam.class::isInstance);
    }

    /** Whether it refers to a row of an enclosing query. */
    public static boolean isCorrelated(RexNode node) {
        return any(node, RexCorrelVariable.class::isInstance);
    }

    /** No column, no outer row, no subquery, and one value for the whole statement. */
    public static boolean isRunTimeConstant(RexNode node) {
        return inputs(node).isEmpty()
                && !any(
                        node,
                        n -> n instanceof RexCorrelVariable
                                || n instanceof RexFieldAccess
                                || n instanceof RexSubQuery
                                || n instanceof RexOver)
                && !isVolatile(node);
    }

    /** A parameter or a constant: the same in every row and every execution's leaf. */
    public static boolean isSimpleConstant(RexNode node) {
        return node instanceof RexDynamicParam || Constant.isConstant(node);
    }

    public static boolean any(RexNode node, Predicate<RexNode> wanted) {
        try {
            node.accept(new RexShuttle() {
                @Override
                public RexNode visitCall(RexCall call) {
                    check(call);
                    return super.visitCall(call);
                }

                @Override
                public RexNode visitOver(RexOver over) {
                    check(over);
                    return super.visitOver(over);
                }

                @Override
                public RexNode visitSubQuery(RexSubQuery subQuery) {
                    check(subQuery);
                    return super.visitSubQuery(subQuery);
                }

                @Override
                public RexNode visitDynamicParam(RexDynamicParam parameter) {
                    check(parameter);
                    return parameter;
                }

                @Override
                public RexNode visitFieldAccess(RexFieldAccess access) {
                    check(access);
                    return super.visitFieldAccess(access);
                }

                @Override
                public RexNode visitCorrelVariable(RexCorrelVariable variable) {
                    check(variable);
                    return variable;
                }

                @Override
                public RexNode visitInputRef(RexInputRef ref) {
                    check(ref);
                    return ref;
                }

                private void check(RexNode each) {
                    if (wanted.test(each)) {
                        throw Util.FoundOne.NULL;
                    }
                }
            });
            return false;
        } catch (Util.FoundOne found) {
            return true;
        }
    }

    /** Splits off the nodes that satisfy the test. */
    public static List<RexNode> take(List<RexNode> from, Predicate<RexNode> wanted) {
        List<RexNode> taken = new ArrayList<>();
        from.removeIf(n -> wanted.test(n) && taken.add(n));
        return taken;
    }
}
