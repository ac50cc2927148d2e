"""psycopg2: text protocol, server-side cursors, COPY, errors inside transactions, cancelling."""

import datetime
import decimal
import threading
import time

import psycopg2
import psycopg2.extras
from common import show, state

connection = psycopg2.connect("")
show("encoding", connection.encoding)
with connection, connection.cursor() as cursor:
    cursor.execute("select * from kinds order by id")
    show("columns", [(c.name, c.type_code) for c in cursor.description])
    for row in cursor:
        show("kinds", [bytes(v) if isinstance(v, memoryview) else v for v in row])
    cursor.execute(
        "select name, balance from person where id = any(%s) and born < %s order by id",
        ([1, 600, 7], datetime.date(2020, 1, 1)),
    )
    show("people", cursor.fetchall())
    cursor.execute("select %s, %s, %s::numeric, %s", ("it's", None, decimal.Decimal("1.50"), b"\x00\xff"))
    show("parameters", [bytes(v) if isinstance(v, memoryview) else v for v in cursor.fetchone()])
with connection, connection.cursor(cursor_factory=psycopg2.extras.RealDictCursor) as cursor:
    cursor.execute("select c.name, count(*) as n from person p join country c on c.id = p.country group by 1 order by 1")
    show("per country", [dict(row) for row in cursor])
with connection, connection.cursor(name="server_side") as cursor:
    cursor.itersize = 70
    cursor.execute("select id from person order by id")
    show("server-side cursor", sum(row[0] for row in cursor))
with connection.cursor() as cursor:
    for statement in ("select 1/0", "select * from nowhere", "select nothing from person", "selec 1"):
        try:
            cursor.execute(statement)
        except psycopg2.Error as error:
            show(statement, (state(error), error.diag.message_primary, error.diag.statement_position))
            try:
                cursor.execute("select 1")
            except psycopg2.Error as failed:
                show("in failed transaction", state(failed))
            connection.rollback()
    with open("/dev/null", "w"):
        import io

        out = io.StringIO()
        cursor.copy_expert("copy (select id, name, born from person order by id limit 3) to stdout with csv header", out)
        show("copy", out.getvalue())
    connection.commit()
    connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
    cursor.execute("show transaction_isolation")
    show("isolation", cursor.fetchone())
    cursor.execute("select count(*) from person")
    show("count", cursor.fetchone())
    connection.commit()
    connection.set_session(autocommit=True, isolation_level="DEFAULT", readonly="DEFAULT")
    threading.Timer(0.5, connection.cancel).start()
    started = time.monotonic()
    try:
        cursor.execute("select pg_sleep(20)")
    except psycopg2.Error as error:
        show("cancelled", (state(error), time.monotonic() - started < 5))
    cursor.execute("set statement_timeout = 200")
    try:
        cursor.execute("select pg_sleep(20)")
    except psycopg2.Error as error:
        show("timed out", state(error))
connection.close()
