"""No request, however wrong, is an error of the server: each is answered in words.

``HOSTILE_REQUESTS=5000`` asks for more than the suite's share, ``HOSTILE_SEED`` for others.
"""

import os
from http.cookies import SimpleCookie
from traceback import extract_tb

import pytest
from django.db import transaction

from .addresses import addresses
from .making import Hostile, hostile_requests
from .scene import make_scene

MANY = int(os.environ.get("HOSTILE_REQUESTS", "400"))
SEED = int(os.environ.get("HOSTILE_SEED", "20261125"))
_FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def scene(installed, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    return make_scene()


def send(scene, hostile):
    """Ask, and let nothing of it last."""
    client = scene.clients[hostile.role]
    client.cookies = SimpleCookie(client.kept)
    with transaction.atomic():
        response = client.generic(
            hostile.method,
            hostile.address,
            hostile.body,
            content_type=hostile.kind,
            QUERY_STRING=hostile.query,
        )
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return response


def told(hostile, response) -> str:
    """The request in a line, and where it ended."""
    where = ""
    if response.exc_info:
        kind, error, trace = response.exc_info
        lines = extract_tb(trace)
        ours = [line for line in lines if "/casestudies/" in line.filename]
        ends = " ".join(f"{line.filename[-50:]}:{line.lineno}" for line in (lines[-1], *ours[-1:]))
        where = f"{kind.__name__}: {str(error)[:100]} {ends}"
    asked = f"{hostile.role} {hostile.method} {hostile.address[:80]}?{hostile.query[:120]}"
    return f"{where} <- {asked} {hostile.kind} {hostile.body[:200]}"


# A charset that Python itself reads with a warning, which only a suite takes for an error.
@pytest.mark.filterwarnings("ignore:invalid escape sequence:DeprecationWarning")
def test_no_request_is_an_error(scene):
    asked = hostile_requests(MANY, scene=scene, addresses=addresses(), seed=SEED)
    wrong, answers = [], set()
    for hostile in asked:
        response = send(scene, hostile)
        answers.add(response.status_code)
        if response.status_code >= 500:
            wrong.append(told(hostile, response))
    assert not wrong, "\n".join(wrong[:30])
    # Or it would have reached nothing.
    assert answers >= {200, 302, 400, 404, 405}


@pytest.mark.parametrize("role", ["approver", "editor"])
def test_a_key_larger_than_any_database_keeps_is_not_found(scene, role):
    wrong = []
    for address in addresses():
        if "int" not in address.kinds:
            continue
        path = address.filled(*("9" * 20 for _kind in address.kinds))
        for method in ("GET", "POST"):
            response = send(scene, Hostile(role, method, path, "", _FORM, b""))
            if response.status_code >= 500:
                wrong.append(f"{method} {path}")
    assert wrong == []


def test_every_address_is_asked():
    routes = {address.route for address in addresses()}
    assert routes >= {
        "casestudies/dossiers/<uuid:key>/endorse/",
        "casestudies/search/",
        "admin/casestudies/queue/results/",
        "admin/casestudies/union/import/",
    }
    assert len(routes) < MANY


def test_the_same_seed_asks_the_same(scene):
    made = {"scene": scene, "addresses": addresses(), "seed": 1}
    assert list(hostile_requests(50, **made)) == list(hostile_requests(50, **made))
