package io.federator.engine.system;

import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.ArrayValue;
import java.util.List;

/** Access control lists. Whoever may connect may read and write every table and do nothing else; the owner is nobody. */
final class Grants {
    private Grants() {}

    static ArrayValue table(String owner) {
        return list(owner, name(owner) + "=arwdDxtm", "=arwd");
    }

    static ArrayValue view(String owner) {
        return list(owner, name(owner) + "=arwdDxtm", "=r");
    }

    static ArrayValue schema(String owner) {
        return list(owner, name(owner) + "=UC", "=U");
    }

    static ArrayValue database(String owner) {
        return list(owner, "=c", name(owner) + "=CTc");
    }

    /** One item of a list. */
    static String by(String owner, String grant) {
        return grant + "/" + name(owner);
    }

    /** A role's name as aclitem prints it. */
    static String name(String role) {
        return role.matches("[A-Za-z0-9_]+") ? role : "\"" + role.replace("\"", "\"\"") + "\"";
    }

    private static ArrayValue list(String owner, String... grants) {
        return ArrayValue.of(
                SqlType.of(TypeKind.ACLITEM),
                List.of(grants).stream().map(grant -> by(owner, grant)).toList());
    }
}
