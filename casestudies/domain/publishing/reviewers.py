"""Who may approve is itself watched: changes of the three groups, and of their passwords.

One administrator could make three accounts and be all three reviewers (docs/security.md); code
cannot forbid it, but it never happens unseen.
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.log_actions import get_active_log_context, log

from ...enums import REVIEWER_ROLES
from ...permissions import name_of
from ..letters import addresses_of, write_letters

#: Names in Wagtail's log.
JOINED, LEFT, PASSWORD = (
    f"casestudies.reviewer_{change}" for change in ("joined", "left", "password")
)


def groups_changed(groups, users, *, joined: bool):
    """Log and tell that people joined or left groups of reviewers, by keys: 1 query for others."""
    for group in _of_reviewers().filter(pk__in=groups):
        for user in get_user_model()._default_manager.filter(pk__in=users):
            _tell(group, user, JOINED if joined else LEFT)


def groups_of(user) -> list[int]:
    """Return the keys of the groups of reviewers that the user is in."""
    return list(_of_reviewers().filter(user=user).values_list("pk", flat=True))


def reviewers_in(group) -> list:
    """Return the keys of the group's people, if it is one of reviewers."""
    people = get_user_model()._default_manager.filter(
        groups__in=_of_reviewers().filter(pk=group.pk)
    )
    return list(people.values_list("pk", flat=True))


def password_changed(user):
    """Log and tell that the password of a reviewer was changed."""
    for group in _of_reviewers().filter(user=user)[:1]:
        _tell(group, user, PASSWORD)


def _of_reviewers():
    return Group.objects.filter(casestudies_role__role__in=REVIEWER_ROLES)


def _tell(group, user, change):
    person = name_of(user)
    log(instance=group, action=change, data={"person": person, "user": user.pk})
    others = (
        get_user_model()
        ._default_manager.filter(is_active=True, groups__in=_of_reviewers())
        .exclude(pk=user.pk)
        .distinct()
    )
    by = get_active_log_context().user
    write_letters(
        change.removeprefix("casestudies."),
        to=addresses_of(others),
        person=person,
        group=group.name,
        by=name_of(by) if by else "",
    )
