package io.federator.engine.function;

import io.federator.engine.function.FunctionSignature.Kind;
import io.federator.engine.names.CatalogResource;
import io.federator.engine.names.PgTypes;
import io.federator.engine.rel.PgOperator.Volatility;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code pg_proc} and {@code pg_operator}, with Federator's own functions beside them. */
final class FunctionTables {
    private final Map<String, List<FunctionSignature>> functions = new HashMap<>();
    private final Map<Integer, FunctionSignature> byOid = new LinkedHashMap<>();
    private final Map<String, List<Operator>> operators = new HashMap<>();
    private final PgTypes types;

    FunctionTables(PgTypes types) {
        this.types = types;
        CatalogResource.read("functions.tsv", 13, fields -> add(function(fields)));
        CatalogResource.read("operators.tsv", 7, fields -> {
            Operator operator = new Operator(
                    Integer.parseInt(fields[0]),
                    fields[1],
                    Integer.parseInt(fields[2]),
                    Integer.parseInt(fields[3]),
                    Integer.parseInt(fields[4]),
                    Integer.parseInt(fields[6]));
            operators.computeIfAbsent(operator.symbol, key -> new ArrayList<>()).add(operator);
        });
    }

    /** A row of {@code pg_operator}; {@code left} is 0 for a prefix operator. */
    record Operator(int oid, String symbol, int left, int right, int result, int function)
            implements OverloadChoice.Candidate {
        @Override
        public List<Integer> arguments() {
            return left == 0 ? List.of(right) : List.of(left, right);
        }
    }

    void declare(FunctionRegistry.Own own) {
        List<Integer> arguments = own.arguments().stream().map(this::oid).toList();
        add(new FunctionSignature(
                0,
                own.name(),
                Kind.SCALAR,
                arguments,
                0,
                oid(own.result()),
                false,
                own.volatility(),
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    }

    List<FunctionSignature> functions(String name) {
        return functions.getOrDefault(name, List.of());
    }

    Collection<FunctionSignature> all() {
        return Collections.unmodifiableCollection(byOid.values());
    }

    @Nullable FunctionSignature function(int oid) {
        return byOid.get(oid);
    }

    List<Operator> operators(String symbol) {
        return operators.getOrDefault(symbol, List.of());
    }

    Collection<List<Operator>> operators() {
        return operators.values();
    }

    /** The signature as implementations declare it: {@code substr(text,int4,int4)}. */
    String key(FunctionSignature signature) {
        StringBuilder key = new StringBuilder(signature.name()).append('(');
        for (int i = 0; i < signature.argumentOids().size(); i++) {
            key.append(i == 0 ? "" : ",")
                    .append(types.row(signature.argumentOids().get(i)).name());
        }
        return key.append(')').toString();
    }

    private int oid(String typeName) {
        PgTypes.Row row = types.byName(typeName);
        if (row == null) {
            throw new IllegalStateException("no type " + typeName);
        }
        return row.oid();
    }

    private void add(FunctionSignature signature) {
        functions.computeIfAbsent(signature.name(), key -> new ArrayList<>()).add(signature);
        if (signature.oid() != 0) {
            byOid.put(signature.oid(), signature);
        }
    }

    private static FunctionSignature function(String[] fields) {
        boolean returnsSet = fields[3].equals("t");
        return new FunctionSignature(
                Integer.parseInt(fields[0]),
                fields[1],
                switch (fields[2]) {
                    case "a" -> Kind.AGGREGATE;
                    case "o" -> Kind.ORDERED_SET_AGGREGATE;
                    case "h" -> Kind.HYPOTHETICAL_SET_AGGREGATE;
                    case "w" -> Kind.WINDOW;
                    default -> returnsSet ? Kind.SET_RETURNING : Kind.SCALAR;
                },
                CatalogResource.numbers(fields[8]),
                Integer.parseInt(fields[6]),
                Integer.parseInt(fields[7]),
                returnsSet,
                switch (fields[5]) {
                    case "i" -> Volatility.IMMUTABLE;
                    case "s" -> Volatility.STABLE;
                    default -> Volatility.VOLATILE;
                },
                fields[4].equals("t"),
                CatalogResource.numbers(fields[9]),
                CatalogResource.words(fields[11]),
                CatalogResource.words(fields[10]),
                fields[12].isEmpty() ? List.of() : List.of(fields[12].split("~", -1)));
    }
}
