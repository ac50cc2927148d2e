/**
 * Transactions over several sources; the only package that knows the transaction manager.
 *
 * <h2>How a transaction commits</h2>
 *
 * One source that was written to commits in one phase, and nobody else hears of it. With several, one of them is the <em>deciding</em>
 * source. All others prepare, in parallel; the log is written; then the deciding source commits its part in one phase, together with a
 * row in its table of decisions; then the others commit, in parallel. The row is there if and only if the deciding part is committed, so
 * <strong>the row is the decision</strong>. Because the deciding part is never prepared, it is never in doubt: the database itself rolls
 * it back when the gateway dies. Compared with preparing everywhere it saves one forced write in the deciding source.
 *
 * <p>Atomikos runs the two phases: it asks all parts to prepare, writes the log, asks all to commit. {@link io.federator.xa.Participant}
 * makes the parts wait for the deciding one. Atomikos's own recovery, time-outs and log file are not in use.
 *
 * <h2>What happens after a failure</h2>
 *
 * A prepared branch has a name that says which gateway began the transaction and which source decides
 * ({@link io.federator.xa.TransactionName}). Whoever finds one that nobody works on any more looks for the row. It is there: commit. It
 * is not: put a row there that says abort, and roll back. The primary key arbitrates between that row and a slow owner's: the owner's
 * commit then fails as a whole, and while it is under way the other waits and gives up. So any gateway with the same sources can finish
 * what a dead one has left, without its disk ({@link io.federator.xa.Recovery}).
 *
 * <p>If no source of a transaction can hold the row, the log is the decision, and only the owner of the log can finish it.
 *
 * <h2>Threads</h2>
 *
 * Everything is safe for any thread, except that one transaction is one thread's at a time. No thread is ever interrupted.
 */
@NullMarked
package io.federator.xa;

import org.jspecify.annotations.NullMarked;
