package io.federator.engine.binder;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.spi.type.SqlType;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parameters get the types that PostgreSQL infers. */
class ParametersTest {
    static Stream<String> cases() {
        return Resources.lines("parameters.txt").stream().filter(l -> !l.startsWith("#"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void infersAsPostgresqlDoes(String line) {
        int bar = line.indexOf('|');

        assertThat(BinderFixture.bind(line.substring(bar + 1)).parameters().stream()
                        .map(SqlType::toString)
                        .collect(Collectors.joining(", ")))
                .isEqualTo(line.substring(0, bar).replace("bpchar", "character"));
    }

    @Test
    void declaredTypesAreCastWhereAnotherIsWanted() {
        BoundQuery query = BinderFixture.bind("select a from t where b = $1", SqlType.INT4);

        assertThat(query.parameters()).containsExactly(SqlType.INT4);
        assertThat(RelOptUtil.toString(query.rel())).contains("=($2, CAST(?0):bigint)");
    }
}
