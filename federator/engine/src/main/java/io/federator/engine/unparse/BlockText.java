package io.federator.engine.unparse;

import java.util.List;

/** The text of a block. */
final class BlockText {
    private BlockText() {}

    /** The whole statement with these select items; a block without columns still yields its rows. */
    static String select(Block block, List<String> items) {
        StringBuilder sql = new StringBuilder("SELECT ");
        sql.append(items.isEmpty() ? "1" : String.join(", ", items));
        if (!block.from().isEmpty()) {
            sql.append(" FROM ").append(block.from());
        }
        clause(sql, " WHERE ", " AND ", block.where());
        if (block.groupBy() != null) {
            clause(sql, " GROUP BY ", ", ", block.groupBy());
        }
        clause(sql, " HAVING ", " AND ", block.having());
        clause(sql, " ORDER BY ", ", ", block.orderBy());
        return sql.append(block.limit()).toString();
    }

    private static void clause(StringBuilder sql, String keyword, String separator, List<String> parts) {
        if (!parts.isEmpty()) {
            sql.append(keyword).append(String.join(separator, parts));
        }
    }
}
