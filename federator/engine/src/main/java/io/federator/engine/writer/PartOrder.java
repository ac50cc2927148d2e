package io.federator.engine.writer;

import io.federator.engine.binder.BoundPart;
import io.federator.engine.binder.BoundParts;
import io.federator.engine.binder.BoundWrite;
import io.federator.engine.catalog.FederatedTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * In which order the parts of a statement that write, and those that read what others have written, are run. A part comes behind those
 * whose rows it reads. What nobody reads and what changes tables of its own is free: PostgreSQL checks foreign keys at the end of the
 * statement, sources do so at once, so that declared ones decide, and else the text. What nobody reads and what shares a table
 * with another statement comes behind the main one with the last in front, as in PostgreSQL, whose first change of a row is the one that
 * counts.
 */
final class PartOrder {
    private final BoundParts parts;
    private final Optional<BoundWrite> main;
    private final Set<Integer> late;
    private final Function<BoundWrite, Set<String>> tables;
    private final Set<Integer> done = new HashSet<>();
    private final List<BoundPart> before = new ArrayList<>();
    private final List<BoundPart> after = new ArrayList<>();

    /**
     * @param main where it writes
     * @param late the parts to be put in order
     * @param tables what a statement changes
     */
    PartOrder(
            BoundParts parts, Optional<BoundWrite> main, Set<Integer> late, Function<BoundWrite, Set<String>> tables) {
        this.parts = parts;
        this.main = main;
        this.late = Set.copyOf(late);
        this.tables = tables;
        Set<Integer> wanted = closure(parts, parts.used());
        Set<Integer> free = new HashSet<>(wanted);
        for (BoundPart part : parts.parts()) {
            Set<Integer> own = closure(parts, Set.of(part.id()));
            own.removeAll(wanted);
            if (part instanceof BoundPart.Write && isAlone(own)) {
                free.addAll(own);
            }
        }
        orderFree(free, wanted);
        for (BoundPart part : parts.parts().reversed()) {
            if (part instanceof BoundPart.Write) {
                addAfter(closure(parts, Set.of(part.id())));
            }
        }
    }

    /** These parts and all those whose rows they need. */
    static Set<Integer> closure(BoundParts parts, Set<Integer> ids) {
        Set<Integer> all = new HashSet<>(ids);
        for (BoundPart part : parts.parts().reversed()) {
            if (all.contains(part.id())) {
                all.addAll(part.uses());
            }
        }
        return all;
    }

    List<BoundPart> before() {
        return before;
    }

    List<BoundPart> after() {
        return after;
    }

    /** Whether these parts change tables that no other statement changes. */
    private boolean isAlone(Set<Integer> own) {
        Set<String> mine = new HashSet<>();
        Set<String> others = new HashSet<>();
        main.ifPresent(write -> others.addAll(tables.apply(write)));
        for (BoundPart part : parts.parts()) {
            if (part instanceof BoundPart.Write write) {
                (own.contains(part.id()) ? mine : others).addAll(tables.apply(write.write()));
            }
        }
        return Collections.disjoint(mine, others);
    }

    private void orderFree(Set<Integer> free, Set<Integer> wanted) {
        List<BoundPart> left = new ArrayList<>();
        for (BoundPart part : parts.parts()) {
            if (free.contains(part.id()) && late.contains(part.id())) {
                left.add(part);
            }
        }
        boolean mainDone = false;
        while (!left.isEmpty()) {
            List<BoundPart> ready =
                    left.stream().filter(part -> isReady(part.uses())).toList();
            boolean mainLeft = !mainDone;
            Optional<BoundPart> next = ready.stream()
                    .filter(part -> !isPreceded(written(part), left, mainLeft))
                    .findFirst();
            if (next.isEmpty() && mainLeft && isReady(wanted) && !isPreceded(main, left, false)) {
                mainDone = true;
                continue;
            }
            BoundPart chosen = next.orElseGet(ready::getFirst);
            left.remove(chosen);
            done.add(chosen.id());
            (mainDone ? after : before).add(chosen);
        }
    }

    private boolean isReady(Set<Integer> needed) {
        return needed.stream().allMatch(id -> done.contains(id) || !late.contains(id));
    }

    private boolean isPreceded(Optional<BoundWrite> write, List<BoundPart> left, boolean mainLeft) {
        if (write.isEmpty()) {
            return false;
        }
        return left.stream().flatMap(part -> written(part).stream()).anyMatch(other -> precedes(other, write.get()))
                || (mainLeft && main.isPresent() && precedes(main.get(), write.get()));
    }

    private static Optional<BoundWrite> written(BoundPart part) {
        return part instanceof BoundPart.Write write ? Optional.of(write.write()) : Optional.empty();
    }

    /** Whether a foreign key asks for one to be done first: rows are deleted before those that they refer to, and added behind them. */
    private static boolean precedes(BoundWrite one, BoundWrite other) {
        return refers(one.target(), other.target()) && other instanceof BoundWrite.Delete
                || refers(other.target(), one.target()) && !(one instanceof BoundWrite.Delete);
    }

    private static boolean refers(FederatedTable from, FederatedTable to) {
        return from.oid() != to.oid()
                && from.references().stream()
                        .anyMatch(reference -> reference.targetSchema().equals(to.schema())
                                && reference.targetTable().equals(to.name()));
    }

    private void addAfter(Set<Integer> ids) {
        for (BoundPart part : parts.parts()) {
            if (ids.contains(part.id()) && late.contains(part.id()) && done.add(part.id())) {
                after.add(part);
            }
        }
    }
}
