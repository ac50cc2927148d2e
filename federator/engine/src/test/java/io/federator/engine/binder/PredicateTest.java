package io.federator.engine.binder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.parser.SqlParser;
import io.federator.spi.error.SqlException;
import org.apache.calcite.rex.RexNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions on the rows of one table. */
class PredicateTest {
    private static RexNode bind(String predicate) {
        FederatedTable table =
                (FederatedTable) BinderFixture.CATALOG.table("public", "t").orElseThrow();
        return BinderFixture.binder().bindPredicate(SqlParser.parseExpression(predicate), table, BinderFixture.CONTEXT);
    }

    @Test
    void columnsAreInputReferences() {
        assertThat(bind("a in (1, 2) and v = 'x' or t.b is null"))
                .hasToString("OR(AND(OR(=($1, 1), =($1, 2)), =(CAST($4):text, text 'x'#String)), IS NULL($2))");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a + 1                        | 42804 | argument of WHERE must be type boolean, not type integer
        nosuch = 1                   | 42703 | column "nosuch" does not exist
        u.a = 1                      | 42P01 | missing FROM-clause entry for table "u"
        random() < 0.5               | 42000 | functions in a fragment's predicate must be immutable
        d < current_date             | 42000 | functions in a fragment's predicate must be immutable
        a = $1                       | 42P02 | a fragment's predicate cannot have parameters
        exists (select 1)            | 0A000 | cannot use subquery in a fragment's predicate
        count(*) > 1                 | 42803 | aggregate functions are not allowed in fragment predicates
        """)
    void refuses(String predicate, String state, String message) {
        SqlException error = catchThrowableOfType(SqlException.class, () -> bind(predicate));

        assertThat(error).isNotNull();
        assertThat(error.state().code() + " " + error.text()).isEqualTo(state + " " + message);
    }
}
