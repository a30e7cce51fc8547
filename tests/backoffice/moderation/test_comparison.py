"""The dossier's page: what changed since the version sent before."""

import pytest
from django.urls import reverse

from casestudies.domain.moderation.formal_check import check_formally
from casestudies.enums import Decision
from casestudies.models import SubmissionPhoto
from tests.backoffice.screen import text_of
from tests.factories import (
    SubmissionFactory,
    send_dossier,
)

pytestmark = pytest.mark.django_db

REASON = "请补充工作成效的数据。"


def address(dossier):
    return reverse("casestudies_backoffice:dossier", args=[dossier.pk])


def test_second_version_is_compared_with_the_first(signed_in, checker):
    dossier = SubmissionFactory(walk="returned", photos=2, title="旧名称")
    first = signed_in(checker).get(address(dossier))
    assert "与上次报送相比" not in text_of(first)
    dossier.title = "新名称"
    dossier.effect = dossier.effect[:-3] + "降六成"
    dossier.save()
    photo = dossier.photos.first()
    SubmissionPhoto.objects.filter(pk=photo.pk).update(caption="换过的说明")
    dossier.forget_children()
    send_dossier(dossier)
    response = signed_in(checker).get(address(dossier))
    labels = [str(label) for label, _marked in response.context["changes"]]
    assert labels == ["案例名称", "工作效果", "照片文字说明"]
    marked = dict(zip(labels, response.context["changes"], strict=True))["案例名称"][1]
    assert marked == '<span class="deletion">旧名称</span><span class="addition">新名称</span>'


def test_unchanged_version_says_so(signed_in, checker):
    dossier = SubmissionFactory(walk="returned", photos=2)
    send_dossier(dossier)
    words = text_of(signed_in(checker).get(address(dossier)))
    assert "文字、各栏和照片都没有变化。" in words


def test_any_version_can_be_compared(signed_in, checker):
    dossier = SubmissionFactory(walk="returned", title="一")
    for title in ("二", "三"):
        dossier.title = title
        dossier.save()
        send_dossier(dossier)
        if title == "二":
            check_formally(dossier, by=checker, decision=Decision.RETURN, reason=REASON)
    browser = signed_in(checker)
    for asked, compared in (("1", 1), ("", 2), ("3", 2), ("９９", 2), ("9" * 30, 2)):
        response = browser.get(address(dossier), {"with": asked})
        assert response.context["compared"].n == compared
