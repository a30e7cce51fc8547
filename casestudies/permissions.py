"""One permission policy a model: who may do what with which row.

Codenames only, never group names. Policies are registered in ``apps.ready()``;
views ask them for lists (``instances_…``) and for buttons (``…_for_instance``).
"""

from wagtail.permission_policies import ModelPermissionPolicy

from .enums import EDITABLE_STATES, WITH_UNION_STATES, MemberRole, SubmissionState

_ANY_ROLE = (MemberRole.AUTHOR, MemberRole.APPROVER)
_APPROVER = (MemberRole.APPROVER,)
_WITHDRAWABLE = (*WITH_UNION_STATES, SubmissionState.SUBMITTED)

#: What a member of the dossier's union may do, in which states, in which role.
UNION_ACTIONS = {
    "read": (tuple(SubmissionState), _ANY_ROLE),
    "write": (EDITABLE_STATES, _ANY_ROLE),
    "hand_over": (EDITABLE_STATES, _ANY_ROLE),
    "hand_back": ((SubmissionState.ENDORSING,), _ANY_ROLE),
    "send": ((*EDITABLE_STATES, SubmissionState.ENDORSING), _APPROVER),
    "withdraw": (_WITHDRAWABLE, _APPROVER),
}


def membership_of(user):
    """Return the user's active UnionMember with its union, or None; one query a user object."""
    if not user.is_authenticated or not user.is_active:
        return None
    if not hasattr(user, "_casestudies_membership"):
        user._casestudies_membership = (
            user._meta.apps.get_model("casestudies", "UnionMember")
            .objects.filter(user_id=user.pk, union__is_active=True)
            .select_related("union")
            .first()
        )
    return user._casestudies_membership


class SubmissionPolicy(ModelPermissionPolicy):
    """Dossiers: unions act on their own by role and state, staff by codename.

    Union actions are the keys of ``UNION_ACTIONS``. Staff actions are ``view``
    (``view_submission``), ``make_case_page``, ``view_contact`` and ``record_paper``: whoever
    holds the paper original reads the contact on it. Nobody adds, changes or deletes a
    dossier in the admin: what was sent is evidence.
    """

    def user_has_permission(self, user, action):
        if action in UNION_ACTIONS:
            member = membership_of(user)
            return bool(member) and member.role in UNION_ACTIONS[action][1]
        if action in {"add", "change", "delete", "publish"}:
            return False
        if action in {"view_contact", "record_paper"}:
            return user.has_perm("casestudies.view_submissioncontact")
        return super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance):
        if action not in UNION_ACTIONS:
            # Staff meet a dossier when it is sent; before, it is the union's own paper.
            return bool(instance.number) and self.user_has_permission(user, action)
        return self.user_has_standing(user, action, instance) and (
            instance.state in UNION_ACTIONS[action][0]
        )

    def user_has_standing(self, user, action, instance) -> bool:
        """Whether the user's union and role fit the union action, whatever the state."""
        member = membership_of(user)
        return (
            member is not None
            and member.union_id == instance.union_id
            and member.role in UNION_ACTIONS[action][1]
        )

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return any(self.user_has_permission_for_instance(user, a, instance) for a in actions)

    def instances_user_has_any_permission_for(self, user, actions):
        """Return the dossiers on which the user may do one of the actions."""
        everything = self.model.objects.all()
        staff = [a for a in actions if a not in UNION_ACTIONS]
        if staff and self.user_has_any_permission(user, staff):
            return everything.sent()
        member = membership_of(user)
        union = [a for a in actions if a in UNION_ACTIONS and member]
        allowed = everything.none()
        for action in union:
            states, roles = UNION_ACTIONS[action]
            if member.role in roles:
                allowed |= everything.filter(union_id=member.union_id, state__in=states)
        return allowed
