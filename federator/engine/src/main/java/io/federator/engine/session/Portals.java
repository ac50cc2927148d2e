package io.federator.engine.session;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The open portals of a session, cursors of DECLARE among them. They end with their transaction, but for those WITH HOLD. */
final class Portals {
    private final Map<String, Portal> open = new LinkedHashMap<>();
    private long made;

    Portal open(
            String given,
            PreparedStatement statement,
            List<? extends @Nullable Object> parameters,
            List<Integer> resultFormats,
            long now) {
        String name = StatementName.key(given);
        if (name.isEmpty()) {
            close(name);
        } else if (open.containsKey(name)) {
            throw new SqlException(SqlState.DUPLICATE_CURSOR, "cursor \"" + name + "\" already exists");
        }
        Portal portal = new Portal(name, statement, parameters, resultFormats, ++made, now, new StatementScope());
        open.put(name, portal);
        return portal;
    }

    Optional<Portal> find(String name) {
        return Optional.ofNullable(open.get(StatementName.key(name)));
    }

    /** The portal that FETCH and CLOSE name. */
    Portal cursor(String name) {
        return find(name)
                .filter(portal -> portal.position() != null)
                .orElseThrow(
                        () -> new SqlException(SqlState.INVALID_CURSOR_NAME, "cursor \"" + name + "\" does not exist"));
    }

    /** Those with a name and rows. */
    List<Portal> cursors() {
        return open.values().stream()
                .filter(portal -> !portal.name().isEmpty() && portal.position() != null)
                .toList();
    }

    /** How many portals there have been. */
    long made() {
        return made;
    }

    void close(String name) {
        Portal portal = open.remove(StatementName.key(name));
        if (portal != null) {
            portal.close();
        }
    }

    void closeAll() {
        closeWhere(portal -> true);
    }

    /** CLOSE ALL; it spares the portals of the protocol that were never started. */
    void closeCursors() {
        closeWhere(portal -> portal.position() != null);
    }

    /** Makes the rows of cursors that outlive the transaction independent of it. As in PostgreSQL no time-out ends that. */
    void detach(Execution execution) {
        for (Portal portal : open.values()) {
            if (portal.isToOutlive() && !portal.isHeld()) {
                Portal _ = execution.cancellable(portal.scope(), portal::detach);
            }
        }
    }

    /** Closes what ends with the transaction. */
    void closeEnding() {
        closeWhere(portal -> !portal.isToOutlive());
    }

    void closeAtCommit() {
        closeWhere(portal -> !portal.isToOutlive());
        open.values().forEach(Portal::hold);
    }

    void closeAtRollback() {
        closeWhere(portal -> !portal.isHeld());
    }

    /** Closes what was opened after a savepoint. */
    void closeSince(long number) {
        closeWhere(portal -> portal.number() > number && !portal.isHeld());
    }

    private void closeWhere(Predicate<Portal> which) {
        List<Portal> closing =
                new ArrayList<>(open.values().stream().filter(which).toList());
        open.values().removeAll(closing);
        RuntimeException first = null;
        for (Portal portal : closing) {
            try {
                portal.close();
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
