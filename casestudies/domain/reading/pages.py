"""Which pages readers may find."""

from wagtail.models import Page

from ...models.call import SubmissionFormPage


def readable(site=None):
    """Return the pages a search may show: public, with an address, no forms to fill in.

    Those of one site if given; 1 query for what is private.
    """
    pages = Page.objects.live().public().not_exact_type(SubmissionFormPage)
    return pages.descendant_of(site.root_page) if site else pages.filter(depth__gt=2)
