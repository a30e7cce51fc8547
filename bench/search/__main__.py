"""Print quality, size and time of the search, ours beside stock Wagtail's.

``python -m bench.search --docs F --queries F [--db sqlite|postgres] [--size N] [--json]
[--ablation]``.
Documents are JSON objects with id, title and body, one a line, and may have a unit (who
the text is from, searched as a case's union is); questions a JSON list with
q, class and qrels. With ``--size`` the documents are filled up to that number with others
of the same language before times and sizes are taken; quality is of the given ones. ``--ablation``
prints instead what quality is without each part of the engine, on the given questions and
on our own (``questions.json``, judged by patterns over the same documents).
"""

import argparse
import json
import os
import tempfile
from contextlib import contextmanager
from dataclasses import asdict
from io import StringIO
from pathlib import Path

from bench.databases import postgres_url

from . import corpus

BACKENDS = (("default", "casestudies.chinese_search"), ("stock", "wagtail"))
OURS = Path(__file__).with_name("questions.json")
KEYS = ["recall20", "ndcg10", "zero", "index_s_per_1000", "index_bytes", "p50_ms", "p95_ms"]


def main():
    options = _arguments()
    with _database_url(options.db) as url:
        os.environ["DATABASE_URL"] = url
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.search.settings"
        import django

        django.setup()
        _run(options)


def _run(options):
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        questions = corpus.questions(options.queries)
        given, added = _fill(options)
        if options.ablation:
            _ablate(options, given, questions)
            return
        for alias, backend in BACKENDS:
            if backend in options.without:
                continue
            measured = _measure(alias, backend, given, added, questions)
            _print(measured, connection.vendor, options.json)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _ablate(options, given, questions):
    from . import ablation
    from .measure import Bench

    bench = Bench("default", "casestudies.chinese_search")
    bench.start()
    bench.index(given)
    ours = corpus.questions(OURS, corpus.documents(options.docs))
    for line in ablation.table(bench, questions, [each for each in ours if each.grades]):
        print(line, flush=True)


def _fill(options):
    """Write the documents and the vocabulary that ships; return the keys, given and added."""
    from django.core.management import call_command

    from .models import Document

    call_command("setup_casestudies", verbosity=0, stdout=StringIO())
    given = list(corpus.documents(options.docs))
    added = list(corpus.more(given, max(options.size - len(given), 0)))
    rows = (Document(**vars(text)) for text in [*given, *added])
    Document.objects.bulk_create(rows, batch_size=500)
    return [text.pk for text in given], [text.pk for text in added]


def _measure(alias, backend, given, added, questions):
    from .measure import Bench

    bench = Bench(alias, backend)
    bench.start()
    bench.index(given)
    bench.judge(questions)
    bench.index(added)
    bench.time(questions)
    return bench.measured


def _print(measured, database, as_json):
    row = asdict(measured)
    if as_json:
        numbers = {key: row[key] if key == "index_bytes" else round(row[key], 4) for key in KEYS}
        found = {"backend": row["backend"], "database": database, "documents": row["documents"]}
        print(json.dumps(found | numbers), flush=True)
        return
    print(f"\n{row['backend']} on {database}, {row['documents']} documents")
    print(f"  recall@20 {row['recall20']:.3f}  nDCG@10 {row['ndcg10']:.3f}  zero {row['zero']:.0%}")
    print(
        f"  index {row['index_s_per_1000']:.2f} s per 1,000, {row['index_bytes']:,} bytes; "
        f"first 20 with count p50 {row['p50_ms']:.1f} ms, p95 {row['p95_ms']:.1f} ms"
    )
    print(f"  {'class':<12}{'n':>4}{'recall':>9}{'nDCG':>8}{'zero':>7}")
    for kind, (number, recall, ndcg, zero) in row["classes"].items():
        print(f"  {kind:<12}{number:>4}{recall:>9.3f}{ndcg:>8.3f}{zero:>7.0%}", flush=True)


@contextmanager
def _database_url(kind):
    if kind == "postgres":
        with postgres_url() as url:
            yield url
        return
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder) / 'bench.sqlite3'}"


def _arguments():
    parser = argparse.ArgumentParser(
        prog="python -m bench.search", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--docs", required=True, help="JSON lines with id, title, body; or .gz")
    parser.add_argument("--queries", required=True, help="a JSON list with q, class, qrels")
    parser.add_argument("--db", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--size", type=int, default=0, help="fill up to this many documents")
    parser.add_argument("--json", action="store_true", help="one object a backend on its own line")
    parser.add_argument(
        "--ablation", action="store_true", help="what each part earns: leave it out, measure"
    )
    parser.add_argument(
        "--without", action="append", default=[], help="leave a backend out, as in wagtail"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
