package io.federator.engine.planner;

import io.federator.engine.planner.JoinChain.Part;
import io.federator.engine.planner.Placed.Gathered;
import io.federator.engine.rewriter.Rels;
import io.federator.engine.rewriter.Rexes;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The order of inner joins in the gateway: by dynamic programming over subsets up to {@link #EXACT} parts, greedily beyond. The cost
 * is the number of rows that all joins yield together; cross products come last. The smaller side is put on the right, where a
 * hash table is built of it.
 */
final class JoinOrder {
    private static final int EXACT = 10;

    private final Estimates estimates;

    JoinOrder(Estimates estimates) {
        this.estimates = estimates;
    }

    /** @param parts all gathered; conditions refer to the numbers of their columns */
    Part join(List<Part> parts, List<RexNode> conditions) {
        Problem problem = new Problem(parts, conditions);
        return parts.size() <= EXACT ? problem.exact() : problem.greedy();
    }

    private final class Problem {
        private final List<Part> parts;
        private final List<RexNode> open;
        private final List<ImmutableBitSet> reads = new ArrayList<>();
        private final double[] selectivity;

        Problem(List<Part> parts, List<RexNode> conditions) {
            this.parts = parts;
            this.open = new ArrayList<>(conditions);
            this.selectivity = new double[conditions.size()];
            for (int c = 0; c < conditions.size(); c++) {
                ImmutableBitSet columns = Rexes.inputs(conditions.get(c));
                ImmutableBitSet.Builder touched = ImmutableBitSet.builder();
                for (int p = 0; p < parts.size(); p++) {
                    if (parts.get(p).columns().intersects(columns)) {
                        touched.set(p);
                    }
                }
                reads.add(touched.build());
                selectivity[c] = selectivity(conditions.get(c));
            }
        }

        private double selectivity(RexNode condition) {
            if (!Estimates.isColumnEquality(condition)) {
                return 0.3;
            }
            double distinct = 1;
            for (int id : Rexes.inputs(condition)) {
                for (Part part : parts) {
                    int position = part.ids().indexOf(id);
                    if (position >= 0) {
                        distinct = Math.max(distinct, estimates.distinct(tree(part), position));
                    }
                }
            }
            return 1 / distinct;
        }

        Part exact() {
            int all = (1 << parts.size()) - 1;
            double[] rows = new double[all + 1];
            double[] cost = new double[all + 1];
            int[] split = new int[all + 1];
            for (int set = 1; set <= all; set++) {
                rows[set] = rows(set);
                if (Integer.bitCount(set) == 1) {
                    continue;
                }
                cost[set] = Double.POSITIVE_INFINITY;
                // Each pair once: the part that comes first in the text is in the left one.
                int first = Integer.lowestOneBit(set);
                for (int left = (set - 1) & set; left > 0; left = (left - 1) & set) {
                    if ((left & first) == 0) {
                        continue;
                    }
                    int right = set ^ left;
                    double connected = connected(left, right) ? 1 : 1_000;
                    double total =
                            cost[left] + cost[right] + rows[set] * connected + Math.min(rows[left], rows[right]) * 0.1;
                    if (total < cost[set]) {
                        cost[set] = total;
                        split[set] = left;
                    }
                }
            }
            return build(all, split, rows);
        }

        private Part build(int set, int[] split, double[] rows) {
            if (Integer.bitCount(set) == 1) {
                return parts.get(Integer.numberOfTrailingZeros(set));
            }
            Part left = build(split[set], split, rows);
            Part right = build(set ^ split[set], split, rows);
            return join(left, right, rows[set]);
        }

        Part greedy() {
            List<Part> left = new ArrayList<>(parts);
            while (left.size() > 1) {
                int[] best = {0, 1};
                double least = Double.POSITIVE_INFINITY;
                for (int i = 0; i < left.size(); i++) {
                    for (int j = i + 1; j < left.size(); j++) {
                        double rows = pairRows(left.get(i), left.get(j));
                        if (rows < least) {
                            least = rows;
                            best = new int[] {i, j};
                        }
                    }
                }
                Part joined = join(left.get(best[0]), left.get(best[1]), least);
                left.remove(best[1]);
                left.set(best[0], joined);
            }
            return left.getFirst();
        }

        private double pairRows(Part a, Part b) {
            ImmutableBitSet both = a.columns().union(b.columns());
            double rows = a.estimate() * b.estimate();
            boolean connected = false;
            for (RexNode condition : open) {
                if (both.contains(Rexes.inputs(condition))) {
                    rows *= selectivity(condition);
                    connected = true;
                }
            }
            return connected ? rows : rows * 1_000;
        }

        private double rows(int set) {
            double rows = 1;
            for (int p = 0; p < parts.size(); p++) {
                if ((set >> p & 1) == 1) {
                    rows *= Math.max(1, parts.get(p).estimate());
                }
            }
            for (int c = 0; c < selectivity.length; c++) {
                if (within(reads.get(c), set)) {
                    rows *= selectivity[c];
                }
            }
            return Math.max(1, rows);
        }

        private boolean connected(int left, int right) {
            return reads.stream().anyMatch(r -> within(r, left | right) && !within(r, left) && !within(r, right));
        }

        private static boolean within(ImmutableBitSet reads, int set) {
            return reads.asList().stream().allMatch(p -> (set >> p & 1) == 1);
        }

        /** Joins two parts under all open conditions that they can decide. */
        private Part join(Part one, Part other, double rows) {
            boolean swap = one.estimate() < other.estimate();
            Part left = swap ? other : one;
            Part right = swap ? one : other;
            List<Integer> ids = new ArrayList<>(left.ids());
            ids.addAll(right.ids());
            ImmutableBitSet both = ImmutableBitSet.of(ids);
            List<RexNode> conditions = Rexes.take(open, c -> both.contains(Rexes.inputs(c))).stream()
                    .map(c -> Rexes.move(c, ids::indexOf))
                    .toList();
            RelNode tree = Rels.join(tree(left), tree(right), JoinRelType.INNER, conditions);
            return new Part(new Gathered(tree), ids, rows);
        }

        private static RelNode tree(Part part) {
            return ((Gathered) part.rows()).tree();
        }
    }
}
