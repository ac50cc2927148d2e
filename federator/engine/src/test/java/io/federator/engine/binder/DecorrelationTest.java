package io.federator.engine.binder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.tools.RelBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calcite's rules take the subqueries out of our trees and keep their types. */
class DecorrelationTest {
    static Stream<String> queries() {
        return Stream.concat(
                ColumnsTest.cases().map(c -> (String) c.get()[0]),
                IntStream.rangeClosed(1, 22).mapToObj(i -> Resources.text("tpch/q%02d.sql".formatted(i))));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void leavesNoSubquery(String sql) {
        BoundQuery query = BinderFixture.bind(sql);
        HepPlanner planner = new HepPlanner(HepProgram.builder()
                .addRuleCollection(List.of(
                        CoreRules.FILTER_SUB_QUERY_TO_CORRELATE,
                        CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE,
                        CoreRules.JOIN_SUB_QUERY_TO_CORRELATE))
                .build());
        planner.setRoot(query.rel());
        RelNode correlated = planner.findBestExp();
        RelBuilder builder = RelBuilder.proto(RelBuilder.Config.DEFAULT.withSimplify(false))
                .create(query.rel().getCluster(), null);

        RelNode rel = RelDecorrelator.decorrelateQuery(correlated, builder);

        String tree = RelOptUtil.toString(rel);
        assertThat(tree).doesNotContain("_QUERY(").doesNotContain("EXISTS(").doesNotContain("IN({");
        // Functions of FROM that take columns of the row before them stay correlated.
        if (!tree.contains("LogicalTableFunctionScan")) {
            assertThat(tree).doesNotContain("LogicalCorrelate");
        }
        assertThat(RelOptUtil.areRowTypesEqual(rel.getRowType(), query.rel().getRowType(), false))
                .isTrue();
    }
}
