package io.federator.engine.system;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.SystemNames;
import io.federator.engine.names.ObjectNames;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.ArrayValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Names and object identifiers of one snapshot. Safe for any thread. */
final class CatalogNames implements SystemNames {
    private static final int PG_CLASS = 1259;
    /** The column behind the OID: cfgname, dictname. */
    private static final int NAME_OF_TEXT_SEARCH = 1;

    private final Supplier<Snapshot> current;
    private final RowSources sources;
    private final SystemFacts facts;
    private final FunctionTexts functionTexts;
    private volatile @Nullable Texts texts;

    CatalogNames(Supplier<Snapshot> current, RowSources sources, SystemFacts facts) {
        this.current = current;
        this.sources = sources;
        this.facts = facts;
        this.functionTexts = new FunctionTexts(sources);
    }

    private volatile @Nullable Map<Long, Function> functions;

    /** What is looked up by OID, made when first asked for and again for every new snapshot. */
    private record Texts(
            Snapshot snapshot,
            Map<Long, Definition> definitions,
            Map<Commented, String> comments,
            Map<Long, QualifiedName> rowTypes) {}

    /** @param catalog OID of the object's system table, 0 for any */
    private record Commented(long catalog, long oid, int column) {}

    @Override
    public OptionalLong relation(List<String> name, List<String> searchPath) {
        Snapshot snapshot = current.get();
        List<String> schemas = switch (name.size()) {
            case 1 -> searchPath;
            case 2 -> List.of(name.getFirst());
            case 3 -> {
                if (!name.getFirst().equals(facts.database())) {
                    throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "cross-database references are not implemented: \"" + String.join(".", name) + "\"");
                }
                yield List.of(name.get(1));
            }
            default ->
                throw new SqlException(
                        SqlState.SYNTAX_ERROR,
                        "improper relation name (too many dotted names): " + String.join(".", name));
        };
        for (String schema : schemas) {
            Optional<Relation> found = snapshot.relation(schema, name.getLast());
            if (found.isPresent()) {
                return OptionalLong.of(found.get().oid());
            }
        }
        return OptionalLong.empty();
    }

    @Override
    public Optional<QualifiedName> relationName(long oid) {
        return current.get().relation(oid).map(found -> new QualifiedName(found.schema(), found.name()));
    }

    @Override
    public OptionalLong namespace(String name) {
        Integer oid = current.get().schemas().get(name);
        return oid == null ? OptionalLong.empty() : OptionalLong.of(oid);
    }

    @Override
    public Optional<String> namespaceName(long oid) {
        return current.get().schemaName(oid);
    }

    @Override
    public OptionalLong role(String name) {
        return RoleTables.all(facts).stream()
                .filter(role -> role.name().equals(name))
                .mapToLong(RoleTables.Role::oid)
                .findFirst();
    }

    @Override
    public Optional<String> roleName(long oid) {
        return RoleTables.all(facts).stream()
                .filter(role -> role.oid() == oid)
                .map(RoleTables.Role::name)
                .findFirst();
    }

    @Override
    public Optional<QualifiedName> collationName(long oid) {
        return Optional.ofNullable(collations(sources).get((int) oid))
                .map(name -> new QualifiedName(Shapes.PG_CATALOG, name));
    }

    /** Names of collations by OID. */
    static Map<Integer, String> collations(RowSources sources) {
        Shape shape = sources.shapes().pg("pg_collation");
        Map<Integer, String> names = new HashMap<>();
        for (@Nullable Object[] row : sources.statics().rows(shape)) {
            if (row[shape.position("oid")] instanceof Long oid) {
                names.put(oid.intValue(), String.valueOf(row[shape.position("collname")]));
            }
        }
        return names;
    }

    @Override
    public OptionalLong collation(String name) {
        return collations(sources).entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .mapToLong(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public OptionalLong function(String name) {
        return functions().entrySet().stream()
                .filter(entry -> entry.getValue().name.equals(name))
                .mapToLong(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public OptionalLong function(String name, List<Integer> parameters) {
        Function wanted = new Function(name, parameters);
        return functions().entrySet().stream()
                .filter(entry -> entry.getValue().equals(wanted))
                .mapToLong(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public Optional<String> functionName(long oid) {
        return Optional.ofNullable(functions().get(oid)).map(Function::name);
    }

    @Override
    public Optional<List<Integer>> functionParameters(long oid) {
        return Optional.ofNullable(functions().get(oid)).map(Function::parameters);
    }

    /** Of pg_proc. */
    private record Function(String name, List<Integer> parameters) {}

    private Map<Long, Function> functions() {
        Map<Long, Function> known = functions;
        if (known == null) {
            Shape shape = sources.shapes().pg("pg_proc");
            known = new HashMap<>();
            for (@Nullable Object[] row : sources.statics().rows(shape)) {
                if (row[shape.position("oid")] instanceof Long oid
                        && row[shape.position("proargtypes")] instanceof ArrayValue types) {
                    List<Integer> parameters = types.values().stream()
                            .map(type -> type instanceof Number number ? number.intValue() : 0)
                            .toList();
                    known.put(oid, new Function(String.valueOf(row[shape.position("proname")]), parameters));
                }
            }
            functions = known;
        }
        return known;
    }

    @Override
    public OptionalLong textSearch(String catalog, String name) {
        Shape shape = sources.shapes().pg(catalog);
        return sources.statics().rows(shape).stream()
                .filter(row -> name.equals(row[NAME_OF_TEXT_SEARCH]))
                .mapToLong(row -> row[shape.position("oid")] instanceof Long oid ? oid : 0)
                .findFirst();
    }

    @Override
    public Optional<String> textSearchName(String catalog, long oid) {
        Shape shape = sources.shapes().pg(catalog);
        return sources.statics().rows(shape).stream()
                .filter(row -> row[shape.position("oid")] instanceof Long found && found == oid)
                .map(row -> String.valueOf(row[NAME_OF_TEXT_SEARCH]))
                .findFirst();
    }

    @Override
    public Optional<QualifiedName> rowTypeName(long oid) {
        return Optional.ofNullable(texts().rowTypes.get(oid));
    }

    private Map<Long, QualifiedName> rowTypes(Snapshot snapshot) {
        Map<Long, QualifiedName> names = new HashMap<>();
        Shape shape = sources.shapes().pg("pg_type");
        for (@Nullable Object[] row : sources.rows(shape, snapshot)) {
            if (row[shape.position("oid")] instanceof Long oid
                    && row[shape.position("typarray")] instanceof Long array
                    && row[shape.position("typrelid")] instanceof Long table
                    && table != 0) {
                snapshot.relation(table).ifPresent(found -> {
                    names.put(oid, new QualifiedName(found.schema(), found.name()));
                    names.put(array, new QualifiedName(found.schema(), found.name() + "[]"));
                });
            }
        }
        for (@Nullable Object[] row : sources.rows(shape, snapshot)) {
            if (row[shape.position("oid")] instanceof Long oid
                    && row[shape.position("typnamespace")] instanceof Long schema
                    && schema == Oids.INFORMATION_SCHEMA
                    && "d".equals(row[shape.position("typtype")])
                    && row[shape.position("typarray")] instanceof Long array
                    && row[shape.position("typname")] instanceof String name) {
                names.put(oid, new QualifiedName(Shapes.INFORMATION_SCHEMA, name));
                names.put(array, new QualifiedName(Shapes.INFORMATION_SCHEMA, name + "[]"));
            }
        }
        return names;
    }

    @Override
    public Optional<String> describe(long catalog, long oid, int column) {
        if (catalog != PG_CLASS) {
            return Optional.empty();
        }
        return current.get().relation(oid).map(found -> {
            String name = (found.schema().equals("public") || found.schema().equals(Shapes.PG_CATALOG)
                            ? ""
                            : ObjectNames.quote(found.schema()) + ".")
                    + ObjectNames.quote(found.name());
            String relation = (found.kind() == 'v' ? "view " : found.kind() == 'i' ? "index " : "table ") + name;
            return column > 0 && column <= found.columns().size()
                    ? "column " + found.column(column).name() + " of " + relation
                    : relation;
        });
    }

    @Override
    public Identity identity(long catalog, long oid, int column) {
        return new ObjectIdentity(sources, current.get(), facts).of(catalog, oid, column);
    }

    @Override
    public Optional<String> functionResult(long oid) {
        return functionTexts.result(oid);
    }

    @Override
    public Optional<String> functionArguments(long oid, boolean withDefaults) {
        return functionTexts.arguments(oid, withDefaults);
    }

    @Override
    public Optional<String> functionDefinition(long oid) {
        return functionTexts.definition(oid);
    }

    @Override
    public List<@Nullable Object[]> rows(String view, EvaluationContext session) {
        return sources.rows(sources.shapes().pg(view), current.get(), session);
    }

    @Override
    public OptionalLong type(String schema, String name) {
        return texts().rowTypes.entrySet().stream()
                .filter(entry -> entry.getValue().schema().equals(schema)
                        && entry.getValue().name().equals(name))
                .mapToLong(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public OptionalLong baseType(long type) {
        return sources.shapes()
                .types()
                .base((int) type)
                .map(OptionalLong::of)
                .orElseGet(() -> texts().rowTypes.containsKey(type) ? OptionalLong.of(type) : OptionalLong.empty());
    }

    @Override
    public Optional<Definition> definition(long oid) {
        return Optional.ofNullable(texts().definitions.get(oid));
    }

    @Override
    public Optional<String> comment(long catalog, long oid, int column) {
        return Optional.ofNullable(texts().comments.get(new Commented(catalog, oid, column)));
    }

    @Override
    public List<String> columns(long relation) {
        return current.get().relation(relation).map(Relation::columns).orElse(List.of()).stream()
                .map(Relation.Column::name)
                .toList();
    }

    private Texts texts() {
        Snapshot snapshot = current.get();
        Texts known = texts;
        if (known == null || known.snapshot != snapshot) {
            known = new Texts(snapshot, Definitions.of(snapshot, sources), comments(snapshot), rowTypes(snapshot));
            texts = known;
        }
        return known;
    }

    private Map<Commented, String> comments(Snapshot snapshot) {
        Shape shape = sources.shapes().pg("pg_description");
        Map<Commented, String> comments = new HashMap<>();
        for (@Nullable Object[] row : sources.rows(shape, snapshot)) {
            if (row[shape.position("objoid")] instanceof Long oid
                    && row[shape.position("classoid")] instanceof Long catalog
                    && row[shape.position("objsubid")] instanceof Integer column
                    && row[shape.position("description")] instanceof String text) {
                comments.put(new Commented(catalog, oid, column), text);
                comments.putIfAbsent(new Commented(0, oid, column), text);
            }
        }
        return comments;
    }
}
