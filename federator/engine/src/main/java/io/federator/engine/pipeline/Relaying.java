package io.federator.engine.pipeline;

import io.federator.engine.plan.PlanNode;
import io.federator.engine.plan.PlanNode.Leaf;
import io.federator.engine.plan.ResultColumn;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.engine.writer.WritePlan;
import io.federator.spi.source.Source;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** Which plans are relayed: those where a source's own rows are the client's, in whatever order they come. */
final class Relaying {
    private Relaying() {}

    static Optional<RelayPlan> of(PreparedQuery query, Map<String, Source> sources) {
        EnginePlan plan = (EnginePlan) query.plan();
        if (!isGeneric(plan)) {
            return Optional.empty();
        }
        return switch (plan) {
            case QueryPlan read -> leaves(read.plan().root()).map(leaves -> reading(query, leaves, sources));
            case ChangePlan change
            when change.plan() instanceof WritePlan.Shipped shipped -> Optional.of(writing(shipped, sources));
            default -> Optional.<RelayPlan>empty();
        };
    }

    /** Whether each source does its part of the plan by itself, whatever the parameters' values. */
    static boolean isGeneric(EnginePlan plan) {
        return !plan.readsClock()
                && switch (plan) {
                    case QueryPlan read ->
                        read.failure().isEmpty() && leaves(read.plan().root()).isPresent();
                    case ChangePlan change ->
                        change.plan() instanceof WritePlan.Shipped || change.plan() instanceof WritePlan.Insert;
                    case PartsPlan parts -> false;
                    case LockingPlan locking -> false;
                    case ExplainedPlan explained -> false;
                };
    }

    private static Optional<List<Leaf>> leaves(PlanNode root) {
        List<Leaf> leaves = new ArrayList<>();
        List<PlanNode> nodes = root instanceof PlanNode.Concatenation all ? all.inputs() : List.of(root);
        for (PlanNode node : nodes) {
            if (!(node instanceof Leaf leaf)) {
                return Optional.empty();
            }
            leaves.add(leaf);
        }
        return Optional.of(leaves);
    }

    private static RelayPlan reading(PreparedQuery query, List<Leaf> leaves, Map<String, Source> sources) {
        List<SqlType> types = query.columns().stream().map(ResultColumn::type).toList();
        List<RelayPlan.Statement> statements = new ArrayList<>();
        for (Leaf leaf : leaves) {
            boolean same = oids(leaf.types()).equals(oids(types));
            statements.add(
                    statement(source(leaf.source(), sources), leaf.sql(), leaf.arguments(), leaf.pruning(), same));
        }
        return new RelayPlan(statements, query.columns(), false);
    }

    private static RelayPlan writing(WritePlan.Shipped shipped, Map<String, Source> sources) {
        List<RelayPlan.Statement> statements = new ArrayList<>();
        for (WritePlan.Statement part : shipped.statements()) {
            statements.add(statement(
                    source(part.copy().source(), sources), part.sql(), part.arguments(), part.pruning(), true));
        }
        return new RelayPlan(statements, List.of(), true);
    }

    private static RelayPlan.Statement statement(
            Source source, String sql, List<RexNode> arguments, List<PlanNode.PruneCheck> pruning, boolean sameRows) {
        List<RelayPlan.Parameter> parameters = new ArrayList<>();
        for (RexNode argument : arguments) {
            parameter(argument).ifPresent(parameters::add);
        }
        Optional<String> numbered = NumberedSql.of(sql, arguments.size());
        boolean direct = sameRows && source.hasWire() && parameters.size() == arguments.size() && numbered.isPresent();
        return new RelayPlan.Statement(source, numbered.orElse(sql), parameters, pruning, direct);
    }

    /** A parameter of the client's, as it is or as a larger type whose text is the same. */
    private static Optional<RelayPlan.Parameter> parameter(RexNode argument) {
        SqlType type = PgTypeFactory.sqlType(argument.getType());
        if (argument instanceof RexDynamicParam parameter) {
            return Optional.of(new RelayPlan.Parameter(parameter.getIndex(), type, false));
        }
        if (argument instanceof RexCall call
                && call.getKind() == SqlKind.CAST
                && call.getOperands().getFirst() instanceof RexDynamicParam parameter
                && isWiderThan(PgTypeFactory.sqlType(parameter.getType()), type)) {
            return Optional.of(new RelayPlan.Parameter(parameter.getIndex(), type, true));
        }
        return Optional.empty();
    }

    private static boolean isWiderThan(SqlType from, SqlType to) {
        List<TypeKind> wider = List.of(TypeKind.INT2, TypeKind.INT4, TypeKind.INT8, TypeKind.NUMERIC);
        int at = wider.indexOf(from.kind());
        return at >= 0 && from.kind() != TypeKind.NUMERIC && wider.indexOf(to.kind()) > at && to.typmod() < 0;
    }

    private static Source source(String name, Map<String, Source> sources) {
        Source source = sources.get(name);
        if (source == null) {
            throw new IllegalStateException("the plan reads source \"" + name + "\", which is gone");
        }
        return source;
    }

    private static List<Integer> oids(List<SqlType> types) {
        return types.stream().map(SqlType::oid).toList();
    }
}
