package io.federator.engine.function;

import io.federator.engine.names.PgTypes;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code anyelement}, {@code anycompatible} and their families stand for in one call. */
final class PolymorphicTypes {
    private final PgTypes types;
    private final CastRules casts;
    private final CommonTypes common;

    PolymorphicTypes(PgTypes types, CastRules casts, CommonTypes common) {
        this.types = types;
        this.casts = casts;
        this.common = common;
    }

    /** The concrete types of a call. */
    record Binding(List<Integer> arguments, int result) {}

    /** Whether the known inputs fit together; those that are UNKNOWN fit anything. */
    boolean isConsistent(List<Integer> inputs, List<Integer> declared) {
        try {
            return families(inputs, declared, false) != null;
        } catch (SqlException e) {
            return false;
        }
    }

    /** Puts concrete types in the place of polymorphic ones. */
    Binding bind(List<Integer> inputs, List<Integer> declared, int declaredResult) {
        if (declared.stream().noneMatch(PgTypes::isPolymorphic) && !PgTypes.isPolymorphic(declaredResult)) {
            return new Binding(declared, declaredResult);
        }
        Families families = families(inputs, declared, true);
        if (families == null) {
            throw new SqlException(SqlState.DATATYPE_MISMATCH, "arguments declared \"anyelement\" are not all alike");
        }
        List<Integer> concrete = new ArrayList<>();
        for (int type : declared) {
            concrete.add(families.concrete(type, types));
        }
        return new Binding(concrete, families.concrete(declaredResult, types));
    }

    private record Families(int element, int array, int compatible, int compatibleArray) {
        int concrete(int declared, PgTypes types) {
            return switch (declared) {
                case PgTypes.ANYELEMENT, PgTypes.ANYNONARRAY, PgTypes.ANYENUM -> need(element);
                case PgTypes.ANYARRAY -> array != 0 ? array : arrayOf(need(element), types);
                case PgTypes.ANYCOMPATIBLE, PgTypes.ANYCOMPATIBLENONARRAY -> need(compatible);
                case PgTypes.ANYCOMPATIBLEARRAY ->
                    compatibleArray != 0 ? compatibleArray : arrayOf(need(compatible), types);
                case PgTypes.ANYRANGE,
                        PgTypes.ANYMULTIRANGE,
                        PgTypes.ANYCOMPATIBLERANGE,
                        PgTypes.ANYCOMPATIBLEMULTIRANGE ->
                    throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "range types are not supported");
                default -> declared;
            };
        }

        private static int need(int type) {
            if (type == 0) {
                throw new SqlException(
                        SqlState.DATATYPE_MISMATCH,
                        "could not determine polymorphic type because input has type unknown");
            }
            return type;
        }

        private static int arrayOf(int element, PgTypes types) {
            int array = types.array(element);
            if (array == 0) {
                throw new SqlException(
                        SqlState.UNDEFINED_OBJECT, "could not find array type for data type " + types.display(element));
            }
            return array;
        }
    }

    private @Nullable Families families(List<Integer> inputs, List<Integer> declared, boolean binding) {
        int element = 0;
        int array = 0;
        boolean nonArray = false;
        boolean compatibleNonArray = false;
        boolean anyCompatible = false;
        List<Integer> compatible = new ArrayList<>();
        for (int i = 0; i < declared.size(); i++) {
            int input = inputs.get(i);
            int parameter = declared.get(i);
            anyCompatible |= PgTypes.isCompatibleFamily(parameter);
            compatibleNonArray |= parameter == PgTypes.ANYCOMPATIBLENONARRAY;
            nonArray |= parameter == PgTypes.ANYNONARRAY;
            if (input == PgTypes.UNKNOWN || !PgTypes.isPolymorphic(parameter)) {
                continue;
            }
            switch (parameter) {
                case PgTypes.ANYELEMENT, PgTypes.ANYNONARRAY -> {
                    if (element != 0 && element != input) {
                        return null;
                    }
                    element = input;
                }
                case PgTypes.ANYARRAY -> {
                    if (array != 0 && array != input) {
                        return null;
                    }
                    array = input;
                }
                case PgTypes.ANYCOMPATIBLE, PgTypes.ANYCOMPATIBLENONARRAY -> compatible.add(input);
                case PgTypes.ANYCOMPATIBLEARRAY -> {
                    int of = types.element(input);
                    if (of == 0) {
                        return null;
                    }
                    compatible.add(of);
                }
                // No value of these types can occur.
                default -> {
                    return null;
                }
            }
        }
        if (array != 0 && array != PgTypes.ANYARRAY) {
            int of = types.element(array);
            if (of == 0 || (element != 0 && element != of)) {
                return null;
            }
            element = of;
        }
        if (nonArray && element != 0 && types.element(element) != 0) {
            return null;
        }
        int commonType = 0;
        if (!compatible.isEmpty()) {
            commonType = common.select("", compatible);
            if (commonType == 0) {
                return null;
            }
            int target = commonType;
            if (!compatible.stream().allMatch(type -> casts.canCoerce(type, target, CastContext.IMPLICIT))) {
                return null;
            }
        } else if (anyCompatible && binding) {
            commonType = PgTypes.TEXT;
        }
        if (compatibleNonArray && commonType != 0 && types.element(commonType) != 0) {
            return null;
        }
        return new Families(element, array, commonType, 0);
    }
}
