package io.federator.engine.system;

import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The rows that a real server has from the start, read once each when they are first asked for. Safe for any thread. */
final class StaticTables {
    private final SystemTypes types;
    private final String owner;
    private final Map<String, List<@Nullable Object[]>> rows = new ConcurrentHashMap<>();

    /** @param owner the role that owns everything; it takes the place of the one in the resources */
    StaticTables(SystemTypes types, String owner) {
        this.types = types;
        this.owner = owner;
    }

    /** None when there is no resource for the table. */
    List<@Nullable Object[]> rows(Shape shape) {
        return rows.computeIfAbsent(
                shape.relation().name(),
                name -> ResourceTable.read(name)
                        .map(table -> read(shape, table))
                        .orElse(List.of()));
    }

    private List<@Nullable Object[]> read(Shape shape, ResourceTable table) {
        List<SqlType> columns = shape.relation().columns().stream()
                .map(c -> types.sqlType(c.type(), c.modifier()))
                .toList();
        List<@Nullable Object[]> out = new ArrayList<>(table.rows().size());
        for (@Nullable String[] text : table.rows()) {
            @Nullable Object[] row = new @Nullable Object[text.length];
            for (int i = 0; i < text.length; i++) {
                String field = text[i];
                row[i] = field == null ? null : value(columns.get(i), field);
            }
            out.add(row);
        }
        return List.copyOf(out);
    }

    private Object value(SqlType type, String text) {
        return switch (type.kind()) {
            case BOOL -> text.equals("t");
            case INT2, INT4 -> Integer.valueOf(text);
            case INT8, XID, CID -> Long.valueOf(text);
            case FLOAT4 -> Float.valueOf(text);
            case FLOAT8 -> Double.valueOf(text);
            case INT2VECTOR -> vector(SqlType.INT2, text);
            case OIDVECTOR -> vector(SqlType.OID, text);
            case ARRAY -> array(Objects.requireNonNull(type.element()), text);
            default -> type.kind().isOid() ? (Object) Long.valueOf(text) : text;
        };
    }

    private ArrayValue vector(SqlType element, String text) {
        List<Object> values = new ArrayList<>();
        for (String word : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            values.add(value(element, word));
        }
        return vector(element, values);
    }

    /** An int2vector or oidvector: subscripts from 0. */
    static ArrayValue vector(SqlType element, List<? extends @Nullable Object> values) {
        return new ArrayValue(element, List.of(values.size()), List.of(0), new ArrayList<>(values));
    }

    /** One dimension; the resources have no other. */
    private ArrayValue array(SqlType element, String text) {
        List<@Nullable Object> values = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean wasQuoted = false;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                word.append(text.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
                wasQuoted = true;
            } else if (!quoted && (c == ',' || c == '}')) {
                if (c == ',' || i > 1) {
                    values.add(wasQuoted || !word.toString().equals("NULL") ? value(element, word.toString()) : null);
                }
                word.setLength(0);
                wasQuoted = false;
            } else {
                word.append(c);
            }
        }
        if (element.is(TypeKind.ACLITEM)) {
            return ArrayValue.of(element, grants(values));
        }
        return ArrayValue.of(element, values);
    }

    /** The predefined roles that some functions are granted to do not exist here. */
    private List<Object> grants(List<@Nullable Object> items) {
        List<Object> grants = new ArrayList<>();
        for (Object item : items) {
            String grant = Objects.requireNonNull(item).toString();
            if (!grant.startsWith("pg_")) {
                grants.add(Grants.by(
                        owner, grant.substring(0, grant.indexOf('/')).replace("postgres", Grants.name(owner))));
            }
        }
        return grants;
    }
}
