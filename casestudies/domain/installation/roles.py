"""The groups of the office's roles, and what each may do."""

from django.contrib.auth.models import Group, Permission

from ... import conf
from ...enums import REVIEWER_ROLES, StaffRole
from ...models.staff import StaffGroup
from .names import free_name, told

EDITORS, CHECKERS, JUDGES = "案例编辑", "形式审查员", "评委"
REVIEW_STEPS = ("初审", "复审", "终审")

#: Role → the name its group is made with, where ``CASESTUDIES["GROUPS"]`` says no other.
NAMES = {
    StaffRole.EDITORS: EDITORS,
    StaffRole.CHECKERS: CHECKERS,
    **{r: f"案例{step}" for r, step in zip(REVIEWER_ROLES, REVIEW_STEPS, strict=True)},
    StaffRole.JUDGES: JUDGES,
}

_LOOK = ("view_submission", "view_submissioncontact")
_TABLES = ("union", "unionmember", "topic", "glossaryterm")
#: Lists that go out as spreadsheets.
_EXPORTED = ("submission", "union", "topic", "glossaryterm", "missedquestion")
#: Role → codenames within the app ``casestudies``.
CODENAMES = {
    StaffRole.EDITORS: (
        *_LOOK,
        "make_case_page_submission",
        "undo_decision_submission",
        "view_letter",
        "resend_letter",
        *(f"export_{table}" for table in _EXPORTED),
        *(f"{act}_{table}" for table in _TABLES for act in ("add", "change", "delete", "view")),
    ),
    StaffRole.CHECKERS: (*_LOOK, "export_submission"),
    **dict.fromkeys((*REVIEWER_ROLES, StaffRole.JUDGES), ()),
}


def group_of(role: StaffRole) -> Group | None:
    """Return the group of the role under whatever name, or None where setup made none yet."""
    return Group.objects.filter(casestudies_role__role=role).first()


def make_groups(made: list[str]) -> set[StaffRole]:
    """Make a group for each role that has none; return the roles of those made.

    A group of the site's own is never taken.
    """
    new = set()
    admin = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for role, default in NAMES.items():
        if group_of(role) is not None:
            continue
        wanted = conf.value("GROUPS").get(role, default)
        group = Group.objects.create(name=free_name(Group.objects.all(), wanted))
        StaffGroup.objects.create(role=role, group=group)
        group.permissions.add(
            admin,
            *Permission.objects.filter(
                content_type__app_label="casestudies", codename__in=CODENAMES[role]
            ),
        )
        made.append(told("用户组", group.name, wanted))
        new.add(role)
    return new
