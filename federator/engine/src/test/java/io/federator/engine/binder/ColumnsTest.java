package io.federator.engine.binder;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.engine.plan.ResultColumn;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names, types and modifiers of results are those of PostgreSQL's row descriptions. */
class ColumnsTest {
    static Stream<Arguments> cases() {
        List<String> lines = Resources.lines("columns.txt").stream()
                .filter(l -> !l.startsWith("#"))
                .toList();
        List<Arguments> cases = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += 2) {
            cases.add(Arguments.of(lines.get(i), lines.get(i + 1).substring(2).strip()));
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void describesAsPostgresqlDoes(String sql, String columns) {
        assertThat(BinderFixture.bind(sql).columns().stream()
                        .map(c -> c.name() + ": " + shown(c.type()))
                        .collect(Collectors.joining(", ")))
                .isEqualTo(columns);
    }

    /** As {@code format_type} does. */
    private static String shown(SqlType type) {
        return type.typmod() >= 0
                ? type.toString()
                : switch (type.kind()) {
                    case BPCHAR -> "bpchar";
                    case BIT -> "\"bit\"";
                    default -> type.toString();
                };
    }

    @Test
    void tellsWhereColumnsComeFrom() {
        assertThat(BinderFixture.bind(
                                "select q.x, q.y, w.c from (select b as x, a + 1 as y from t) q join w on w.c = q.y")
                        .columns())
                .extracting(ResultColumn::name, ResultColumn::attribute, c -> c.tableOid() != 0)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("x", 3, true),
                        org.assertj.core.groups.Tuple.tuple("y", 0, false),
                        org.assertj.core.groups.Tuple.tuple("c", 3, true));
    }

    @Test
    void fieldsOfTheTreeHaveTheColumnsTypes() {
        cases().forEach(c -> {
            BoundQuery query = BinderFixture.bind((String) c.get()[0]);
            assertThat(query.rel().getRowType().getFieldList().stream()
                            .map(f -> PgTypeFactory.sqlType(f.getType()))
                            .toList())
                    .isEqualTo(query.columns().stream().map(ResultColumn::type).toList())
                    .doesNotContain(SqlType.of(TypeKind.UNKNOWN));
        });
    }
}
