package io.federator.engine.binder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The trees that queries become, in {@code plans.txt} and, for TPC-H, {@code tpch.txt}. */
class PlansTest {
    static Stream<Arguments> cases() {
        return Stream.concat(read("plans.txt").stream(), read("tpch.txt").stream());
    }

    /** Blocks of a query after {@code -- } and its tree, with an empty line between blocks. */
    private static List<Arguments> read(String file) {
        List<Arguments> cases = new ArrayList<>();
        for (String block : Resources.text(file).split("\n\n")) {
            int end = block.indexOf('\n');
            cases.add(Arguments.of(block.substring("-- ".length(), end), block.substring(end + 1)));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bindsTo(String query, String tree) {
        String sql = query.endsWith(".sql") ? Resources.text(query) : query;

        assertThat(RelOptUtil.toString(BinderFixture.bind(sql).rel()).strip()).isEqualTo(tree.strip());
    }
}
