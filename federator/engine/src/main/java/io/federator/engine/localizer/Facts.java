package io.federator.engine.localizer;

import com.google.common.collect.Range;
import io.federator.engine.localizer.Conditions.Restriction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * What follows from conditions that all are true of one row: for every term the values that are left to it, terms that are equal,
 * remainders. A term without any value left is a contradiction. Sound, not complete: what is not understood is left out.
 */
final class Facts {
    /** How many alternatives are tried in all before the rest is left out. */
    private static final int BUDGET = 500;

    private static final int FEW = 256;

    private final Conditions conditions;
    private final Map<String, Domain> domains;
    private final Map<String, Term> terms;
    private final Map<String, String> parents;
    private final List<Order> orders;
    private final List<List<Claim>> alternatives;
    private final int[] budget;
    private boolean contradictory;

    private record Claim(RexNode condition, boolean truth) {}

    private record Order(String smaller, String greater, boolean strict) {}

    Facts(Conditions conditions) {
        this.conditions = conditions;
        domains = new HashMap<>();
        terms = new HashMap<>();
        parents = new HashMap<>();
        orders = new ArrayList<>();
        alternatives = new ArrayList<>();
        budget = new int[] {BUDGET};
    }

    private Facts(Facts other) {
        conditions = other.conditions;
        domains = new HashMap<>(other.domains);
        terms = new HashMap<>(other.terms);
        parents = new HashMap<>(other.parents);
        orders = new ArrayList<>(other.orders);
        alternatives = new ArrayList<>();
        budget = other.budget;
        contradictory = other.contradictory;
    }

    void add(RexNode condition) {
        claim(condition, true);
    }

    /** Whether no row satisfies all that was added. */
    boolean contradictory() {
        if (!contradictory && !consistent()) {
            contradictory = true;
        }
        return contradictory;
    }

    private void claim(RexNode condition, boolean truth) {
        Optional<Restriction> single = conditions.restriction(condition, truth);
        if (single.isPresent()) {
            restrict(single.get());
            return;
        }
        switch (condition.getKind()) {
            case NOT -> claim(operand(condition, 0), !truth);
            case AND, OR -> {
                List<Claim> claims = ((RexCall) condition)
                        .getOperands().stream().map(o -> new Claim(o, truth)).toList();
                if ((condition.getKind() == SqlKind.AND) == truth) {
                    claims.forEach(c -> claim(c.condition(), c.truth()));
                } else {
                    alternatives.add(claims);
                }
            }
            case IS_TRUE -> {
                if (truth) {
                    claim(operand(condition, 0), true);
                }
            }
            case IS_NOT_TRUE -> {
                if (!truth) {
                    claim(operand(condition, 0), true);
                }
            }
            case IS_FALSE -> {
                if (truth) {
                    claim(operand(condition, 0), false);
                }
            }
            case IS_NOT_FALSE -> {
                if (!truth) {
                    claim(operand(condition, 0), false);
                }
            }
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                relate((RexCall) condition, truth);
            default -> {
                // Not understood: nothing follows.
            }
        }
    }

    private static RexNode operand(RexNode node, int position) {
        return ((RexCall) node).getOperands().get(position);
    }

    private void restrict(Restriction restriction) {
        Term term = restriction.term();
        if (term == null) {
            contradictory |= restriction.domain().isEmpty();
            return;
        }
        String root = root(term);
        Domain domain = current(root).intersect(restriction.domain());
        put(root, domain);
    }

    private void put(String root, Domain domain) {
        Term term = terms.get(root);
        Domain stepped = term != null && term.step() != null ? domain.stepped(term.step()) : domain;
        domains.put(root, stepped);
        contradictory |= stepped.isEmpty();
    }

    private Domain current(String root) {
        return domains.getOrDefault(root, Domain.ALL);
    }

    /** The representative of a term's equals. */
    private String root(Term term) {
        if (!terms.containsKey(term.key())) {
            terms.put(term.key(), term);
            domains.put(term.key(), term.initial());
            if (term.dividend() != null) {
                root(term.dividend());
            }
        }
        return root(term.key());
    }

    private String root(String key) {
        String at = key;
        while (parents.containsKey(at)) {
            at = parents.get(at);
        }
        return at;
    }

    /** A comparison of two terms that both are no constants. Both are then not null. */
    private void relate(RexCall call, boolean truth) {
        Optional<Term> left = conditions.term(call.getOperands().get(0));
        Optional<Term> right = conditions.term(call.getOperands().get(1));
        if (left.isEmpty() || right.isEmpty()) {
            return;
        }
        Term a = left.get();
        Term b = right.get();
        restrict(new Restriction(a.constant() == null ? a : null, Domain.NOT_NULL));
        restrict(new Restriction(b.constant() == null ? b : null, Domain.NOT_NULL));
        if (a.constant() != null || b.constant() != null || a.line() == null || a.line() != b.line()) {
            return;
        }
        SqlKind kind = truth ? call.getKind() : call.getKind().negateNullSafe();
        switch (kind) {
            case EQUALS -> unite(root(a), root(b));
            case LESS_THAN -> orders.add(new Order(a.key(), b.key(), true));
            case LESS_THAN_OR_EQUAL -> orders.add(new Order(a.key(), b.key(), false));
            case GREATER_THAN -> orders.add(new Order(b.key(), a.key(), true));
            case GREATER_THAN_OR_EQUAL -> orders.add(new Order(b.key(), a.key(), false));
            default -> {
                // <> is of use only when both are known to be one value.
                if (root(a).equals(root(b))) {
                    contradictory = true;
                }
            }
        }
    }

