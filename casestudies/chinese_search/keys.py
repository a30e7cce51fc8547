"""Thousands of integer keys in a query, as one parameter."""

import json

from django.db.models.expressions import RawSQL


def packed(pks, connection):
    """Return what stands after ``pk__in=``: a parameter for each key costs more than the query."""
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(pks))])
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [list(pks)])
    return pks
