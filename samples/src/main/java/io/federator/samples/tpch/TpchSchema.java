package io.federator.samples.tpch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** TPC-H's eight tables as the benchmark specification has them, in types that PostgreSQL, MySQL and MariaDB share. */
final class TpchSchema {
    /** Column definitions by table, in the order of the generator's fields. */
    static final Map<String, List<String>> TABLES = tables();

    private TpchSchema() {}

    /** The names of a table's columns. */
    static List<String> columns(String table) {
        return definitions(table).stream()
                .map(definition -> definition.substring(0, definition.indexOf(' ')))
                .toList();
    }

    /** The primary key's columns. */
    static List<String> key(String table) {
        return switch (table) {
            case "lineitem" -> List.of("l_orderkey", "l_linenumber");
            case "partsupp" -> List.of("ps_partkey", "ps_suppkey");
            default -> List.of(columns(table).getFirst());
        };
    }

    /** CREATE TABLE for some of a table's columns under a name of its own. */
    static String create(String table, String name, List<String> columns) {
        List<String> parts = new ArrayList<>();
        for (String definition : definitions(table)) {
            String column = definition.substring(0, definition.indexOf(' '));
            if (columns.contains(column)) {
                parts.add(key(table).contains(column) ? definition + " not null" : definition);
            }
        }
        parts.add("primary key (" + String.join(", ", key(table)) + ")");
        return "create table " + name + " (" + String.join(", ", parts) + ")";
    }

    /** Columns worth an index beside the key's. */
    static List<String> indexed(String table) {
        return switch (table) {
            case "orders" -> List.of("o_custkey");
            case "lineitem" -> List.of("l_partkey");
            case "customer" -> List.of("c_nationkey");
            case "partsupp" -> List.of("ps_suppkey");
            default -> List.of();
        };
    }

    private static List<String> definitions(String table) {
        List<String> definitions = TABLES.get(table);
        if (definitions == null) {
            throw new IllegalArgumentException("no table of TPC-H: " + table);
        }
        return definitions;
    }

    private static Map<String, List<String>> tables() {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        tables.put("region", list("r_regionkey integer; r_name varchar(25); r_comment varchar(152)"));
        tables.put(
                "nation", list("n_nationkey integer; n_name varchar(25); n_regionkey integer; n_comment varchar(152)"));
        tables.put(
                "customer",
                list("c_custkey integer; c_name varchar(25); c_address varchar(40); c_nationkey integer;"
                        + " c_phone varchar(15); c_acctbal decimal(15,2); c_mktsegment varchar(10);"
                        + " c_comment varchar(117)"));
        tables.put(
                "orders",
                list("o_orderkey bigint; o_custkey integer; o_orderstatus varchar(1); o_totalprice decimal(15,2);"
                        + " o_orderdate date; o_orderpriority varchar(15); o_clerk varchar(15);"
                        + " o_shippriority integer; o_comment varchar(79)"));
        tables.put(
                "lineitem",
                list("l_orderkey bigint; l_partkey integer; l_suppkey integer; l_linenumber integer;"
                        + " l_quantity decimal(15,2); l_extendedprice decimal(15,2); l_discount decimal(15,2);"
                        + " l_tax decimal(15,2); l_returnflag varchar(1); l_linestatus varchar(1); l_shipdate date;"
                        + " l_commitdate date; l_receiptdate date; l_shipinstruct varchar(25); l_shipmode varchar(10);"
                        + " l_comment varchar(44)"));
        tables.put(
                "part",
                list("p_partkey integer; p_name varchar(55); p_mfgr varchar(25); p_brand varchar(10);"
                        + " p_type varchar(25); p_size integer; p_container varchar(10); p_retailprice decimal(15,2);"
                        + " p_comment varchar(23)"));
        tables.put(
                "supplier",
                list("s_suppkey integer; s_name varchar(25); s_address varchar(40); s_nationkey integer;"
                        + " s_phone varchar(15); s_acctbal decimal(15,2); s_comment varchar(101)"));
        tables.put(
                "partsupp",
                list("ps_partkey integer; ps_suppkey integer; ps_availqty integer; ps_supplycost decimal(15,2);"
                        + " ps_comment varchar(199)"));
        return tables;
    }

    private static List<String> list(String definitions) {
        return Stream.of(definitions.split(";", -1)).map(String::strip).toList();
    }
}
