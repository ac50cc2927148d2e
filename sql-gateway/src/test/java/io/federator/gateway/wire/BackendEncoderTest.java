package io.federator.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.federator.gateway.wire.BackendMessage.Fields;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of every message, written out from the protocol's documentation. Text is shown as text, {@code ~} is a zero byte. */
final class BackendEncoderTest {
    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of(new BackendMessage.AuthenticationOk(), "R 00000008 00000000"),
                Arguments.of(
                        new BackendMessage.AuthenticationSasl(List.of("SCRAM-SHA-256")),
                        "R 00000017 0000000a 'SCRAM-SHA-256~~'"),
                Arguments.of(new BackendMessage.AuthenticationSaslContinue("r=x"), "R 0000000b 0000000b 'r=x'"),
                Arguments.of(new BackendMessage.AuthenticationSaslFinal("v=y"), "R 0000000b 0000000c 'v=y'"),
                Arguments.of(
                        new BackendMessage.BackendKeyData(258, new byte[] {1, 2, 3, 4}),
                        "K 0000000c 00000102 01020304"),
                Arguments.of(new BackendMessage.BindComplete(), "2 00000004"),
                Arguments.of(new BackendMessage.CloseComplete(), "3 00000004"),
                Arguments.of(new BackendMessage.CommandComplete("SELECT 3"), "C 0000000d 'SELECT 3~'"),
                Arguments.of(new BackendMessage.CopyInResponse(1, 2), "G 0000000b 01 0002 0001 0001"),
                Arguments.of(new BackendMessage.CopyOutResponse(1, 2), "H 0000000b 01 0002 0001 0001"),
                Arguments.of(new BackendMessage.CopyData(new byte[] {9}), "d 00000005 09"),
                Arguments.of(new BackendMessage.CopyDone(), "c 00000004"),
                Arguments.of(new BackendMessage.EmptyQueryResponse(), "I 00000004"),
                Arguments.of(
                        new BackendMessage.ErrorResponse(new Fields("ERROR", "42P01", "no t", null, null, 0, null)),
                        "E 00000020 'SERROR~VERROR~C42P01~Mno t~~'"),
                Arguments.of(
                        new BackendMessage.ErrorResponse(new Fields("FATAL", "08006", "m", "d", "h", 15, "w")),
                        "E 0000002a 'SFATAL~VFATAL~C08006~Mm~Dd~Hh~P15~Ww~~'"),
                Arguments.of(
                        new BackendMessage.NoticeResponse(new Fields("WARNING", "25P01", "m", null, null, 0, null)),
                        "N 00000021 'SWARNING~VWARNING~C25P01~Mm~~'"),
                Arguments.of(
                        new BackendMessage.NegotiateProtocolVersion(0x30002, List.of("_pq_.a")),
                        "v 00000013 00030002 00000001 '_pq_.a~'"),
                Arguments.of(new BackendMessage.NoData(), "n 00000004"),
                Arguments.of(new BackendMessage.NotificationResponse(258, "c", "hi"), "A 0000000d 00000102 'c~hi~'"),
                Arguments.of(
                        new BackendMessage.ParameterDescription(List.of(23, 25)), "t 0000000e 0002 00000017 00000019"),
                Arguments.of(new BackendMessage.ParameterStatus("TimeZone", "UTC"), "S 00000011 'TimeZone~UTC~'"),
                Arguments.of(new BackendMessage.ParseComplete(), "1 00000004"),
                Arguments.of(new BackendMessage.PortalSuspended(), "s 00000004"),
                Arguments.of(new BackendMessage.ReadyForQuery('T'), "Z 00000005 'T'"),
                Arguments.of(
                        new BackendMessage.RowDescription(
                                List.of(new BackendMessage.Field("a", 16384, 2, 1043, -1, 14, 1))),
                        "T 0000001a 0001 'a~' 00004000 0002 00000413 ffff 0000000e 0001"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void hasExactlyTheseBytes(BackendMessage message, String expected) {
        WireBuffer out = new WireBuffer(1);

        BackendEncoder.encode(message, out);

        assertThat(HexFormat.of().formatHex(out.toByteArray())).isEqualTo(Bytes.hex(expected));
    }

    @Test
    void everyMessageIsInTheTable() {
        Set<String> tested =
                messages().map(a -> a.get()[0].getClass().getName()).collect(Collectors.toSet());

        assertThat(tested)
                .containsExactlyInAnyOrderElementsOf(Stream.of(BackendMessage.class.getPermittedSubclasses())
                        .map(Class::getName)
                        .toList());
    }

    @Test
    void aMessageThatCannotBeEncodedLeavesNothing() {
        WireBuffer out = new WireBuffer(1);
        out.encodeAs(new TextCodec("LATIN1", StandardCharsets.ISO_8859_1));
        BackendMessage message = new BackendMessage.NotificationResponse(258, "c", "€");

        assertThatThrownBy(() -> BackendEncoder.encode(message, out)).isInstanceOf(MalformedContent.class);
        assertThat(out.size()).isZero();
    }

    @Test
    void aRowIsWrittenInPlace() {
        WireBuffer out = new WireBuffer(1);
        int row = BackendEncoder.beginDataRow(2, out);
        int value = out.beginValue();
        out.text("é");
        out.endValue(value);
        out.int32(-1);
        out.endMessage(row);

        assertThat(HexFormat.of().formatHex(out.toByteArray()))
                .isEqualTo(Bytes.hex("D 00000010 0002 00000002 c3a9 ffffffff"));
    }

    @Test
    void textIsUtf8AndNumbersAreDecimal() {
        String text = "aé€😀\ud800z";
        WireBuffer out = new WireBuffer(0x10).text(text);
        assertThat(out.toByteArray()).isEqualTo("aé€😀?z".getBytes(StandardCharsets.UTF_8));

        for (long number :
                new long[] {0, 7, -7, 10, 99, 100, -1_000, Long.MAX_VALUE, Long.MIN_VALUE, 999_999_999_999_999_999L}) {
            assertThat(new String(new WireBuffer(1).decimal(number).toByteArray(), StandardCharsets.US_ASCII))
                    .isEqualTo(Long.toString(number));
        }
    }
}
