package io.federator.gateway.format;

import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.Geometry;
import java.util.ArrayList;
import java.util.List;

/** Float64s; in front of those of a path whether it is closed, and of paths and polygons the number of points. */
final class GeometryWire implements WireType {
    private static final int POINT_BYTES = 16;

    @Override
    public void binary(SqlType type, Object value, WireBuffer out) {
        Geometry geometry = (Geometry) value;
        if (type.is(TypeKind.PATH)) {
            out.int8(geometry.closed() ? 1 : 0);
        }
        if (type.is(TypeKind.PATH) || type.is(TypeKind.POLYGON)) {
            out.int32(geometry.numbers().size() / 2);
        }
        geometry.numbers().forEach(number -> out.int64(Double.doubleToRawLongBits(number)));
    }

    @Override
    public Object fromBinary(SqlType type, MessageReader in) {
        return switch (type.kind()) {
            case POINT -> new Geometry(numbers(in, 2), false);
            case LSEG -> new Geometry(numbers(in, 4), false);
            case BOX -> box(numbers(in, 4));
            case LINE -> line(numbers(in, 3));
            case CIRCLE -> circle(numbers(in, 3));
            case PATH -> {
                boolean closed = in.int8() != 0;
                yield new Geometry(points(type, in), closed);
            }
            default -> new Geometry(points(type, in), true);
        };
    }

    private static Geometry box(List<Double> corners) {
        return Geometry.box(corners.get(0), corners.get(1), corners.get(2), corners.get(3));
    }

    private static Geometry line(List<Double> numbers) {
        if (!Geometry.isLine(numbers.get(0), numbers.get(1))) {
            throw WireTypes.badBinary("invalid line specification: A and B cannot both be zero");
        }
        return new Geometry(numbers, false);
    }

    private static Geometry circle(List<Double> numbers) {
        if (numbers.get(2) < 0) {
            throw WireTypes.badBinary("invalid radius in external \"circle\" value");
        }
        return new Geometry(numbers, false);
    }

    private static List<Double> points(SqlType type, MessageReader in) {
        int count = in.int32();
        if (count <= 0 || count >= Integer.MAX_VALUE / POINT_BYTES) {
            throw WireTypes.badBinary(
                    "invalid number of points in external \"" + type.kind().typname() + "\" value");
        }
        return numbers(in, 2 * count);
    }

    private static List<Double> numbers(MessageReader in, int count) {
        List<Double> numbers = new ArrayList<>(Math.min(count, in.remaining() / Double.BYTES + 1));
        for (int i = 0; i < count; i++) {
            numbers.add(Double.longBitsToDouble(in.int64()));
        }
        return numbers;
    }
}
