"""SQLAlchemy: reflection of a whole schema, and what its query builder writes."""

import datetime

import sqlalchemy as s
from common import DATABASE, HOST, PASSWORD, PORT, USER, show, state

engine = s.create_engine(s.engine.URL.create("postgresql+psycopg2", USER, PASSWORD or None, HOST, PORT, DATABASE))
inspector = s.inspect(engine)
show("schemas", inspector.get_schema_names() and [n for n in inspector.get_schema_names() if n in ("public", "information_schema")])
for table in sorted(inspector.get_table_names()):
    show(table, [(c["name"], str(c["type"]), c["nullable"], c.get("comment")) for c in inspector.get_columns(table)])
    show("primary key", inspector.get_pk_constraint(table)["constrained_columns"])
    show("foreign keys", sorted((k["constrained_columns"], k["referred_table"], k["referred_columns"]) for k in inspector.get_foreign_keys(table)))
    show("unique", sorted(u["column_names"] for u in inspector.get_unique_constraints(table)))
    show("comment", inspector.get_table_comment(table))
show("views", inspector.get_view_names())
metadata = s.MetaData()
metadata.reflect(bind=engine)
show("reflected", sorted(metadata.tables))
person, country = metadata.tables["person"], metadata.tables["country"]
with engine.connect() as connection:
    show("in", connection.execute(s.select(person.c.id, person.c.name).where(person.c.id.in_([1, 2, 600])).order_by(person.c.id)).fetchall())
    show(
        "joined",
        connection.execute(
            s.select(country.c.name, s.func.count(), s.func.sum(person.c.balance))
            .join_from(person, country)
            .where(person.c.born.between(datetime.date(1960, 1, 1), datetime.date(1990, 12, 31)))
            .group_by(country.c.name)
            .order_by(country.c.name)
        ).fetchall(),
    )
    stream = connection.execution_options(stream_results=True).execute(s.select(person.c.id).order_by(person.c.id))
    show("streamed", stream.fetchmany(3))
    stream.close()
    try:
        connection.execute(s.text("select nothing from person"))
    except s.exc.SQLAlchemyError as error:
        show("error", (type(error).__name__, state(error)))
engine.dispose()
