"""The same form posted twice at the same moment, on a database that lets both begin."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from casestudies.domain.installation import install
from tests.factories import as_typed, uploaded_jpeg

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.mark.parametrize("move", ["save", "hand_over"])
def test_two_posts_at_once_make_one_dossier(author, form_page, typed, move):
    install()
    values = typed(move=move)
    barrier = Barrier(2)

    def post():
        client = Client()
        client.force_login(author)
        photos = {
            f"photo-{place}-file": uploaded_jpeg(colour=(90 * place, 2, 3)) for place in range(2)
        } | {f"photo-{place}-caption": f"第 {place} 张" for place in range(2)}
        try:
            barrier.wait(timeout=10)
            return client.post(form_page.get_url(), values | photos).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        statuses = list(pool.map(lambda _n: post(), range(2)))
    assert statuses == [302, 302]
    assert len(as_typed().photos.all()) == 2
