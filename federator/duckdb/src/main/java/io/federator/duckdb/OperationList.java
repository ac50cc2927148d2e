package io.federator.duckdb;

import io.federator.spi.source.PositiveList;
import io.federator.spi.source.PositiveList.Rendering;
import io.federator.spi.source.PositiveList.Signature;
import io.federator.spi.source.Rendered;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB's positive list. Where an operation takes text, it takes varchar too, as the binder does not always convert between the
 * two.
 */
final class OperationList {
    private final PositiveList list;

    private OperationList(PositiveList list) {
        this.list = list;
    }

    /** Writes only the text of an operation whose result is no numeric. */
    @FunctionalInterface
    interface Text {
        @Nullable String write(List<Rendered> operands);
    }

    Set<Signature> signatures() {
        return list.signatures();
    }

    @Nullable Rendered render(String operation, List<Rendered> operands, SqlType result) {
        Signature signature = new Signature(
                operation,
                operands.stream().map(operand -> text(operand.type().kind())).toList(),
                text(result.kind()));
        return list.render(signature, operands, result);
    }

    private static TypeKind text(TypeKind kind) {
        return kind == TypeKind.VARCHAR ? TypeKind.TEXT : kind;
    }

    /** A value of this type and text; text compares by code point. */
    static Rendered value(String sql, SqlType type) {
        Rendered rendered = Rendered.computed(sql, type);
        return type.kind().isText() ? rendered.withCollation(DuckDbLiterals.CODE_POINT) : rendered;
    }

    /** Collects declarations; used by one thread. */
    static final class Builder {
        private final PositiveList.Builder list = new PositiveList.Builder();

        Builder add(String declaration, String template) {
            return text(declaration, operands -> PositiveList.fill(template, operands));
        }

        Builder text(String declaration, Text text) {
            return rendering(declaration, (operands, result) -> {
                String sql = text.write(operands);
                return sql == null ? null : value(sql, result);
            });
        }

        Builder rendering(String declaration, Rendering rendering) {
            list.add(declaration, rendering);
            return this;
        }

        OperationList build() {
            return new OperationList(list.build());
        }
    }
}
