package io.federator.engine.catalog;

import io.federator.config.TableConfig;
import io.federator.engine.catalog.Placement.ColumnPart;
import io.federator.engine.catalog.Placement.Copy;
import io.federator.engine.catalog.Placement.RowFragment;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.Source;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.TableDescription;
import io.federator.spi.source.TableName;
import io.federator.spi.source.TableStatistics;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes a logical table of what the catalog file says and what the sources know. Blocks on the sources. */
final class TableAssembly {
    private final Map<String, Source> sources;
    private final Function<String, SqlType> types;

    TableAssembly(Map<String, Source> sources, Function<String, SqlType> types) {
        this.sources = Map.copyOf(sources);
        this.types = types;
    }

    /**
     * A table as far as its sources could be asked.
     *
     * @param complete whether all copies were described; a copy in a source that is down is left out when there is another
     */
    record Assembled(FederatedTable table, boolean complete) {}

    /** @throws SqlException 08006 when a source is down, F0000 when catalog file and sources do not fit */
    Assembled assemble(TableConfig table, int oid) {
        Map<String, SqlType> defined = new LinkedHashMap<>();
        table.define().forEach((name, column) -> defined.put(name, types.apply(column.type())));
        Draft draft = draft(table, table.placement(), Set.copyOf(table.key()));
        List<CatalogColumn> columns = new ArrayList<>();
        for (String name : order(defined.keySet(), draft.columns().keySet())) {
            columns.add(column(table, name, Optional.ofNullable(defined.get(name)), draft));
        }
        requireColumns(table, columns);
        boolean complete = Placements.copies(draft.placement()).size() == copies(table.placement());
        FederatedTable assembled = new FederatedTable(
                table.schema(),
                table.name(),
                oid,
                columns,
                table.key().isEmpty() ? draft.primaryKey() : table.key(),
                unique(table, draft),
                table.references().stream()
                        .map(r -> new FederatedTable.Reference(
                                r.columns(), r.targetSchema(), r.targetTable(), r.targetColumns()))
                        .toList(),
                draft.placement(),
                table.comment().or(draft::comment),
                comments(table, draft),
                complete);
        return new Assembled(assembled, complete);
    }

    private static int copies(io.federator.config.Placement placement) {
        return switch (placement) {
            case io.federator.config.Placement.At at -> at.copies().size();
            case io.federator.config.Placement.Rows rows ->
                rows.fragments().stream().mapToInt(f -> copies(f.placement())).sum();
            case io.federator.config.Placement.Columns columns ->
                columns.parts().stream().mapToInt(p -> copies(p.placement())).sum();
        };
    }

    /**
     * A placement with its copies described.
     *
     * @param columns every logical column with what the copies say of it, in the first copy's order
     * @param primaryKey logical columns, known only where one place holds the whole
     */
    private record Draft(
            Placement placement,
            Map<String, List<Found>> columns,
            List<String> primaryKey,
            List<List<String>> unique,
            Optional<String> comment) {}

    /** A logical column in a copy. */
    private record Found(Copy copy, SourceColumn column) {}

    private Draft draft(TableConfig table, io.federator.config.Placement placement, Set<String> key) {
        return switch (placement) {
            case io.federator.config.Placement.At at -> copies(table, at);
            case io.federator.config.Placement.Rows rows -> {
                List<RowFragment> fragments = new ArrayList<>();
                List<Draft> drafts = new ArrayList<>();
                for (var fragment : rows.fragments()) {
                    Draft child = draft(table, fragment.placement(), key);
                    drafts.add(child);
                    fragments.add(new RowFragment(
                            fragment.where(), fragment.location().toString(), child.placement()));
                }
                yield new Draft(
                        new Placement.Rows(fragments),
                        common(table, drafts),
                        List.of(),
                        List.of(),
                        drafts.getFirst().comment());
            }
            case io.federator.config.Placement.Columns split -> columns(table, split, key);
        };
    }

    private Draft columns(TableConfig table, io.federator.config.Placement.Columns split, Set<String> key) {
        List<ColumnPart> parts = new ArrayList<>();
        Map<String, List<Found>> columns = new LinkedHashMap<>();
        for (var part : split.parts()) {
            Draft child = draft(table, part.placement(), key);
            Set<String> kept = new LinkedHashSet<>(table.key());
            kept.addAll(part.has());
            for (String name : kept) {
                List<Found> found = child.columns().get(name);
                if (found == null) {
                    throw mismatch(table, "column \"" + name + "\" is not in " + places(child.placement()));
                }
                columns.computeIfAbsent(name, n -> new ArrayList<>()).addAll(found);
            }
            parts.add(new ColumnPart(part.has(), child.placement()));
        }
        return new Draft(new Placement.Columns(parts), columns, table.key(), List.of(), Optional.empty());
    }

    private Draft copies(TableConfig table, io.federator.config.Placement.At at) {
        List<Draft> drafts = new ArrayList<>();
        List<Copy> copies = new ArrayList<>();
        SqlException down = null;
        for (io.federator.config.Copy copy : at.copies()) {
            try {
                Draft draft = copy(table, copy);
                drafts.add(draft);
                copies.addAll(Placements.copies(draft.placement()));
            } catch (SqlException e) {
                if (e.state() != SqlState.CONNECTION_FAILURE) {
                    throw e;
                }
                down = e;
            }
        }
        if (down != null && drafts.isEmpty()) {
            throw down;
        }
        Draft first = drafts.getFirst();
        return new Draft(
                new Placement.Copies(copies),
                common(table, drafts),
                first.primaryKey(),
                first.unique(),
                first.comment());
    }