    private void unite(String one, String other) {
        if (one.equals(other)) {
            return;
        }
        Domain both = current(one).intersect(current(other));
        Term a = terms.get(one);
        Term b = terms.get(other);
        // The representative is the one whose values are the sparser.
        boolean first = a != null
                && a.step() != null
                && (b == null || b.step() == null || a.step().compareTo(b.step()) >= 0);
        String root = first ? one : other;
        parents.put(first ? other : one, root);
        put(root, both);
    }

    private boolean consistent() {
        return ordered() && remaindersAgree() && remaindersOfPairsAgree() && someAlternativeEach();
    }

    private boolean ordered() {
        for (Order order : orders) {
            String smaller = root(order.smaller());
            String greater = root(order.greater());
            if (smaller.equals(greater)) {
                if (order.strict()) {
                    return false;
                }
                continue;
            }
            Domain low = current(smaller);
            Domain high = current(greater);
            if (low.ranges().isEmpty() || high.ranges().isEmpty()) {
                return false;
            }
            Range<Point> least = low.ranges().span();
            Range<Point> most = high.ranges().span();
            if (least.hasLowerBound() && most.hasUpperBound()) {
                int compared = least.lowerEndpoint().compareTo(most.upperEndpoint());
                if (compared > 0 || (compared == 0 && order.strict())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Drops the values of few-valued dividends that have not the remainder that they should. */
    private boolean remaindersAgree() {
        for (Term term : List.copyOf(terms.values())) {
            if (term.dividend() == null || term.divisor() == null) {
                continue;
            }
            String dividend = root(term.dividend().key());
            Domain remainders = current(root(term.key()));
            if (!remainders.nullable()) {
                put(dividend, current(dividend).intersect(Domain.NOT_NULL));
            }
            Optional<List<BigDecimal>> values = current(dividend).integers(FEW);
            if (values.isEmpty()) {
                continue;
            }
            BigInteger divisor = term.divisor().toBigInteger();
            List<Domain> kept = new ArrayList<>();
            for (BigDecimal value : values.get()) {
                BigDecimal remainder = new BigDecimal(value.toBigInteger().remainder(divisor));
                if (remainders.ranges().contains(Point.number(remainder))) {
                    kept.add(Domain.of(Range.singleton(Point.number(value))));
                }
            }
            if (kept.isEmpty()) {
                return false;
            }
            put(dividend, Domain.union(kept));
        }
        return !contradictory;
    }

    /** Remainders of one dividend by two divisors agree modulo the greatest common divisor, and have one sign. */
    private boolean remaindersOfPairsAgree() {
        List<Term> modulos =
                terms.values().stream().filter(term -> term.dividend() != null).toList();
        for (int i = 0; i < modulos.size(); i++) {
            for (int j = i + 1; j < modulos.size(); j++) {
                if (!agree(modulos.get(i), modulos.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean agree(Term one, Term other) {
        if (one.dividend() == null
                || other.dividend() == null
                || one.divisor() == null
                || other.divisor() == null
                || !root(one.dividend().key()).equals(root(other.dividend().key()))) {
            return true;
        }
        Optional<List<BigDecimal>> mine = current(root(one.key())).integers(FEW);
        Optional<List<BigDecimal>> theirs = current(root(other.key())).integers(FEW);
        if (mine.isEmpty() || theirs.isEmpty()) {
            return true;
        }
        BigInteger common = one.divisor().toBigInteger().gcd(other.divisor().toBigInteger());
        for (BigDecimal a : mine.get()) {
            for (BigDecimal b : theirs.get()) {
                boolean sameSign = a.signum() * b.signum() >= 0;
                if (sameSign && a.subtract(b).toBigInteger().mod(common).signum() == 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Each disjunction needs a disjunct that does not contradict; a single one that is left holds. */
    private boolean someAlternativeEach() {
        List<List<Claim>> open = new ArrayList<>(alternatives);
        alternatives.clear();
        boolean learnt = true;
        while (learnt && !open.isEmpty()) {
            learnt = false;
            for (List<Claim> claims : List.copyOf(open)) {
                List<Claim> possible = new ArrayList<>();
                for (Claim claim : claims) {
                    if (budget[0]-- <= 0) {
                        return true;
                    }
                    Facts with = new Facts(this);
                    with.claim(claim.condition(), claim.truth());
                    if (!with.contradictory()) {
                        possible.add(claim);
                    }
                }
                if (possible.isEmpty()) {
                    return false;
                }
                if (possible.size() == 1) {
                    open.remove(claims);
                    claim(possible.getFirst().condition(), possible.getFirst().truth());
                    open.addAll(alternatives);
                    alternatives.clear();
                    learnt = true;
                    if (contradictory || !ordered() || !remaindersAgree() || !remaindersOfPairsAgree()) {
                        return false;
                    }
                }
            }
        }
        return bothPossible(open);
    }

    /** Of two disjunctions some disjuncts have to go together. */
    private boolean bothPossible(List<List<Claim>> open) {
        for (int i = 0; i < open.size(); i++) {
            for (int j = i + 1; j < open.size(); j++) {
                if (!bothPossible(open.get(i), open.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean bothPossible(List<Claim> some, List<Claim> others) {
        for (Claim one : some) {
            for (Claim other : others) {
                if (budget[0]-- <= 0) {
                    return true;
                }
                Facts with = new Facts(this);
                with.claim(one.condition(), one.truth());
                with.claim(other.condition(), other.truth());
                if (!with.contradictory()) {
                    return true;
                }
            }
        }
        return false;
    }
}
