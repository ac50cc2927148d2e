package io.federator.engine.unparse;

import io.federator.spi.source.Rendered;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * Run-time constants met while writing. As text is composed out of order and may be repeated, a placeholder is first written as a
 * mark with the constant's number between two control characters; {@link #resolve} turns the marks of the finished text into
 * {@code ?} and lists the arguments in the order in which they stand there.
 */
final class Arguments {
    private static final char MARK = '\u0001';

    private final List<RexNode> nodes = new ArrayList<>();

    Rendered placeholder(RexNode node, Rendered parameter) throws NotWritable {
        int at = parameter.sql().indexOf('?');
        if (at < 0) {
            throw new NotWritable("a parameter without a placeholder");
        }
        int number = nodes.indexOf(node);
        if (number < 0) {
            number = nodes.size();
            nodes.add(node);
        }
        String sql = parameter.sql();
        return parameter.withSql(sql.substring(0, at) + MARK + number + MARK + sql.substring(at + 1));
    }

    /** Whether text contains a placeholder. */
    static boolean isMarked(String sql) {
        return sql.indexOf(MARK) >= 0;
    }

    /** Text that comes from outside must not contain marks. */
    static Rendered unmarked(Rendered literal) throws NotWritable {
        if (isMarked(literal.sql())) {
            throw new NotWritable("a text with a control character");
        }
        return literal;
    }

    String resolve(String sql, List<RexNode> inOrder) {
        StringBuilder resolved = new StringBuilder(sql.length());
        int from = 0;
        for (int at = sql.indexOf(MARK); at >= 0; at = sql.indexOf(MARK, from)) {
            int end = sql.indexOf(MARK, at + 1);
            inOrder.add(nodes.get(Integer.parseInt(sql, at + 1, end, 10)));
            resolved.append(sql, from, at).append('?');
            from = end + 1;
        }
        return resolved.append(sql, from, sql.length()).toString();
    }
}
