"""A person who acts for several unions: author in one, approver in another."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casestudies.domain import intake
from casestudies.enums import SubmissionState
from casestudies.models import Letter, Submission
from tests.factories import OPINION, MemberFactory, SubmissionFactory, UnionFactory, UserFactory

from .pages import address, mark, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

DESK = "/casestudies/desk/"


@pytest.fixture
def other():
    return UnionFactory(name="通州区总工会", short_name="通州区", sort_order=1)


@pytest.fixture
def person(union, other):
    """The author of one union, and the approver of another."""
    user = UserFactory()
    MemberFactory(union=union, user=user)
    MemberFactory(union=other, user=user, approver=True)
    return user


@pytest.fixture
def apply(form_page):
    return reverse("casestudies:apply", args=[form_page.pk])


def test_the_desk_names_the_union_of_each_dossier(client, person, union, other):
    SubmissionFactory(union=union, title="崇川的案例")
    SubmissionFactory(union=other, title="通州的案例")
    theirs = SubmissionFactory()
    client.force_login(person)
    response = client.get(DESK)
    actions = {
        dossier.title: [action.label for action in actions]
        for dossier, _status, actions in response.context["rows"]
    }
    assert actions == {key: ["继续填写", "删除草稿"] for key in ["崇川的案例", "通州的案例"]}
    page = text(response)
    assert "崇川区总工会 · 申报员；通州区总工会 · 负责人" in page
    assert "各单位申报材料" in page
    for label in ("崇川区", "通州区"):
        assert f'cs-small">{label} · ' in page
    assert theirs.title not in page


def test_a_member_of_one_union_reads_nothing_of_others(client, author, union):
    SubmissionFactory(union=union)
    client.force_login(author)
    page = text(client.get(DESK))
    assert "本单位申报材料" in page
    assert "崇川区 · " not in page


def test_places_are_told_for_each_union(client, person, union, other, call, form_page):
    for _number in range(3):
        SubmissionFactory(union=other, call=call, walk="sent")
    client.force_login(person)
    page = text(client.get(DESK))
    assert "<dd>崇川区：3 个</dd>" in page
    assert "<dd>通州区：已用完</dd>" in page


def test_the_blank_form_asks_for_which_union(client, person, apply, union, other):
    client.force_login(person)
    page = text(client.get(apply))
    assert "请选择为哪个单位填报" in page
    for one in (union, other):
        assert f'href="?union={one.pk}" aria-label="填写申报表：{one.name}">填写申报表</a>' in page
    form = text(client.get(apply, {"union": other.pk}, follow=True))
    assert f'name="union" value="{other.pk}"' in form
    assert "<dd>通州区总工会</dd>" in form


def test_one_union_is_not_asked_for(client, author, apply, union):
    client.force_login(author)
    assert f'name="union" value="{union.pk}"' in text(client.get(apply, follow=True))


@pytest.mark.parametrize("who", ["person", "author"])
@pytest.mark.parametrize("forged", ["foreign", "nonsense"])
def test_a_forged_union_is_not_found(client, request, apply, who, forged):
    key = UnionFactory().pk if forged == "foreign" else "x"
    client.force_login(request.getfixturevalue(who))
    assert client.get(apply, {"union": key}).status_code == 404


def test_a_form_posted_without_its_union_is_not_found(client, person, apply, typed):
    client.force_login(person)
    assert client.post(apply, typed(union=None)).status_code == 404
    assert not Submission.objects.exists()


def test_a_form_of_a_foreign_union_stores_nothing(client, person, apply, typed):
    client.force_login(person)
    response = client.post(apply, typed(union=str(UnionFactory().pk)))
    assert "form" in response.context
    assert not Submission.objects.exists()


def test_what_is_saved_keeps_the_union_it_was_begun_for(client, person, apply, typed, other, union):
    client.force_login(person)
    values = typed(union=str(other.pk))
    response = client.post(f"{apply}?union={other.pk}", values)
    stored = Submission.objects.get()
    assert stored.union == other
    assert response.url == address(stored)
    # The same form once more, whatever union it names: the key says which dossier it is.
    client.post(apply, values | {"union": str(union.pk)})
    assert Submission.objects.get().union == other
    back = client.get(apply, {"union": other.pk, "key": values["key"]})
    assert back.url == address(stored)


def test_who_signs_for_one_union_only_writes_for_the_other(client, person, union, other):
    mine, signed = SubmissionFactory(union=union), SubmissionFactory(union=other)
    client.force_login(person)
    post = {"move": "send", "opinion": OPINION}
    client.post(address(mine, "endorse"), post | {"union": union.pk, "mark": mark(mine)})
    client.post(address(signed, "endorse"), post | {"union": other.pk, "mark": mark(signed)})
    mine.refresh_from_db()
    signed.refresh_from_db()
    assert mine.state == SubmissionState.DRAFT
    assert signed.state == SubmissionState.SUBMITTED


def test_letters_go_to_members_of_the_dossiers_union(person, union, other):
    submission = SubmissionFactory(union=other)
    colleague = MemberFactory(union=other).user
    intake.send(submission, seen=intake.shown_now(submission), by=person, opinion=OPINION)
    told = set(Letter.objects.values_list("address", flat=True))
    assert told == {person.email, colleague.email}


def test_the_desk_costs_the_same_for_three_unions(client, call, form_page):
    costs = []
    for unions in (1, 3):
        user = UserFactory()
        for _number in range(unions):
            SubmissionFactory(union=MemberFactory(user=user).union, call=call)
        client.force_login(user)
        client.get(DESK)
        with CaptureQueriesContext(connection) as captured:
            assert len(client.get(DESK).context["rows"]) == unions
        costs.append(len(captured))
    assert costs == [12, 12]
