package io.federator.adapter.jdbc.mysqlfamily;

import io.federator.adapter.jdbc.dialect.BaseDialect;
import io.federator.adapter.jdbc.dialect.Digits;
import io.federator.spi.source.PositiveList;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.RowLock;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.TableName;
import io.federator.spi.source.TextCollation;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of MySQL and MariaDB.
 *
 * <p>Their collations take texts for equal that differ. So a text is compared under an exact collation; an equality
 * with a constant is asked twice, first under the column's own collation, for which there may be an index and which
 * finds too much at worst.
 *
 * <p>UNION is left out as it rewrites the scale of decimals, FULL JOIN does not exist, window functions because MySQL 9 loses
 * extremes in a descending order with NULLs and takes any of them for NULL in a query by primary key, and the rest has not
 * been proven.
 */
public abstract class FamilyDialect extends BaseDialect {
    private final FamilyProfile profile;
    private final FamilyComparisons comparisons;
    private final TextCollation exact;
    private final PositiveList operations;
    private final PositiveList aggregates;

    protected FamilyDialect(FamilyProfile profile) {
        this(profile, Set.of());
    }

    /** @param more what this member of the family has beyond the others */
    protected FamilyDialect(FamilyProfile profile, Set<Feature> more) {
        super(profile.name(), features(more));
        this.profile = profile;
        this.exact = new TextCollation(TextCollation.Kind.CODE_POINT, profile.exactCollation(), FamilyColumns.UTF8MB4);
        this.comparisons = new FamilyComparisons(this::exactText);
        this.operations = FamilyOperations.functions(this, profile);
        this.aggregates = FamilyOperations.aggregates();
    }

    private static Set<Feature> features(Set<Feature> more) {
        Set<Feature> features = EnumSet.of(
                Feature.INNER_JOIN,
                Feature.LEFT_JOIN,
                Feature.SEMI_JOIN,
                Feature.AGGREGATE,
                Feature.AGGREGATE_FILTER,
                Feature.DISTINCT,
                Feature.SORT,
                Feature.LIMIT);
        features.addAll(more);
        return features;
    }

    @Override
    public final PositiveList operations() {
        return operations;
    }

    @Override
    public final PositiveList aggregates() {
        return aggregates;
    }

    @Override
    public String quote(String identifier) {
        return quoted(identifier, '`');
    }

    @Override
    public String table(TableName table) {
        return table.schema().map(schema -> quote(schema) + ".").orElse("") + quote(table.table());
    }

    @Override
    public @Nullable Rendered column(String qualified, SourceColumn column, SqlType type) {
        return FamilyColumns.computed(qualified, column, type, profile, exact);
    }

    @Override
    public @Nullable String output(Rendered value) {
        SourceColumn column = value.column();
        return column == null
                ? FamilyColumns.output(value)
                : FamilyColumns.fetched(value, column, profile.options().zeroDatesAsNull());
    }

    @Override
    public @Nullable Rendered literal(SqlType type, @Nullable Object value) {
        if (value == null) {
            return constant("NULL", type, Digits.of(type));
        }
        String sql = FamilyText.constant(type, value);
        if (sql == null) {
            return null;
        }
        Digits digits = value instanceof BigDecimal number
                ? new Digits(FamilyText.digits(number), number.scale())
                : Digits.UNKNOWN;
        return constant(sql, type, digits);
    }

    @Override
    public @Nullable Rendered parameter(SqlType type) {
        String sql = switch (type.kind()) {
            case BOOL, INT2, INT4, INT8, NUMERIC, FLOAT4, FLOAT8, TEXT, VARCHAR, BPCHAR, BYTEA, UUID -> "?";
            case DATE -> "CAST(? AS DATE)";
            case TIME -> "CAST(? AS TIME(6))";
            case TIMESTAMP, TIMESTAMPTZ -> "CAST(? AS DATETIME(6))";
            default -> null;
        };
        return sql == null ? null : constant(sql, type, Digits.UNKNOWN);
    }

