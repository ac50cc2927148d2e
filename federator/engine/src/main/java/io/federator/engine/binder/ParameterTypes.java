package io.federator.engine.binder;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;

/** The types of the statement's parameters: declared by the client, or learnt from the first context that decides one. */
final class ParameterTypes {
    private final List<SqlType> types;

    ParameterTypes(List<SqlType> declared) {
        types = new ArrayList<>(declared);
    }

    /** The type known so far of {@code $number}. */
    SqlType type(int number) {
        while (types.size() < number) {
            types.add(SqlType.UNKNOWN);
        }
        return types.get(number - 1);
    }

    void decide(int number, SqlType type, int position) {
        SqlType known = type(number);
        if (known.equals(SqlType.UNKNOWN)) {
            types.set(number - 1, type);
        } else if (!known.equals(type)) {
            throw new SqlException(SqlState.AMBIGUOUS_PARAMETER, "inconsistent types deduced for parameter $" + number)
                    .withDetail(known.bare() + " versus " + type.bare())
                    .at(position);
        }
    }

    /** All types, once everything is bound. */
    List<SqlType> decided() {
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i).equals(SqlType.UNKNOWN)) {
                throw new SqlException(
                        SqlState.INDETERMINATE_DATATYPE, "could not determine data type of parameter $" + (i + 1));
            }
        }
        return List.copyOf(types);
    }
}
