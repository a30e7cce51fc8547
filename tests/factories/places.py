"""Where the programme's pages lie: below a library, which lies below the site's home page."""

import factory
from wagtail.models import Site

from casestudies.models import CaseIndexPage


def home_page():
    return Site.objects.get(is_default_site=True).root_page


def any_library():
    """Return the first library; make one where there is none."""
    return CaseIndexPage.objects.first() or CaseIndexPageFactory()


class CaseIndexPageFactory(factory.Factory):
    class Meta:
        model = CaseIndexPage

    title = "案例库"
    slug = factory.Sequence(lambda n: f"library-{n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        page = model_class(*args, **kwargs)
        home_page().add_child(instance=page)
        return page
