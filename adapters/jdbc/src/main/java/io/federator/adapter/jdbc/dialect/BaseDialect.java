package io.federator.adapter.jdbc.dialect;

import io.federator.spi.source.PositiveList;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.source.TextCollation;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The structure of expressions, which is the same in every SQL database: boolean logic, NULL tests, CASE and COALESCE.
 * Comparisons go through {@link #comparison}, everything else through the positive lists.
 */
public abstract class BaseDialect implements SourceDialect {
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");
    private final String name;
    private final Set<Feature> features;

    protected BaseDialect(String name, Set<Feature> features) {
        this.name = name;
        this.features = features.isEmpty() ? Set.of() : EnumSet.copyOf(features);
    }

    /** Functions and operators, without the structural ones of this class. */
    public abstract PositiveList operations();

    /** Aggregates of one operand, or none. */
    public abstract PositiveList aggregates();

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean supports(Feature feature) {
        return features.contains(feature);
    }

    @Override
    public @Nullable Rendered call(String operation, List<Rendered> operands, SqlType result) {
        return switch (operation) {
            case "and" -> joined(operands, " AND ");
            case "or" -> joined(operands, " OR ");
            case "not" -> truth("(NOT " + operands.getFirst().sql() + ")");
            case "is null" -> truth("(" + operands.getFirst().sql() + " IS NULL)");
            case "is not null" -> truth("(" + operands.getFirst().sql() + " IS NOT NULL)");
            case "is true", "is not true", "is false", "is not false" ->
                truth("(" + operands.getFirst().sql() + " " + operation.toUpperCase(Locale.ROOT) + ")");
            case "is distinct from", "is not distinct from" -> distinction(operation, operands);
            case "case" -> caseOf(operands, result);
            case "coalesce" -> chosen("COALESCE(", ", ", ")", operands, result);
            case "nullif" -> nullIf(operands, result);
            case "in" -> isIn(operands);
            default ->
                COMPARISONS.contains(operation) && operands.size() == 2
                        ? compared(operation, operands.get(0), operands.get(1))
                        : operations().render(operation, operands, result);
        };
    }

    /** A comparison of two values that PostgreSQL can compare; null when this database might see it otherwise. */
    protected abstract @Nullable String comparison(String operator, Rendered left, Rendered right);

    /** {@code value IN (constants)}, as {@link #comparison}. */
    protected abstract @Nullable String membership(Rendered value, List<Rendered> constants);

    protected abstract String distinctFrom(Rendered left, Rendered right);

    /** The same text under a collation that agrees with PostgreSQL's {@code C} in everything. */
    protected abstract @Nullable Rendered exactText(Rendered text);

    /** A value as one of several branches of an expression; null when it cannot stand there. */
    protected abstract @Nullable Rendered branch(Rendered value);

    /** What is known of a value that is one of {@code branches}; null when it would not keep PostgreSQL's form. */
    protected abstract @Nullable Rendered oneOf(String sql, List<Rendered> branches, SqlType result);

    protected static Rendered truth(String sql) {
        return Rendered.computed(sql, SqlType.BOOL);
    }

    /** Whether PostgreSQL has one comparison for both kinds, and no session setting bears on it. */
    protected static boolean comparable(Rendered left, Rendered right) {
        TypeKind a = left.type().kind();
        TypeKind b = right.type().kind();
        if (a == b) {
            return switch (a) {
                case BOOL,
                        INT2,
                        INT4,
                        INT8,
                        NUMERIC,
                        FLOAT4,
                        FLOAT8,
                        TEXT,
                        VARCHAR,
                        BPCHAR,
                        NAME,
                        CHAR,
                        BYTEA,
                        DATE,
                        TIME -> true;
                case TIMETZ, TIMESTAMP, TIMESTAMPTZ, INTERVAL, UUID, OID, BIT, VARBIT, JSONB -> true;
                case INET, CIDR, MACADDR, MACADDR8, MONEY -> true;
                default -> false;
            };
        }
        if (a.isInteger() && b.isInteger()) {
            return true;
        }
        if (a.isText() && b.isText()) {
            return a != TypeKind.BPCHAR && b != TypeKind.BPCHAR;
        }
        return (a == TypeKind.FLOAT4 && b == TypeKind.FLOAT8) || (a == TypeKind.FLOAT8 && b == TypeKind.FLOAT4);
    }

    private @Nullable Rendered joined(List<Rendered> operands, String word) {
        return operands.isEmpty()
                ? null
                : truth(operands.stream().map(Rendered::sql).collect(Collectors.joining(word, "(", ")")));
    }

    private @Nullable Rendered compared(String operator, Rendered left, Rendered right) {
        String sql = comparable(left, right) ? comparison(operator, left, right) : null;
        return sql == null ? null : truth(sql);
    }

    private @Nullable Rendered distinction(String operation, List<Rendered> operands) {
        Rendered left = operands.get(0);
        Rendered right = operands.get(1);
        if (!comparable(left, right)) {
            return null;
        }
        Rendered leftKey = key(left, KeyUse.EQUALITY);
        Rendered rightKey = key(right, KeyUse.EQUALITY);
        if (leftKey == null || rightKey == null) {
            return null;
        }
        String distinct = distinctFrom(leftKey, rightKey);
        return truth("is distinct from".equals(operation) ? distinct : "(NOT " + distinct + ")");
    }

    private @Nullable Rendered isIn(List<Rendered> operands) {
        Rendered value = operands.getFirst();
        List<Rendered> constants = operands.subList(1, operands.size());
        if (constants.isEmpty() || !constants.stream().allMatch(constant -> comparable(value, constant))) {
            return null;
        }
        String sql = membership(value, constants);
        return sql == null ? null : truth(sql);
    }

    private @Nullable Rendered nullIf(List<Rendered> operands, SqlType result) {
        Rendered value = operands.get(0);
        Rendered equal = compared("=", value, operands.get(1));
        return equal == null
                ? null
                : chosen("CASE WHEN " + equal.sql() + " THEN NULL ELSE ", "", " END", List.of(value), result);
    }

    private @Nullable Rendered caseOf(List<Rendered> operands, SqlType result) {
        List<Rendered> values = new ArrayList<>();
        for (int i = 1; i < operands.size(); i += 2) {
            values.add(operands.get(i));
        }
        boolean hasElse = operands.size() % 2 == 1;
        if (hasElse) {
            values.add(operands.getLast());
        }
        List<Rendered> branches = branches(values, result);
        if (branches == null) {
            return null;
        }
        StringBuilder sql = new StringBuilder("CASE");
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            sql.append(" WHEN ")
                    .append(operands.get(i).sql())
                    .append(" THEN ")
                    .append(branches.get(i / 2).sql());
        }
        if (hasElse) {
            sql.append(" ELSE ").append(branches.getLast().sql());
        }
        return oneOf(sql.append(" END").insert(0, '(').append(')').toString(), branches, result);
    }

    /** An expression whose value is one of its operands. */
    protected final @Nullable Rendered chosen(
            String before, String between, String after, List<Rendered> operands, SqlType result) {
        List<Rendered> branches = branches(operands, result);
        if (branches == null) {
            return null;
        }
        String sql = branches.stream().map(Rendered::sql).collect(Collectors.joining(between, before, after));
        return oneOf(before.startsWith("CASE") ? "(" + sql + ")" : sql, branches, result);
    }

    private @Nullable List<Rendered> branches(List<Rendered> values, SqlType result) {
        List<Rendered> branches = new ArrayList<>();
        boolean mixed = values.stream().map(Rendered::collation).distinct().count() > 1;
        for (Rendered value : values) {
            if (value.type().kind() != result.kind()) {
                return null;
            }
            Rendered unified = mixed && value.type().kind().isText() ? exactText(value) : value;
            Rendered branch = unified == null ? null : branch(unified);
            if (branch == null) {
                return null;
            }
            branches.add(branch);
        }
        return branches.isEmpty() ? null : branches;
    }

    /** The collation of text that is computed from texts of one collation, or of none. */
    protected static TextCollation collationOf(List<Rendered> operands) {
        for (Rendered operand : operands) {
            if (operand.collation().kind() != TextCollation.Kind.NONE) {
                return operand.collation();
            }
        }
        return TextCollation.NONE;
    }

    /** A name between {@code quote} characters. */
    protected static String quoted(String identifier, char quote) {
        String mark = String.valueOf(quote);
        return quote + identifier.replace(mark, mark + mark) + quote;
    }
}
