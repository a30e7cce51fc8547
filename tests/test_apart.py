"""Nobody acts for a union and enters the admin: who sends a dossier decides on none."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.urls import reverse

from casestudies.models import UnionMember
from casestudies.permissions import memberships_of
from tests.factories import MemberFactory, StaffFactory, SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db


def admin_right():
    return Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")


def fresh(user):
    return type(user).objects.get(pk=user.pk)


@pytest.mark.parametrize("road", ["group", "person", "superuser"])
def test_a_member_who_comes_to_enter_the_admin_acts_for_no_union(installed, road):
    member = MemberFactory()
    assert [each.pk for each in memberships_of(fresh(member.user))] == [member.pk]
    if road == "group":
        group = member.user.groups.create(name="网站编辑")
        group.permissions.add(admin_right())
    elif road == "person":
        member.user.user_permissions.add(admin_right())
    else:
        type(member.user).objects.update(is_superuser=True)
    assert memberships_of(fresh(member.user)) == []


def test_another_right_takes_no_membership_away(installed):
    member = MemberFactory()
    member.user.user_permissions.add(Permission.objects.get(codename="view_submission"))
    assert [each.pk for each in memberships_of(fresh(member.user))] == [member.pk]


def test_asking_costs_one_query(installed, django_assert_num_queries):
    member = MemberFactory()
    user = fresh(member.user)
    with django_assert_num_queries(1):
        memberships_of(user)
        memberships_of(user)


def test_an_editor_makes_no_member_of_the_staff(client, editor, checker, union):
    client.force_login(editor)
    address = reverse("casestudies_member:add")
    for user in (editor, checker, StaffFactory(is_superuser=True)):
        answer = client.post(address, {"union": union.pk, "user": user.pk, "role": "approver"})
        assert answer.status_code == 200
        assert "能进入后台，不能同时代表单位" in answer.content.decode()
    assert not UnionMember.objects.filter(user__in=[editor, checker]).exists()
    plain = UserFactory()
    client.post(address, {"union": union.pk, "user": plain.pk, "role": "approver"})
    assert UnionMember.objects.get(user=plain).role == "approver"


def test_a_dossier_of_the_old_union_answers_404(client, editor):
    submission = SubmissionFactory()
    MemberFactory(union=submission.union, user=editor, approver=True)
    with pytest.raises(ValidationError):
        UnionMember.objects.get(user=editor).full_clean()
    client.force_login(editor)
    for name in ("dossier", "endorse", "receipt"):
        address = reverse(f"casestudies:{name}", args=[submission.key])
        assert client.get(address).status_code == 404
