"""What a host needs before the first call: groups, workflows, vocabulary, the library page.

Everything is looked for first, under whatever name it has by now, so installing again changes
nothing that staff have changed since.
"""

from django.db import transaction

from .first_call import make_first_call
from .library import make_collections, make_library
from .places import Place
from .rights import give_editors_rights
from .roles import CHECKERS, CODENAMES, EDITORS, JUDGES, NAMES, REVIEW_GROUPS, group_of, make_groups
from .vocabulary import make_vocabulary
from .workflows import make_case_review, make_formal_check

__all__ = [
    "CHECKERS",
    "CODENAMES",
    "EDITORS",
    "JUDGES",
    "NAMES",
    "REVIEW_GROUPS",
    "group_of",
    "install",
    "set_up",
]


@transaction.atomic
def install(*, parent: str = "", slug: str = "", site: str = "") -> list[str]:
    """Make what is missing; return a line in Chinese for each thing made.

    Where the library goes is said as in ``Place``. Raises Invalid or NotReady and makes
    nothing, where what was named is not there or taken.
    """
    made = []
    make_groups(made)
    new_libraries = make_library(made, place=Place(parent, slug, site))
    make_collections(made)
    make_formal_check(made)
    make_case_review(made, new_libraries=new_libraries)
    give_editors_rights(made, new_libraries=new_libraries)
    make_vocabulary(made)
    return made


@transaction.atomic
def set_up(*, parent: str = "", slug: str = "", site: str = "") -> list[str]:
    """Install, and make the draft of a first call where there never was one; as ``install``."""
    made = install(parent=parent, slug=slug, site=site)
    make_first_call(made)
    return made
