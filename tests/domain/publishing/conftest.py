"""A dossier in the pool, and who makes it a page."""

import pytest

from tests.factories import SubmissionFactory, long_text


@pytest.fixture
def accepted():
    return SubmissionFactory(
        walk="selected",
        photos=2,
        title="班前十分钟点亮班组一整天",
        background=f"{long_text()}<b>不是标签</b>\n\n第二段",
    )
