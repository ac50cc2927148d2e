package io.federator.it.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a client that is broken, or means harm, may send: messages of a session, in any order, with any of their bytes changed, cut
 * off, said to be longer than they are. Made from a seed.
 *
 * @param end how the client goes
 */
record HostileStream(List<byte[]> chunks, End end) {
    /** How a client may leave. */
    enum End {
        /** It says no more, and reads to the end. */
        HALF_CLOSE,
        CLOSE,
        /** The connection is reset. */
        ABORT
    }

    private static final List<String> LINES = List.of(
            "Q select 1",
            "Q select id, name from t order by id",
            "Q begin",
            "Q commit",
            "Q rollback",
            "Q savepoint a",
            "Q select 1/0",
            "Q select * from nosuch",
            "Q set client_encoding = 'LATIN1'",
            "Q set timezone = 'Europe/Berlin'; select now()",
            "Q declare c cursor with hold for select * from t",
            "Q fetch 2 from c",
            "Q listen a; notify a, 'b'",
            "Q copy t to stdout",
            "Q copy (select 1) to stdout (format binary)",
            "Q discard all",
            "Q prepare p as select $1::int",
            "Q execute p(1)",
            "Q select pg_cancel_backend(pg_backend_pid())",
            "P - | select $1::int, $2::text",
            "P s | select id from t where id > $1",
            "P s | begin",
            "B - | - | | 1,x | 1",
            "B p | s | 1 | 0x00000001 | 0",
            "B - | s | | 0",
            "D S s",
            "D P p",
            "D S -",
            "E - | 0",
            "E p | 1",
            "C S s",
            "C P p",
            "H",
            "S",
            "S",
            "S",
            "d abc",
            "c",
            "f no");

    static HostileStream of(long seed, int index, Map<String, String> startup) {
        Random random = new Random(seed * 1_000_003 + index);
        List<byte[]> messages = new ArrayList<>();
        int kind = random.nextInt(20);
        if (kind == 0) {
            messages.add(bytes(random, 1 + random.nextInt(200)));
        } else if (kind == 1) {
            messages.add(request(random.nextBoolean() ? 80_877_103 : 80_877_104));
        } else if (kind == 2) {
            messages.add(cancel(random));
        }
        if (kind != 3) {
            messages.add(Messages.startup(random.nextInt(8) == 0 ? random.nextInt(70_000) : 0, startup));
        }
        for (int i = random.nextInt(12); i > 0; i--) {
            messages.add(Messages.of(LINES.get(random.nextInt(LINES.size()))));
        }
        if (random.nextInt(3) == 0) {
            messages.add(password(random));
        }
        messages.add(Messages.of("S"));
        for (int i = random.nextInt(4); i > 0; i--) {
            change(messages, random);
        }
        return new HostileStream(List.copyOf(messages), End.values()[random.nextInt(End.values().length)]);
    }

    private static byte[] request(int code) {
        return Messages.joined(Messages.int32(8), Messages.int32(code));
    }

    private static byte[] cancel(Random random) {
        byte[] key = bytes(random, 4 + random.nextInt(40));
        return Messages.joined(
                Messages.int32(12 + key.length), Messages.int32(80_877_102), Messages.int32(random.nextInt()), key);
    }

    private static byte[] password(Random random) {
        return Messages.typed('p', bytes(random, random.nextInt(60)));
    }

    private static void change(List<byte[]> messages, Random random) {
        int at = random.nextInt(messages.size());
        byte[] message = messages.get(at).clone();
        switch (random.nextInt(9)) {
            case 0 -> Collections.shuffle(messages, random);
            case 1 -> messages.add(at, message);
            case 2 -> messages.remove(at);
            case 3 -> messages.set(at, Arrays.copyOf(message, random.nextInt(message.length + 1)));
            case 4 -> {
                for (int i = 1 + random.nextInt(4); i > 0 && message.length > 0; i--) {
                    message[random.nextInt(message.length)] = (byte) random.nextInt(256);
                }
                messages.set(at, message);
            }
            case 5 -> {
                int length = random.nextBoolean() ? random.nextInt() : random.nextInt(40) - 5;
                int from = message.length > 5 && message[0] != 0 ? 1 : 0;
                if (message.length >= from + 4) {
                    System.arraycopy(Messages.int32(length), 0, message, from, 4);
                }
                messages.set(at, message);
            }
            case 6 -> messages.add(at, bytes(random, random.nextInt(40)));
            case 7 -> {
                int more = random.nextInt(2000);
                messages.set(at, Messages.joined(message, bytes(random, more)));
            }
            default -> messages.set(at, Messages.typed((char) random.nextInt(256), bytes(random, random.nextInt(30))));
        }
        if (messages.isEmpty()) {
            messages.add(new byte[0]);
        }
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** For the report of a case that failed. */
    String shown() {
        StringBuilder all = new StringBuilder(end.toString());
        chunks.forEach(chunk -> all.append("\n   ").append(Messages.shown(chunk, 0)));
        return all.toString();
    }
}
