package io.federator.engine.system;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** pg_authid, pg_roles, pg_user, pg_shadow, pg_group, and the role views of information_schema. Passwords are never shown. */
final class RoleTables {
    private static final String HIDDEN = "********";

    private final Shapes shapes;
    private final SystemFacts facts;

    private RoleTables(Shapes shapes, SystemFacts facts) {
        this.shapes = shapes;
        this.facts = facts;
    }

    static void declare(RowSources sources, SystemFacts facts) {
        RoleTables tables = new RoleTables(sources.shapes(), facts);
        Shapes shapes = sources.shapes();
        sources.live(shapes.pg("pg_authid"), (snapshot, session) -> tables.roles("pg_authid"));
        sources.live(shapes.pg("pg_roles"), (snapshot, session) -> tables.roles("pg_roles"));
        sources.live(shapes.pg("pg_user"), (snapshot, session) -> tables.users("pg_user"));
        sources.live(shapes.pg("pg_shadow"), (snapshot, session) -> tables.users("pg_shadow"));
        sources.live(
                shapes.information("enabled_roles"),
                (snapshot, session) -> List.<@Nullable Object[]>of(shapes.information("enabled_roles")
                        .row()
                        .set("role_name", session.currentUser())
                        .done()));
    }

    /** The owner and all users. */
    static List<Role> all(SystemFacts facts) {
        List<Role> roles = new ArrayList<>();
        roles.add(new Role(Oids.OWNER, facts.owner(), true, false));
        for (SystemFacts.Role role : facts.roles()) {
            if (!role.name().equals(facts.owner())) {
                roles.add(new Role(Oids.role(role.name()), role.name(), role.superuser(), true));
            }
        }
        return roles;
    }

    record Role(int oid, String name, boolean superuser, boolean login) {}

    private List<@Nullable Object[]> roles(String table) {
        Shape shape = shapes.pg(table);
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Role role : all(facts)) {
            rows.add(shape.row()
                    .oid("oid", role.oid)
                    .set("rolname", role.name)
                    .set("rolsuper", role.superuser)
                    .set("rolinherit", true)
                    .set("rolcreaterole", false)
                    .set("rolcreatedb", false)
                    .set("rolcanlogin", role.login)
                    .set("rolreplication", false)
                    .set("rolbypassrls", role.superuser)
                    .set("rolconnlimit", -1)
                    .set("rolpassword", table.equals("pg_roles") ? HIDDEN : null)
                    .done());
        }
        return rows;
    }

    private List<@Nullable Object[]> users(String table) {
        Shape shape = shapes.pg(table);
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Role role : all(facts)) {
            if (role.login) {
                rows.add(shape.row()
                        .set("usename", role.name)
                        .oid("usesysid", role.oid)
                        .set("usecreatedb", false)
                        .set("usesuper", role.superuser)
                        .set("userepl", false)
                        .set("usebypassrls", role.superuser)
                        .set("passwd", table.equals("pg_user") ? HIDDEN : null)
                        .done());
            }
        }
        return rows;
    }
}
