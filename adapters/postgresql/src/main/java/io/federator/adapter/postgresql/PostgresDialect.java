package io.federator.adapter.postgresql;

import io.federator.adapter.jdbc.dialect.BaseDialect;
import io.federator.spi.source.PositiveList;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.RowLock;
import io.federator.spi.source.SortKey;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.TableLock;
import io.federator.spi.source.TableName;
import io.federator.spi.source.TextCollation;
import io.federator.spi.source.Window;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's SQL. It computes as PostgreSQL does by nature; what can differ is the collation, so text is sorted and
 * searched under {@code "C"}, and what follows session settings, which is left out.
 */
final class PostgresDialect extends BaseDialect {
    static final TextCollation DEFAULT_COLLATION = new TextCollation(TextCollation.Kind.EXACT_EQUALITY, "default", "");
    static final TextCollation C = new TextCollation(TextCollation.Kind.CODE_POINT, "C", "");

    PostgresDialect() {
        super("PostgreSQL", EnumSet.allOf(Feature.class));
    }

    @Override
    public PositiveList operations() {
        return PostgresOperations.FUNCTIONS;
    }

    @Override
    public PositiveList aggregates() {
        return PostgresOperations.AGGREGATES;
    }

    @Override
    public String quote(String identifier) {
        return quoted(identifier, '"');
    }

    @Override
    public String table(TableName table) {
        return table.schema().map(schema -> quote(schema) + ".").orElse("") + quote(table.table());
    }

    @Override
    public @Nullable Rendered column(String qualified, SourceColumn column, SqlType type) {
        SqlType own = column.type();
        boolean text = own.kind().isText();
        if (text && column.collation().kind() == TextCollation.Kind.NONE) {
            return null;
        }
        if (PostgresDiscovery.ENUM.equals(column.collation())) {
            return new Rendered("(" + qualified + ")::text", type, -1, -1, DEFAULT_COLLATION, null, false);
        }
        if (own.kind() == type.kind()) {
            return new Rendered(qualified, type, own.precision(), own.scale(), column.collation(), column, false);
        }
        if (text && type.kind().isText() && !own.is(TypeKind.BPCHAR)) {
            return new Rendered(qualified, type, -1, -1, column.collation(), column, false);
        }
        String converted = PostgresOperations.conversion(qualified, own, type);
        TextCollation collation =
                type.kind().isText() ? text ? column.collation() : DEFAULT_COLLATION : TextCollation.NONE;
        return converted == null ? null : new Rendered(converted, type, -1, -1, collation, null, false);
    }

    @Override
    public @Nullable Rendered literal(SqlType type, @Nullable Object value) {
        String sql = PostgresText.constant(type, value);
        return sql == null ? null : constant(sql, type);
    }

    @Override
    public @Nullable Rendered parameter(SqlType type) {
        String name = PostgresText.typeName(type.bare());
        // A cast to bare bit would cut the string to one bit.
        return name == null || type.is(TypeKind.BIT) ? null : constant("?::" + name, type);
    }

    /** The server takes what has no type of its own for a value of the column's. */
    @Override
    public String stored(SourceColumn column, SqlType type) {
        return "?";
    }

    /** Numbers are bound as such and then assigned; everything else is read from its text by the column's own type, in either way. */
    @Override
    public boolean loads(SourceColumn column, SqlType type) {
        return switch (type.kind()) {
            case INT2, INT4, INT8, FLOAT4, FLOAT8 -> column.type().bare().equals(type.bare());
            default -> true;
        };
    }

    @Override
    public String locking(RowLock lock) {
        return "FOR " + lock.strength().name().replace('_', ' ') + lock.waitingClause();
    }

    @Override
    public Optional<String> lockTables(List<String> tables, TableLock lock, boolean nowait) {
        return Optional.of("LOCK TABLE " + String.join(", ", tables) + " IN " + lock.words() + " MODE"
                + (nowait ? " NOWAIT" : ""));
    }

    @Override
    public List<String> truncate(List<String> tables, boolean restart, boolean cascade) {
        return List.of("TRUNCATE TABLE " + String.join(", ", tables) + (restart ? " RESTART IDENTITY" : "")
                + (cascade ? " CASCADE" : ""));
    }

