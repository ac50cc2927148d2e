package io.federator.engine.pipeline;

import io.federator.engine.statistics.CachedPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The plans used last. Safe for any thread. Instants are microseconds since 1970-01-01 UTC. */
final class PlanCache {
    /** Plans kept; each is a few kilobytes. */
    static final int CAPACITY = 2_000;

    /** A text longer than this is not worth keeping: it is generated and will not come again. */
    static final int LONGEST_TEXT = 20_000;

    private final ReentrantLock lock = new ReentrantLock();
    private long catalogVersion;
    private final Map<PlanKey, Kept> plans = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PlanKey, Kept> eldest) {
            return size() > CAPACITY;
        }
    };

    private static final class Kept {
        private final PreparedQuery query;
        private final long made;
        private final double planMillis;
        private long uses;
        private long lastUsed;

        Kept(PreparedQuery query, long made, double planMillis) {
            this.query = query;
            this.made = made;
            this.planMillis = planMillis;
            this.lastUsed = made;
        }
    }

    Optional<PreparedQuery> find(PlanKey key, long now) {
        lock.lock();
        try {
            dropOlder(key.catalogVersion());
            Kept kept = plans.get(key);
            if (kept == null) {
                return Optional.empty();
            }
            kept.uses++;
            kept.lastUsed = now;
            return Optional.of(kept.query);
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

    void keep(PlanKey key, PreparedQuery query, long now, double planMillis) {
        if (key.text().length() > LONGEST_TEXT) {
            return;
        }
        lock.lock();
        try {
            if (key.catalogVersion() >= catalogVersion) {
                plans.put(key, new Kept(query, now, planMillis));
            }
        } finally {
            lock.unlock();
        }
    }

    /** The one used last at the end. */
    List<CachedPlan> all() {
        List<CachedPlan> all = new ArrayList<>();
        lock.lock();
        try {
            plans.forEach((key, kept) -> {
                EnginePlan plan = (EnginePlan) kept.query.plan();
                all.add(new CachedPlan(
                        plan.text(),
                        key.searchPath(),
                        kept.query.parameters(),
                        plan.sources(),
                        plan.leaves(),
                        kept.made,
                        kept.planMillis,
                        kept.uses,
                        kept.lastUsed));
            });
        } finally {
            lock.unlock();
        }
        return all;
    }
}
