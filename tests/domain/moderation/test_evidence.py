"""Automatic checks, the paper original, versions and queues, without a face."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from casestudies.domain.installation import CHECKERS, EDITORS
from casestudies.domain.moderation import queues
from casestudies.domain.moderation.evidence import findings_of
from casestudies.domain.moderation.formal_check import record_paper
from casestudies.domain.refusals import NotAllowed, WrongDate
from casestudies.models import Submission, SubmissionFile
from tests.factories import (
    CallPageFactory,
    CasePageFactory,
    MemberFactory,
    StaffFactory,
    SubmissionFactory,
    send_dossier,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]


def problems(dossier):
    return {str(c.label): c.problems for c in findings_of(dossier) if not c.passed}


def test_dossier_with_scan_and_paper_passes_every_check():
    dossier = SubmissionFactory(walk="sent", photos=2)
    SubmissionFile.objects.create(submission=dossier, name="申报表.pdf", extension="pdf")
    record_paper(dossier, by=StaffFactory(groups=[CHECKERS]), received_on=timezone.localdate())
    assert problems(Submission.objects.get()) == {}


def test_call_without_paper_asks_for_none():
    dossier = SubmissionFactory(call=CallPageFactory(wants_paper_original=False), walk="sent")
    assert list(problems(dossier)) == ["盖章申报表扫描件"]


def test_personal_data_is_found_in_all_that_readers_will_see():
    dossier = SubmissionFactory(
        photos=2,
        walk="sent",
        title="请联系13812345678",
        implementer="江海重工（张工13912345678）",
        team="焊接二班13712345678",
    )
    photo = dossier.photos.first()
    type(photo).objects.filter(pk=photo.pk).update(caption="身份证32060219800101118X")
    found = problems(Submission.objects.get())["拟公开内容中无个人信息"]
    assert found == (
        "“13812345678”疑似手机号，不能公开。",
        "“13912345678”疑似手机号，不能公开。",
        "“13712345678”疑似手机号，不能公开。",
        "“32060219800101118X”疑似身份证号，不能公开。",
    )


def test_contact_of_the_dossier_stops_and_a_landline_only_asks_to_look():
    dossier = SubmissionFactory(walk="sent", team="焊接二班，座机0513-85990101")
    type(dossier.contact).objects.update(address="南通市崇川区工农路1号")
    Submission.objects.update(title="崇川区工农路１号的故事")
    found = problems(Submission.objects.get())["拟公开内容中无个人信息"]
    assert found == (
        "“崇川区工农路１号”疑似申报材料的联系方式，不能公开。",
        "“0513-85990101”疑似固定电话，请核实能否公开。",
    )


def test_title_is_compared_with_sent_dossiers_and_cases_only():
    dossier = SubmissionFactory(walk="sent", title="同名")
    SubmissionFactory(title="同名")
    assert "案例名称未重复" not in problems(dossier)
    CasePageFactory(title="同名")
    assert problems(dossier)["案例名称未重复"] == ("案例库中已有同名的案例页面。",)


def test_paper_is_recorded_by_those_who_see_the_contact():
    dossier = SubmissionFactory(walk="sent")
    day = timezone.localdate()
    for by in (StaffFactory(groups=[CHECKERS]), StaffFactory(groups=[EDITORS])):
        record_paper(dossier, by=by, received_on=day)
    assert Submission.objects.get().paper_received_on == day
    entry = ModelLogEntry.objects.filter(action="casestudies.record_paper").first()
    assert (entry.user, entry.data) == (by, {"received_on": day.isoformat()})
    approver = dossier.union.members.get().user
    for by in (StaffFactory(), approver, MemberFactory().user):
        with pytest.raises(NotAllowed):
            record_paper(dossier, by=by, received_on=None)
    with pytest.raises(WrongDate):
        record_paper(dossier, by=StaffFactory(groups=[EDITORS]), received_on=day + timedelta(1))
    with pytest.raises(NotAllowed):
        record_paper(SubmissionFactory(), by=StaffFactory(groups=[EDITORS]), received_on=day)
    assert Submission.objects.get(pk=dossier.pk).paper_received_on == day


def test_next_waiting_goes_on_and_then_round():
    checker = StaffFactory(groups=[CHECKERS])
    now = timezone.now()
    early, middle, late = (SubmissionFactory() for _place in range(3))
    for place, dossier in enumerate((early, middle, late)):
        send_dossier(dossier, now=now - timedelta(hours=3 - place))
    waiting = queues.waiting_for(checker)
    assert queues.next_waiting(early, among=waiting) == middle
    assert queues.next_waiting(middle, among=waiting) == late
    assert queues.next_waiting(late, among=waiting) == early
    assert queues.next_waiting(early, among=queues.waiting_for(StaffFactory())) is None
