package io.federator.spi.value;

import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A value of one of PostgreSQL's geometric types; which one, the type says.
 *
 * @param numbers the coordinates of the points one after the other; of a line A, B and C; of a circle the centre and the
 *     radius; of a box the upper right and the lower left corner
 * @param closed whether a path's last point is joined with its first; true for polygons, false for all others
 */
public record Geometry(List<Double> numbers, boolean closed) {
    private static final double EPSILON = 1e-6;

    public Geometry {
        numbers = List.copyOf(numbers);
    }

    /**
     * Reads a value in PostgreSQL's grammar.
     *
     * @throws io.federator.spi.error.SqlException 22P02, 22003
     */
    public static Geometry parse(TypeKind kind, String text) {
        return new GeometryReader(kind, text).read();
    }

    /** The box with these two opposite corners. */
    public static Geometry box(double x1, double y1, double x2, double y2) {
        boolean swapX = below(x1, x2);
        boolean swapY = below(y1, y2);
        return new Geometry(List.of(swapX ? x2 : x1, swapY ? y2 : y1, swapX ? x1 : x2, swapY ? y1 : y2), false);
    }

    /** NaN is above everything else. */
    private static boolean below(double a, double b) {
        return Double.isNaN(b) ? !Double.isNaN(a) : a < b;
    }

    /** Whether {@code Ax + By + C = 0} is a line. */
    public static boolean isLine(double a, double b) {
        return !(Math.abs(a) <= EPSILON && Math.abs(b) <= EPSILON);
    }

    /** Equal as far as PostgreSQL's geometric operators can tell. */
    static boolean near(double a, double b) {
        return a == b || Math.abs(a - b) <= EPSILON || (Double.isNaN(a) && Double.isNaN(b));
    }

    /** The value as PostgreSQL's output function shows it, numbers printed by the caller. */
    public String print(TypeKind kind, DoubleFunction<String> number) {
        List<String> texts = new ArrayList<>();
        numbers.forEach(value -> texts.add(number.apply(value)));
        return switch (kind) {
            case POINT, BOX -> points(texts);
            case LSEG -> "[" + points(texts) + "]";
            case LINE -> "{" + String.join(",", texts) + "}";
            case CIRCLE -> "<" + points(texts.subList(0, 2)) + "," + texts.get(2) + ">";
            default -> closed ? "(" + points(texts) + ")" : "[" + points(texts) + "]";
        };
    }

    private static String points(List<String> texts) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < texts.size(); i += 2) {
            out.append(i == 0 ? "(" : ",(")
                    .append(texts.get(i))
                    .append(',')
                    .append(texts.get(i + 1))
                    .append(')');
        }
        return out.toString();
    }
}
