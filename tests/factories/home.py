"""The host's front page, at the root of the site."""

import factory
from wagtail.models import Page, Site

from home.models import HomePage


class HomePageFactory(factory.Factory):
    """The home page at the root of the default site; what stood there before stays beside it."""

    class Meta:
        model = HomePage

    title = "南通职工思想政治工作案例库"
    slug = "front"
    welcome = "这里收着南通一线班组做思想工作的真事和好办法。"
    about = "案例库由南通市总工会主办。"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        page = model_class(*args, **kwargs)
        Page.objects.get(depth=1).add_child(instance=page)
        site = Site.objects.get(is_default_site=True)
        site.root_page = page
        site.save()
        return page
