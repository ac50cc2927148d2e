package io.federator.engine.function;

import io.federator.engine.names.PgTypes;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.List;

/** The type that several inputs agree on: the manual's 10.5. */
final class CommonTypes {
    private final PgTypes types;
    private final CastRules casts;

    CommonTypes(PgTypes types, CastRules casts) {
        this.types = types;
        this.casts = casts;
    }

    /** The common type of the inputs; with {@code construct} empty 0 instead of an error. */
    int select(String construct, List<Integer> inputs) {
        int chosen = inputs.getFirst();
        if (chosen != PgTypes.UNKNOWN) {
            int first = chosen;
            if (inputs.stream().allMatch(type -> type == first)) {
                return first;
            }
        }
        for (int type : inputs.subList(1, inputs.size())) {
            if (type == PgTypes.UNKNOWN || type == chosen) {
                continue;
            }
            if (chosen == PgTypes.UNKNOWN) {
                chosen = type;
            } else if (types.category(type) != types.category(chosen)) {
                if (construct.isEmpty()) {
                    return 0;
                }
                throw new SqlException(
                        SqlState.DATATYPE_MISMATCH,
                        construct + " types " + types.display(chosen) + " and " + types.display(type)
                                + " cannot be matched");
            } else if (!types.isPreferred(chosen)
                    && casts.canCoerce(chosen, type, CastContext.IMPLICIT)
                    && !casts.canCoerce(type, chosen, CastContext.IMPLICIT)) {
                chosen = type;
            }
        }
        return chosen == PgTypes.UNKNOWN ? PgTypes.TEXT : chosen;
    }
}
