package io.federator.duckdb;

import io.federator.spi.residual.ResidualStatement.Input;
import io.federator.spi.value.RowCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * One input as an Arrow stream that DuckDB pulls. Batches are made on DuckDB's threads, one at a time; their size grows, so that
 * a statement that needs only a few rows reads only a few. Batches are bounded in rows and in bytes, except that one row is
 * never split.
 */
final class InputReader extends ArrowReader {
    private static final int FIRST_ROWS = 1_024;
    private static final int MAX_ROWS = 16_384;
    private static final int MAX_BYTES = 2 * 1024 * 1024;

    private final Input input;
    private final InputSlot slot;
    private final List<InputColumn> columns = new ArrayList<>();
    private int rowsPerBatch = FIRST_ROWS;
    private boolean ended;
    private long bytesRead;

    InputReader(BufferAllocator allocator, Input input, InputSlot slot) {
        super(allocator);
        this.input = input;
        this.slot = slot;
    }

    @Override
    protected Schema readSchema() {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < input.columns().size(); i++) {
            fields.add(DuckDbTypes.field(input.columns().get(i), input.types().get(i)));
        }
        return new Schema(fields);
    }

    /** The failure is kept by the slot, as DuckDB would pass on no more than its text. */
    @Override
    public boolean loadNextBatch() throws IOException {
        try {
            return fill();
        } catch (Throwable failure) {
            ended = true;
            slot.fail(failure);
            throw new IOException("input " + input.name() + " failed", failure);
        }
    }

    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        VectorSchemaRoot root = getVectorSchemaRoot();
        RowCursor rows = slot.rows();
        if (columns.isEmpty()) {
            for (int i = 0; i < input.types().size(); i++) {
                FieldVector vector = root.getVector(i);
                columns.add(InputColumn.of(input.types().get(i), vector));
            }
        }
        for (InputColumn column : columns) {
            column.start(rowsPerBatch);
        }
        int count = copy(rows);
        for (InputColumn column : columns) {
            column.finish(count);
        }
        root.setRowCount(count);
        rowsPerBatch = Math.min(2 * rowsPerBatch, MAX_ROWS);
        if (ended) {
            slot.drained();
        }
        return count > 0;
    }

    private int copy(RowCursor rows) {
        int count = 0;
        int bytes = 0;
        while (count < rowsPerBatch && bytes < MAX_BYTES) {
            if (!rows.next()) {
                ended = true;
                break;
            }
            for (int i = 0; i < columns.size(); i++) {
                if (!rows.isNull(i)) {
                    bytes += columns.get(i).write(rows, i, count);
                }
            }
            count++;
        }
        bytesRead += bytes;
        return count;
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    protected void closeReadSource() {
        // The cursor is closed on the reader's thread of the result: see InputSlot.
    }
}