    @Override
    public String overriding(boolean system) {
        return system ? " OVERRIDING SYSTEM VALUE" : " OVERRIDING USER VALUE";
    }

    @Override
    public @Nullable String assigned(SourceColumn column, Rendered value) {
        SqlType own = column.type();
        boolean texts = own.kind().isText() && value.type().kind().isText() && isNativeText(column);
        return texts || own.bare().equals(value.type().bare()) && !own.kind().isText() ? value.sql() : null;
    }

    /** Types that are not known here are text to us, and the server would not assign text to them. */
    private static boolean isNativeText(SourceColumn column) {
        String name = column.nativeType();
        return name.startsWith("text") || name.startsWith("character") || name.startsWith("name");
    }

    private static Rendered constant(String sql, SqlType type) {
        TextCollation collation = type.kind().isText() ? DEFAULT_COLLATION : TextCollation.NONE;
        return new Rendered(sql, type, type.precision(), type.scale(), collation, null, true);
    }

    @Override
    public @Nullable Rendered call(String operation, List<Rendered> operands, SqlType result) {
        return switch (operation) {
            case "cast" -> PostgresOperations.cast(operands.getFirst(), result);
            case "extract" -> PostgresOperations.extract(operands, result);
            case "greatest", "least" -> chosen(operation + "(", ", ", ")", exactTexts(operands), result);
            case "= any" -> anyOf(operands.get(0), operands.get(1));
            default -> super.call(operation, operands, result);
        };
    }

    /** {@code value = ANY (array)} for an array that is a constant. */
    private @Nullable Rendered anyOf(Rendered value, Rendered array) {
        SqlType element = array.type().element();
        Rendered key = key(value, KeyUse.EQUALITY);
        return key == null || element == null || element.kind() != value.type().kind() || !array.constant()
                ? null
                : truth("(" + key.sql() + " = ANY(" + array.sql() + "))");
    }

    /** GREATEST and LEAST compare: texts must do so under "C". */
    private List<Rendered> exactTexts(List<Rendered> operands) {
        return operands.stream()
                .map(operand -> operand.type().kind().isText() ? exact(operand) : operand)
                .toList();
    }

    @Override
    public @Nullable Rendered aggregate(
            String name, boolean distinct, List<Rendered> operands, @Nullable Rendered filter, SqlType result) {
        String suffix = filter == null ? "" : " FILTER (WHERE " + filter.sql() + ")";
        if (operands.isEmpty()) {
            return "count".equals(name) ? Rendered.computed("count(*)" + suffix, result) : null;
        }
        if (operands.size() != 1) {
            return null;
        }
        Rendered operand = operands.getFirst();
        boolean extreme = "min".equals(name) || "max".equals(name);
        Rendered key = extreme || distinct ? key(operand, extreme ? KeyUse.ORDER : KeyUse.EQUALITY) : operand;
        if (key == null) {
            return null;
        }
        if ("count".equals(name)) {
            return Rendered.computed("count(" + (distinct ? "DISTINCT " : "") + key.sql() + ")" + suffix, result);
        }
        Rendered aggregate = aggregates().render(name, List.of(key), result);
        if (aggregate == null) {
            return null;
        }
        String sql = aggregate.sql();
        String call = distinct ? sql.replaceFirst("\\(", "(DISTINCT ") : sql;
        return aggregate.withSql(call + suffix);
    }

    @Override
    public @Nullable Rendered orderedAggregate(
            String name,
            boolean distinct,
            List<Rendered> operands,
            List<SortKey> order,
            @Nullable Rendered filter,
            SqlType result) {
        return PostgresWindows.aggregate(name, distinct, operands, order, filter, result, this);
    }

    @Override
    public @Nullable Rendered over(String name, List<Rendered> operands, Window window, SqlType result) {
        return PostgresWindows.over(name, operands, window, result, this);
    }

