"""Print queries, CPU and median time of the main pages at growing sizes.

``python -m bench [--sizes 10,1000,10000] [--repeats 15] [--db URL]``. CPU time is
also given as a multiple of an empty Django view in the same process: on a shared machine
trust the queries first, then that ratio.
"""

import argparse
import os
import sys

COLUMNS = ("page", "rows", "queries", "CPU ms", "median ms", "x empty")


def main():
    options = _arguments()
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    os.environ["DATABASE_URL"] = options.db
    import django

    django.setup()
    from django.db import connection

    from bench import content, pages
    from bench.clock import measure

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        stage = content.build_stage()
        print(f"{connection.vendor}, Python {sys.version.split()[0]}, Django {django.__version__}")
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
        "--sizes", default="10,1000,10000", type=lambda text: [int(n) for n in text.split(",")]
    )
    parser.add_argument("--repeats", default=15, type=int)
    parser.add_argument("--db", default="sqlite://:memory:", help="a database URL")
    return parser.parse_args()


def _line(cells):
    name, *numbers = cells
    return f"{name:<28}" + "".join(f"{number!s:>12}" for number in numbers)


if __name__ == "__main__":
    main()
