package io.federator.engine.binder;

import io.federator.engine.rel.PgOperator;
import io.federator.engine.rel.PgRelType;
import io.federator.engine.rel.PgRelType.RecordField;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Row values: their making, their fields, and the test whether they are null. */
final class Records {
    private final Binding binding;

    Records(Binding binding) {
        this.binding = binding;
    }

    /** {@code ROW(…)}, whose fields are named {@code f1}, {@code f2}, …. */
    RexNode row(List<RexNode> values) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= values.size(); i++) {
            names.add("f" + i);
        }
        return row(names, values);
    }

    /** A row value with these names and values of its fields. */
    RexNode row(List<String> names, List<RexNode> values) {
        List<RecordField> fields = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            fields.add(new RecordField(names.get(i), Binding.typeOf(values.get(i))));
        }
        RelDataType type = binding.types.record(fields);
        return binding.rex.makeCall(type, PgOperator.immutable("row").returning(type), values);
    }

    /** The fields of a row value as far as they are known; empty for any other value. */
    static List<RecordField> fields(RexNode node) {
        return node.getType() instanceof PgRelType type ? type.fields() : List.of();
    }

    static boolean isRecord(RexNode node) {
        return Binding.typeOf(node).is(TypeKind.RECORD);
    }

    /** A field by its name, null where no field of that name is known. */
    @Nullable RexNode field(RexNode base, String name) {
        List<RecordField> fields = fields(base);
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return field(base, i);
            }
        }
        return null;
    }

    RexNode field(RexNode base, int index) {
        return binding.call(
                PgOperator.immutable(PgOperator.RECORD_FIELD),
                fields(base).get(index).type(),
                List.of(base, binding.constant(SqlType.INT4, index)));
    }

    /** {@code IS [NOT] NULL} of a row value, which looks at its fields. */
    RexNode isNull(RexNode record, boolean negated) {
        String name = negated ? PgOperator.RECORD_IS_NOT_NULL : PgOperator.RECORD_IS_NULL;
        return binding.rex.makeCall(
                binding.types.of(SqlType.BOOL, false),
                PgOperator.immutable(name).returning(SqlType.BOOL),
                List.of(record));
    }
}
