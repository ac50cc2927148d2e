"""What the Python clients share: the server to ask comes from libpq's environment variables."""

import os

HOST = os.environ["PGHOST"]
PORT = int(os.environ["PGPORT"])
USER = os.environ["PGUSER"]
DATABASE = os.environ["PGDATABASE"]
PASSWORD = os.environ.get("PGPASSWORD", "")


def show(name, value):
    print(f"{name}: {value!r}")


def state(error):
    """The SQLSTATE that a driver carries in its own way."""
    for field in ("sqlstate", "pgcode"):
        if getattr(error, field, None):
            return getattr(error, field)
    original = getattr(error, "orig", None)
    return state(original) if original is not None else type(error).__name__


