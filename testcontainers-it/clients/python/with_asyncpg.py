"""asyncpg: everything binary, types looked up in the system catalogs, a pool that resets its sessions."""

import asyncio
import datetime
import decimal
import uuid

import asyncpg
from common import DATABASE, HOST, PASSWORD, PORT, USER, show, state


def arguments():
    return dict(host=HOST, port=PORT, user=USER, database=DATABASE, password=PASSWORD or None)


async def main():
    connection = await asyncpg.connect(**arguments())
    statement = await connection.prepare("select * from kinds where id = $1")
    show("parameters", [t.name for t in statement.get_parameters()])
    show("attributes", [(a.name, a.type.name, a.type.schema) for a in statement.get_attributes()])
    for key in (1, 2, 3):
        show("kinds", [tuple(row) for row in await statement.fetch(key)])
    show(
        "values",
        tuple(
            await connection.fetchrow(
                "select $1::numeric, $2::date, $3::timestamptz, $4::uuid, $5::jsonb, $6::bytea, $7::interval,"
                " $8::time, $9::float8, $10::bool, $11::text[], $12::int[], $13::float4, $14::int2",
                decimal.Decimal("123.4500"),
                datetime.date(2024, 2, 29),
                datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc),
                uuid.UUID(int=5),
                '{"a": 1}',
                b"\x00\xff",
                datetime.timedelta(days=3, seconds=5),
                datetime.time(1, 2, 3, 4),
                1.5,
                True,
                ["a", None, 'c"d'],
                [1, None, 3],
                0.25,
                -7,
            )
        ),
    )
    show("inferred", [tuple(r) for r in await connection.fetch("select id from person where id = any($1) order by id", [1, 5, 999])])
    show("row", [tuple(r) for r in await connection.fetch("select row(1, 'a', null::int), array_agg(id) from country")])
    async with connection.transaction():
        cursor = await connection.cursor("select id, name from person order by id")
        show("cursor", [tuple(r) for r in await cursor.fetch(3)])
        show("forward", await cursor.forward(10))
        show("cursor", [tuple(r) for r in await cursor.fetch(2)])
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        show("counts", (await connection.fetchval("select count(*) from person"), await connection.fetchval("select count(*) from country")))
    for sql in ("select 1/0", "select * from nowhere", "select $1::int"):
        try:
            await connection.fetch(sql, *(["x"] if "$1" in sql else []))
        except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            show(sql, state(error))
    try:
        await connection.execute("select pg_sleep(20)", timeout=0.5)
    except asyncio.TimeoutError:
        show("timed out", await connection.fetchval("select 1"))
    heard = asyncio.Queue()
    await connection.add_listener("news", lambda c, pid, channel, payload: heard.put_nowait((channel, payload)))
    other = await asyncpg.connect(**arguments())
    await other.execute("select pg_notify('news', 'from another session')")
    show("heard", await asyncio.wait_for(heard.get(), 10))
    await other.close()
    await connection.close()
    pool = await asyncpg.create_pool(min_size=2, max_size=8, **arguments())
    names = await asyncio.gather(*[pool.fetchval("select name from person where id = $1", k) for k in range(1, 200)])
    show("pool", (len(names), names[0], names[-1]))
    await pool.close()


asyncio.run(main())
