package io.federator.engine.parser;

import io.federator.engine.parser.ast.SessionStatement;
import io.federator.engine.parser.ast.SessionStatement.Isolation;
import io.federator.engine.parser.ast.SessionStatement.TransactionModes;
import io.federator.engine.parser.ast.Statement;

/** Transactions, savepoints and two-phase commit. */
final class TransactionParser {
    private final TokenStream tokens;

    TransactionParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    Statement begin() {
        int position = tokens.expect("begin").position();
        workOrTransaction();
        return new SessionStatement.Begin(modes(false), false, position);
    }

    Statement start() {
        int position = tokens.expect("start").position();
        tokens.expect("transaction");
        return new SessionStatement.Begin(modes(false), true, position);
    }

    Statement commit() {
        Token word = tokens.advance();
        if (word.is("commit") && tokens.accept("prepared")) {
            return new SessionStatement.CommitPrepared(tokens.string(), word.position());
        }
        workOrTransaction();
        return new SessionStatement.Commit(chain(), word.position());
    }

    Statement rollback() {
        Token word = tokens.advance();
        boolean rollback = word.is("rollback");
        if (rollback && tokens.accept("prepared")) {
            return new SessionStatement.RollbackPrepared(tokens.string(), word.position());
        }
        workOrTransaction();
        if (rollback && tokens.accept("to")) {
            return new SessionStatement.RollbackTo(savepointName(), word.position());
        }
        return new SessionStatement.Rollback(chain(), word.position());
    }

    Statement savepoint() {
        int position = tokens.expect("savepoint").position();
        return new SessionStatement.Savepoint(tokens.columnId(), position);
    }

    Statement release() {
        int position = tokens.expect("release").position();
        return new SessionStatement.ReleaseSavepoint(savepointName(), position);
    }

    Statement prepareTransaction(int position) {
        tokens.expect("transaction");
        return new SessionStatement.PrepareTransaction(tokens.string(), position);
    }

    /** SAVEPOINT is a name too, if nothing follows it. */
    private String savepointName() {
        if (tokens.is("savepoint") && TokenStream.isColumnId(tokens.ahead(1))) {
            tokens.advance();
        }
        return tokens.columnId();
    }

    private void workOrTransaction() {
        if (!tokens.accept("work")) {
            tokens.accept("transaction");
        }
    }

    private boolean chain() {
        if (!tokens.accept("and")) {
            return false;
        }
        boolean chain = !tokens.accept("no");
        tokens.expect("chain");
        return chain;
    }

    /** Transaction modes, with commas between them or without. */
    TransactionModes modes(boolean required) {
        TransactionModes modes = new TransactionModes(null, null, null);
        boolean more = required || !tokens.isEnd();
        while (more) {
            modes = mode(modes);
            boolean comma = tokens.accept(",");
            more = comma || !tokens.isEnd();
        }
        return modes;
    }

    private TransactionModes mode(TransactionModes modes) {
        if (tokens.accept("isolation")) {
            tokens.expect("level");
            return new TransactionModes(isolation(), modes.readOnly(), modes.deferrable());
        }
        if (tokens.accept("read")) {
            boolean only = tokens.accept("only");
            if (!only) {
                tokens.expect("write");
            }
            return new TransactionModes(modes.isolation(), only, modes.deferrable());
        }
        boolean deferrable = !tokens.accept("not");
        tokens.expect("deferrable");
        return new TransactionModes(modes.isolation(), modes.readOnly(), deferrable);
    }

    private Isolation isolation() {
        if (tokens.accept("serializable")) {
            return Isolation.SERIALIZABLE;
        }
        if (tokens.accept("repeatable")) {
            tokens.expect("read");
            return Isolation.REPEATABLE_READ;
        }
        tokens.expect("read");
        if (tokens.accept("uncommitted")) {
            return Isolation.READ_UNCOMMITTED;
        }
        tokens.expect("committed");
        return Isolation.READ_COMMITTED;
    }
}
