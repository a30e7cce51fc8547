"""Cases of the demo, taken from the pool through 三审 to the reader."""

from datetime import timedelta

from casestudies.domain import publishing
from casestudies.domain.workflow import decide_step
from casestudies.enums import Decision
from casestudies.models import CasePage, Submission

from .accounts import staff
from .dates import Clock

#: 初审, 复审, 终审: who, and how long before the publication.
REVIEWERS = (
    ("first", timedelta(days=5)),
    ("second", timedelta(days=2)),
    ("final", timedelta(0)),
)


def publish(dossier: Submission, sheet, *, moment, clock: Clock) -> CasePage:
    """Make a page of an accepted dossier and let three people approve it; return it."""
    editor = staff("editor")
    page = publishing.make_case_page(dossier, by=editor)
    clock.settle(page, moment - timedelta(days=9))
    clock.settle(dossier, moment - timedelta(days=9))
    _complete(page, sheet)
    page.save_revision(user=editor, log_action=True)
    clock.settle(page, moment - timedelta(days=8))
    submit(page, clock=clock, moment=moment - timedelta(days=7))
    for username, before in REVIEWERS:
        approve(page, username, clock=clock, moment=moment - before)
    clock.settle(dossier, moment)
    return page


def submit(page, *, moment, clock: Clock) -> None:
    publishing.submit_for_review(page, by=staff("editor"))
    clock.settle(page, moment)


def approve(page, username, *, moment, clock: Clock) -> None:
    """Approve the current step of 三审, as the person named."""
    page = CasePage.objects.get(pk=page.pk)
    decide_step(page, by=staff(username), decision=Decision.PASS, text_mark=page.newest_text_mark)
    clock.settle(page, moment)


def _complete(page, sheet):
    """Add what an editor adds: headline, figures, quotations, honours, the word at the end."""
    for name in ("slug", "subtitle", "byline", "introduction", "editor_note", "source"):
        setattr(page, name, sheet[name])
    page.honours = "\n".join(sheet["honours"])
    page.body = _laid_out(page.body, sheet)


def _laid_out(body, sheet):
    """Return the blocks as an editor lays them out, so that no screen is all text.

    Figures first, a photo after the second part, the quotation before the last.
    """
    blocks = [(block.block_type, block.value) for block in body]
    parts = [block for block in blocks if block[0] == "part"]
    photos = [block for block in blocks if block[0] == "photo"]
    quotations = [("quotation", quotation) for quotation in sheet.get("quotations", [])]
    return [
        ("figures", sheet["figures"]),
        *parts[:2],
        *photos[:1],
        *parts[2:-1],
        *photos[1:],
        *quotations,
        *parts[-1:],
    ]
