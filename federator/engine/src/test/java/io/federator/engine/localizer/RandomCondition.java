package io.federator.engine.localizer;

import java.util.Random;

/** Random conditions on the integer columns i and j, the numeric n and the boolean b. */
final class RandomCondition {
    private static final String[] COMPARISONS = {"=", "<>", "<", "<=", ">", ">="};

    private RandomCondition() {}

    static String of(Random random, int depth) {
        int choice = depth == 0 ? 3 + random.nextInt(9) : random.nextInt(12);
        return switch (choice) {
            case 0 -> "(" + of(random, depth - 1) + " and " + of(random, depth - 1) + ")";
            case 1 -> "(" + of(random, depth - 1) + " or " + of(random, depth - 1) + ")";
            case 2 -> "not (" + of(random, depth - 1) + ")";
            case 3 -> column(random) + " is " + (random.nextBoolean() ? "not " : "") + "null";
            case 4 ->
                column(random) + (random.nextBoolean() ? " not" : "") + " in (" + number(random) + ", " + number(random)
                        + ")";
            case 5 -> column(random) + " between " + number(random) + " and " + number(random);
            case 6 -> "mod(i, " + (2 + random.nextInt(3)) + ") " + comparison(random) + " " + (random.nextInt(5) - 2);
            case 7 -> column(random) + " " + comparison(random) + " " + column(random);
            case 8 ->
                random.nextBoolean()
                        ? "b"
                        : "b is " + (random.nextBoolean() ? "not " : "") + (random.nextBoolean() ? "true" : "false");
            case 9 ->
                "(" + column(random) + " " + comparison(random) + " " + number(random) + ") is "
                        + (random.nextBoolean() ? "not " : "") + "true";
            case 10 ->
                column(random) + " is " + (random.nextBoolean() ? "not " : "") + "distinct from "
                        + (random.nextBoolean() ? "null" : number(random));
            default -> column(random) + " " + comparison(random) + " " + number(random);
        };
    }

    private static String column(Random random) {
        return new String[] {"i", "j", "n"}[random.nextInt(3)];
    }

    private static String comparison(Random random) {
        return COMPARISONS[random.nextInt(COMPARISONS.length)];
    }

    private static String number(Random random) {
        String whole = String.valueOf(random.nextInt(7) - 3);
        return random.nextInt(5) == 0 ? whole + ".5" : whole;
    }
}
