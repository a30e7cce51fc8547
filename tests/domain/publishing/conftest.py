"""A dossier in the pool, and who makes it a page."""

import pytest

from casestudies.domain.installation import EDITORS
from tests.factories import StaffFactory, SubmissionFactory, long_text


@pytest.fixture
def editor():
    return StaffFactory(groups=[EDITORS])


@pytest.fixture
def accepted():
    return SubmissionFactory(
        walk="selected",
        photos=2,
        title="班前十分钟点亮班组一整天",
        background=f"{long_text()}<b>不是标签</b>\n\n第二段",
    )
