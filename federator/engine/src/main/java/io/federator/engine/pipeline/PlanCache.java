package io.federator.engine.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The plans used last. Safe for any thread. */
final class PlanCache {
    /** Plans kept; each is a few kilobytes. */
    static final int CAPACITY = 2_000;

    /** A text longer than this is not worth keeping: it is generated and will not come again. */
    static final int LONGEST_TEXT = 20_000;

    private final ReentrantLock lock = new ReentrantLock();
    private long catalogVersion;
    private final Map<PlanKey, PreparedQuery> plans = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PlanKey, PreparedQuery> eldest) {
            return size() > CAPACITY;
        }
    };

    Optional<PreparedQuery> find(PlanKey key) {
        lock.lock();
        try {
            dropOlder(key.catalogVersion());
            return Optional.ofNullable(plans.get(key));
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the plans of older catalogs: nobody will ask for them again. */
    private void dropOlder(long version) {
        if (version > catalogVersion) {
            catalogVersion = version;
            plans.clear();
        }
    }

    void keep(PlanKey key, PreparedQuery query) {
        if (key.text().length() > LONGEST_TEXT) {
            return;
        }
        lock.lock();
        try {
            if (key.catalogVersion() >= catalogVersion) {
                plans.put(key, query);
            }
        } finally {
            lock.unlock();
        }
    }
}
