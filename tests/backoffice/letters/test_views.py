"""信件: what the office sees of letters, and sending them again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casestudies.domain.letters import write_letters
from casestudies.enums import LetterStanding, StaffLetters
from casestudies.models import Letter, StaffLetterChoice
from tests.backoffice.screen import text_of
from tests.factories import SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = reverse("casestudies_backoffice:letters")
S = LetterStanding


def written(**more):
    submission = SubmissionFactory(title="班前十分钟")
    (letter,) = write_letters("withdrawn", to=["li@example.org"], submission=submission, **more)
    return letter


def of(letter):
    return reverse("casestudies_backoffice:letter", args=[letter.pk])


def test_letters_are_listed_newest_first_in_a_fixed_number_of_queries(signed_in, editor):
    client = signed_in(editor)
    assert "还没有写过信件。" in text_of(client.get(LIST))
    counts = []
    for _each in range(2):
        written()
        client.get(LIST)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            words = text_of(client.get(LIST))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert "已撤回：《班前十分钟》" in words
    assert "li@example.org" in words
    assert "等待发送" in words


def test_a_list_is_narrowed_by_standing_and_address(signed_in, editor):
    written()
    Letter.objects.filter(pk=written().pk).update(standing=S.FAILED, fault="550 no such user")
    client = signed_in(editor)
    failed = client.get(LIST, {"standing": "failed"})
    assert [row.standing for row in failed.context["object_list"]] == [S.FAILED]
    assert "550 no such user" in text_of(failed)
    assert "没有符合条件的信件。" in text_of(client.get(LIST, {"q": "nobody@"}))


def test_only_who_may_see_letters_opens_them(signed_in, checker, editor):
    letter = written()
    assert signed_in(editor).get(of(letter)).status_code == 200
    client = signed_in(checker)
    assert client.get(of(letter)).status_code == 404
    assert client.post(of(letter)).status_code == 404
    assert client.get(LIST).status_code == 302
    assert client.post(reverse("casestudies_backoffice:resend_stuck")).status_code == 404
    assert (
        signed_in(editor).get(reverse("casestudies_backoffice:letter", args=[99])).status_code
        == 404
    )
    assert Letter.objects.count() == 1


def test_words_between_members_and_secret_ones_are_not_shown(signed_in, editor):
    client = signed_in(editor)
    for letter in (written(staff_reads=False), written(is_secret=True)):
        words = text_of(client.get(of(letter)))
        assert "这封信的内容不对工作人员显示。" in words
        assert "不再参加本次征集" not in words
    hidden = text_of(client.get(of(Letter.objects.get(staff_reads=False))))
    assert "班前十分钟" not in hidden
    assert "（单位内部往来，不显示内容）" in hidden


def test_a_letter_that_failed_leaves_again_and_one_that_left_leaves_as_a_copy(signed_in, editor):
    client = signed_in(editor)
    failed, sent = written(), written()
    Letter.objects.filter(pk=failed.pk).update(standing=S.FAILED, attempts=9)
    Letter.objects.filter(pk=sent.pk).update(standing=S.SENT)
    assert "这封信稍后会重新发出。" in text_of(client.post(of(failed), follow=True))
    failed.refresh_from_db()
    assert (failed.standing, failed.attempts) == (S.WAITING, 0)
    client.post(of(sent))
    assert sorted(Letter.objects.values_list("standing", flat=True)) == [
        S.SENT,
        S.WAITING,
        S.WAITING,
    ]
    assert "这封信已经在等待发送。" in text_of(client.post(of(failed), follow=True))
    assert Letter.objects.count() == 3


def test_all_that_is_stuck_leaves_again(signed_in, editor):
    client = signed_in(editor)
    for standing in (S.FAILED, S.UNSURE, S.SENT):
        Letter.objects.filter(pk=written().pk).update(standing=standing)
    assert "有 2 封信没有发出，或不能确定是否发出。" in text_of(client.get(LIST))
    again = client.post(reverse("casestudies_backoffice:resend_stuck"), follow=True)
    assert "2 封信稍后会重新发出。" in text_of(again)
    assert Letter.objects.filter(standing=S.WAITING).count() == 2


def test_the_dashboard_tells_of_letters_that_do_not_leave(signed_in, editor, checker):
    stuck = written()
    home = reverse("wagtailadmin_home")
    assert "封信" not in text_of(signed_in(editor).get(home))
    Letter.objects.filter(pk=stuck.pk).update(standing=S.FAILED)
    assert "有 1 封信没有发出" in text_of(signed_in(editor).get(home))
    assert "封信" not in text_of(signed_in(checker).get(home))


def test_a_member_of_staff_chooses_when_to_be_told(signed_in, checker):
    client = signed_in(checker)
    account = reverse("wagtailadmin_account")
    assert "案例征集的邮件通知" in text_of(client.get(account))
    others = _others(client, account) | {"name_email-first_name": "察"}
    client.post(account, {"casestudies_letters-letters": "each", **others})
    assert StaffLetterChoice.objects.get(user=checker).letters == StaffLetters.EACH
    assert "案例征集的邮件通知" not in text_of(
        signed_in(UserFactory(is_superuser=True)).get(account)
    )


def _others(client, account):
    """What the other panels of the page would post."""
    posted = {}
    for panels in client.get(account).context["panels_by_tab"].values():
        for panel in panels:
            form = panel.get_form()
            if panel.name != "casestudies_letters":
                posted |= {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    return posted
