"""Two people who import at once: nobody's change is lost, no row is made twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from casestudies.exchange.imports import ChangedMeanwhile, import_rows, plan_import
from casestudies.exchange.rows import Row, Rows
from casestudies.exchange.tables import GLOSSARY
from casestudies.models import GlossaryTerm
from tests.factories import UserFactory

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def at_once(*files):
    """Import the files that were looked at before; return what became of each."""
    barrier = Barrier(len(files))
    people = [UserFactory(is_superuser=True) for _file in files]
    plans = [
        plan_import(GLOSSARY, Rows(rows), by=by) for rows, by in zip(files, people, strict=True)
    ]

    def run(rows, by, plan):
        try:
            barrier.wait(timeout=10)
            return import_rows(GLOSSARY, rows, by=by, seen=plan.digest)
        except ChangedMeanwhile as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(files)) as pool:
        return list(pool.map(run, files, people, plans))


@pytest.mark.parametrize("there", [True, False])
def test_of_two_files_that_change_the_same_one_is_shown_again(there):
    for number in range(10):
        names = [f"名词{number}-{row}" for row in range(20)]
        if there:
            GlossaryTerm.objects.bulk_create(GlossaryTerm(term=n, explanation="旧") for n in names)
        files = [
            [Row(line, (name, text)) for line, name in enumerate(order, 2)]
            for text, order in [("甲", names), ("乙", names[::-1])]
        ]
        done = at_once(*files)
        assert sum(isinstance(each, ChangedMeanwhile) for each in done) == 1
        kept = set(
            GlossaryTerm.objects.filter(term__in=names).values_list("explanation", flat=True)
        )
        assert kept == {"甲" if not isinstance(done[0], ChangedMeanwhile) else "乙"}
