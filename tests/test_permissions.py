"""Who may do what with which dossier: the whole matrix."""

from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.utils import timezone

from casestudies.enums import MemberRole, SubmissionState
from casestudies.models import Submission
from casestudies.permissions import membership_of, memberships_of, submission_policy, union_actions
from tests.factories import CallPageFactory, MemberFactory, UnionFactory, UserFactory

pytestmark = pytest.mark.django_db

S = SubmissionState
EDITABLE = {S.DRAFT, S.RETURNED}
WITH_UNION = EDITABLE | {S.ENDORSING}
#: Written out by hand: what each role may do in which states.
ALLOWED = {
    MemberRole.AUTHOR: {
        "read": set(S),
        "write": EDITABLE,
        "hand_over": EDITABLE,
        "take_back": {S.ENDORSING},
        "hand_back": set(),
        "send": set(),
        "withdraw": set(),
        "delete_draft": set(),
    },
    MemberRole.APPROVER: {
        "read": set(S),
        "write": EDITABLE,
        "hand_over": EDITABLE,
        "take_back": set(),
        "hand_back": {S.ENDORSING},
        "send": WITH_UNION,
        "withdraw": WITH_UNION | {S.SUBMITTED},
        "delete_draft": set(),
    },
}
NEVER = ("add", "change", "delete", "publish")
STAFF_CODENAMES = {
    "view": "view_submission",
    "make_case_page": "make_case_page_submission",
    "export": "export_submission",
    "undo_decision": "undo_decision_submission",
    "view_contact": "view_submissioncontact",
}


@pytest.fixture
def policy():
    return submission_policy


@pytest.fixture
def call():
    return CallPageFactory()


def dossier(union, state, call=None, number="2026-001-0001"):
    """A dossier put into a state without the way there, which other tests walk."""
    return Submission(call=call, union=union, state=state, number=number, sent_at=timezone.now())


def stored_in_every_state(call, union):
    for place, state in enumerate(S):
        one = dossier(union, state, call, number=f"{union.pk}-{place}")
        one.save()


def staff(*codenames):
    user = UserFactory()
    user.user_permissions.add(
        *Permission.objects.filter(content_type__app_label="casestudies", codename__in=codenames)
    )
    return user


def test_matrix_names_every_action():
    for actions in ALLOWED.values():
        assert set(actions) == set(union_actions())


@pytest.mark.parametrize("role", MemberRole)
def test_member_with_own_and_foreign_dossiers(policy, role):
    member = MemberFactory(role=role)
    foreign = UnionFactory()
    for action, state in product(union_actions(), S):
        allowed = state in ALLOWED[role][action]
        own = dossier(member.union, state)
        assert policy.user_has_permission_for_instance(member.user, action, own) is allowed
        other = dossier(foreign, state)
        assert policy.user_has_permission_for_instance(member.user, action, other) is False


@pytest.mark.parametrize("role", MemberRole)
def test_lists_hold_what_the_member_may_act_on(policy, call, role):
    member = MemberFactory(role=role)
    stored_in_every_state(call, member.union)
    stored_in_every_state(call, UnionFactory())
    for action, states in ALLOWED[role].items():
        rows = policy.instances_user_has_permission_for(member.user, action)
        assert {row.union_id for row in rows} <= {member.union_id}
        assert {row.state for row in rows} == {state.value for state in states}


@pytest.mark.parametrize("role", MemberRole)
def test_what_was_never_sent_its_union_deletes(policy, call, role):
    member = MemberFactory(role=role)
    stored_in_every_state(call, member.union)
    for state in (S.DRAFT, S.ENDORSING, S.WITHDRAWN):
        dossier(member.union, state, call, number="").save()
    rows = policy.instances_user_has_permission_for(member.user, "delete_draft")
    assert {(row.state, row.number) for row in rows} == {(S.DRAFT, ""), (S.WITHDRAWN, "")}
    for row in Submission.objects.all():
        may = policy.user_has_permission_for_instance(member.user, "delete_draft", row)
        assert may is (row in rows)


def test_list_of_several_actions_is_their_union(policy, call):
    member = MemberFactory(approver=True)
    stored_in_every_state(call, member.union)
    rows = policy.instances_user_has_any_permission_for(member.user, ["hand_back", "write"])
    assert {row.state for row in rows} == {state.value for state in WITH_UNION}


