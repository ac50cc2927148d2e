package io.federator.engine.names;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.SystemNames;
import io.federator.engine.context.SystemNames.QualifiedName;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text forms of {@code regclass} and the other types that show an object identifier as a name. */
public final class ObjectNames {
    private static final PgTypes TYPES = new PgTypes();
    private static final Map<Long, String> FUNCTIONS = new HashMap<>();
    private static final Map<Long, List<Integer>> ARGUMENTS = new HashMap<>();
    private static final Map<String, List<Long>> BY_NAME = new HashMap<>();

    static {
        CatalogResource.read("functions.tsv", 13, fields -> {
            Long oid = Long.valueOf(fields[0]);
            FUNCTIONS.put(oid, fields[1]);
            ARGUMENTS.put(oid, CatalogResource.numbers(fields[8]));
            BY_NAME.computeIfAbsent(fields[1], name -> new ArrayList<>()).add(oid);
        });
    }

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");
    /** Reserved words and words that cannot be a plain column name: {@code quote_ident} quotes them. */
    private static final Set<String> KEYWORDS = Set.copyOf(CatalogKeywords.QUOTED);

    private ObjectNames() {}

    /** Reads a name, a number or {@code -} for none. */
    public static long parse(SqlType type, String text, @Nullable EvaluationContext context) {
        if (text.equals("-") && !isOperator(type)) {
            return 0;
        }
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Long.parseLong(text) & 0xffff_ffffL;
        }
        if (type.is(TypeKind.REGTYPE)) {
            return find(type, text, context)
                    .orElseThrow(() -> new SqlException(
                            SqlState.UNDEFINED_OBJECT,
                            "type \"" + (text.contains("\"") ? String.join(".", split(text)) : text)
                                    + "\" does not exist"));
        }
        return find(type, text, context).orElseThrow(() -> missing(type, text));
    }

    /** The object of that name, empty when there is none. */
    public static OptionalLong find(SqlType type, String text, @Nullable EvaluationContext context) {
        if (type.is(TypeKind.REGTYPE)) {
            OptionalLong known = typeByName(text);
            return known.isPresent() || context == null ? known : typeOfCatalog(text, context);
        }
        if (type.is(TypeKind.REGPROCEDURE)) {
            return procedure(text, context);
        }
        if (isOperator(type)) {
            return OperatorNames.find(type.kind(), text);
        }
        List<String> parts = split(text);
        String last = parts.getLast();
        if (type.is(TypeKind.REGPROC)) {
            List<Long> callable = BY_NAME.getOrDefault(last, List.of());
            if (callable.size() > 1) {
                throw new SqlException(SqlState.AMBIGUOUS_FUNCTION, "more than one function named \"" + text + "\"");
            }
            return !callable.isEmpty()
                    ? OptionalLong.of(callable.getFirst())
                    : context == null ? OptionalLong.empty() : context.names().function(last);
        }
        if (context == null) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED, "names of type " + type + " need a session to be looked up in");
        }
        SystemNames names = context.names();
        return switch (type.kind()) {
            case REGCLASS -> names.relation(parts, context.searchPath());
            case REGNAMESPACE -> names.namespace(last);
            case REGROLE -> names.role(last);
            case REGCOLLATION -> names.collation(last);
            case REGCONFIG -> names.textSearch("pg_ts_config", last);
            case REGDICTIONARY -> names.textSearch("pg_ts_dict", last);
            default -> OptionalLong.empty();
        };
    }

    /** The name, qualified where the search path does not lead to it; the number when it means nothing. */
    public static String print(SqlType type, long oid, @Nullable EvaluationContext context) {
        if (isOperator(type)) {
            return OperatorNames.print(type.kind(), oid);
        }
        if (oid == 0) {
            return "-";
        }
        Optional<String> name = switch (type.kind()) {
            case REGTYPE ->
                typeName(oid)
                        .or(() -> context == null
                                ? Optional.empty()
                                : context.names().rowTypeName(oid).map(found -> ofRowType(found, context)));
            case REGPROC, REGPROCEDURE ->
                Optional.ofNullable(FUNCTIONS.get(oid))
                        .map(found -> function(type.kind(), oid, found))
                        .or(() -> context == null ? Optional.empty() : uncallable(type.kind(), oid, context.names()));
            case REGCLASS -> context == null ? Optional.empty() : found(oid, true, context);
            case REGNAMESPACE ->
                context == null
                        ? Optional.empty()
                        : context.names().namespaceName(oid).map(ObjectNames::quote);
            case REGROLE ->
                context == null
                        ? Optional.empty()
                        : context.names().roleName(oid).map(ObjectNames::quote);
            case REGCOLLATION ->
                context == null
                        ? Optional.empty()
                        : context.names().collationName(oid).map(found -> quote(found.name()));
            case REGCONFIG ->
                context == null
                        ? Optional.empty()
                        : context.names().textSearchName("pg_ts_config", oid).map(ObjectNames::quote);
            case REGDICTIONARY ->
                context == null
                        ? Optional.empty()
                        : context.names().textSearchName("pg_ts_dict", oid).map(ObjectNames::quote);
            default -> Optional.empty();
        };
        return name.orElse(Long.toString(oid));
    }

    private static boolean isOperator(SqlType type) {
        return type.is(TypeKind.REGOPER) || type.is(TypeKind.REGOPERATOR);
    }

    /** {@code format_type(oid, NULL)}. */
    public static Optional<String> typeName(long oid) {
        try {
            return Optional.of(TYPES.display((int) oid));
        } catch (SqlException e) {
            return Optional.empty();
        }
    }

    /** The type of a table's rows or of arrays of them, qualified where the search path does not lead to the table. */
    public static String ofRowType(QualifiedName name, EvaluationContext context) {
        String array = name.name().endsWith("[]") ? "[]" : "";
        String table = name.name().substring(0, name.name().length() - array.length());
        Optional<QualifiedName> visible = context.names().relation(List.of(table), context.searchPath()).stream()
                .boxed()
                .findFirst()
                .flatMap(oid -> context.names().relationName(oid))
                .filter(found -> found.schema().equals(name.schema()));
        return (visible.isPresent() ? "" : quote(name.schema()) + ".") + quote(table) + array;
    }

    /** {@code quote_ident}. */
    public static String quote(String name) {
        return PLAIN.matcher(name).matches() && !KEYWORDS.contains(name)
                ? name
                : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** A possibly quoted and qualified name into its parts, folded to lower case where not quoted. */
    public static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    part.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == '.' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(quoted || c > 'Z' || c < 'A' ? c : (char) (c + 32));
            }
        }
        if (quoted || (part.isEmpty() && !text.endsWith("\""))) {
            throw new SqlException(SqlState.INVALID_NAME, "invalid name syntax");
        }
        parts.add(part.toString());
        return parts;
    }

    /** A domain or the row type of a table. */
    private static OptionalLong typeOfCatalog(String text, EvaluationContext context) {
        String name = text.strip();
        boolean array = name.endsWith("[]");
        List<String> parts = split(array ? name.substring(0, name.length() - 2) : name);
        String last = parts.getLast() + (array ? "[]" : "");
        List<String> schemas = parts.size() == 1 ? context.searchPath() : List.of(parts.get(parts.size() - 2));
        return schemas.stream()
                .map(schema -> context.names().type(schema, last))
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong typeByName(String text) {
        String name = text.strip();
        if (name.startsWith("pg_catalog.")) {
            name = name.substring("pg_catalog.".length());
        }
        boolean array = name.endsWith("[]");
        if (array) {
            name = name.substring(0, name.length() - 2).strip();
        }
        int paren = name.indexOf('(');
        String bare = paren < 0 ? name : name.substring(0, paren) + name.substring(name.indexOf(')') + 1);
        PgTypes.Row row = bare.contains("\"") ? quotedType(bare.strip()) : TYPES.byDisplay(bare);
        if (row == null) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(array ? row.array() : row.oid());
    }

    /** What is quoted is a name of pg_type and no spelling of SQL's: {@code "char"} is not char. */
    private static PgTypes.@Nullable Row quotedType(String name) {
        List<String> parts = split(name);
        boolean here =
                parts.size() == 1 || parts.size() == 2 && parts.getFirst().equals("pg_catalog");
        return here ? TYPES.byName(parts.getLast()) : null;
    }

    /**
     * A relation's name; the number when there is none.
     *
     * @param asVisible whether to leave out the schema where the search path leads to the relation
     */
    public static String relation(long oid, boolean asVisible, EvaluationContext context) {
        return found(oid, asVisible, context).orElse(Long.toString(oid));
    }

    /** @throws SqlException 42703 when the relation has no column of that name */
    public static void requireColumn(long relation, String column, EvaluationContext context) {
        if (!context.names().columns(relation).contains(column)) {
            String name = context.names()
                    .relationName(relation)
                    .map(QualifiedName::name)
                    .orElse(Long.toString(relation));
            throw new SqlException(
                    SqlState.UNDEFINED_COLUMN, "column \"" + column + "\" of relation \"" + name + "\" does not exist");
        }
    }

    private static Optional<String> found(long oid, boolean asVisible, EvaluationContext context) {
        Optional<QualifiedName> found = context.names().relationName(oid);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        QualifiedName name = found.get();
        boolean visible = asVisible
                && context.names()
                                .relation(List.of(name.name()), context.searchPath())
                                .orElse(0)
                        == oid;
        return Optional.of(visible ? quote(name.name()) : quote(name.schema()) + "." + quote(name.name()));
    }

    private static SqlException missing(SqlType type, String text) {
        return switch (type.kind()) {
            case REGCLASS -> new SqlException(SqlState.UNDEFINED_TABLE, "relation \"" + text + "\" does not exist");
            case REGNAMESPACE ->
                new SqlException(SqlState.INVALID_SCHEMA_NAME, "schema \"" + text + "\" does not exist");
            case REGROLE -> new SqlException(SqlState.UNDEFINED_OBJECT, "role \"" + text + "\" does not exist");
            case REGPROC, REGPROCEDURE ->
                new SqlException(SqlState.UNDEFINED_FUNCTION, "function \"" + text + "\" does not exist");
            case REGOPER, REGOPERATOR ->
                new SqlException(SqlState.UNDEFINED_FUNCTION, "operator does not exist: " + text);
            case REGCOLLATION ->
                new SqlException(SqlState.UNDEFINED_OBJECT, "collation \"" + text + "\" does not exist");
            case REGCONFIG ->
                new SqlException(
                        SqlState.UNDEFINED_OBJECT, "text search configuration \"" + text + "\" does not exist");
            case REGDICTIONARY ->
                new SqlException(SqlState.UNDEFINED_OBJECT, "text search dictionary \"" + text + "\" does not exist");
            default -> new SqlException(SqlState.UNDEFINED_OBJECT, "\"" + text + "\" does not exist");
        };
    }

    /** With its parameters, or with its schema where the name alone would not say which. */
    private static String function(TypeKind kind, long oid, String name) {
        String schema = name.startsWith("_pg_") ? "information_schema." : "";
        if (kind == TypeKind.REGPROCEDURE) {
            return schema + withParameters(name, ARGUMENTS.getOrDefault(oid, List.of()));
        }
        boolean unique = BY_NAME.getOrDefault(name, List.of()).size() == 1;
        return (unique || !schema.isEmpty() ? schema : "pg_catalog.") + quote(name);
    }

    /** A function that is in the catalog and that no query calls. */
    private static Optional<String> uncallable(TypeKind kind, long oid, SystemNames names) {
        Optional<String> name = names.functionName(oid);
        return kind == TypeKind.REGPROC
                ? name.map(ObjectNames::quote)
                : name.map(found ->
                        withParameters(found, names.functionParameters(oid).orElse(List.of())));
    }

    private static String withParameters(String name, List<Integer> types) {
        return quote(name) + "("
                + String.join(",", types.stream().map(TYPES::display).toList()) + ")";
    }

    /** {@code name(type, type)}. */
    private static OptionalLong procedure(String text, @Nullable EvaluationContext context) {
        List<Integer> arguments = argumentTypes(text, false);
        String name = split(text.substring(0, text.indexOf('('))).getLast();
        OptionalLong callable = BY_NAME.getOrDefault(name, List.of()).stream()
                .filter(oid -> ARGUMENTS.getOrDefault(oid, List.of()).equals(arguments))
                .mapToLong(Long::longValue)
                .findFirst();
        return callable.isPresent() || context == null
                ? callable
                : context.names().function(name, arguments);
    }

    /**
     * The types in the parentheses behind a name.
     *
     * @param noneToo whether NONE stands for no type: 0
     */
    static List<Integer> argumentTypes(String text, boolean noneToo) {
        int open = text.indexOf('(');
        int close = text.lastIndexOf(')');
        if (open < 0 || close < open) {
            throw new SqlException(
                    SqlState.INVALID_TEXT_REPRESENTATION,
                    open < 0 ? "expected a left parenthesis" : "expected a right parenthesis");
        }
        List<Integer> arguments = new ArrayList<>();
        for (String argument : arguments(text.substring(open + 1, close))) {
            if (noneToo && argument.strip().equalsIgnoreCase("none")) {
                arguments.add(0);
                continue;
            }
            OptionalLong found = typeByName(argument);
            if (found.isEmpty()) {
                throw new SqlException(SqlState.UNDEFINED_OBJECT, "type \"" + argument.strip() + "\" does not exist");
            }
            arguments.add((int) found.getAsLong());
        }
        return arguments;
    }

    /** What commas outside of parentheses separate. */
    private static List<String> arguments(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                arguments.add(text.substring(start, i));
                start = i + 1;
            }
        }
        arguments.add(text.substring(start));
        return arguments;
    }
}
