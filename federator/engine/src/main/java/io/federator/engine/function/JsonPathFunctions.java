package io.federator.engine.function;

import io.federator.engine.format.JsonTree;
import io.federator.engine.jsonpath.JsonPathParser;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code jsonb_path_…} and the operators {@code @?} and {@code @@}. */
final class JsonPathFunctions implements FunctionFamily {
    private static final JsonTree NO_VARIABLES = JsonTree.parse("{}");

    @Override
    public void contribute(FunctionRegistry f) {
        RegexCache regexes = new RegexCache();
        f.strict("jsonb_path_exists_opr(jsonb,jsonpath)", (a, c) -> exists(a, NO_VARIABLES, true, regexes));
        f.strict("jsonb_path_match_opr(jsonb,jsonpath)", (a, c) -> match(a, NO_VARIABLES, true, regexes));
        for (String zone : new String[] {"", "_tz"}) {
            String arguments = zone + "(jsonb,jsonpath,jsonb,bool)";
            f.strict("jsonb_path_exists" + arguments, (a, c) -> exists(a, tree(a[2]), (boolean) a[3], regexes));
            f.strict("jsonb_path_match" + arguments, (a, c) -> match(a, tree(a[2]), (boolean) a[3], regexes));
            f.strict("jsonb_path_query_array" + arguments, (a, c) -> new JsonTree.Arr(found(a, regexes)).print());
            f.strict("jsonb_path_query_first" + arguments, (a, c) -> {
                List<JsonTree> found = found(a, regexes);
                return found.isEmpty() ? null : found.getFirst().print();
            });
            f.set(
                    "jsonb_path_query" + arguments,
                    (types, result) -> (a, c) -> found(a, regexes).stream()
                            .map(value -> new @Nullable Object[] {value.print()})
                            .iterator());
        }
    }

    private static JsonTree tree(@Nullable Object value) {
        return JsonTree.parse(String.valueOf(value));
    }

    private static JsonPathExecutor executor(
            @Nullable Object[] a, JsonTree variables, boolean silent, RegexCache regexes) {
        return new JsonPathExecutor(JsonPathParser.parse(String.valueOf(a[1])), tree(a[0]), variables, silent, regexes);
    }

    private static List<JsonTree> found(@Nullable Object[] a, RegexCache regexes) {
        List<JsonTree> found = new ArrayList<>();
        try {
            executor(a, tree(a[2]), Boolean.TRUE.equals(a[3]), regexes).find(found);
        } catch (JsonPathFailure e) {
            if (!Boolean.TRUE.equals(a[3])) {
                throw e.error();
            }
        }
        return found;
    }

    private static @Nullable Object exists(Object[] a, JsonTree variables, boolean silent, RegexCache regexes) {
        Boolean exists = executor(a, variables, silent, regexes).exists();
        if (exists == null && !silent) {
            throw executor(a, variables, silent, regexes).failure();
        }
        return exists;
    }

    private static @Nullable Object match(Object[] a, JsonTree variables, boolean silent, RegexCache regexes) {
        List<JsonTree> found = new ArrayList<>();
        try {
            executor(a, variables, silent, regexes).find(found);
        } catch (JsonPathFailure e) {
            if (!silent) {
                throw e.error();
            }
        }
        if (found.size() == 1) {
            if (found.getFirst() instanceof JsonTree.Bool(boolean value)) {
                return value;
            }
            if (found.getFirst() instanceof JsonTree.Null) {
                return null;
            }
        }
        if (silent) {
            return null;
        }
        throw new SqlException(SqlState.SINGLETON_SQL_JSON_ITEM_REQUIRED, "single boolean result is expected");
    }
}
