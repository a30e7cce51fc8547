"""The visits that are measured, in the order of the way through the house."""

import re
import uuid
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bench.content import Stage
from bench.dossiers import typed_in
from casestudies.models import sheet
from tests.factories import jpeg

#: What a phone takes: 12 million pixels.
PHOTO_SIZE = (4000, 3000)
#: What a page says that it showed; a signature brings it back.
_MARK = re.compile(r'name="mark" value="([^"]+)"')


def visits(stage: Stage) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield the name of each page and a function that visits it once."""
    reader = Client()
    approver = _signed_in(stage.approver)
    yield "empty view", _get(reader, "/bench/empty/")
    yield "plain list, 3 queries", _get(reader, "/bench/list/")
    yield "home", _get(reader, "/")
    yield "case list", _get(reader, stage.library.get_url())
    yield "topic page", _get(reader, reverse("casestudies:topic", args=[stage.topic.slug]))
    yield "case page", _get(reader, stage.case.get_url())
    yield "search, a topic", _get(reader, reverse("casestudies:search") + "?q=劳模")
    yield "search, everything", _get(reader, reverse("casestudies:search") + "?q=班组")
    yield "search, nothing", _get(reader, reverse("casestudies:search") + "?q=火星")
    yield "form", _get(approver, f"{stage.form.get_url()}?key={uuid.uuid4()}")
    yield "save form, 3 photos", lambda: _save(approver, stage)
    yield "save, read and send, 3 photos", lambda: _send(approver, stage)
    checker = _signed_in(stage.checker)
    yield "queue, 50 rows", _get(checker, reverse("casestudies_backoffice:queue"))
    yield "all dossiers, 50 rows", _get(checker, reverse("casestudies_backoffice:dossiers"))
    yield "pool", _get(checker, reverse("casestudies_backoffice:pool"))
    explorer = reverse("wagtailadmin_explore", args=[stage.library.pk])
    yield "Wagtail's explorer, 50 rows", _get(checker, explorer)


def _signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _get(client, address):
    def visit():
        response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address} answers {response.status_code}")

    return visit


def _save(client, stage, *, move="") -> uuid.UUID:
    key = uuid.uuid4()
    response = client.post(stage.form.get_url(), _filled_in(stage, key, move))
    if response.status_code != 302:
        raise RuntimeError(f"the form answers {response.status_code}")
    return key


def _send(client, stage):
    key = _save(client, stage, move="endorse")
    address = reverse("casestudies:endorse", args=[key])
    mark = _MARK.search(client.get(address).content.decode())[1]
    signed = {"move": "send", "mark": unescape(mark), "opinion": "情况属实，同意推荐。"}
    response = client.post(address, signed)
    if response.status_code != 302:
        raise RuntimeError(f"{address} answers {response.status_code}")


@cache
def _photo(place) -> bytes:
    return jpeg(size=PHOTO_SIZE, colour=(70 * place, 90, 60))


def _filled_in(stage, key, move) -> dict:
    fields = {"key": key, "move": move, "photo-TOTAL_FORMS": 3, "photo-INITIAL_FORMS": 0}
    fields |= {line.name: typed_in(line, stage) for line in sheet.typed_lines()}
    for place in range(3):
        fields[f"photo-{place}-file"] = SimpleUploadedFile(f"现场{place}.jpg", _photo(place))
        fields[f"photo-{place}-caption"] = f"班前会现场（{place + 1}）"
    return fields
