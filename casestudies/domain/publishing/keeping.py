"""What was public once stays: it is taken down, and its approvals with it are kept."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from ...models.case import CasePage
from ..refusals import WrongState

_removing = ContextVar("removing", default=False)


@contextmanager
def nothing_kept():
    """Let the removal of the whole programme pass, which tells of what is lost beforehand."""
    token = _removing.set(True)
    try:
        yield
    finally:
        _removing.reset(token)


def require_never_public(case):
    """Raise PermissionDenied for a case that was public: the last gate, below every road."""
    if case.was_public and not _removing.get():
        raise PermissionDenied(_kept([case]))


def require_none_public_below(pages):
    """Raise WrongState where one of the pages is, or has below it, a case that was public."""
    for page in pages:
        cases = CasePage.objects.descendant_of(page, inclusive=True).were_public()
        if found := list(cases.only("title", "draft_title")[:3]):
            raise WrongState(_kept(found))


def _kept(cases) -> str:
    titles = "、".join(f"《{case.title}》" for case in cases)
    return _("What was published is kept: take it down instead of deleting it. %(titles)s") % {
        "titles": titles
    }
