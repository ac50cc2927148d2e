package io.federator.adapter.jdbc;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.BranchXid;
import javax.transaction.xa.XAException;
import javax.transaction.xa.Xid;

/** The codes of XA, with the source's own error as the cause. */
final class XaErrors {
    private XaErrors() {}

    static XAException of(int code, String message) {
        XAException error = new XAException(message);
        error.errorCode = code;
        return error;
    }

    static XAException of(int code, SqlException cause) {
        XAException error = of(code, cause.text());
        error.initCause(cause);
        return error;
    }

    static BranchXid ours(Xid xid) throws XAException {
        return BranchXid.of(xid).orElseThrow(() -> of(XAException.XAER_INVAL, "not a branch of Federator: " + xid));
    }

    /** Why a branch that its database has refused is rolled back. */
    static int rolledBack(SqlState state) {
        return switch (state) {
            case DEADLOCK_DETECTED -> XAException.XA_RBDEADLOCK;
            case SERIALIZATION_FAILURE -> XAException.XA_RBTRANSIENT;
            case LOCK_NOT_AVAILABLE, QUERY_CANCELED -> XAException.XA_RBTIMEOUT;
            case INTEGRITY_CONSTRAINT_VIOLATION,
                    NOT_NULL_VIOLATION,
                    FOREIGN_KEY_VIOLATION,
                    UNIQUE_VIOLATION,
                    CHECK_VIOLATION -> XAException.XA_RBINTEGRITY;
            default -> XAException.XA_RBROLLBACK;
        };
    }
}
