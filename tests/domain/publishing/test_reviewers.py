"""Changes of the reviewers' groups and passwords are logged, and told to the other reviewers."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import ModelLogEntry

from casestudies.models import Letter
from tests.factories import REVIEW_GROUPS, StaffFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]


@pytest.fixture
def second():
    return StaffFactory(groups=[REVIEW_GROUPS[1]])


def told():
    found = sorted(Letter.objects.values_list("address", "subject"))
    Letter.objects.all().delete()
    return found


def logged():
    entries = ModelLogEntry.objects.filter(action__startswith="casestudies.reviewer_")
    return [(entry.action, entry.message) for entry in entries.order_by("pk")]


def test_who_joins_and_leaves_is_told_to_the_others(second):
    first = UserFactory(username="初审甲", first_name="", last_name="")
    group = Group.objects.get(name=REVIEW_GROUPS[0])
    first.groups.add(group)
    assert told() == [(second.email, "三审人员变动：初审甲加入“案例初审”")]
    group.user_set.remove(first)
    assert told() == [(second.email, "三审人员变动：初审甲退出“案例初审”")]
    assert logged()[-2:] == [
        ("casestudies.reviewer_joined", "初审甲 加入三审人员"),
        ("casestudies.reviewer_left", "初审甲 退出三审人员"),
    ]


@pytest.mark.parametrize("road", ["user.groups.clear", "group.user_set.clear", "set"])
def test_leaving_is_told_on_every_road(second, road):
    first = StaffFactory(groups=[REVIEW_GROUPS[0]], username="初审甲")
    told()
    group = Group.objects.get(name=REVIEW_GROUPS[0])
    if road == "user.groups.clear":
        first.groups.clear()
    elif road == "group.user_set.clear":
        group.user_set.clear()
    else:
        first.groups.set([])
    assert told() == [(second.email, "三审人员变动：初审甲退出“案例初审”")]


def test_other_groups_tell_nobody(second):
    other = Group.objects.create(name="网站编辑")
    user = UserFactory()
    user.groups.add(other)
    user.groups.clear()
    assert told() == []


def test_a_new_password_of_a_reviewer_is_told(second):
    first = StaffFactory(groups=[REVIEW_GROUPS[0]], username="初审甲")
    told()
    first.last_name = "初"
    first.save()
    assert told() == []
    first.set_password("another-pass-word-2")
    first.save()
    assert [subject for _address, subject in told()] == ["三审人员的密码已更改：初"]
    plain = UserFactory()
    plain.set_password("another-pass-word-2")
    plain.save()
    assert told() == []


def test_the_letter_says_who_did_it(client, second):
    root = UserFactory(is_superuser=True, username="root", first_name="", last_name="")
    person = UserFactory(first_name="一", last_name="丁")
    client.force_login(root)
    group = Group.objects.get(name=REVIEW_GROUPS[0])
    answer = client.post(
        reverse("wagtailusers_users:edit", args=[person.pk]),
        {
            "username": person.username,
            "email": person.email,
            "first_name": "一",
            "last_name": "丁",
            "is_active": "on",
            "groups": [group.pk],
        },
    )
    assert answer.status_code == 302
    assert "由 root 在后台操作" in Letter.objects.get(address=second.email).body
