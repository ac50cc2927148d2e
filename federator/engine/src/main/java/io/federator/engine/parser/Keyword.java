package io.federator.engine.parser;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key word of PostgreSQL 18.
 *
 * @param bareLabel whether it can name a column of the result without AS
 */
record Keyword(String word, Category category, boolean bareLabel) {
    /** Where a key word may stand as a name: the catcode of {@code pg_get_keywords()}. */
    enum Category {
        UNRESERVED,
        /** Not as a function or a type. */
        COLUMN_NAME,
        /** As a function or a type only. */
        FUNCTION_OR_TYPE,
        /** After AS and behind dots only. */
        RESERVED
    }

    // The four lists are what the server answers: select word from pg_get_keywords() where catcode = …
    private static final String UNRESERVED = """
        abort absent absolute access action add admin after aggregate also alter always asensitive assertion
        assignment at atomic attach attribute backward before begin breadth by cache call called cascade
        cascaded catalog chain characteristics checkpoint class close cluster columns comment comments commit
        committed compression conditional configuration conflict connection constraints content continue
        conversion copy cost csv cube current cursor cycle data database day deallocate declare defaults
        deferred definer delete delimiter delimiters depends depth detach dictionary disable discard document
        domain double drop each empty enable encoding encrypted enforced enum error escape event exclude
        excluding exclusive execute explain expression extension external family filter finalize first following
        force format forward function functions generated global granted groups handler header hold hour
        identity if immediate immutable implicit import include including increment indent index indexes inherit
        inherits inline input insensitive insert instead invoker isolation keep key keys label language large
        last leakproof level listen load local location lock locked logged mapping match matched materialized
        maxvalue merge method minute minvalue mode month move name names nested new next nfc nfd nfkc nfkd no
        normalized nothing notify nowait nulls object objects of off oids old omit operator option options
        ordinality others over overriding owned owner parallel parameter parser partial partition passing
        password path period plan plans policy preceding prepare prepared preserve prior privileges procedural
        procedure procedures program publication quote quotes range read reassign recursive ref referencing
        refresh reindex relative release rename repeatable replace replica reset restart restrict return returns
        revoke role rollback rollup routine routines rows rule savepoint scalar schema schemas scroll search
        second security sequence sequences serializable server session set sets share show simple skip snapshot
        source sql stable standalone start statement statistics stdin stdout storage stored strict string strip
        subscription support sysid system tables tablespace target temp template temporary text ties transaction
        transform trigger truncate trusted type types uescape unbounded uncommitted unconditional unencrypted
        unknown unlisten unlogged until update vacuum valid validate validator value varying version view views
        virtual volatile whitespace within without work wrapper write xml year yes zone
        """;

    private static final String COLUMN_NAME = """
        between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping
        inout int integer interval json json_array json_arrayagg json_exists json_object json_objectagg
        json_query json_scalar json_serialize json_table json_value least merge_action national nchar none
        normalize nullif numeric out overlay position precision real row setof smallint substring time timestamp
        treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse
        xmlpi xmlroot xmlserialize xmltable
        """;

    private static final String FUNCTION_OR_TYPE = """
        authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join
        left like natural notnull outer overlaps right similar tablesample verbose
        """;

    private static final String RESERVED = """
        all analyse analyze and any array as asc asymmetric both case cast check collate column constraint
        create current_catalog current_date current_role current_time current_timestamp current_user default
        deferrable desc distinct do else end except false fetch for foreign from grant group having in initially
        intersect into lateral leading limit localtime localtimestamp not null offset on only or order placing
        primary references returning select session_user some symmetric system_user table then to trailing true
        union unique user using variadic when where window with
        """;

    /** The words that need AS, of any category: those that are not {@code barelabel}. */
    private static final String NEED_AS = """
        array as char character create day except fetch filter for from grant group having hour intersect into
        isnull limit minute month notnull offset on order over overlaps precision returning second to union
        varying where window with within without year
        """;

    private static final Map<String, Keyword> BY_WORD = table();

    /** The key word that a folded identifier is, or null. */
    static @Nullable Keyword find(String folded) {
        return BY_WORD.get(folded);
    }

    /** Whether it can be a column, table or alias. */
    boolean isColumnId() {
        return category == Category.UNRESERVED || category == Category.COLUMN_NAME;
    }

    /** Whether it can be a function or a type. */
    boolean isFunctionOrType() {
        return category == Category.UNRESERVED || category == Category.FUNCTION_OR_TYPE;
    }

    private static Map<String, Keyword> table() {
        Map<String, Keyword> words = new HashMap<>();
        add(words, UNRESERVED, Category.UNRESERVED);
        add(words, COLUMN_NAME, Category.COLUMN_NAME);
        add(words, FUNCTION_OR_TYPE, Category.FUNCTION_OR_TYPE);
        add(words, RESERVED, Category.RESERVED);
        for (String word : split(NEED_AS)) {
            words.computeIfPresent(word, (key, keyword) -> new Keyword(word, keyword.category(), false));
        }
        return Map.copyOf(words);
    }

    private static void add(Map<String, Keyword> words, String list, Category category) {
        for (String word : split(list)) {
            words.put(word, new Keyword(word, category, true));
        }
    }

    private static String[] split(String list) {
        return list.strip().split("\\s+");
    }
}