    @Override
    public @Nullable String stored(SourceColumn column, SqlType type) {
        return FamilyColumns.stored(column, type);
    }

    /** Shared locks have this old name in both, and it cannot be told not to wait. */
    @Override
    public String locking(RowLock lock) {
        boolean shared = lock.strength() == RowLock.Strength.SHARE || lock.strength() == RowLock.Strength.KEY_SHARE;
        return shared && lock.waiting() == RowLock.Waiting.BLOCK
                ? "LOCK IN SHARE MODE"
                : "FOR UPDATE" + lock.waitingClause();
    }

    @Override
    public String emptyRow() {
        return "() VALUES ()";
    }

    @Override
    public String lastCounted() {
        return "LAST_INSERT_ID()";
    }

    @Override
    public @Nullable String assigned(SourceColumn column, Rendered value) {
        return FamilyColumns.assigned(column, value);
    }

    @Override
    public boolean holds(SqlType type, Object value) {
        return FamilyArguments.holds(type, value);
    }

    private Rendered constant(String sql, SqlType type, Digits digits) {
        TextCollation collation = type.kind().isText() ? exact : TextCollation.NONE;
        return new Rendered(sql, type, digits.precision(), digits.scale(), collation, null, true);
    }

    @Override
    public @Nullable Rendered call(String operation, List<Rendered> operands, SqlType result) {
        return "cast".equals(operation)
                ? FamilyCasts.cast(operands.getFirst(), result, this)
                : super.call(operation, operands, result);
    }

    @Override
    public @Nullable Rendered aggregate(
            String name, boolean distinct, List<Rendered> operands, @Nullable Rendered filter, SqlType result) {
        String when = filter == null ? "" : "CASE WHEN " + filter.sql() + " THEN ";
        String end = filter == null ? "" : " END";
        if (operands.isEmpty()) {
            return "count".equals(name)
                    ? Rendered.computed("COUNT(" + (filter == null ? "*" : when + "1" + end) + ")", result)
                    : null;
        }
        if (operands.size() != 1) {
            return null;
        }
        boolean extreme = "min".equals(name) || "max".equals(name);
        Rendered value = extreme || distinct
                ? key(operands.getFirst(), extreme ? KeyUse.ORDER : KeyUse.EQUALITY)
                : operands.getFirst();
        if (value == null) {
            return null;
        }
        if ("count".equals(name)) {
            return Rendered.computed("COUNT(" + (distinct ? "DISTINCT " : "") + when + value.sql() + end + ")", result);
        }
        if (extreme && value.type().kind().isText() && !isUtf8Column(operands.getFirst())) {
            return textExtreme(name, operands.getFirst(), when + value.sql() + end, result);
        }
        Rendered signed = FamilyColumns.signed(value);
        return aggregates.render(
                name, List.of(signed.withSql((distinct ? "DISTINCT " : "") + when + signed.sql() + end)), result);
    }

    /** MySQL converts the extreme of a converted text twice when it groups in a temporary table: compared as bytes, then. */
    private @Nullable Rendered textExtreme(String name, Rendered value, String sql, SqlType result) {
        if (value.type().is(TypeKind.BPCHAR)) {
            boolean converted = !FamilyColumns.UTF8MB4.equals(value.collation().charset());
            return converted ? null : aggregates.render(name, List.of(exactResult(sql, value.type())), result);
        }
        String bytes = name.toUpperCase(Locale.ROOT) + "(CAST(" + sql + " AS BINARY))";
        return exactResult("(CONVERT(" + bytes + " USING utf8mb4) COLLATE " + profile.exactCollation() + ")", result);
    }

    private static boolean isUtf8Column(Rendered value) {
        return value.column() != null
                && FamilyColumns.UTF8MB4.equals(value.collation().charset());
    }

    @Override
    public @Nullable Rendered key(Rendered value, KeyUse use) {
        return switch (value.type().kind()) {
            case BOOL, INT2, INT4, INT8, NUMERIC, FLOAT4, FLOAT8, BYTEA, DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> value;
            case TEXT, VARCHAR, BPCHAR -> exactText(value);
            case UUID -> uuidKey(value, use);
            default -> null;
        };
    }

