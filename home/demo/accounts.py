"""Unions by their real names, and one account for each role; no real people."""

from dataclasses import dataclass
from unicodedata import east_asian_width

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from casestudies.enums import MemberRole, StaffRole, UnionKind
from casestudies.models import Union, UnionMember

#: For everybody in the table; the demo refuses to run where it could do harm.
PASSWORD = "anli-demo-2026"  # noqa: S105
COLLECTOR = "南通市总工会直属工会工作部"
HOME_UNION, SECOND_UNION = "崇川区总工会", "如东县总工会"
#: (name, short name, kind, Latin name for usernames)
UNIONS = (
    (HOME_UNION, "崇川区", UnionKind.COUNTY, "chongchuan"),
    ("通州区总工会", "通州区", UnionKind.COUNTY, "tongzhou"),
    ("海门区总工会", "海门区", UnionKind.COUNTY, "haimen"),
    ("海安市总工会", "海安市", UnionKind.COUNTY, "haian"),
    ("如皋市总工会", "如皋市", UnionKind.COUNTY, "rugao"),
    ("启东市总工会", "启东市", UnionKind.COUNTY, "qidong"),
    (SECOND_UNION, "如东县", UnionKind.COUNTY, "rudong"),
    ("南通经济技术开发区总工会", "开发区", UnionKind.COUNTY, "kaifaqu"),
    ("苏锡通科技产业园区总工会", "苏锡通园区", UnionKind.COUNTY, "suxitong"),
    ("通州湾示范区总工会", "通州湾", UnionKind.COUNTY, "tongzhouwan"),
    ("市教育工会", "教育工会", UnionKind.INDUSTRY, "jiaoyu"),
    ("市卫生健康工会", "卫健工会", UnionKind.INDUSTRY, "weijian"),
    ("市交通运输工会", "交通工会", UnionKind.INDUSTRY, "jiaotong"),
    (COLLECTOR, "直属工会工作部", UnionKind.DIRECT, "zhishu"),
)


@dataclass(frozen=True, slots=True)
class Account:
    """One row of the printed table."""

    username: str
    role: str
    union: str = ""
    member_role: str = ""
    office_role: str = ""
    is_superuser: bool = False

    @property
    def address(self) -> str:
        page = reverse("casestudies:sign_in") if self.union else reverse("wagtailadmin_home")
        return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{page}"


ACCOUNTS = (
    Account("author", f"{HOME_UNION} 申报员", HOME_UNION, MemberRole.AUTHOR),
    Account("approver", f"{HOME_UNION} 负责人", HOME_UNION, MemberRole.APPROVER),
    Account("author2", f"{SECOND_UNION} 申报员", SECOND_UNION, MemberRole.AUTHOR),
    Account("approver2", f"{SECOND_UNION} 负责人", SECOND_UNION, MemberRole.APPROVER),
    Account("checker", "形式审查员", office_role=StaffRole.CHECKERS),
    Account("editor", "编辑", office_role=StaffRole.EDITORS),
    Account("first", "初审", office_role=StaffRole.FIRST_REVIEWERS),
    Account("second", "复审", office_role=StaffRole.SECOND_REVIEWERS),
    Account("final", "终审", office_role=StaffRole.FINAL_REVIEWERS),
    Account("judge", "评委", office_role=StaffRole.JUDGES),
    Account("admin", "系统管理员", is_superuser=True),
)


def make_unions() -> None:
    for place, (name, short_name, kind, _latin) in enumerate(UNIONS):
        Union.objects.get_or_create(
            name=name, defaults={"short_name": short_name, "kind": kind, "sort_order": place}
        )


def let_editors_recommend() -> None:
    """Let editors recommend results of the site's search: that is the site's to give."""
    rights = Permission.objects.filter(
        content_type__app_label="wagtailsearchpromotions", content_type__model="searchpromotion"
    )
    Group.objects.get(casestudies_role__role=StaffRole.EDITORS).permissions.add(*rights)


def make_accounts() -> None:
    """Make the accounts of the table, then the members of the other unions, who cannot sign in."""
    password = make_password(PASSWORD)
    for account in ACCOUNTS:
        _make(account, password)
    for name, _short_name, _kind, latin in UNIONS:
        if name not in (HOME_UNION, SECOND_UNION):
            for role in MemberRole:
                title = f"{name} {role.label}"
                _make(Account(f"{latin}-{role}", title, name, role), make_password(None))


def _make(account: Account, password: str) -> None:
    user, created = get_user_model().objects.get_or_create(
        username=account.username,
        defaults={
            "first_name": account.role,
            "email": f"{account.username}@example.org",
            "password": password,
            "is_staff": account.is_superuser,
            "is_superuser": account.is_superuser,
        },
    )
    if not created:
        return
    user.groups.set(Group.objects.filter(casestudies_role__role=account.office_role))
    if account.union:
        union = Union.objects.get(name=account.union)
        UnionMember.objects.create(union=union, user=user, role=account.member_role)


def member(union: Union, role: MemberRole):
    """Return the user who acts for the union in the role."""
    return union.members.filter(role=role).select_related("user").order_by("pk").first().user


def staff(username: str):
    return get_user_model().objects.get(username=username)


def table() -> str:
    """Return the accounts as lines of text, with the one password."""
    rows = [("账号", "角色", "登录地址")]
    rows += [(one.username, one.role, one.address) for one in ACCOUNTS]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(
            text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)
        )
        for row in rows
    ]
    return "\n".join([*(line.rstrip() for line in lines), f"所有账号的密码：{PASSWORD}"])


def _width(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
