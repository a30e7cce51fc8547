"""Search for Chinese text: a backend for ``WAGTAILSEARCH_BACKENDS``, on SQLite and PostgreSQL.

The way of a text into the index: ``documents`` takes it from an object, ``analysis`` folds
it and cuts it into overlapping bigrams, ``sqlite`` or ``postgres`` stores it. The way of a
query: ``planner`` cuts it into words with the site's ``vocabulary``, ``queries`` makes
levels of it from all words to any, ``expressions`` says what must match, ``retrieval``
takes candidates from the database's ``entries``, and ``ranking`` orders them. ``snippets``
marks what was found in the original text. ``cluster`` is a draft for search servers.
"""


def SearchBackend(params):
    """Return the backend for the default database, as Wagtail's own dispatcher does."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import connection

    if connection.vendor == "sqlite":
        from .sqlite import ChineseSQLiteBackend as Backend
    elif connection.vendor == "postgresql":
        from .postgres import ChinesePostgresBackend as Backend
    else:
        raise ImproperlyConfigured(
            "casestudies.chinese_search needs SQLite or PostgreSQL; "
            f"this database is {connection.vendor}."
        )
    return Backend(params)