def test_strangers_may_do_nothing(policy, call):
    union = UnionFactory()
    stored_in_every_state(call, union)
    inactive_member = MemberFactory(union=union, approver=True, user__is_active=False)
    of_inactive_union = MemberFactory(approver=True, union__is_active=False)
    for user in (AnonymousUser(), UserFactory(), inactive_member.user, of_inactive_union.user):
        assert memberships_of(user) == []
        for action, state in product([*union_actions(), *STAFF_CODENAMES, *NEVER], S):
            for whose in (union, of_inactive_union.union):
                one = dossier(whose, state)
                assert not policy.user_has_permission_for_instance(user, action, one)
            assert not policy.user_has_permission(user, action)
        assert not policy.instances_user_has_any_permission_for(
            user, [*union_actions(), *STAFF_CODENAMES, *NEVER]
        )


def test_superuser_sees_what_was_sent_and_changes_nothing(policy, call):
    union = UnionFactory()
    user = UserFactory(is_superuser=True)
    stored_in_every_state(call, union)
    for action in (*union_actions(), *NEVER):
        assert not policy.user_has_permission(user, action)
        assert not policy.instances_user_has_permission_for(user, action)
        for state in S:
            one = dossier(union, state)
            assert not policy.user_has_permission_for_instance(user, action, one)
    assert policy.user_has_permission_for_instance(user, "view", dossier(union, S.SUBMITTED))


@pytest.mark.parametrize("action", STAFF_CODENAMES)
def test_staff_act_by_codename(policy, action):
    union = UnionFactory()
    user = staff(STAFF_CODENAMES[action])
    for other in STAFF_CODENAMES:
        may = other == action
        assert policy.user_has_permission(user, other) is may
        for state in S:
            sent = dossier(union, state)
            assert policy.user_has_permission_for_instance(user, other, sent) is may


@pytest.mark.parametrize("state", [S.DRAFT, S.ENDORSING, S.WITHDRAWN])
def test_staff_never_meet_what_was_not_sent(policy, call, state):
    user = staff(*STAFF_CODENAMES.values())
    unsent = Submission(call=call, union=UnionFactory(), state=state)
    unsent.save()
    for action in STAFF_CODENAMES:
        assert not policy.user_has_permission_for_instance(user, action, unsent)
    assert not policy.instances_user_has_permission_for(user, "view")


def test_staff_list_holds_everything_sent(policy, call):
    stored_in_every_state(call, UnionFactory())
    rows = policy.instances_user_has_permission_for(staff("view_submission"), "view")
    assert {row.state for row in rows} == set(S.values)


def test_any_of_several_actions(policy):
    member = MemberFactory()
    own = dossier(member.union, S.DRAFT)
    user = member.user
    assert policy.user_has_any_permission(user, ["send", "write"])
    assert not policy.user_has_any_permission(user, ["send", "withdraw"])
    assert policy.user_has_any_permission_for_instance(user, ["take_back", "write"], own)
    assert not policy.user_has_any_permission_for_instance(user, ["hand_back", "send"], own)


@pytest.mark.parametrize("unions", [1, 3])
def test_memberships_are_read_once(django_assert_num_queries, unions):
    user = UserFactory()
    for _number in range(unions):
        union = MemberFactory(user=user).union
    with django_assert_num_queries(1):
        assert len({member.union.name for member in memberships_of(user)}) == unions
        assert membership_of(user, union_id=union.pk).union.name == union.name
    assert membership_of(user, union_id=UnionFactory().pk) is None


def test_roles_are_those_in_the_dossiers_union(policy, call):
    user = UserFactory()
    writes_for = MemberFactory(user=user).union
    signs_for = MemberFactory(user=user, approver=True).union
    left = MemberFactory(user=user, approver=True, union__is_active=False).union
    for action, state in product(union_actions(), S):
        for union, role in [(writes_for, MemberRole.AUTHOR), (signs_for, MemberRole.APPROVER)]:
            allowed = state in ALLOWED[role][action]
            one = dossier(union, state)
            assert policy.user_has_permission_for_instance(user, action, one) is allowed
        assert not policy.user_has_permission_for_instance(user, action, dossier(left, state))
    for union in (writes_for, signs_for, left):
        stored_in_every_state(call, union)
    by_action = {
        action: {row.union_id for row in policy.instances_user_has_permission_for(user, action)}
        for action in ("read", "send", "take_back")
    }
    assert by_action == {
        "read": {writes_for.pk, signs_for.pk},
        "send": {signs_for.pk},
        "take_back": {writes_for.pk},
    }
