"""A case in 三审, and one that is public."""

import pytest

from casestudies.domain import publishing
from tests.factories import SubmissionFactory, approve_case

from .roads import stored


@pytest.fixture
def case_in_review(editor):
    dossier = SubmissionFactory(walk="selected", title="三审中的案例")
    page = publishing.make_case_page(dossier, by=editor)
    page.introduction = "请三位审核人看的导语。"
    page.save_revision(user=editor)
    publishing.submit_for_review(page, by=editor)
    return stored()


@pytest.fixture
def public(case_in_review):
    return approve_case(case_in_review)
