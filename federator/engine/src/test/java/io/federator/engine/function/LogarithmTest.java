package io.federator.engine.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogarithmTest {
    private static final int DIGITS = 60;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "2",
                "10",
                "0.5",
                "1.0000000000000000000001",
                "0.9999999999999999999999",
                "1.0078125",
                "1.99999",
                "3.7e-300",
                "123456789012345678901234567890.12345",
                "9e999"
            })
    void isTheInverseOfExp(String text) {
        BigDecimal x = new BigDecimal(text);
        BigDecimal again = Transcendental.exp(Logarithm.natural(x, DIGITS + 10), DIGITS + 10);
        assertThat(again.subtract(x).abs().divide(x, MathContext.DECIMAL32))
                .isLessThan(BigDecimal.ONE.movePointLeft(DIGITS));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 50, 290, 310, 700})
    void agreesAtEveryNumberOfDigits(int digits) {
        BigDecimal ten = Logarithm.natural(BigDecimal.TEN, digits);
        BigDecimal more = Logarithm.natural(BigDecimal.TEN, digits + 400);
        assertThat(ten.subtract(more).abs()).isLessThan(BigDecimal.ONE.movePointLeft(digits - 1));
    }
}
