"""Print what the wheel costs a worker, then queries and time of the main pages at growing sizes.

``python -m bench [--sizes 10,1000,10000] [--repeats 15] [--db sqlite|postgres|URL]``. CPU
time is this process's (``time.process_time``), also given as a multiple of an empty Django
view: on a shared machine trust the queries first, then that ratio. The database's own CPU
is in median and least time alone, except with SQLite, which works in this process. What is said
of a worker comes from ``bench.worker``.
"""

import argparse
import os
import sys

from bench import worker
from bench.databases import database_url

COLUMNS = ("page", "rows", "queries", "CPU ms", "median ms", "least ms", "x empty")


def main():
    options = _arguments()
    worker.report()
    with database_url(options.db) as url:
        os.environ["DATABASE_URL"] = url
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        import django

        django.setup()
        _run(options, django.__version__)


def _run(options, version):
    from django.db import connection

    from bench import content, pages
    from bench.clock import measure

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        stage = content.build_stage()
        print(f"{connection.vendor}, Python {sys.version.split()[0]}, Django {version}")
        print(_line(COLUMNS))
        for size in options.sizes:
            content.grow(stage, size)
            empty = None
            for name, visit in pages.visits(stage):
                result = measure(visit, repeats=options.repeats)
                empty = empty or result
                print(
                    _line(
                        (
                            name,
                            size,
                            result.queries,
                            f"{result.cpu * 1000:.1f}",
                            f"{result.median * 1000:.1f}",
                            f"{result.least * 1000:.1f}",
                            f"{result.cpu / empty.cpu:.1f}",
                        )
                    ),
                    flush=True,
                )
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _arguments():
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.split("\n")[0])
    parser.add_argument(
        "--sizes",
        default="10,1000,10000",
        type=lambda text: [int(n) for n in text.split(",")],
        help="numbers of cases and waiting dossiers, growing; 100000 takes five minutes or more",
    )
    parser.add_argument("--repeats", default=15, type=int, help="visits that are timed")
    parser.add_argument(
        "--db",
        default="sqlite",
        help="sqlite (in memory), postgres (that of DATABASE_URL, else one for the time of the"
        " measurement) or a database's URL; a test database is made beside it and dropped",
    )
    return parser.parse_args()


def _line(cells):
    name, *numbers = cells
    return f"{name:<28}" + "".join(f"{number!s:>12}" for number in numbers)


if __name__ == "__main__":
    main()
