package io.federator.engine.binder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.federator.spi.error.SqlException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code, place and message of every error are PostgreSQL's own. */
class ErrorsTest {
    static Stream<String> cases() {
        return Resources.lines("errors.txt").stream().filter(l -> !l.startsWith("#"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void raisesWhatPostgresqlDoes(String line) {
        int bar = Stream.of("|select", "|values", "|with")
                .mapToInt(line::lastIndexOf)
                .max()
                .orElseThrow();
        String sql = line.substring(bar + 1);

        SqlException error = catchThrowableOfType(SqlException.class, () -> BinderFixture.bind(sql));

        assertThat(error).as(sql).isNotNull();
        assertThat(error.state().code() + "|" + error.position() + "|" + error.text())
                .isEqualTo(line.substring(0, bar));
    }
}
