package io.federator.engine.regex;

import java.util.Arrays;
import java.util.Map;

/** Finds how the parts of an expression share a stretch of text, and with that what the groups hold. Not thread-safe. */
final class Dissector {
    private final RegexInput input;
    private final Map<Part, Dfa> automata;
    private final boolean ignoreCase;
    private final int[] groups;

    /** @param groups how many there are */
    Dissector(RegexInput input, Map<Part, Dfa> automata, boolean ignoreCase, int groups) {
        this.input = input;
        this.automata = automata;
        this.ignoreCase = ignoreCase;
        this.groups = new int[2 * (groups + 1)];
        Arrays.fill(this.groups, -1);
    }

    /** Starts and ends of the groups, from place 2 on; -1 for those that took no part. */
    int[] groups() {
        return groups;
    }

    private Dfa dfa(Part part) {
        Dfa dfa = automata.get(part);
        if (dfa == null) {
            throw new IllegalStateException("no automaton");
        }
        return dfa;
    }

    private boolean fits(Part part, int begin, int end) {
        return dfa(part).longest(input, begin, end) == end;
    }

    boolean dissect(Part part, int begin, int end) {
        boolean found = switch (part.kind) {
            case PLAIN -> true;
            case REFERENCE -> refers(part, begin, end);
            case GROUP -> dissect(part.children.getFirst(), begin, end);
            case SEQUENCE ->
                part.children.getFirst().prefersShorter()
                        ? shortestFirst(part, begin, end)
                        : longestFirst(part, begin, end);
            case CHOICE -> choice(part, begin, end);
            case REPETITION -> repetition(part, begin, end);
        };
        if (found && part.capture > 0) {
            groups[2 * part.capture] = begin;
            groups[2 * part.capture + 1] = end;
        }
        return found;
    }

    private void forget(Part part) {
        if (part.capture > 0) {
            groups[2 * part.capture] = -1;
            groups[2 * part.capture + 1] = -1;
        }
        part.children.forEach(this::forget);
    }

    private boolean longestFirst(Part part, int begin, int end) {
        Part first = part.children.get(0);
        Part second = part.children.get(1);
        int middle = dfa(first).longest(input, begin, end);
        while (middle >= 0) {
            if (splits(first, second, begin, middle, end)) {
                return true;
            }
            if (middle == begin) {
                return false;
            }
            middle = dfa(first).longest(input, begin, middle - 1);
        }
        return false;
    }

    private boolean shortestFirst(Part part, int begin, int end) {
        Part first = part.children.get(0);
        Part second = part.children.get(1);
        int middle = dfa(first).shortest(input, begin, begin, end);
        while (middle >= 0) {
            if (splits(first, second, begin, middle, end)) {
                return true;
            }
            if (middle == end) {
                return false;
            }
            middle = dfa(first).shortest(input, begin, middle + 1, end);
        }
        return false;
    }

    private boolean splits(Part first, Part second, int begin, int middle, int end) {
        if (!fits(second, middle, end)) {
            return false;
        }
        if (dissect(first, begin, middle) && dissect(second, middle, end)) {
            return true;
        }
        forget(first);
        forget(second);
        return false;
    }

    private boolean choice(Part part, int begin, int end) {
        for (Part branch : part.children) {
            if (fits(branch, begin, end)) {
                if (dissect(branch, begin, end)) {
                    return true;
                }
                forget(branch);
            }
        }
        return false;
    }

    private boolean refers(Part part, int begin, int end) {
        int start = groups[2 * part.number];
        if (start < 0) {
            return false;
        }
        int length = groups[2 * part.number + 1] - start;
        if (length == 0) {
            return begin == end;
        }
        if (begin == end) {
            return part.min == 0;
        }
        int total = end - begin;
        if (total % length != 0 || total / length < part.min || total / length > part.max) {
            return false;
        }
        for (int i = 0; i < total; i++) {
            if (!same(input.pointAt(begin + i), input.pointAt(start + i % length))) {
                return false;
            }
        }
        return true;
    }

    private boolean same(int a, int b) {
        return a == b || (ignoreCase && CharSet.of(a).ignoringCase().contains(b));
    }

    private boolean repetition(Part part, int begin, int end) {
        Part child = part.children.getFirst();
        boolean none = part.min == 0 && begin == end;
        if (none && child.prefersShorter()) {
            return true;
        }
        int least = Math.max(1, part.min);
        int most = Math.max(least, Math.min(end - begin, part.max));
        if (new Rounds(child, least, most, end).search(begin)) {
            return true;
        }
        forget(child);
        return none;
    }

    /** A search for the ends of the rounds of a repetition; rounds that match nothing are only made to reach the least number. */
    private final class Rounds {
        private final Part child;
        private final int least;
        private final int most;
        private final int end;

        Rounds(Part child, int least, int most, int end) {
            this.child = child;
            this.least = least;
            this.most = most;
            this.end = end;
        }

        boolean search(int begin) {
            int[] ends = new int[most + 1];
            ends[0] = begin;
            return child.prefersShorter() ? shortest(ends) : longest(ends);
        }

        private boolean verify(int[] ends, int count) {
            for (int i = 1; i <= count; i++) {
                forget(child);
                if (!dissect(child, ends[i - 1], ends[i])) {
                    return false;
                }
            }
            return true;
        }

        private boolean mayBeEmpty(int round, int from) {
            return round < least && least - round >= end - from;
        }

        private boolean longest(int[] ends) {
            int round = 1;
            int limit = end;
            while (round > 0) {
                ends[round] = dfa(child).longest(input, ends[round - 1], limit);
                boolean again = false;
                if (ends[round] < 0) {
                    round--;
                } else if (ends[round] != end) {
                    if (round >= most) {
                        round--;
                    } else if (ends[round] != ends[round - 1] || mayBeEmpty(round, ends[round])) {
                        round++;
                        limit = end;
                        again = true;
                    }
                } else if (round >= least && verify(ends, round)) {
                    return true;
                }
                while (!again && round > 0) {
                    int from = ends[round - 1];
                    if (ends[round] > from) {
                        limit = ends[round] - 1;
                        again = limit > from || mayBeEmpty(round, from);
                    }
                    if (!again) {
                        round--;
                    }
                }
            }
            return false;
        }

        private boolean shortest(int[] ends) {
            int round = 1;
            int limit = ends[0];
            while (round > 0) {
                int from = ends[round - 1];
                if (limit == from && limit != end && (round >= least || least - round < end - limit)) {
                    limit++;
                }
                // The last round that is allowed must reach the end.
                ends[round] = dfa(child).shortest(input, from, round >= most ? end : limit, end);
                boolean again = false;
                if (ends[round] < 0) {
                    round--;
                } else if (ends[round] != end) {
                    if (round >= most) {
                        round--;
                    } else {
                        round++;
                        limit = ends[round - 1];
                        again = true;
                    }
                } else if (round >= least && verify(ends, round)) {
                    return true;
                }
                while (!again && round > 0) {
                    if (ends[round] < end) {
                        limit = ends[round] + 1;
                        again = true;
                    } else {
                        round--;
                    }
                }
            }
            return false;
        }
    }
}
