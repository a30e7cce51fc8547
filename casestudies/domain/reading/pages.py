"""Which pages readers may find."""

from wagtail.models import Page

from ...models.call import SubmissionFormPage
from .scope import Scope


def readable(scope=None):
    """Return the pages a search may show: public, with an address, no forms to fill in.

    1 query for what is private.
    """
    pages = Page.objects.live().public().not_exact_type(SubmissionFormPage)
    return (scope or Scope()).below(pages)
