package io.federator.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.federator.gateway.wire.FrontendMessage.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrontendDecoderTest {
    private static final String STARTUP = "0000001c 00030000 'user~me~database~d~~'";
    private static final int LIMIT = 1_000_000;

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of("Q 0000000d 'select 1~'", new FrontendMessage.Query("select 1")),
                Arguments.of(
                        "P 00000012 's~' 'q~' 0002 00000017 00000000",
                        new FrontendMessage.Parse("s", "q", List.of(23, 0))),
                Arguments.of("D 00000007 'Ss~'", new FrontendMessage.Describe(Target.STATEMENT, "s")),
                Arguments.of("D 00000006 'P~'", new FrontendMessage.Describe(Target.PORTAL, "")),
                Arguments.of("C 00000007 'Pp~'", new FrontendMessage.Close(Target.PORTAL, "p")),
                Arguments.of("E 0000000a 'p~' 00000005", new FrontendMessage.Execute("p", 5)),
                Arguments.of("H 00000004", new FrontendMessage.Flush()),
                Arguments.of("S 00000004", new FrontendMessage.Sync()),
                Arguments.of("X 00000004", new FrontendMessage.Terminate()),
                Arguments.of("F 00000006 0000", new FrontendMessage.FunctionCall()),
                Arguments.of("c 00000004", new FrontendMessage.CopyDone()),
                Arguments.of("f 00000006 'x~'", new FrontendMessage.CopyFail("x")),
                Arguments.of("Q 00000005 'x'", new FrontendMessage.Invalid('Q', "08P01", "invalid string in message")),
                Arguments.of("Q 00000007 'x~y'", new FrontendMessage.Invalid('Q', "08P01", "invalid message format")),
                Arguments.of("S 00000005 00", new FrontendMessage.Invalid('S', "08P01", "invalid message format")),
                Arguments.of(
                        "Q 00000006 ff00",
                        new FrontendMessage.Invalid('Q', "22021", "invalid byte sequence for encoding \"UTF8\": 0xff")),
                Arguments.of(
                        "E 00000007 'p~' 00",
                        new FrontendMessage.Invalid('E', "08P01", "insufficient data left in message")),
                Arguments.of(
                        "D 00000006 'x~'",
                        new FrontendMessage.Invalid('D', "08P01", "invalid DESCRIBE message subtype 120")));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsEachMessage(String bytes, FrontendMessage expected) {
        FrontendDecoder decoder = authenticated();

        decoder.feed(Bytes.of(bytes));

        assertThat(decoder.next()).isEqualTo(expected);
        assertThat(decoder.next()).isNull();
        assertThat(decoder.hasLeftover()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsThemByteByByte(String bytes, FrontendMessage expected) {
        FrontendDecoder decoder = authenticated();
        List<FrontendMessage> read = new ArrayList<>();
        for (byte one : Bytes.of(bytes + " 53 00000004")) {
            decoder.feed(new byte[] {one});
            for (FrontendMessage next = decoder.next(); next != null; next = decoder.next()) {
                read.add(next);
            }
        }

        assertThat(read).containsExactly(expected, new FrontendMessage.Sync());
    }

    @Test
    void readsBind() {
        FrontendDecoder decoder = authenticated();
        decoder.feed(Bytes.of("B 0000001e 'p~' 's~' 0001 0001 0002 00000002 0a0b ffffffff 0002 0000 0001"));

        FrontendMessage.Bind bind = (FrontendMessage.Bind) decoder.next();

        assertThat(bind.portal()).isEqualTo("p");
        assertThat(bind.statement()).isEqualTo("s");
        assertThat(bind.parameterFormats()).containsExactly(1);
        assertThat(bind.values().get(0)).containsExactly(10, 11);
        assertThat(bind.values().get(1)).isNull();
        assertThat(bind.resultFormats()).containsExactly(0, 1);
    }

    @Test
    void readsCopyDataAndAuthentication() {
        FrontendDecoder decoder = authenticated();
        decoder.feed(Bytes.of("d 00000006 0102"));
        assertThat(((FrontendMessage.CopyData) decoder.next()).bytes()).containsExactly(1, 2);

        FrontendDecoder early = new FrontendDecoder(LIMIT);
        early.feed(Bytes.of(STARTUP + "70 00000006 0102"));
        early.next();
        assertThat(((FrontendMessage.AuthenticationResponse) early.next()).payload())
                .containsExactly(1, 2);
    }

    @Test
    void readsWhatComesBeforeASession() {
        FrontendDecoder decoder = new FrontendDecoder(LIMIT);
        decoder.feed(Bytes.of("00000008 04d2162f 00000008 04d21630"));
        assertThat(decoder.next()).isEqualTo(new FrontendMessage.SslRequest());
        assertThat(decoder.next()).isEqualTo(new FrontendMessage.GssEncRequest());

        decoder.feed(Bytes.of("00000010 04d2162e 00000007 01020304"));
        FrontendMessage.CancelRequest cancel = (FrontendMessage.CancelRequest) decoder.next();
        assertThat(cancel.processId()).isEqualTo(7);
        assertThat(cancel.secretKey()).containsExactly(1, 2, 3, 4);

        decoder.feed(Bytes.of(STARTUP));
        assertThat(decoder.next()).isEqualTo(new FrontendMessage.Startup(3, 0, Map.of("user", "me", "database", "d")));
    }

    @Test
    void aVersionThatIsNotOursIsToldWithoutItsParameters() {
        FrontendDecoder decoder = new FrontendDecoder(LIMIT);
        decoder.feed(Bytes.of("00000008 00020000"));

        assertThat(decoder.next()).isEqualTo(new FrontendMessage.Startup(2, 0, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000007 00030000", // shorter than itself
                "00002711 00030000", // longer than 10,000
                "80000000 00030000",
                "'GET / HTTP/1.1'",
                "0000000d 00030000 'user~'", // no terminator
                "00000012 00030000 'user~me~~x'", // something after it
                "0000000c 04d2162e 00000007" // cancel without a key
            })
    void refusesAStartOfAnotherKind(String bytes) {
        FrontendDecoder decoder = new FrontendDecoder(LIMIT);
        decoder.feed(Bytes.of(bytes));

        assertThatThrownBy(decoder::next).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void beforeAuthenticationOnlyItsAnswersAreRead() {
        FrontendDecoder decoder = new FrontendDecoder(LIMIT);
        decoder.feed(Bytes.of(STARTUP + "51"));
        decoder.next();

        assertThatThrownBy(decoder::next).hasMessage("expected password response, got message type 81");
    }

    @ParameterizedTest
    @ValueSource(strings = {"59 00000004", "Q 00000003", "Q 000f4241", "D 00007531", "Q ffffffff", "p 00000004"})
    void refusesAFalseTypeOrLength(String bytes) {
        FrontendDecoder decoder = authenticated();
        decoder.feed(Bytes.of(bytes));

        assertThatThrownBy(decoder::next).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void memoryFollowsWhatHasArrived() {
        FrontendDecoder decoder = authenticated();
        decoder.feed(Bytes.of("Q 000f4240 'select'"));

        assertThat(decoder.next()).isNull();
        assertThat(decoder.capacity()).isLessThan(10_000);
    }

    @Test
    void randomBytesNeverDoMoreThanFail() {
        Random random = new Random(18);
        for (int round = 0; round < 3_000; round++) {
            FrontendDecoder decoder = round % 2 == 0 ? authenticated() : new FrontendDecoder(LIMIT);
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (round % 4 == 0 && bytes.length > 5) {
                bytes[0] = (byte) "QPBDECHSXFdcf".charAt(random.nextInt(13));
                Arrays.fill(bytes, 1, 4, (byte) 0);
            }
            try {
                decoder.feed(bytes);
                while (decoder.next() != null) {
                    assertThat(decoder.lastLength()).isPositive();
                }
            } catch (ProtocolViolation e) {
                assertThat(e.text()).isNotEmpty();
            }
        }
    }

    private static FrontendDecoder authenticated() {
        FrontendDecoder decoder = new FrontendDecoder(LIMIT);
        decoder.feed(Bytes.of(STARTUP));
        decoder.next();
        decoder.authenticated();
        return decoder;
    }
}
