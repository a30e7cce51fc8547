"""What tests of a fresh index share."""

from contextlib import contextmanager

import pytest

from casestudies.chinese_search import freshness
from tests.library.models import Book


@pytest.fixture
def nothing_failed(caplog):
    """A failure after the commit is only logged, by Django or by the task's backend."""
    yield
    assert [each for each in caplog.get_records("call") if each.levelname == "ERROR"] == []


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Return a block whose changes are committed when it ends; it yields what was indexed."""

    @contextmanager
    def block():
        indexed = []

        def note(sender, task_result, **kwargs):
            if task_result.task.module_path == freshness.index_chunk.module_path:
                _app, model, pks = task_result.args
                indexed.extend((model, int(pk)) for pk in pks)

        freshness.tasks.signals.task_enqueued.connect(note)
        try:
            with django_capture_on_commit_callbacks(execute=True):
                yield indexed
        finally:
            freshness.tasks.signals.task_enqueued.disconnect(note)

    return block


@pytest.fixture
def book(committed):
    with committed():
        book = Book.objects.create(name="班组手册")
    return book
