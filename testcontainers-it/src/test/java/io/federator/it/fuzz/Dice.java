package io.federator.it.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Chance from a seed. Not safe for use by several threads. */
final class Dice {
    private static final long STRIDE = 0x9E3779B97F4A7C15L;

    private final Random random;

    private Dice(long seed) {
        this.random = new Random(seed);
    }

    /** The same for the same numbers, so that any query of a run can be made alone. */
    static Dice of(long seed, long index) {
        return new Dice(seed * STRIDE ^ (index + 1) * 0xD1B54A32D192ED03L);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @SafeVarargs
    final <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    <T> List<T> shuffled(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    /** At least one of them, in any order. */
    <T> List<T> some(List<T> list, int most) {
        return List.copyOf(shuffled(list).subList(0, between(1, Math.min(most, list.size()))));
    }
}
