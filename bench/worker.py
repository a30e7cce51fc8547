"""What the wheel costs each worker of a host: memory and seconds, beside the host without it.

``python -m bench.worker``. The host is that of ``tests.photograph``, with its database in a file.
Each figure is the least of ``RUNS`` processes of their own: on a shared machine what is more is
the neighbours'. Reads ``/proc``: Linux only.
"""

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
RUNS = 5
#: What the wheel may cost a worker: figure, words for it, most.
BOUNDS = (
    ("start", "MB after the first request", 15),
    ("seconds", "CPU seconds until then", 0.15),
    ("search", "MB after the first search", 30),
)
#: Latin letters: the query for which the table of sounds is read.
QUERY = "laomo"


def report():
    """Print what a worker takes without the wheel and with it, and the difference."""
    print("\n".join(lines(*compare(RUNS))), end="\n\n", flush=True)


def lines(without, with_it):
    """Return the figures of two workers as a table: each cost beside what it may be."""
    yield _line("a worker of a host", "without", "with", "cost", "most", "within")
    for figure, words, most in BOUNDS:
        before, after = without[figure], with_it[figure]
        within = "yes" if after - before <= most else "NO"
        yield _line(words, f"{before:.2f}", f"{after:.2f}", f"{after - before:.2f}", most, within)
    yield _line("phrases of pypinyin", "", "", "loaded" if with_it["phrases"] else "none", "none")


def _line(name, *cells):
    return f"{name:<28}" + "".join(f"{cell!s:>12}" for cell in cells)


def compare(runs):
    """Return the figures of a worker without the wheel and of one with it, MB and seconds."""
    with TemporaryDirectory() as folder:
        hosts = [(name, f"{folder}/{name}.sqlite3") for name in ("without", "with")]
        for host in hosts:
            _in_a_process("make", *host)
        found = [[_in_a_process("serve", *host) for host in hosts] for _run in range(runs)]
    return [_least(each) for each in zip(*found, strict=True)]


def _least(runs):
    least = {figure: min(run[figure] for run in runs) for figure, _words, _most in BOUNDS}
    return least | {"phrases": any(run["phrases"] for run in runs)}


def _in_a_process(act, name, database):
    settings = {"DJANGO_SETTINGS_MODULE": f"tests.photograph.settings_{name}"}
    # As pip leaves it: what is imported was compiled before.
    compiled = {"PYTHONDONTWRITEBYTECODE": ""}
    answer = subprocess.run(
        [sys.executable, "-m", "bench.worker", act, database],
        cwd=ROOT,
        env=os.environ | settings | compiled,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return json.loads(answer.stdout)


def make(database):
    """Fill the database as docs/install.md says."""
    _set_up(database)
    from django.apps import apps
    from django.core.management import call_command

    from tests.photograph import scene

    quiet = {"verbosity": 0, "stdout": io.StringIO()}
    call_command("migrate", **quiet)
    scene.make_host()
    if apps.is_installed("casestudies"):
        call_command("setup_casestudies", **quiet)
    call_command("update_index", **quiet)
    return {}


def serve(database):
    """Answer a first request and a first search, and tell what they took."""
    begun = time.process_time()
    _set_up(database)
    from django.test import Client

    visitor = Client()
    assert visitor.get("/").status_code == 200
    seconds, start = time.process_time() - begun, _resident()
    _search(visitor)
    phrases = "pypinyin.phrases_dict" in sys.modules
    return {"seconds": seconds, "start": start, "search": _resident(), "phrases": phrases}


def _set_up(database):
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    settings.TEMPLATES[0]["DIRS"] = [ROOT / "tests/host/templates"]
    django.setup()


def _search(visitor):
    """Ask the page of results, or Wagtail's search in a host that has no page of its own."""
    from django.apps import apps
    from django.urls import reverse
    from wagtail.models import Page

    if not apps.is_installed("casestudies"):
        list(Page.objects.live().search(QUERY))
        return
    assert visitor.get(reverse("casestudies:search"), {"q": QUERY}).status_code == 200
    from casestudies.chinese_search import sounds

    assert sounds._table.cache_info().currsize == 1, "The table of sounds was not read."


def _resident():
    """Return the memory of this process that is in RAM, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


if __name__ == "__main__":
    if len(sys.argv) == 1:
        report()
    else:
        act, database = sys.argv[1:]
        sys.stdout.write(json.dumps({"make": make, "serve": serve}[act](database)))
