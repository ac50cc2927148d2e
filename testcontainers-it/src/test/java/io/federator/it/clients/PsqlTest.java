package io.federator.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What psql tells of a server, by its commands that describe and by completion: the same of a gateway as of PostgreSQL. Asked with
 * the psql of the PATH and those that the environment variable {@code FEDERATOR_PSQL} names, as psql's own queries depend on its
 * version.
 */
class PsqlTest extends OverPeopleAndKinds {
    private static final Path SCRIPTS = Path.of("clients", "psql");

    /** Nothing that is typed may change what later commands describe. */
    private static final String READ_ONLY = "-c default_transaction_read_only=on";

    static Stream<String> binaries() {
        String named = Optional.ofNullable(System.getenv("FEDERATOR_PSQL")).orElse("");
        return Stream.concat(Stream.of("psql"), Stream.of(named.split(":")))
                .filter(binary -> !binary.isEmpty())
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("binaries")
    void describes(String psql) throws IOException {
        List<PsqlCommand> commands = PsqlCommand.read(SCRIPTS.resolve("describe.txt"));
        Path script = Files.createTempFile("describe", ".sql");
        try {
            Files.writeString(script, PsqlCommand.script(commands));
            Client client = client(psql, psql, "-X", "-f", script.toString());
            Map<String, PsqlAnswer> expected = PsqlAnswer.read(ask(client, data.postgres()), data.postgres());
            Map<String, PsqlAnswer> actual = PsqlAnswer.read(ask(client, data.gateway()), data.gateway());
            assertThat(expected).hasSameSizeAs(commands);
            assertThat(differences(commands, expected, actual)).isEmpty();
        } finally {
            Files.delete(script);
        }
    }

    @ParameterizedTest
    @MethodSource("binaries")
    void completes(String psql) {
        Client client = client(psql, "sh", "-c", "python3 complete.py \"$0\" < complete.txt", psql);
        List<String> expected = ask(client, data.postgres()).lines().toList();
        assertThat(expected.size()).isGreaterThan(50);
        assertThat(ask(client, data.gateway()).lines()).containsExactlyElementsOf(expected);
    }

    private static Client client(String psql, String... command) {
        Client client = new Client(psql, "psql", List.of(psql, "--version"), List.of(command));
        Assumptions.assumeTrue(client.isInstalled(), () -> psql + " is not installed");
        return client;
    }

    private static String ask(Client client, Map<String, String> server) {
        Map<String, String> environment = new HashMap<>(server);
        environment.put("PGOPTIONS", READ_ONLY);
        Client.Transcript answer = client.ask(environment);
        assertThat(answer.exit()).as(answer.text()).isZero();
        return answer.text();
    }

    private static List<String> differences(
            List<PsqlCommand> commands, Map<String, PsqlAnswer> expected, Map<String, PsqlAnswer> actual) {
        List<String> differences = new ArrayList<>();
        for (PsqlCommand command : commands) {
            PsqlAnswer theirs = expected.get(command.text());
            PsqlAnswer ours = actual.get(command.text());
            if (theirs == null || ours == null) {
                differences.add(command.text() + ": no answer");
            } else if (!command.agree(theirs, ours)) {
                differences.add(command.text() + "\n" + difference(theirs, ours));
            }
        }
        return differences;
    }

    private static String difference(PsqlAnswer theirs, PsqlAnswer ours) {
        return Stream.concat(
                        theirs.lines().stream()
                                .filter(line -> !ours.lines().contains(line))
                                .map(line -> "  - " + line),
                        ours.lines().stream()
                                .filter(line -> !theirs.lines().contains(line))
                                .map(line -> "  + " + line))
                .limit(8)
                .collect(Collectors.joining("\n"));
    }
}
