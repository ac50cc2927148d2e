package io.federator.engine.names;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Reads the tables of PostgreSQL's catalog that lie among the resources of the functions, one row a line with tabs between the fields. */
public final class CatalogResource {
    private CatalogResource() {}

    public static void read(String name, int fieldCount, Consumer<String[]> row) {
        InputStream stream = CatalogResource.class.getResourceAsStream("/io/federator/engine/function/" + name);
        if (stream == null) {
            throw new IllegalStateException("missing resource " + name);
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] fields = line.split("\t", -1);
                if (fields.length != fieldCount) {
                    throw new IllegalStateException(name + ": " + line);
                }
                row.accept(fields);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<String> words(String field) {
        return field.isEmpty() ? List.of() : List.of(field.split(" ", -1));
    }

    public static List<Integer> numbers(String field) {
        return words(field).stream().map(Integer::valueOf).toList();
    }
}
