package io.federator.it.fuzz;

import java.util.List;

/** An expression of a generated query. */
sealed interface Expr {
    Kind kind();

    /** Whether values of it that are equal are the same; else which of them a group shows is anybody's choice. */
    boolean isUniform();

    void write(SqlText out);

    /** A column or a constant. */
    record Plain(Kind kind, String sql, boolean isUniform) implements Expr {
        @Override
        public void write(SqlText out) {
            out.append(sql);
        }
    }

    /** A value given at execution. */
    record Parameter(Kind kind, String value) implements Expr {
        @Override
        public boolean isUniform() {
            return true;
        }

        @Override
        public void write(SqlText out) {
            out.parameter(this);
        }
    }

    /**
     * Anything with operands.
     *
     * @param texts around the operands, one more than slots
     * @param slots indexes of operands, as an operand may stand more than once
     */
    record Call(Kind kind, List<String> texts, List<Integer> slots, List<Expr> operands) implements Expr {
        public Call {
            texts = List.copyOf(texts);
            slots = List.copyOf(slots);
            operands = List.copyOf(operands);
        }

        @Override
        public boolean isUniform() {
            return kind.isUniform();
        }

        @Override
        public void write(SqlText out) {
            out.append(texts.getFirst());
            for (int i = 0; i < slots.size(); i++) {
                operands.get(slots.get(i)).write(out);
                out.append(texts.get(i + 1));
            }
        }
    }

    /** An expression made uniform; what makes it so is never taken away. */
    record Guarded(Kind kind, String before, Expr operand, String after) implements Expr {
        @Override
        public boolean isUniform() {
            return true;
        }

        @Override
        public void write(SqlText out) {
            out.append(before);
            operand.write(out);
            out.append(after);
        }
    }

    /** A subquery: {@code (select …)}, {@code exists (…)}, {@code array(…)}. */
    record Nested(Kind kind, String before, Query query, String after) implements Expr {
        @Override
        public boolean isUniform() {
            return kind.isUniform();
        }

        @Override
        public void write(SqlText out) {
            out.append(before);
            query.write(out);
            out.append(after);
        }
    }

    /** An operand between two texts. */
    static Expr around(Kind kind, String before, Expr operand, String after) {
        return new Call(kind, List.of(before, after), List.of(0), List.of(operand));
    }

    /** Two operands with an operator, in parentheses. */
    static Expr infix(Kind kind, Expr left, String operator, Expr right) {
        return new Call(kind, List.of("(", " " + operator + " ", ")"), List.of(0, 1), List.of(left, right));
    }

    /** NULL or a simple constant, for an expression of which nothing matters. */
    static Expr simplest(Kind kind) {
        return new Plain(kind, kind.literal(kind.literals().getFirst()), kind.isUniform());
    }
}
