package io.federator.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong while reading goes on. One for each catalog, used by one thread. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();

    void add(SourceLocation location, String message) {
        found.add(new Problem(location, message));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Problem> all() {
        return List.copyOf(found);
    }
}
