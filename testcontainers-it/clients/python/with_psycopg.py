"""psycopg 3: the extended protocol in text and binary, prepared statements, pipelines, COPY, notices."""

import datetime
import decimal
import logging
import uuid

import psycopg
from common import show, state
from psycopg.types.json import Jsonb

# Whether it has something to say of a failed pipeline depends on what has arrived by then.
logging.getLogger("psycopg").setLevel(logging.CRITICAL)
with psycopg.connect("", autocommit=True) as connection:
    show("info", (connection.info.encoding, connection.info.parameter_status("integer_datetimes")))
    for binary in (False, True):
        with connection.cursor(binary=binary) as cursor:
            cursor.execute("select * from kinds order by id")
            show("columns", [(c.name, c.type_code) for c in cursor.description])
            for row in cursor:
                show("kinds", row)
            cursor.execute(
                "select %s, %s, %s, %s, %s, %s::timestamptz, %s, %s",
                (
                    1,
                    "a",
                    decimal.Decimal("-12.340"),
                    datetime.date(2024, 2, 29),
                    [1, None, 3],
                    datetime.datetime(2024, 1, 1, 12, tzinfo=datetime.timezone.utc),
                    uuid.UUID(int=7),
                    Jsonb({"b": [1, None]}),
                ),
            )
            show("parameters", cursor.fetchone())
    for i in range(8):
        row = connection.execute("select name from person where id = %s", (i * 150,), prepare=True).fetchone()
        show("prepared", row)
    with connection.pipeline():
        results = [connection.execute("select %s::int * 2", (i,)) for i in range(20)]
        show("pipeline", sum(r.fetchone()[0] for r in results))
    try:
        with connection.pipeline() as pipeline:
            first = connection.execute("select 1")
            second = connection.execute("select 1 / %s::int", (0,))
            third = connection.execute("select 3")
            pipeline.sync()
    except psycopg.Error as error:
        show("failed pipeline", state(error))
    with connection.transaction():
        with connection.cursor(name="server_side") as cursor:
            cursor.itersize = 40
            cursor.execute("select id from person order by id")
            show("server-side cursor", sum(row[0] for row in cursor))
        with connection.cursor(name="scrolled", scrollable=True) as cursor:
            cursor.execute("select id from person order by id")
            cursor.scroll(10)
            show("scrolled", cursor.fetchone())
            cursor.scroll(-5)
            show("scrolled back", cursor.fetchone())
        try:
            with connection.transaction():
                connection.execute("select 1/0")
        except psycopg.Error as error:
            show("rolled back to savepoint", state(error))
        show("after savepoint", connection.execute("select 1").fetchone())
    with connection.cursor().copy("copy (select * from kinds order by id) to stdout (format binary)") as copy:
        show("binary copy", sum(len(block) for block in copy) > 100)
    with connection.cursor().copy("copy person (id, name) to stdout") as copy:
        show("copied rows", sum(1 for _ in copy.rows()))
    for statement in ("select name + 1 from person", "select 'x'::int", "select lower(1, 2)"):
        try:
            connection.execute(statement)
        except psycopg.Error as error:
            show(statement, (state(error), error.diag.message_primary, error.diag.message_hint))
    try:
        connection.execute("select id from person where id = %s", ("x",))
    except psycopg.Error as error:
        show("bad parameter", state(error))
    connection.add_notice_handler(lambda notice: show("notice", (notice.severity, notice.sqlstate)))
    connection.execute("rollback")
    connection.add_notify_handler(lambda notify: show("notified", (notify.channel, notify.payload)))
    connection.execute("listen news")
    connection.execute("notify news, 'hello'")
    connection.execute("set timezone = 'Europe/Berlin'")
    show("time zone", connection.info.parameter_status("TimeZone"))
    show("zoned", str(connection.execute("select timestamptz '2024-07-01 00:00+00'").fetchone()[0]))
