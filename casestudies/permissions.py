"""One permission policy a model: who may do what with which row.

Codenames only, never group names. ``wagtail_hooks`` registers the policies;
views ask them for lists (``instances_…``) and for buttons (``…_for_instance``).
"""

from django.contrib.auth.models import Permission
from django.db.models import Exists, OuterRef, Q
from wagtail.images import get_image_model
from wagtail.permission_policies import ModelPermissionPolicy

from .enums import EDITABLE_STATES, MemberRole, SubmissionState
from .moves import MOVES

#: What a member of the dossier's union may do besides making moves: in which states and roles.
_BESIDE_MOVES = {
    "read": (tuple(SubmissionState), tuple(MemberRole)),
    "write": (EDITABLE_STATES, tuple(MemberRole)),
    "delete_draft": ((SubmissionState.DRAFT, SubmissionState.WITHDRAWN), tuple(MemberRole)),
}
#: What may be done only with a dossier that was never sent.
_NEVER_SENT = {"delete_draft"}

#: What staff may be given about dossiers; Django makes more codenames, which mean nothing.
STAFF_CODENAMES = (
    "view_submission",
    "view_submissioncontact",
    "make_case_page_submission",
    "export_submission",
    "undo_decision_submission",
)


def union_actions() -> dict:
    """Return what members of a dossier's union may do: action → states, roles."""
    moves = {name: (move.sources, move.roles) for name, move in MOVES.items() if move.by_union}
    return _BESIDE_MOVES | moves


def name_of(person) -> str:
    """Return the full name; where a site's accounts have none, what they sign in with."""
    full_name = getattr(person, "get_full_name", person.get_username)
    return full_name() or person.get_username()


def enters_admin(user) -> bool:
    """Whether the user may enter the admin: such a person acts for no union."""
    return user.has_perm("wagtailadmin.access_admin")


def _enter_admin():
    """The right to enter the admin, where the user of a membership has it, as a subquery."""
    return Exists(
        Permission.objects.filter(
            Q(group__user=OuterRef("user")) | Q(user=OuterRef("user")),
            codename="access_admin",
            content_type__app_label="wagtailadmin",
        )
    )


def memberships_of(user) -> list:
    """Return the user's UnionMembers in active unions, in the order of these.

    Unions are joined; one query a user object. Who enters the admin has none, whatever rows
    are left from before: nobody both sends a dossier and decides on it.
    """
    if not user.is_authenticated or not user.is_active:
        return []
    if not hasattr(user, "_casestudies_memberships"):
        user._casestudies_memberships = list(
            user._meta.apps.get_model("casestudies", "UnionMember")
            .objects.filter(user_id=user.pk, union__is_active=True)
            .exclude(Q(user__is_superuser=True) | Q(_enter_admin()))
            .select_related("union")
            .order_by("union__sort_order", "union__name")
        )
    return user._casestudies_memberships


def membership_of(user, *, union_id):
    """Return the user's UnionMember in this union, or None; see ``memberships_of``."""
    found = (member for member in memberships_of(user) if member.union_id == union_id)
    return next(found, None)


class SubmissionPolicy(ModelPermissionPolicy):
    """Dossiers: unions act on their own by role and state, staff by codename.

    A person's role is the one in the dossier's union, whatever it is in another.

    Union actions are the keys of ``union_actions()``. Staff actions are ``view``
    (``view_submission``), ``make_case_page``, ``export``, ``undo_decision``, ``view_contact`` and
    ``record_paper``: whoever holds the paper original reads the contact on it. Nobody adds,
    changes or deletes a dossier in the admin: what was sent is evidence.
    """

    def user_has_permission(self, user, action):
        by_union = union_actions().get(action)
        if by_union:
            return any(member.role in by_union[1] for member in memberships_of(user))
        if action in {"add", "change", "delete", "publish"}:
            return False
        if action in {"view_contact", "record_paper"}:
            return user.has_perm("casestudies.view_submissioncontact")
        return super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance):
        by_union = union_actions().get(action)
        if by_union is None:
            # Staff meet a dossier when it is sent; before, it is the union's own paper.
            return bool(instance.number) and self.user_has_permission(user, action)
        if action in _NEVER_SENT and instance.number:
            return False
        return self.user_has_standing(user, action, instance) and (instance.state in by_union[0])

    def user_has_standing(self, user, action, instance) -> bool:
        """Whether the user's role in the dossier's union fits the action, whatever the state."""
        member = membership_of(user, union_id=instance.union_id)
        return member is not None and member.role in union_actions()[action][1]

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return any(self.user_has_permission_for_instance(user, a, instance) for a in actions)

    def instances_user_has_any_permission_for(self, user, actions):
        """Return the dossiers on which the user may do one of the actions."""
        everything = self.model.objects.all()
        by_union = union_actions()
        staff = [action for action in actions if action not in by_union]
        if staff and self.user_has_any_permission(user, staff):
            return everything.sent()
        members = memberships_of(user)
        allowed = everything.none()
        for action in (action for action in actions if action in by_union):
            states, roles = by_union[action]
            unions = [member.union_id for member in members if member.role in roles]
            if unions:
                rows = everything.never_sent() if action in _NEVER_SENT else everything
                allowed |= rows.filter(union__in=unions, state__in=states)
        return allowed


#: The one policy of dossiers; ``apps.ready()`` tells Wagtail of it.
submission_policy = SubmissionPolicy("casestudies.Submission")


def image_policy():
    """Return Wagtail's policy of images: from Wagtail 8 on it stands in a registry."""
    try:
        from wagtail.permissions import policy_registry
    except ImportError:
        from wagtail.images.permissions import permission_policy

        return permission_policy
    return policy_registry.get_by_type(get_image_model())


#: The policy of letters: to view them, to send one again.
letter_policy = ModelPermissionPolicy("casestudies.Letter")
