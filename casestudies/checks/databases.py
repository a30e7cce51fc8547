"""The database: a kind the programme was made for, which lets writers wait."""

from django.core.checks import Error, Warning
from django.db import connection

from .looking import looks_at

SUPPORTED = {"sqlite", "postgresql"}


@looks_at("DATABASES")
def check_database():
    """Nothing is asked of it here; a PostgreSQL that is too old Django itself refuses."""
    if connection.vendor not in SUPPORTED:
        yield Error(
            f"The programme does not run on {connection.display_name}: it locks rows and searches"
            " in ways of SQLite and PostgreSQL.",
            hint="Use PostgreSQL, or SQLite for a small site.",
            id="casestudies.E021",
        )
    if connection.vendor == "sqlite":
        yield from _sqlite()


def _sqlite():
    if not has_fts5():
        yield Error(
            "SQLite of this Python has no FTS5: nothing can be searched.",
            hint="Use a Python whose SQLite has it, or PostgreSQL.",
            id="casestudies.E022",
        )
    if connection.settings_dict["OPTIONS"].get("transaction_mode", "") != "IMMEDIATE":
        yield Warning(
            "Transactions of SQLite are not IMMEDIATE: of two who write at once, one fails.",
            hint='Set DATABASES["default"]["OPTIONS"] to {"transaction_mode": "IMMEDIATE",'
            ' "timeout": 20}.',
            id="casestudies.W021",
        )


def has_fts5() -> bool:
    """Whether a table for full text can be made; asked of a database in memory."""
    import sqlite3  # no worker on PostgreSQL needs it

    database = sqlite3.connect(":memory:")
    try:
        database.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
    except sqlite3.OperationalError:
        return False
    finally:
        database.close()
    return True
