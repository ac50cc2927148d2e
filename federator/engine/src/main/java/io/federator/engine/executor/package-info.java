/** Runs a plan: opens the leaves in their sources and streams what comes of them. */
@NullMarked
package io.federator.engine.executor;

import org.jspecify.annotations.NullMarked;