    @Override
    public @Nullable Rendered key(Rendered value, KeyUse use) {
        return switch (value.type().kind()) {
            case TEXT, VARCHAR, BPCHAR, NAME -> textKey(value, use);
            case JSON, XID, CID, TID, PG_NODE_TREE, ACLITEM, RECORD, UNKNOWN, VOID, ANYARRAY -> null;
            case ARRAY, INT2VECTOR, OIDVECTOR -> null;
            case POINT, LSEG, PATH, BOX, POLYGON, LINE, CIRCLE -> null;
            // jsonb sorts its strings by the database's own collation.
            case JSONB -> use == KeyUse.EQUALITY ? value : null;
            default -> value;
        };
    }

    private @Nullable Rendered textKey(Rendered value, KeyUse use) {
        TextCollation collation = value.collation();
        boolean enough = switch (collation.kind()) {
            case CODE_POINT -> true;
            case EXACT_EQUALITY -> use == KeyUse.EQUALITY && !PostgresCollation.indeterminate(collation);
            case LOOSE, NONE -> false;
        };
        return enough ? value : exactText(value);
    }

    @Override
    protected @Nullable Rendered exactText(Rendered text) {
        // In a database of another encoding than UTF-8 the order of the bytes is not that of the characters.
        return text.collation().charset().isEmpty() ? exact(text) : null;
    }

    static Rendered exact(Rendered text) {
        return text.collation().kind() == TextCollation.Kind.CODE_POINT
                ? text
                : new Rendered("(" + text.sql() + " COLLATE \"C\")", text.type(), -1, -1, C, null, text.constant());
    }

    @Override
    protected @Nullable String comparison(String operator, Rendered left, Rendered right) {
        if (!left.type().kind().isText()) {
            boolean ordered = !"=".equals(operator) && !"<>".equals(operator);
            return ordered && left.type().is(TypeKind.JSONB) ? null : infix(left, operator, right);
        }
        KeyUse use = "=".equals(operator) || "<>".equals(operator) ? KeyUse.EQUALITY : KeyUse.ORDER;
        if (PostgresCollation.agree(left, right, use)) {
            return infix(left, operator, right);
        }
        Rendered exact = exactText(left.constant() ? right : left);
        if (exact == null) {
            return null;
        }
        return left.constant() ? infix(left, operator, exact) : infix(exact, operator, right);
    }

    private static String infix(Rendered left, String operator, Rendered right) {
        return "(" + left.sql() + " " + operator + " " + right.sql() + ")";
    }

    @Override
    protected @Nullable String membership(Rendered value, List<Rendered> constants) {
        Rendered exact = value.type().kind().isText() ? key(value, KeyUse.EQUALITY) : value;
        return exact == null
                ? null
                : "(" + exact.sql() + " IN ("
                        + constants.stream().map(Rendered::sql).collect(Collectors.joining(", ")) + "))";
    }

    @Override
    protected String distinctFrom(Rendered left, Rendered right) {
        Rendered exact = left.type().kind().isText() && !PostgresCollation.agree(left, right, KeyUse.EQUALITY)
                ? exact(left)
                : left;
        return "(" + exact.sql() + " IS DISTINCT FROM " + right.sql() + ")";
    }

    @Override
    protected Rendered branch(Rendered value) {
        return value;
    }

    @Override
    protected Rendered oneOf(String sql, List<Rendered> branches, SqlType result) {
        return new Rendered(sql, result, -1, -1, collationOf(branches), null, false);
    }

    @Override
    public String orderItem(String key, boolean descending, boolean nullsFirst) {
        boolean usual = descending == nullsFirst;
        return key + (descending ? " DESC" : "") + (usual ? "" : nullsFirst ? " NULLS FIRST" : " NULLS LAST");
    }

    @Override
    public String limit(@Nullable String fetch, @Nullable String offset) {
        return (fetch == null ? "" : " LIMIT " + fetch) + (offset == null ? "" : " OFFSET " + offset);
    }

    @Override
    public @Nullable String output(Rendered value) {
        TypeKind kind = value.type().kind();
        if (kind == TypeKind.TEXT && value.collation().kind() == TextCollation.Kind.NONE) {
            // A type that we do not know is shown by its text.
            return "CAST(" + value.sql() + " AS text)";
        }
        return switch (kind) {
            case RECORD, ANYARRAY -> null;
            default -> kind.isOid() && kind != TypeKind.OID ? "CAST(" + value.sql() + " AS oid)" : value.sql();
        };
    }
}
