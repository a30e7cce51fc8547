"""A kind of site that the plugin is put into, made as its owners made it before it came."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import pythons
from .host import Host
from .neighbours import Neighbour

FILES = Path(__file__).parent / "files"
SETTINGS, URLS = "mysite/settings/base.py", "mysite/urls.py"
PASSWORD = "pass-word-1"
#: From this Python on, Django 6 can be installed.
DJANGO_6 = (3, 12)
#: Run by the site's owner before the plugin comes: where the site answers.
SITE = """
from wagtail.models import Page, Site
Site.objects.filter(is_default_site=True).update(hostname="127.0.0.1", port={port})
Page.objects.filter(depth=2).update(title="首页", draft_title="首页")
"""


@dataclass(frozen=True)
class Kind:
    """A kind of site; ``django`` empty means what ``wagtail start`` itself asks for."""

    wagtail: str
    django: str = ""
    python: Callable[[], str] = pythons.newest
    change: Callable[[Host], None] = lambda host: None
    pages: str = ""
    admin: str = "/admin/"
    prefix: str = "casestudies/"
    tree: str = "/"
    login: str = "{}"
    #: Tasks wait for a worker.
    has_queue: bool = False
    neighbours: tuple[Neighbour, ...] = ()
    #: What the checks tell of this site with good reason.
    told: tuple[str, ...] = ()

    @property
    def programme(self) -> str:
        return f"{self.tree}{self.prefix}"

    def make(self, folder: Path) -> Host:
        """Make the site: a project, its packages, a database, its first page, its owner."""
        host = Host(folder, self.python())
        host.uv(f"install 'wagtail=={self.wagtail}.*'")
        host.site.mkdir()
        host.run("wagtail start mysite .")
        if django := self.django or ("5.2" if _is_too_old(host) else ""):
            host.edit("requirements.txt", "^Django.*$", f"Django=={django}.*")
        host.uv("install -r site/requirements.txt")
        _in_chinese(host)
        self.change(host)
        host.manage("makemigrations --verbosity 0")
        host.manage("migrate --verbosity 0")
        owner = _account(self.login.format("owner"), "is_superuser=True, is_staff=True")
        host.python_code((SITE + self.pages).format(port=host.port) + owner)
        return host

    def missing(self, host: Host) -> dict[str, str]:
        """Return under «missing» what was not tried for want of a newer Python."""
        if self.django or not _is_too_old(host):
            return {}
        return {"missing": "no Python 3.12 or newer was found, so Django 6 was NOT tried here"}


def _is_too_old(host):
    return pythons.version(host.python) < DJANGO_6


def _in_chinese(host):
    host.edit(SETTINGS, "^LANGUAGE_CODE = .*$", 'LANGUAGE_CODE = "zh-hans"')
    host.edit(SETTINGS, "^TIME_ZONE = .*$", 'TIME_ZONE = "Asia/Shanghai"')
    host.edit(SETTINGS, "^WAGTAILADMIN_BASE_URL = .*$", f'WAGTAILADMIN_BASE_URL = "{host.address}"')


#: Who works in the programme: account → group that setup makes.
STAFF = {
    "reviewer": "形式审查员",
    "editor": "案例编辑",
    "first": "案例初审",
    "second": "案例复审",
    "final": "案例终审",
}


def make_accounts(host: Host, kind: Kind) -> None:
    """Make the accounts of a union's members and of the staff, as the site's owner does."""
    code = [_account(kind.login.format(name)) for name in ("author", "approver")]
    for name, group in STAFF.items():
        code.append(_account(kind.login.format(name)))
        code.append(f"user.groups.add(Group.objects.get(name={group!r}))")
    host.python_code("from django.contrib.auth.models import Group\n" + "\n".join(code))


def _account(login, fields="is_staff=False"):
    return (
        "from django.contrib.auth import get_user_model\n"
        "User = get_user_model()\n"
        f"user = User(**{{User.USERNAME_FIELD: {login!r}}}, {fields})\n"
        f"user.set_password({PASSWORD!r})\n"
        "user.save()"
    )
