"""Search for Chinese text: a backend for ``WAGTAILSEARCH_BACKENDS``, on SQLite and PostgreSQL.

The way of a text into the index: ``documents`` takes it from an object, ``analysis`` folds
it and cuts it into overlapping bigrams, ``sqlite`` or ``postgres`` stores it. The way of a
question: ``planner`` cuts it into words with the site's ``vocabulary`` and plans levels from
all words to any, ``expressions`` says what must match, the database finds candidates, and
``ranking`` orders them. ``passages`` marks what was found in the original text, ``cluster``
hands the same plan to OpenSearch or Elasticsearch.
"""


def SearchBackend(params):
    """Return the backend for the default database, as Wagtail's own dispatcher does."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import connection

    if connection.vendor == "sqlite":
        from .sqlite import ChineseSQLiteBackend

        return ChineseSQLiteBackend(params)
    if connection.vendor == "postgresql":
        from .postgres import ChinesePostgresBackend

        return ChinesePostgresBackend(params)
    raise ImproperlyConfigured(
        "casestudies.chinese_search needs SQLite or PostgreSQL; "
        f"this database is {connection.vendor}."
    )