    private Draft copy(TableConfig table, io.federator.config.Copy copy) {
        Source source = sources.get(copy.address().source());
        if (source == null) {
            throw mismatch(table, "there is no source \"" + copy.address().source() + "\"");
        }
        TableName name = new TableName(copy.address().schema(), copy.address().table());
        TableDescription description = source.describe(name);
        TableStatistics statistics = source.statistics(name);
        Map<String, String> logical = new HashMap<>();
        copy.rename().forEach((to, physical) -> logical.put(physical, to));
        Map<String, SourceColumn> byLogical = new LinkedHashMap<>();
        for (SourceColumn column : description.columns()) {
            byLogical.put(logical.getOrDefault(column.name(), column.name()), column);
        }
        copy.rename().forEach((to, physical) -> {
            SourceColumn renamed = byLogical.get(to);
            if (renamed == null || !renamed.name().equals(physical)) {
                throw mismatch(table, "column \"" + physical + "\" is not in " + copy.address());
            }
        });
        Copy described = new Copy(source.name(), description, statistics, byLogical);
        Map<String, List<Found>> columns = new LinkedHashMap<>();
        byLogical.forEach((to, column) -> columns.put(to, new ArrayList<>(List.of(new Found(described, column)))));
        Function<List<String>, List<String>> toLogical =
                key -> key.stream().map(c -> logical.getOrDefault(c, c)).toList();
        return new Draft(
                new Placement.Copies(List.of(described)),
                columns,
                toLogical.apply(description.primaryKey()),
                description.uniqueKeys().stream().map(toLogical).toList(),
                description.comment());
    }

    /** The columns that all have; a column that only some have is not part of the table. */
    private static Map<String, List<Found>> common(TableConfig table, List<Draft> drafts) {
        Map<String, List<Found>> common = new LinkedHashMap<>();
        drafts.getFirst().columns().forEach((name, found) -> {
            List<Found> all = new ArrayList<>();
            for (Draft draft : drafts) {
                List<Found> there = draft.columns().get(name);
                if (there == null) {
                    return;
                }
                all.addAll(there);
            }
            common.put(name, all);
        });
        if (common.isEmpty()) {
            throw mismatch(table, "its fragments have no column in common");
        }
        return common;
    }

    private static CatalogColumn column(TableConfig table, String name, Optional<SqlType> defined, Draft draft) {
        List<Found> found = draft.columns().get(name);
        if (found == null) {
            throw mismatch(table, "column \"" + name + "\" is defined, but not every fragment has it");
        }
        SqlType type = defined.orElseGet(() -> ColumnTypes.common(
                        found.stream().map(f -> f.column().type()).toList())
                .orElseThrow(() -> mismatch(
                        table, "column \"" + name + "\" has different types in its places: declare one with define")));
        for (Found f : found) {
            if (!ColumnTypes.readable(f.column(), type)) {
                throw mismatch(
                        table,
                        "column \"" + name + "\" cannot be " + type + ": it is "
                                + f.column().nativeType() + " in " + place(f.copy()));
            }
        }
        var definition = table.define().get(name);
        boolean notNull = (definition != null && definition.notNull())
                || table.key().contains(name)
                || found.stream().allMatch(f -> f.column().notNull());
        return new CatalogColumn(name, type, notNull);
    }

    private static List<String> order(Set<String> defined, Set<String> found) {
        // A complete definition also fixes the order; an incomplete one only names types.
        if (defined.containsAll(found)) {
            return List.copyOf(defined);
        }
        List<String> order = new ArrayList<>(found);
        defined.stream().filter(name -> !found.contains(name)).forEach(order::add);
        return order;
    }

    private static void requireColumns(TableConfig table, List<CatalogColumn> columns) {
        for (String key : table.key()) {
            if (columns.stream().noneMatch(c -> c.name().equals(key))) {
                throw mismatch(table, "key column \"" + key + "\" is not in every fragment");
            }
        }
    }

    private static List<List<String>> unique(TableConfig table, Draft draft) {
        List<List<String>> unique = new ArrayList<>(table.unique());
        draft.unique().stream().filter(u -> !unique.contains(u)).forEach(unique::add);
        if (!table.key().isEmpty()
                && !draft.primaryKey().isEmpty()
                && !draft.primaryKey().equals(table.key())) {
            unique.add(draft.primaryKey());
        }
        return unique;
    }

    private static Map<String, String> comments(TableConfig table, Draft draft) {
        Map<String, String> comments = new HashMap<>();
        draft.columns()
                .forEach((name, found) ->
                        found.getFirst().column().comment().ifPresent(comment -> comments.put(name, comment)));
        comments.putAll(table.comments());
        return comments;
    }

    private static SqlException mismatch(TableConfig table, String what) {
        return new SqlException(
                        SqlState.CONFIG_FILE_ERROR,
                        "table \"" + table.schema() + "\".\"" + table.name() + "\" does not fit its sources: " + what)
                .withDetail("Declared at " + table.location() + ".")
                .withHint("Run \"federator check\" to see every such problem.");
    }

    private static String places(Placement placement) {
        return String.join(
                ", ",
                Placements.copies(placement).stream().map(TableAssembly::place).toList());
    }

    private static String place(Copy copy) {
        return copy.source() + "/" + copy.table().name();
    }
}
