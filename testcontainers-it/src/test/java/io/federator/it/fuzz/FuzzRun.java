package io.federator.it.fuzz;

import io.federator.it.deployment.Answer;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the oracle and the gateways the queries of a seed. For one thread. */
final class FuzzRun implements AutoCloseable {
    private static final String TIMED_OUT = "57014";
    private static final String NOT_SUPPORTED = "0A000";
    /** An answer that takes longer is told. */
    private static final Duration SLOW = Duration.ofMillis(Integer.getInteger("fuzz.slow", 8_000));

    private static final Set<String> REFUSALS = Set.of(NOT_SUPPORTED, "42883");

    private final Deployments deployments;
    private final Template.Book book = Template.Book.read();
    private final Map<String, Connection> connections = new HashMap<>();

    /** @param refused whether it is a clear refusal instead of an answer */
    record Mismatch(
            long seed,
            int index,
            String placement,
            Mode mode,
            Wire wire,
            Query query,
            String difference,
            boolean refused) {
        /** What to repeat it with. */
        @Override
        public String toString() {
            return "-Dfuzz.seed=" + seed + " -Dfuzz.only=" + index + " -Dfuzz.placement=" + placement + " " + mode + " "
                    + wire + ": " + SqlText.inline(query).replace("\n", " ") + "\n   " + difference;
        }
    }

    FuzzRun(Deployments deployments) {
        this.deployments = deployments;
    }

    /** Asks every gateway query number {@code index}, each in another mode; all modes if wanted. */
    List<Mismatch> ask(long seed, int index, boolean allModes) throws SQLException {
        Query query = QueryGenerator.query(deployments.schema(), book, seed, index);
        List<Wire> wires = List.of(Wire.values());
        Wire wire = wires.get(index % wires.size());
        Answer right = answer(oracle(wire), query, wire);
        List<Mismatch> mismatches = new ArrayList<>();
        if (right instanceof Answer.Failure failure && failure.state().equals(TIMED_OUT)) {
            return mismatches;
        }
        int turn = index / Wire.values().length;
        for (String placement : deployments.gateways().keySet()) {
            turn++;
            for (Mode mode : allModes ? Mode.ALL : List.of(Mode.ALL.get(turn % Mode.ALL.size()))) {
                long start = System.nanoTime();
                Optional<Difference> found = difference(query, right, placement, mode, wire);
                Duration taken = Duration.ofNanos(System.nanoTime() - start);
                if (taken.compareTo(SLOW) > 0) {
                    System.out.println(
                            taken + " for " + new Mismatch(seed, index, placement, mode, wire, query, "", false));
                }
                found.ifPresent(difference -> {
                    // What is refused is told by its message.
                    Query small = difference.refused
                            ? query
                            : new Shrinker(less -> differs(less, difference.kinds, placement, mode, wire))
                                    .shrink(query);
                    String text = renewed(small, placement, mode, wire).orElse(difference.text);
                    mismatches.add(new Mismatch(seed, index, placement, mode, wire, small, text, difference.refused));
                });
            }
        }
        return mismatches;
    }

    /** The text of a query, for a look at what is made. */
    String text(long seed, int index) {
        return SqlText.inline(QueryGenerator.query(deployments.schema(), book, seed, index));
    }

    /** @param kinds of the two answers, which shrinking is to keep */
    private record Difference(String text, boolean refused, String kinds) {}

    private static String kind(Answer answer) {
        return answer instanceof Answer.Failure failure ? failure.state() : "answer";
    }

    private Optional<Difference> difference(Query query, Answer right, String placement, Mode mode, Wire wire) {
        Answer answer = answer(gateway(placement, mode, wire), query, wire);
        String text = answer.differenceFrom(right, query.tail().total());
        boolean refused = answer instanceof Answer.Failure failure
                && REFUSALS.contains(failure.state())
                && (failure.state().equals(NOT_SUPPORTED) || !(right instanceof Answer.Failure));
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(new Difference(text, refused, kind(right) + " " + kind(answer)));
    }

    private boolean differs(Query less, String kinds, String placement, Mode mode, Wire wire) {
        return difference(less, answer(oracle(wire), less, wire), placement, mode, wire)
                .filter(found -> found.kinds.equals(kinds))
                .isPresent();
    }

    private Optional<String> renewed(Query small, String placement, Mode mode, Wire wire) {
        return difference(small, answer(oracle(wire), small, wire), placement, mode, wire)
                .map(Difference::text);
    }

    private static Answer answer(Connection connection, Query query, Wire wire) {
        if (wire == Wire.SIMPLE) {
            return Asking.ask(connection, SqlText.inline(query));
        }
        SqlText text = SqlText.parameterized(query);
        return Asking.ask(connection, text.text(), statement -> {
            for (int i = 0; i < text.parameters().size(); i++) {
                Expr.Parameter parameter = text.parameters().get(i);
                statement.setObject(i + 1, value(parameter), type(parameter));
            }
        });
    }

    private static Object value(Expr.Parameter parameter) {
        String value = parameter.value();
        return switch (parameter.kind()) {
            case INT2 -> Short.valueOf(value);
            case INT4 -> Integer.valueOf(value);
            case INT8 -> Long.valueOf(value);
            case NUMERIC -> value.equals("NaN") ? value : new BigDecimal(value);
            case UUID -> java.util.UUID.fromString(value);
            default -> value;
        };
    }

    private static int type(Expr.Parameter parameter) {
        return switch (parameter.kind()) {
            case INT2 -> Types.SMALLINT;
            case INT4 -> Types.INTEGER;
            case INT8 -> Types.BIGINT;
            case NUMERIC -> parameter.value().equals("NaN") ? Types.OTHER : Types.NUMERIC;
            default -> Types.OTHER;
        };
    }

    private Connection oracle(Wire wire) {
        return connection("oracle " + wire, () -> {
            Connection made = DriverManager.getConnection(deployments.oracle() + "?" + wire.options(), "postgres", "");
            Asking.ask(made, "set statement_timeout = '10s'");
            Asking.ask(made, "set timezone = '" + wire.zone() + "'");
            return made;
        });
    }

    private Connection gateway(String placement, Mode mode, Wire wire) {
        return connection(placement + mode + wire, () -> {
            Gateway gateway = deployments.gateways().get(placement);
            if (gateway == null) {
                throw new IllegalStateException(placement);
            }
            Connection made = gateway.connect(wire.options());
            Asking.ask(made, "set statement_timeout = '20s'");
            Asking.ask(made, "set timezone = '" + wire.zone() + "'");
            Asking.ask(made, "set federator.pushdown = " + mode.pushdownSetting());
            Asking.ask(made, "set federator.residual = " + mode.residual());
            Asking.ask(made, "set federator.reduction = " + mode.reduction());
            return made;
        });
    }

    private interface Opening {
        Connection open() throws SQLException;
    }

    /** The one of that name, opened anew when it was lost. */
    private Connection connection(String name, Opening opening) {
        try {
            @Nullable Connection known = connections.get(name);
            if (known == null || known.isClosed()) {
                known = opening.open();
                connections.put(name, known);
            }
            return known;
        } catch (SQLException e) {
            throw new IllegalStateException(name + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections.values()) {
            connection.close();
        }
    }
}
