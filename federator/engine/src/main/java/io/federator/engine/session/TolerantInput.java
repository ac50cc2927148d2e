package io.federator.engine.session;

import io.federator.engine.session.CopyInFormat.Verbosity;
import io.federator.engine.session.Notice.Severity;
import io.federator.engine.writer.LoadInput;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import org.jspecify.annotations.Nullable;

/** An input whose bad rows are left out where COPY says so. */
final class TolerantInput implements LoadInput {
    private final LoadInput input;
    private final CopyInFormat format;
    private final Session session;
    private final String table;
    private long skipped;

    TolerantInput(LoadInput input, CopyInFormat format, Session session, String table) {
        this.input = input;
        this.format = format;
        this.session = session;
        this.table = table;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        return input.next();
    }

    @Override
    public boolean isText() {
        return input.isText();
    }

    @Override
    public long line() {
        return input.line();
    }

    @Override
    public @Nullable String lineText() {
        return input.lineText();
    }

    @Override
    public boolean skips(SqlException error, String column, @Nullable String value) {
        if (!format.ignoresErrors()) {
            return false;
        }
        skipped++;
        if (format.verbosity() == Verbosity.VERBOSE) {
            notice("skipping row due to data type incompatibility at line " + line() + " for column \"" + column
                    + "\": " + (value == null ? "null input" : "\"" + value + "\""));
        }
        if (format.rejectLimit() > 0 && skipped > format.rejectLimit()) {
            throw new SqlException(
                            SqlState.INVALID_TEXT_REPRESENTATION,
                            "skipped more than REJECT_LIMIT (" + format.rejectLimit()
                                    + ") rows due to data type incompatibility")
                    .inContext("COPY " + table + ", line " + line() + ", column " + column
                            + (value == null ? ": null input" : ": \"" + value + "\""));
        }
        return true;
    }

    /** Tells how many were left out, if any. */
    void tellSkipped() {
        if (skipped > 0 && format.verbosity() != Verbosity.SILENT) {
            notice(
                    skipped == 1
                            ? "1 row was skipped due to data type incompatibility"
                            : skipped + " rows were skipped due to data type incompatibility");
        }
    }

    private void notice(String text) {
        session.notice(new Notice(Severity.NOTICE, SqlState.SUCCESSFUL_COMPLETION, text, null, 0));
    }
}
