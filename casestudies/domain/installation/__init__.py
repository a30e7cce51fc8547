"""What a host needs before the first call: groups, workflows, vocabulary, the library page.

Everything is looked for first, under whatever name it has by now. Installing again changes
nothing that staff have changed since, and brings back of what they took away only what the
programme cannot do without: a group for each role, the workflows, a library page.
"""

from django.db import transaction
from wagtail.models import Page

from ...enums import StaffRole
from ...models.library import CaseIndexPage
from ...models.staff import StaffGroup
from .first_call import make_first_call
from .library import make_collections, make_library
from .places import Place
from .rights import give_editors_rights
from .roles import CHECKERS, CODENAMES, EDITORS, JUDGES, NAMES, group_of, make_groups
from .tables import pending_migrations
from .vocabulary import make_vocabulary
from .workflows import make_case_review, make_formal_check

__all__ = [
    "CHECKERS",
    "CODENAMES",
    "EDITORS",
    "JUDGES",
    "NAMES",
    "group_of",
    "install",
    "pending_migrations",
    "set_up",
]


@transaction.atomic
def install(
    *, parent: str = "", slug: str = "", site: str = "", vocabulary: bool = False
) -> list[str]:
    """Make what is missing; return a line in Chinese for each thing made.

    Topics and terms are given the first time, later only where ``vocabulary`` asks for those
    that are missing. Where the library goes is said as in ``Place``. Raises Invalid or NotReady
    and makes nothing, where what was named is not there or taken.
    """
    made = []
    # Two setups at once, of two workers that start, come one by one: the second finds all there.
    Page.objects.select_for_update().get(pk=Page.get_first_root_node().pk)
    # A site where setup ran has groups of roles.
    is_first = not StaffGroup.objects.exists()
    new_roles = make_groups(made)
    new_libraries = make_library(made, place=Place(parent, slug, site))
    make_collections(made, libraries=_every_library() if is_first else new_libraries)
    make_formal_check(made, new_roles=new_roles)
    make_case_review(made, new_libraries=new_libraries, new_roles=new_roles)
    # Editors may be new where libraries are not.
    libraries = _every_library() if StaffRole.EDITORS in new_roles else new_libraries
    give_editors_rights(made, libraries=libraries)
    if is_first or vocabulary:
        make_vocabulary(made)
    return made


def _every_library() -> list[CaseIndexPage]:
    return list(CaseIndexPage.objects.order_by("path"))


@transaction.atomic
def set_up(**asked) -> list[str]:
    """Install, and make the draft of a first call where there never was one; as ``install``."""
    made = install(**asked)
    make_first_call(made)
    return made
