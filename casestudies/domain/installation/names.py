"""Names of what setup makes; what the site has under such a name is the site's own."""

from itertools import chain, count

from django.db.models import QuerySet


def free_name(rows: QuerySet, wanted: str) -> str:
    """Return the name wanted, or one made of it that no row has yet."""
    taken = set(rows.filter(name__startswith=wanted).values_list("name", flat=True))
    marked = chain([wanted, f"{wanted}（案例库）"], (f"{wanted}（案例库 {n}）" for n in count(2)))
    return next(name for name in marked if name not in taken)


def told(kind: str, name: str, wanted: str) -> str:
    """Return the line in Chinese for a thing made, with the reason of a name not wanted."""
    line = f"{kind}：{name}"
    return line if name == wanted else f"{line}（“{wanted}”本站已有，没有动用）"
