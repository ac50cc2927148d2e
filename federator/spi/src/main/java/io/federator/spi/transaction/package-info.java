/**
 * Transactions over several sources: what the engine asks of a transaction manager. How they are committed, decided and recovered is
 * the manager's affair; the sources' part of it is {@link io.federator.spi.source.SourceBranch}.
 */
@NullMarked
package io.federator.spi.transaction;

import org.jspecify.annotations.NullMarked;
