package io.federator.adapter.jdbc;

import io.federator.adapter.jdbc.ColumnReader.Cell;
import io.federator.spi.error.SqlException;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.RowCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as the database sends them; each cell is decoded when it is first asked for, and once. */
final class JdbcCursor implements RowCursor {
    private final RunningQuery query;
    private final ResultSet rows;
    private final List<SqlType> types;
    private final ColumnReader[] readers;
    private final Cell[] cells;
    private boolean ended;

    /** Takes over {@code query} and closes it. */
    JdbcCursor(RunningQuery query, ResultSet rows, List<SqlType> types, ColumnReader[] readers) {
        this.query = query;
        this.rows = rows;
        this.types = types;
        this.readers = readers;
        this.cells = new Cell[readers.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new Cell();
        }
    }

    @Override
    public List<SqlType> types() {
        return types;
    }

    @Override
    public boolean next() {
        if (ended) {
            return false;
        }
        try {
            if (rows.next()) {
                for (Cell cell : cells) {
                    cell.known = false;
                }
                return true;
            }
        } catch (SQLException e) {
            throw query.failed(e);
        }
        ended = true;
        return false;
    }

    @Override
    public boolean isNull(int column) {
        return cell(column).empty;
    }

    @Override
    public @Nullable Object get(int column) {
        Cell cell = cell(column);
        if (cell.empty) {
            return null;
        }
        TypeKind kind = types.get(column).kind();
        return switch (kind) {
            case INT2, INT4, DATE -> (int) cell.number;
            case INT8, TIME, TIMESTAMP, TIMESTAMPTZ, XID, CID -> cell.number;
            case FLOAT4 -> (float) cell.real;
            case FLOAT8 -> cell.real;
            default -> kind.isOid() ? (Object) cell.number : cell.object;
        };
    }

    @Override
    public long getLong(int column) {
        Cell cell = cell(column);
        if (cell.empty) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return cell.number;
    }

    @Override
    public double getDouble(int column) {
        Cell cell = cell(column);
        if (cell.empty) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return cell.real;
    }

    private Cell cell(int column) {
        Cell cell = cells[column];
        if (!cell.known) {
            try {
                cell.empty = !readers[column].read(rows, column + 1, cell);
            } catch (SQLException e) {
                throw query.failed(e);
            } catch (SqlException e) {
                throw query.unreadable(e, rows, column + 1);
            }
            cell.known = true;
        }
        return cell;
    }

    @Override
    public void close() {
        query.close(ended ? null : rows);
    }
}
