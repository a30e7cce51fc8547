"""A union, its people, an open call with its form, and the form filled in."""

import pytest

from casestudies.enums import Industry, UnitNature
from casestudies.models import Topic
from tests.factories import (
    CallPageFactory,
    SubmissionFormPageFactory,
    long_text,
)


@pytest.fixture
def call():
    return CallPageFactory(title="2025年班组案例征集")


@pytest.fixture
def form_page(call):
    return SubmissionFormPageFactory(call=call)


@pytest.fixture
def typed(call, union):
    """Everything a complete form posts, its photos left blank."""

    def fill(**changes):
        topic, _created = Topic.objects.get_or_create(name="班组建设", slug="班组建设")
        values = {
            "key": "6a1f0c9e-3f5d-4a53-9d27-0d8f1b6f2c11",
            "union": str(union.pk),
            "move": "save",
            "title": "班前十分钟点亮一整天",
            "implementer": "江海重工有限公司",
            "team": "焊接二班",
            "unit_nature": UnitNature.PRIVATE,
            "employees": "326",
            "industry": Industry.C,
            "address": "南通市工农路1号",
            "contact": "王老师 工会干事",
            "phone": "0513-85550101",
            "direction": call.directions.first().pk,
            "topics": [topic.pk],
            "background": long_text(),
            "process": long_text(),
            "practice": long_text(),
            "effect": long_text(),
            "photo-TOTAL_FORMS": "3",
            "photo-INITIAL_FORMS": "0",
        }
        values |= changes
        return {name: value for name, value in values.items() if value is not None}

    return fill
