package io.federator.engine.session;

import io.federator.engine.context.SystemNames;
import io.federator.engine.pipeline.QueryEngine;
import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What all sessions share. Safe for any thread.
 *
 * @param names asked anew for each statement, as the catalog may change
 * @param catalogVersion the version of the catalog at this moment
 * @param backends the sessions themselves
 * @param channels what they listen to
 * @param inDoubt for administrators
 */
public record SessionServices(
        QueryEngine queries,
        Supplier<SystemNames> names,
        LongSupplier catalogVersion,
        DeadlineTimer timer,
        Clock clock,
        Backends backends,
        Channels channels,
        InDoubt inDoubt) {}
