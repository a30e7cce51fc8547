"""A library with topics and their words."""

import pytest

from casestudies.models import Topic
from tests.factories.cases import CasePageFactory
from tests.factories.home import HomePageFactory
from tests.factories.places import CaseIndexPageFactory


@pytest.fixture
def library(db):
    HomePageFactory()
    return CaseIndexPageFactory(slug="cases", title="案例库")


@pytest.fixture
def topics(library):
    Topic.objects.create(
        name="劳模",
        slug="劳模",
        synonyms="劳动模范",
        narrower="工匠精神\n大国工匠\n五一奖=五一劳动奖",
    )
    Topic.objects.create(name="产改", slug="产改", synonyms="产业工人队伍建设改革")
    Topic.objects.create(name="民主管理", slug="民主管理", narrower="职代会=职工代表大会\n厂务公开")
    CasePageFactory(public=True, title="一个人带出一个班", topics=["劳模", "产改", "民主管理"])