    /** A uuid kept as text cannot be a key, as its letters may be of either case. */
    protected @Nullable Rendered uuidKey(Rendered value, KeyUse use) {
        return FamilyColumns.isBinary(value) ? value : null;
    }

    @Override
    protected final @Nullable Rendered exactText(Rendered text) {
        if (text.collation().kind() == TextCollation.Kind.CODE_POINT) {
            return text;
        }
        if (text.collation().kind() == TextCollation.Kind.NONE) {
            return null;
        }
        boolean utf8mb4 = FamilyColumns.UTF8MB4.equals(text.collation().charset());
        String characters = utf8mb4 ? text.sql() : "CONVERT(" + text.sql() + " USING utf8mb4)";
        return new Rendered(
                "(" + characters + " COLLATE " + profile.exactCollation() + ")",
                text.type(),
                -1,
                -1,
                exact,
                null,
                text.constant());
    }

    /** Text made by a function of exact texts. */
    final Rendered exactResult(String sql, SqlType type) {
        return new Rendered(sql, type, -1, -1, exact, null, false);
    }

    @Override
    protected @Nullable String comparison(String operator, Rendered left, Rendered right) {
        return left.type().is(TypeKind.UUID)
                ? uuidComparison(operator, left, right)
                : comparisons.comparison(operator, left, right);
    }

    protected @Nullable String uuidComparison(String operator, Rendered left, Rendered right) {
        return FamilyComparisons.uuid(operator, left, right);
    }

    @Override
    protected @Nullable String membership(Rendered value, List<Rendered> constants) {
        if (value.type().is(TypeKind.UUID)) {
            List<String> equalities = constants.stream()
                    .map(constant -> String.valueOf(uuidComparison("=", value, constant)))
                    .toList();
            return equalities.contains("null")
                    ? null
                    : equalities.stream().collect(Collectors.joining(" OR ", "(", ")"));
        }
        return comparisons.membership(value, constants);
    }

    @Override
    protected String distinctFrom(Rendered left, Rendered right) {
        return "(NOT (" + left.sql() + " <=> " + right.sql() + "))";
    }

    @Override
    protected @Nullable Rendered branch(Rendered value) {
        return switch (value.type().kind()) {
            case BOOL, INT2, INT4, INT8, NUMERIC, FLOAT8, BYTEA, DATE, TIME, TIMESTAMP, TIMESTAMPTZ ->
                FamilyColumns.signed(value);
            // A char(n) has lost the blanks that PostgreSQL would show, unless it is a column of known length.
            case TEXT, VARCHAR -> exactText(value);
            default -> null;
        };
    }

    @Override
    protected @Nullable Rendered oneOf(String sql, List<Rendered> branches, SqlType result) {
        if (result.kind().isText()) {
            return exactResult(sql, result);
        }
        if (!result.is(TypeKind.NUMERIC)) {
            return Rendered.computed(sql, result);
        }
        // The database gives all branches the largest scale; PostgreSQL leaves each its own.
        Digits digits = Digits.common(branches);
        return digits == null || !digits.fits(FamilyText.MAX_PRECISION, FamilyText.MAX_SCALE)
                ? null
                : new Rendered(sql, result, digits.precision(), digits.scale(), TextCollation.NONE, null, false);
    }

    /** NULLs sort first by nature; where they must not, an extra key says so. */
    @Override
    public String orderItem(String key, boolean descending, boolean nullsFirst) {
        boolean usual = descending != nullsFirst;
        String item = key + (descending ? " DESC" : "");
        return usual ? item : "(" + key + " IS NULL)" + (nullsFirst ? " DESC" : "") + ", " + item;
    }

    @Override
    public String limit(@Nullable String fetch, @Nullable String offset) {
        if (offset == null) {
            return fetch == null ? "" : " LIMIT " + fetch;
        }
        return " LIMIT " + (fetch == null ? "18446744073709551615" : fetch) + " OFFSET " + offset;
    }
}
