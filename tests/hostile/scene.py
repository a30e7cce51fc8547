"""A site with something of everything, so that a hostile request reaches what it is after."""

from dataclasses import dataclass, field

from django.test import Client

from casestudies.domain import intake, publishing
from casestudies.domain.installation import CHECKERS, EDITORS
from casestudies.models import CaseIndexPage, CasePage, MissedQuestion, Submission
from tests.factories import (
    CasePageFactory,
    MemberFactory,
    StaffFactory,
    SubmissionFactory,
    SubmissionFormPageFactory,
    UnionFactory,
)


@dataclass
class Scene:
    """Who asks, by role; keys that exist; pages of the tree."""

    clients: dict[str, Client] = field(default_factory=dict)
    keys: list[int] = field(default_factory=list)
    uuids: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)

    def sign_in(self, role, user=None):
        self.clients[role] = client = Client(raise_request_exception=False)
        if user:
            client.force_login(user)
        # Whoever signs out is signed in again before the next request.
        client.kept = {name: morsel.value for name, morsel in client.cookies.items()}


def make_scene() -> Scene:
    union = UnionFactory(name="崇川区总工会", short_name="崇川区")
    author, approver = MemberFactory(union=union), MemberFactory(union=union, approver=True)
    checker, editor = StaffFactory(groups=[CHECKERS]), StaffFactory(groups=[EDITORS])
    form_page = SubmissionFormPageFactory()
    made = {"call": form_page.call, "union": union}
    draft = SubmissionFactory(**made, photos=1)
    handed = SubmissionFactory(**made)
    intake.hand_over(handed, seen=intake.shown_now(handed), by=author.user)
    dossiers = [draft, handed]
    dossiers += [SubmissionFactory(**made, walk=to) for to in ("sent", "returned", "selected")]
    case = publishing.make_case_page(dossiers[-1], by=editor)
    shown = CasePageFactory(public=True, topics=["班组建设"])
    missed = MissedQuestion.objects.create(day="2026-11-21", question="马路工人", times=1)
    scene = Scene()
    scene.sign_in("anonymous")
    for role, user in [
        ("author", author.user),
        ("approver", approver.user),
        ("checker", checker),
        ("editor", editor),
    ]:
        scene.sign_in(role, user)
    rows = [*dossiers, case, shown, missed, union, form_page, form_page.call, author]
    scene.keys = sorted({row.pk for row in rows})
    scene.uuids = [str(dossier.key) for dossier in Submission.objects.all()]
    scene.uuids += [str(photo.key) for photo in draft.photos.all()]
    pages = [CaseIndexPage.objects.first(), CasePage.objects.get(pk=shown.pk), form_page.call]
    scene.pages = [page.get_url() for page in pages]
    return scene
