package io.federator.adapter.jdbc;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.BranchXid;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** Prepared branches of sessions that are gone; each call is served by a connection of its own. */
record JdbcRecovery(JdbcSource source, BranchCommands commands, SourceErrors errors) implements XAResource {
    @Override
    public Xid[] recover(int flag) throws XAException {
        if ((flag & TMSTARTRSCAN) == 0) {
            return new Xid[0];
        }
        String key = BranchXid.key(source.name());
        try {
            List<BranchXid> prepared = source.onConnection(commands::prepared);
            return prepared.stream().filter(xid -> xid.branch().equals(key)).toArray(Xid[]::new);
        } catch (SqlException e) {
            throw failed(e);
        }
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        if (onePhase) {
            throw XaErrors.of(XAException.XAER_PROTO, "only a prepared branch can be committed here");
        }
        end(XaErrors.ours(xid), commands::commitPrepared);
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        end(XaErrors.ours(xid), commands::rollbackPrepared);
    }

    private void end(BranchXid xid, Ending ending) throws XAException {
        try {
            boolean known = source.onWriter(connection -> {
                try {
                    ending.end(connection, xid);
                    return true;
                } catch (SQLException e) {
                    if (commands.isUnknownBranch(e)) {
                        return false;
                    }
                    throw e;
                }
            });
            if (!known) {
                throw XaErrors.of(XAException.XAER_NOTA, "source \"" + source.name() + "\" has no branch " + xid);
            }
        } catch (SqlException e) {
            throw failed(e);
        }
    }

    private static XAException failed(SqlException e) {
        return XaErrors.of(
                e.state() == SqlState.CONNECTION_FAILURE || e.state() == SqlState.TOO_MANY_CONNECTIONS
                        ? XAException.XAER_RMFAIL
                        : XAException.XAER_RMERR,
                e);
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        throw onlyRecovers();
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        throw onlyRecovers();
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        throw onlyRecovers();
    }

    private static XAException onlyRecovers() {
        return XaErrors.of(XAException.XAER_PROTO, "no work can be done here");
    }

    @Override
    public void forget(Xid xid) {
        // There are no heuristic outcomes here.
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other instanceof JdbcRecovery recovery && recovery.source == source;
    }

    @Override
    public int getTransactionTimeout() {
        return 0;
    }

    @Override
    public boolean setTransactionTimeout(int seconds) {
        return false;
    }

    @FunctionalInterface
    private interface Ending {
        void end(Connection connection, BranchXid xid) throws SQLException;
    }
}
