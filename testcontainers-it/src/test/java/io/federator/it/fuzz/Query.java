package io.federator.it.fuzz;

import java.util.List;
import java.util.Optional;

/** A generated query. */
sealed interface Query {
    void write(SqlText out);

    Tail tail();

    Query withTail(Tail tail);

    /** @param hint {@code materialized}, {@code not materialized} or nothing */
    record Cte(String name, String hint, Query query, boolean recursive) {}

    record Item(Expr expr, String alias) {}

    record Sort(Expr key, String direction) {}

    /** How the groups are made: {@code group by}, {@code group by rollup}, ... */
    record Grouping(String before, List<Expr> keys, String after) {
        static final Grouping NONE = new Grouping("", List.of(), "");
    }

    /**
     * The end of a query.
     *
     * @param total whether rows that the keys do not tell apart are the same, so that the order is fixed
     */
    record Tail(List<Sort> order, boolean total, String limit) {
        static final Tail NONE = new Tail(List.of(), false, "");

        void write(SqlText out) {
            for (int i = 0; i < order.size(); i++) {
                out.append(i == 0 ? " order by " : ", ");
                order.get(i).key().write(out);
                out.append(order.get(i).direction());
            }
            out.append(limit);
        }
    }

    /** @param distinct what stands behind {@code select}: nothing, {@code distinct}, {@code distinct on (...)} */
    record Select(
            String distinct,
            List<Item> items,
            Optional<From> from,
            Optional<Expr> where,
            Grouping grouping,
            Optional<Expr> having,
            Tail tail)
            implements Query {
        @Override
        public void write(SqlText out) {
            out.append("select " + distinct);
            for (int i = 0; i < items.size(); i++) {
                out.append(i == 0 ? "" : ", ");
                items.get(i).expr().write(out);
                out.append(
                        items.get(i).alias().isEmpty()
                                ? ""
                                : " as " + items.get(i).alias());
            }
            from.ifPresent(table -> {
                out.append(" from ");
                table.write(out);
            });
            where.ifPresent(condition -> {
                out.append(" where ");
                condition.write(out);
            });
            if (!grouping.keys().isEmpty()) {
                out.append(" " + grouping.before());
                out.expressions(grouping.keys());
                out.append(grouping.after());
            }
            having.ifPresent(condition -> {
                out.append(" having ");
                condition.write(out);
            });
            tail.write(out);
        }

        @Override
        public Query withTail(Tail changed) {
            return new Select(distinct, items, from, where, grouping, having, changed);
        }

        Select withItems(List<Item> changed) {
            return new Select(distinct, changed, from, where, grouping, having, tail);
        }

        Select withFrom(From changed) {
            return new Select(distinct, items, Optional.of(changed), where, grouping, having, tail);
        }

        Select withWhere(Optional<Expr> changed) {
            return new Select(distinct, items, from, changed, grouping, having, tail);
        }

        Select withGrouping(Grouping changed) {
            return new Select(distinct, items, from, where, changed, having, tail);
        }

        Select withHaving(Optional<Expr> changed) {
            return new Select(distinct, items, from, where, grouping, changed, tail);
        }

        Select withoutDistinct() {
            return new Select("", items, from, where, grouping, having, tail);
        }
    }

    record SetOperation(String operator, Query left, Query right, Tail tail) implements Query {
        @Override
        public void write(SqlText out) {
            side(left, out);
            out.append(" " + operator + " ");
            side(right, out);
            tail.write(out);
        }

        private static void side(Query query, SqlText out) {
            boolean plain = query instanceof Select select && select.tail().equals(Tail.NONE);
            out.append(plain ? "" : "(");
            query.write(out);
            out.append(plain ? "" : ")");
        }

        @Override
        public Query withTail(Tail changed) {
            return new SetOperation(operator, left, right, changed);
        }
    }

    record With(List<Cte> ctes, Query query) implements Query {
        @Override
        public void write(SqlText out) {
            String start = ctes.stream().anyMatch(Cte::recursive) ? "with recursive " : "with ";
            for (int i = 0; i < ctes.size(); i++) {
                Cte cte = ctes.get(i);
                out.append(i == 0 ? start : ", ").append(cte.name() + " as " + cte.hint() + "(");
                cte.query().write(out);
                out.append(")");
            }
            out.append(" ");
            query.write(out);
        }

        @Override
        public Tail tail() {
            return query.tail();
        }

        @Override
        public Query withTail(Tail changed) {
            return new With(ctes, query.withTail(changed));
        }
    }

    /** Text as it is; cannot be shrunk. */
    record Verbatim(String sql) implements Query {
        @Override
        public void write(SqlText out) {
            out.append(sql);
        }

        @Override
        public Tail tail() {
            return Tail.NONE;
        }

        @Override
        public Query withTail(Tail changed) {
            return this;
        }
    }
}
