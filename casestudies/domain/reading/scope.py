"""What the readers of one site see in one language."""

from dataclasses import dataclass
from functools import cached_property

from wagtail.models import Page

from ...models.library import CaseIndexPage


@dataclass(frozen=True)
class Scope:
    """The pages below ``root``; without one all that have an address, as in a site alone.

    A list of cases names the ``libraries`` whose cases it may show: a case carries the key of
    its own.
    """

    root: Page | None = None

    def within(self, pages):
        """Keep of the pages those in the scope; the root is one, as it may be a library."""
        if self.root:
            return pages.descendant_of(self.root, inclusive=True)
        return pages.filter(depth__gt=1)

    def below(self, pages):
        """Keep of the pages those below a home page, which no search needs to find."""
        return pages.descendant_of(self.root) if self.root else pages.filter(depth__gt=2)

    @cached_property
    def libraries(self) -> list[int]:
        """Return the keys of the live libraries in the scope, in the order of the tree: 1 query."""
        found = self.within(CaseIndexPage.objects.live()).order_by("path")
        return list(found.values_list("pk", flat=True))
