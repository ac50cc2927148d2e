"""pgcli: what its completion asks of the catalogs, its backslash commands, statements and errors."""

import logging

from common import DATABASE, HOST, PORT, USER, show
from pgcli.pgexecute import PGExecute
from pgspecial.main import PGSpecial

logging.disable()
executor = PGExecute(DATABASE, USER, "", HOST, PORT, None)
special = PGSpecial()

show("search path", executor.search_path())
show("connected to", DATABASE in executor.databases())
show("schemas", [s for s in executor.schemata() if s in ("information_schema", "pg_catalog", "public")])
show("tables", sorted(t for t in executor.tables() if t[0] == "public"))
show("views", sorted(v for v in executor.views() if v[0] == "information_schema")[:20])
show("columns", [c for c in executor.table_columns() if c[0] == "public"])
show("columns of views", [c for c in executor.view_columns() if c[1] == "pg_settings"])
show("types", sorted(t for t in executor.datatypes() if t[0] == "public"))
show("functions", sorted({f.func_name for f in executor.functions() if f.func_name.startswith("regexp_")}))


def answers(statement):
    """Titles, headers, rows and statuses of a statement, or its error."""
    found = []
    try:
        for title, rows, headers, status, *_ in executor.run(statement, special):
            found.append((title, headers, None if rows is None else [tuple(row) for row in rows], status))
    except Exception as error:
        return getattr(error, "sqlstate", None), str(error)
    return found


def without_owner(found):
    """Owners are those of the gateway, and not those of a database."""
    return [
        (title, headers, [tuple(v for v, h in zip(row, headers) if h != "Owner") for row in rows], status)
        for title, headers, rows, status in found
    ]


for command in ("\\d+ kinds", "\\d kinds", "\\df lower", "\\dT int4", "\\do ||"):
    show(command, answers(command))
for command in ("\\dt", "\\dt public.*", "\\di", "\\dv public.*", "\\ds", "\\dm", "\\dT public.*", "\\df public.*"):
    show(command, without_owner(answers(command)))
for statement in (
    "select * from kinds order by id",
    "select count(*), min(born) from person; select name from country order by id",
    "select 1/0",
    "select nothing from person",
    "show timezone",
    "explain_nothing",
):
    show(statement, answers(statement))
show("explain", len(list(executor.run("explain select 1"))))
show("in a transaction", (answers("begin"), executor.valid_transaction(), answers("select 1/0"), executor.failed_transaction()))
show("rolled back", (answers("rollback"), executor.valid_transaction()))
