package io.federator.adapter.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.spi.source.Rendered;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.SourceDialect.KeyUse;
import io.federator.spi.source.TextCollation;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What can be read off the text alone. */
class PostgresDialectTest {
    private final PostgresDialect dialect = new PostgresDialect();

    private Rendered column(String collation, TextCollation.Kind kind) {
        SourceColumn column = new SourceColumn(
                "x",
                "text",
                SqlType.TEXT,
                Set.of(),
                false,
                SourceColumn.Filling.NOTHING,
                new TextCollation(kind, collation, ""),
                Optional.empty());
        Rendered rendered = dialect.column("t.x", column, SqlType.TEXT);
        assertThat(rendered).isNotNull();
        return rendered;
    }

    private String compare(String operator, Rendered left, Rendered right) {
        Rendered call = dialect.call(operator, List.of(left, right), SqlType.BOOL);
        assertThat(call).isNotNull();
        return call.sql();
    }

    /** An index on the column serves an equality, which any deterministic collation decides alike. */
    @Test
    void equalityKeepsTheIndex() {
        Rendered linguistic = column("default", TextCollation.Kind.EXACT_EQUALITY);
        Rendered a = dialect.literal(SqlType.TEXT, "a");
        assertThat(compare("=", linguistic, a)).isEqualTo("(t.x = 'a'::text)");
        assertThat(compare("<", linguistic, a)).isEqualTo("((t.x COLLATE \"C\") < 'a'::text)");
        assertThat(compare("<", column("C", TextCollation.Kind.CODE_POINT), a)).isEqualTo("(t.x < 'a'::text)");
        assertThat(compare("=", column("loose", TextCollation.Kind.LOOSE), a))
                .isEqualTo("((t.x COLLATE \"C\") = 'a'::text)");
    }

    @Test
    void columnsOfDifferentCollations() {
        Rendered german = column("de_DE", TextCollation.Kind.EXACT_EQUALITY);
        Rendered french = column("fr_FR", TextCollation.Kind.EXACT_EQUALITY);
        assertThat(compare("=", german, french)).isEqualTo("((t.x COLLATE \"C\") = t.x)");
        Rendered both = dialect.call("||", List.of(german, french), SqlType.TEXT);
        assertThat(dialect.key(both, KeyUse.EQUALITY).sql()).isEqualTo("((t.x || t.x) COLLATE \"C\")");
    }

    @Test
    void anyOfAnArray() {
        SqlType type = SqlType.array(SqlType.INT4);
        Rendered array = dialect.literal(type, ArrayValue.of(SqlType.INT4, List.of(1, 2)));
        Rendered five = dialect.literal(SqlType.INT4, 5);
        assertThat(dialect.call("= any", List.of(five, array), SqlType.BOOL).sql())
                .isEqualTo("(5 = ANY('{1,2}'::int4[]))");
        assertThat(dialect.parameter(type).sql()).isEqualTo("?::int4[]");
    }

    @Test
    void followsNoSessionSetting() {
        Rendered instant = dialect.parameter(SqlType.TIMESTAMPTZ);
        assertThat(dialect.call("cast", List.of(instant), SqlType.TEXT)).isNull();
        assertThat(dialect.call("cast", List.of(instant), SqlType.DATE)).isNull();
        assertThat(dialect.call("+", List.of(instant, dialect.parameter(SqlType.INTERVAL)), SqlType.TIMESTAMPTZ))
                .isNull();
        assertThat(dialect.call("cast", List.of(dialect.parameter(SqlType.DATE)), SqlType.TEXT))
                .isNull();
    }
}
