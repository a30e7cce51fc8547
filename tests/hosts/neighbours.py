"""Other sites and languages of a site: each has a library and a case of its own."""

from dataclasses import dataclass

from playwright.sync_api import expect

from tests.browser import steps

from .host import Host

#: Puts a case into the library that setup has just made; its topics are those of the first case.
#: A copy is a draft: past the gate of ``save``, for the three reviews were walked before.
CASE = """
from casestudies.domain.reading import indexing
from casestudies.models import CaseIndexPage, CasePage
library = CaseIndexPage.objects.latest("pk")
own = CasePage.objects.get(title={first!r}).copy(
    to=library, update_attrs={{"title": {own!r}, "slug": "own", "locale": library.locale}}
)
first = CasePage.objects.get(title={first!r})
CasePage.objects.filter(pk=own.pk).update(
    live=True, first_published_at=first.first_published_at, has_unpublished_changes=False
)
indexing.refresh(CasePage.objects.get(pk=own.pk))
"""
#: Where cases are listed: the short address of the library, a topic, a question.
PLACES = ("library/", f"topics/{steps.TOPIC}/", "search/?q=班前十分钟")


@dataclass(frozen=True)
class Neighbour:
    """What setup is told of it, where it is, and the title of its case."""

    setup: str
    hostname: str
    #: Begins the address of each of its pages, and the programme's.
    tree: str
    title: str

    def make(self, host: Host) -> None:
        host.manage(f"setup_casestudies {self.setup}")
        host.python_code(CASE.format(first=steps.TITLE, own=self.title))

    def visit(self, reader, host: Host, *, prefix: str) -> None:
        """Find its own case in each list and no other, at addresses of its own."""
        tree = f"http://{self.hostname}:{host.port}{self.tree}"
        for place in PLACES:
            answer = reader.goto(f"{tree}{prefix}{place}")
            assert answer.status == 200, reader.url
            cases = reader.locator(".cs-card__title a, .cs-result__title a")
            assert cases.all_inner_texts() == [self.title], reader.url
            for link in reader.locator("a.cs-bar__link").all():
                assert link.get_attribute("href").startswith(f"{self.tree}{prefix}")
            cases.click()
            expect(reader.get_by_role("heading", level=1, name=self.title)).to_be_visible()
            assert reader.url.startswith(tree), reader.url
