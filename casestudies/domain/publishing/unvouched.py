"""Live cases that their approvals do not vouch for: what a shell or an import left behind."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ...models.approvals import approved_rounds
from ...models.case import CasePage
from ...models.case_pictures import are_as_saved
from ...models.text_mark import text_mark


def unapproved():
    """Return the live cases that show no revision three different people approved."""
    approved = approved_rounds().values("revision")
    return CasePage.objects.live().exclude(live_revision__in=approved)


def unvouched() -> Iterator[tuple[CasePage, str]]:
    """Yield each live case that is unapproved, or says something else than what was approved.

    Reads every live case and its public revision: for a command, not for a page.
    """
    for case in unapproved().iterator(chunk_size=100):
        yield case, _("no three people approved what readers see")
    vouched = CasePage.objects.live().filter(live_revision__in=approved_rounds().values("revision"))
    for case in vouched.select_related("live_revision").iterator(chunk_size=100):
        approved = case.live_revision.as_object()
        same = text_mark(case, _stored(case)) == text_mark(case, _stored(approved))
        if not same or not are_as_saved(case.live_revision.content):
            yield case, _("readers see another text or picture than was approved")


def _stored(case) -> dict:
    return {**case.serializable_data(), "go_live_at": None, "expire_at": None}
