package io.federator.engine.localizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.engine.planner.PlanFixture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.calcite.rex.RexNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code contradictions.txt}: a fragment's predicate, a condition, and whether the two are known to contradict. */
class ProverTest {
    record Case(String fragment, String condition, boolean contradict) {
        @Override
        public String toString() {
            return fragment + " | " + condition + " | " + (contradict ? "contradict" : "may be");
        }
    }

    static Stream<Case> cases() {
        String name = "/io/federator/engine/localizer/contradictions.txt";
        try (InputStream in = ProverTest.class.getResourceAsStream(name)) {
            String text = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> {
                        String[] parts = line.split("\\s\\|\\s");
                        return new Case(
                                parts[0].strip(),
                                parts[1].strip(),
                                parts[2].strip().equals("yes"));
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void contradictions(Case test) {
        RexNode fragment = predicate(test.fragment());
        RexNode condition = predicate(test.condition());
        assertThat(Prover.contradicts(fragment, condition)).isEqualTo(test.contradict());
        assertThat(Prover.contradicts(condition, fragment)).isEqualTo(test.contradict());
    }

    @Test
    void reasonsNameTheTwoConditions() {
        List<String> columns =
                ProverTable.TABLE.columns().stream().map(c -> c.name()).toList();
        assertThat(Prover.reason(
                        List.of(predicate("i > 5"), predicate("j = 1")), List.of(predicate("i in (1, 2)")), columns))
                .contains("i in (1, 2) contradicts i > 5");
        assertThat(Prover.reason(List.of(predicate("i > 5")), List.of(predicate("i > 6")), columns))
                .isEmpty();
    }

    /** Whatever is claimed to contradict has no row in a small world in which both conditions are true. */
    @Test
    void neverClaimsWhatARowDisproves() {
        Random random = new Random(42);
        int claimed = 0;
        for (int round = 0; round < 1_000; round++) {
            String fragment = RandomCondition.of(random, 2);
            String condition = RandomCondition.of(random, 3);
            RexNode a = predicate(fragment);
            RexNode b = predicate(condition);
            if (Prover.contradicts(a, b)) {
                claimed++;
                SmallWorld.rows()
                        .forEach(row -> assertThat(SmallWorld.isTrue(a, row) && SmallWorld.isTrue(b, row))
                                .as("%s and %s in row %s", fragment, condition, Arrays.toString(row))
                                .isFalse());
            }
        }
        assertThat(claimed).isGreaterThan(50);
    }

    static RexNode predicate(String condition) {
        return PlanFixture.predicate(condition, ProverTable.TABLE);
    }
}
