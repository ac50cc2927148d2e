package io.federator.it.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one or more clients send, and where they wait. A line is a message:
 *
 * <pre>
 * Q SQL                                            P statement | SQL [:: type types]
 * B portal | statement | formats | values | formats  D|C S|P name     E portal | rows      H S X c d f
 * </pre>
 *
 * An empty name is {@code -}; values are divided by commas, {@code 0x…} in hexadecimal. After Q and S the client waits for
 * ReadyForQuery, unless the line begins with {@code +}. Other lines: {@code until TYPE} waits for a message, {@code closed} for the
 * end, {@code byte} for a byte; {@code raw HEX} sends bytes; {@code @2 …} is for a second client; {@code with name=value} sets a
 * startup parameter; {@code nostart} leaves it to a line {@code startup [minor=N] name=value …} to begin.
 */
record Scenario(String title, List<String> lines) {
    /** All scenarios of a resource. */
    static List<Scenario> read(String file) {
        String text;
        try (InputStream in = Objects.requireNonNull(Scenario.class.getResourceAsStream(file + ".script"), file)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Scenario> all = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("--- ")) {
                all.add(new Scenario(file + ": " + line.substring(4), new ArrayList<>()));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                all.getLast().lines().add(line);
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return title;
    }

    /** Runs it against a server; gives all that it answered, with the lines that were answered. */
    List<String> run(int port, Map<String, String> startup) throws IOException {
        Run run = new Run(port, startup);
        try {
            for (String line : lines) {
                run.line(line);
            }
            return run.log;
        } finally {
            run.close();
        }
    }

    private static final class Run {
        private final int port;
        private final Map<String, String> parameters;
        private final Map<Character, RawConnection> clients = new HashMap<>();
        private final List<String> log = new ArrayList<>();
        private boolean starts = true;

        Run(int port, Map<String, String> parameters) {
            this.port = port;
            this.parameters = new LinkedHashMap<>(parameters);
        }

        void line(String whole) throws IOException {
            if (whole.equals("nostart")) {
                starts = false;
            } else if (whole.startsWith("with ")) {
                put(parameters, whole.substring(5));
            } else {
                boolean other = whole.startsWith("@");
                act(client(other ? whole.charAt(1) : '1'), other ? whole.substring(3) : whole, whole);
            }
        }

        private RawConnection client(char name) throws IOException {
            RawConnection known = clients.get(name);
            if (known != null) {
                return known;
            }
            RawConnection made = new RawConnection(port);
            clients.put(name, made);
            if (starts) {
                made.put(Messages.startup(0, parameters));
                tell("start", made.readUntil('Z'));
            }
            return made;
        }

        private void act(RawConnection client, String line, String shown) throws IOException {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "startup" -> startup(client, List.of(words).subList(1, words.length));
                case "raw" ->
                    client.put(HexFormat.of().parseHex(line.substring(4).replace(" ", "")));
                case "until" -> tell(shown, client.readUntil(words[1].charAt(0)));
                case "closed" -> tell(shown, client.readUntil('\0'));
                case "byte" -> tell(shown, List.of(client.readByte()));
                default -> {
                    boolean goesOn = line.startsWith("+");
                    String message = goesOn ? line.substring(1) : line;
                    client.put(Messages.of(message));
                    if (!goesOn && "QS".indexOf(message.charAt(0)) >= 0) {
                        tell(shown, client.readUntil('Z'));
                    }
                }
            }
        }

        private void startup(RawConnection client, List<String> given) throws IOException {
            Map<String, String> all = new LinkedHashMap<>(parameters);
            given.forEach(assignment -> put(all, assignment));
            int minor = Integer.parseInt(all.getOrDefault("minor", "0"));
            all.remove("minor");
            client.put(Messages.startup(minor, all));
            client.flush();
        }

        /** An empty value takes the parameter away. */
        private static void put(Map<String, String> map, String assignment) {
            int equals = assignment.indexOf('=');
            String name = assignment.substring(0, equals);
            String value = assignment.substring(equals + 1);
            if (value.isEmpty()) {
                map.remove(name);
            } else {
                map.put(name, value);
            }
        }

        private void tell(String line, List<String> answers) {
            log.add("> " + line);
            log.addAll(answers);
        }

        void close() throws IOException {
            for (RawConnection client : clients.values()) {
                client.close();
            }
        }
    }
}
