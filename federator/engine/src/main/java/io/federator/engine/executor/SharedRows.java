package io.federator.engine.executor;

import io.federator.engine.plan.PlanNode.Leaf;
import io.federator.engine.plan.Reduction;
import io.federator.engine.plan.Reduction.Link;
import io.federator.spi.source.Source;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.calcite.rex.RexNode;

/**
 * Rows of leaves of one execution that are read ahead for other leaves: for those that their keys reduce ({@link Reduction}), and for
 * those that ask the same. Such a leaf is read when it is opened, as far as {@value #MOST_ROWS} rows; a leaf that needs them is opened
 * when they are there. Each leaf is opened on a thread of its own; whoever waits here waits for leaves that are open or about to be, and
 * never in a circle, as a plan's leaves are made one after the other.
 */
final class SharedRows {
    static final SharedRows NONE = new SharedRows(List.of());

    /** More rows than this are read by whoever wants them, and their keys reduce nothing. */
    static final int MOST_ROWS = 16_384;

    /** A second list of keys is worth its transport only when it is short. */
    private static final int MOST_SECOND_KEYS = 4_096;

    /** A list of more than this part of the keys there are leaves too little out. */
    private static final double MOST_OF_KEYS = 0.5;

    /** Empty when there are too many. */
    private final IdentityHashMap<Leaf, CompletableFuture<Optional<ReadAheadCursor>>> shared = new IdentityHashMap<>();

    private final IdentityHashMap<Leaf, Leaf> same = new IdentityHashMap<>();

    private SharedRows(List<Leaf> leaves) {
        Set<Leaf> started = Collections.newSetFromMap(new IdentityHashMap<>());
        started.addAll(leaves);
        Map<Asked, Leaf> asked = new HashMap<>();
        Set<Leaf> first = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Leaf leaf : leaves) {
            leaf.reduction().stream()
                    .flatMap(reduction -> reduction.links().stream())
                    .flatMap(link -> link.by().stream())
                    .filter(started::contains)
                    .forEach(this::share);
            if (isSimple(leaf) && asked.putIfAbsent(new Asked(leaf), leaf) == null) {
                first.add(leaf);
            }
        }
        for (Leaf leaf : leaves) {
            Leaf before = asked.get(new Asked(leaf));
            if (before != null && !first.contains(leaf)) {
                same.put(leaf, before);
                share(before);
            }
        }
    }

    /** Whether a leaf waits for nothing, so that others may wait for it. */
    private static boolean isSimple(Leaf leaf) {
        return leaf.reduction().isEmpty() && leaf.narrowing().isEmpty();
    }

    private void share(Leaf leaf) {
        shared.computeIfAbsent(leaf, _ -> new CompletableFuture<>());
    }

    /** What makes the rows of leaves the same. */
    private record Asked(String source, String sql, List<RexNode> arguments, List<SqlType> types) {
        Asked(Leaf leaf) {
            this(leaf.source(), leaf.sql(), leaf.arguments(), leaf.types());
        }
    }

    /** @param leaves those that are opened at once, each on a thread of its own */
    static SharedRows of(List<Leaf> leaves) {
        return new SharedRows(leaves);
    }

    /** The rows of a leaf that asks the same as another, which is read first; waits for it. Empty where the leaf is to be read itself. */
    Optional<RowCursor> known(Leaf leaf) {
        return Optional.ofNullable(same.get(leaf))
                .flatMap(first -> Objects.requireNonNull(shared.get(first)).join())
                .map(ReadAheadCursor::again);
    }

    /** Reads ahead if the leaf's rows are waited for. The cursor replaces {@code rows}, which it owns. */
    RowCursor share(Leaf leaf, RowCursor rows) {
        CompletableFuture<Optional<ReadAheadCursor>> wanted = shared.get(leaf);
        if (wanted == null || wanted.isDone()) {
            return rows;
        }
        ReadAheadCursor ahead = ReadAheadCursor.read(rows, MOST_ROWS);
        wanted.complete(ahead.isWhole() ? Optional.of(ahead) : Optional.empty());
        return ahead;
    }

    /** The leaf's rows will not be shared; nobody is to wait for them. */
    void forgo(Leaf leaf) {
        CompletableFuture<Optional<ReadAheadCursor>> wanted = shared.get(leaf);
        if (wanted != null) {
            wanted.complete(Optional.empty());
        }
    }

    /**
     * The values that rows of a leaf must have, by column, when they are few enough; waits for them. A column without any value means
     * that no row is needed.
     *
     * @param source the leaf's
     */
    Map<Integer, List<Object>> keys(Leaf leaf, Source source) {
        Map<Integer, Among> byColumn = new HashMap<>();
        for (Link link : leaf.reduction().map(Reduction::links).orElse(List.of())) {
            keys(link).ifPresent(keys -> byColumn.merge(link.column(), new Among(link, keys), Among::and));
        }
        List<Among> useful = byColumn.values().stream()
                .filter(among -> among.part() <= MOST_OF_KEYS)
                .filter(among -> among.keys.stream().allMatch(key -> NarrowAtRun.holds(source, among.link.type(), key)))
                .sorted(Comparator.comparingDouble(Among::part))
                .toList();
        Map<Integer, List<Object>> chosen = new LinkedHashMap<>();
        for (Among among : useful) {
            if (chosen.isEmpty() || among.keys.size() <= MOST_SECOND_KEYS) {
                chosen.put(among.link.column(), List.copyOf(among.keys));
            }
        }
        return chosen;
    }

    private record Among(Link link, Set<Object> keys) {
        Among and(Among other) {
            Set<Object> both = new HashSet<>(keys);
            both.retainAll(other.keys);
            return new Among(link, both);
        }

        double part() {
            return keys.size() / Math.max(1, link.distinct());
        }
    }

    private Optional<Set<Object>> keys(Link link) {
        Set<Object> all = new HashSet<>();
        for (Leaf by : link.by()) {
            CompletableFuture<Optional<ReadAheadCursor>> rows = shared.get(by);
            Optional<ReadAheadCursor> known = rows == null ? Optional.empty() : rows.join();
            if (known.isEmpty()) {
                return Optional.empty();
            }
            for (Object key : known.get().values(link.byColumn())) {
                as(link.type(), key).ifPresent(all::add);
            }
        }
        return Optional.of(all);
    }

    /** The key as a value of the type; empty where the type has no such value. */
    private static Optional<Object> as(SqlType type, Object key) {
        if (!(key instanceof Number number)) {
            return Optional.of(key);
        }
        long value = number.longValue();
        return switch (type.kind()) {
            case INT8 -> Optional.of(value);
            case INT2 -> value == (short) value ? Optional.of((int) value) : Optional.empty();
            default -> value == (int) value ? Optional.of((int) value) : Optional.empty();
        };
    }
}
