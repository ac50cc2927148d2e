package io.federator.engine.function;

/** Trigonometry in degrees as PostgreSQL computes it: exact at multiples of 30 and 45, and monotonic between them. */
final class DegreeMath {
    /** Radians in a degree. */
    static final double RADIANS = 0.017453292519943295;

    private static final double SIN_30 = Math.sin(30 * RADIANS);
    private static final double ONE_MINUS_COS_60 = 1 - Math.cos(60 * RADIANS);
    private static final double TAN_45 = sinFirst(45) / cosFirst(45);
    private static final double COT_45 = cosFirst(45) / sinFirst(45);

    private DegreeMath() {}

    private static double sinTo30(double x) {
        return Math.sin(x * RADIANS) / SIN_30 / 2;
    }

    private static double cosTo60(double x) {
        return 1 - (1 - Math.cos(x * RADIANS)) / ONE_MINUS_COS_60 / 2;
    }

    /** In the first quadrant. */
    private static double sinFirst(double x) {
        return x <= 30 ? sinTo30(x) : cosTo60(90 - x);
    }

    private static double cosFirst(double x) {
        return x <= 60 ? cosTo60(x) : sinTo30(90 - x);
    }

    static double sin(double x) {
        double angle = Math.abs(x % 360);
        boolean negative = x < 0;
        if (angle > 180) {
            angle = 360 - angle;
            negative = !negative;
        }
        double sine = sinFirst(angle > 90 ? 180 - angle : angle);
        return negative ? -sine : sine;
    }

    static double cos(double x) {
        double angle = Math.abs(x % 360);
        if (angle > 180) {
            angle = 360 - angle;
        }
        return angle > 90 ? -cosFirst(180 - angle) : cosFirst(angle);
    }

    static double tan(double x) {
        Quadrant at = Quadrant.of(x);
        return at.signed(sinFirst(at.angle) / cosFirst(at.angle) / TAN_45);
    }

    static double cot(double x) {
        Quadrant at = Quadrant.of(x);
        return at.signed(cosFirst(at.angle) / sinFirst(at.angle) / COT_45);
    }

    /** An angle moved to the first quadrant, where the tangent has the same magnitude. */
    private record Quadrant(double angle, boolean negative) {
        static Quadrant of(double x) {
            double angle = Math.abs(x % 360);
            boolean negative = x < 0;
            if (angle > 180) {
                angle = 360 - angle;
                negative = !negative;
            }
            return angle > 90 ? new Quadrant(180 - angle, !negative) : new Quadrant(angle, negative);
        }

        /** No result is a negative zero. */
        double signed(double magnitude) {
            double value = negative ? -magnitude : magnitude;
            return value == 0 ? 0 : value;
        }
    }
}
