package io.federator.gateway.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.federator.engine.context.FormatSettings;
import io.federator.engine.format.TextFormat;
import io.federator.gateway.wire.MalformedContent;
import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.BitString;
import io.federator.spi.value.NumericSpecial;
import io.federator.spi.value.RowValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Byte for byte what PostgreSQL 18 sends, recorded from one in binary.txt. */
final class BinaryFormatTest {
    record Recorded(SqlType type, String text, String hex) {
        static Recorded of(String line) {
            int first = line.indexOf('|');
            int last = line.lastIndexOf('|');
            return new Recorded(
                    named(line.substring(0, first)), line.substring(first + 1, last), line.substring(last + 1));
        }
    }

    private static SqlType named(String name) {
        if (name.endsWith("[]")) {
            return SqlType.array(named(name.substring(0, name.length() - 2)));
        }
        return Arrays.stream(TypeKind.values())
                .filter(kind -> kind.typname().equals(name))
                .map(SqlType::of)
                .findFirst()
                .orElseThrow();
    }

    static Stream<Recorded> recorded() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(BinaryFormatTest.class.getResourceAsStream("binary.txt")),
                StandardCharsets.UTF_8))) {
            return in.lines().filter(line -> !line.startsWith("#")).map(Recorded::of).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void writesWhatPostgresqlWrites(Recorded value) {
        Object read = TextFormat.parse(value.type(), value.text(), FormatSettings.DEFAULT);

        assertThat(hex(value.type(), read)).isEqualTo(value.hex());
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void readsBackWhatItWrites(Recorded value) {
        byte[] bytes = HexFormat.of().parseHex(value.hex());
        MessageReader in = new MessageReader(bytes, 0, bytes.length);

        Object read = WireTypes.of(value.type()).fromBinary(value.type(), in);

        assertThat(in.remaining()).isZero();
        assertThat(hex(value.type(), read)).isEqualTo(value.hex());
    }

    private static String hex(SqlType type, Object value) {
        WireBuffer out = new WireBuffer(4);
        WireTypes.of(type).binary(type, value, out);
        return HexFormat.of().formatHex(out.toByteArray());
    }

    @Test
    void recordsCarryTheTypesOfTheirFields() {
        RowValue row = new RowValue(
                List.of(SqlType.INT4, SqlType.TEXT, SqlType.BOOL), new ArrayList<>(Arrays.asList(1, "a", null)));

        assertThat(hex(SqlType.of(TypeKind.RECORD), row))
                .isEqualTo("00000003" + "000000170000000400000001" + "000000190000000161" + "00000010ffffffff");
    }

    @Test
    void aNumericWithNegativeScaleIsWhole() {
        assertThat(hex(SqlType.NUMERIC, new BigDecimal("1E+5"))).isEqualTo("0001000100000000000a");
    }

    @ParameterizedTest
    @CsvSource({
        "numeric, 0001000000000000ffff, invalid digit",
        "numeric, 00010000123400000001, invalid sign",
        "numeric, 00010000000080000001, invalid scale",
        "inet, 04200004, invalid address family",
        "inet, 02210004, invalid bits",
        "inet, 02200010, invalid length",
        "cidr, 020801040a000001, invalid external \"cidr\" value",
        "path, 01ffffffff, invalid number of points",
        "line, 000000000000000000000000000000003ff0000000000000, A and B cannot both be zero",
        "circle, 00000000000000000000000000000000bff0000000000000, invalid radius",
        "bit, ffffffff, invalid length",
        "bit, 7fffffff00, invalid length",
        "'int4[]', 000000010000000700000017, invalid array flags",
        "'int4[]', ffffffff0000000000000017, invalid number of dimensions"
    })
    void refusesWhatIsNoValue(String type, String hex, String message) {
        assertThatThrownBy(() -> read(type, hex))
                .isInstanceOfSatisfying(
                        SqlException.class,
                        e -> assertThat(e.state()).isEqualTo(SqlState.INVALID_BINARY_REPRESENTATION))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "int4, 0000",
        "int8, 00000000",
        "uuid, 00",
        "timestamp, 00",
        "interval, 000000000000000000000000",
        "numeric, 0001"
    })
    void refusesTooFewBytes(String type, String hex) {
        assertThatThrownBy(() -> read(type, hex)).isInstanceOf(MalformedContent.class);
    }

    @Test
    void aFalseLengthTakesNoMemory() {
        assertThatThrownBy(() -> read("int4[]", "000000010000000000000017" + "7fffffff00000001"))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.state()).isEqualTo(SqlState.PROTOCOL_VIOLATION));
        assertThatThrownBy(() -> read("int4[]", "000000020000000000000017" + "7fffffff000000017fffffff00000001"))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.state()).isEqualTo(SqlState.PROGRAM_LIMIT_EXCEEDED));
    }

    @Test
    void numericCutsDigitsBeyondItsScale() {
        assertThat(read("numeric", "0002000000000001000104d2")).isEqualTo(new BigDecimal("1.1"));
        assertThat(read("numeric", "00000000c0000000")).isEqualTo(NumericSpecial.NAN);
    }

    @Test
    void bitsKeepTheirOrder() {
        assertThat(read("varbit", "0000000aaac0")).isEqualTo(new BitString("1010101011"));
    }

    private static Object read(String type, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        SqlType sql = named(type);
        return WireTypes.of(sql).fromBinary(sql, new MessageReader(bytes, 0, bytes.length));
    }
}
