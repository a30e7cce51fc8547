"""Where the library goes: the parent page, the slug and the site as somebody names them."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page, Site

from ... import conf
from ...asked import number
from ..refusals import Invalid, NotReady

DEFAULT_SLUG = "cases"


@dataclass(frozen=True, slots=True)
class Place:
    """What was asked for, as it was typed; what is empty, ``CASESTUDIES`` or the default says.

    ``parent`` is the key of a page or the path of its address, ``site`` the key of a site of
    Wagtail's or its host name. All questions raise Invalid or NotReady where what was named
    is not there.
    """

    parent: str = ""
    slug: str = ""
    site: str = ""

    def asked_for(self) -> Page | None:
        """Return the page below which a library was asked for, or None."""
        if not (self.parent or self.site):
            return None
        return self.parent_page() if self.parent else self._root()

    def parent_page(self) -> Page:
        named = self.parent or str(conf.value("LIBRARY_PARENT"))
        if not named:
            return self._root()
        page = _page_of_key(number(named)) if named.isdecimal() else self._page_at(named)
        if page is None:
            raise Invalid(
                _(
                    "There is no page “%(page)s” for the library to stand below. Give the path of"
                    " its address, like /work/, or its number in the page explorer."
                )
                % {"page": named}
            )
        return page

    @property
    def named_slug(self) -> str:
        return self.slug or conf.value("LIBRARY_SLUG")

    def free_slug(self, parent: Page) -> str:
        """Return the slug that was named, or the first free one where none was."""
        if self.named_slug:
            _require_slug(self.named_slug, parent)
            return self.named_slug
        taken = set(parent.get_children().values_list("slug", flat=True))
        numbered = (f"{DEFAULT_SLUG}-{number}" for number in range(2, len(taken) + 3))
        return next(slug for slug in (DEFAULT_SLUG, *numbered) if slug not in taken)

    def _root(self) -> Page:
        return _site(self.site).root_page

    def _page_at(self, path) -> Page | None:
        """Return the page whose address has this path, in whichever language of the site."""
        path = f"/{path.strip('/')}/".replace("//", "/")
        for root in self._root().get_translations(inclusive=True):
            prefix = _prefix(root)
            if path.startswith(prefix):
                found = Page.objects.filter(url_path=root.url_path + path.removeprefix(prefix))
                if page := found.first():
                    return page
        return None


def _page_of_key(key) -> Page | None:
    """Return a page of any site; what stands above all sites has no address."""
    return Page.objects.filter(pk=key, depth__gt=1).first()


def _prefix(root) -> str:
    """Return what stands before the addresses of pages below this root."""
    with override(root.locale.language_code):
        try:
            return reverse("wagtail_serve", args=[""])
        except NoReverseMatch:
            return "/"


def _site(named) -> Site:
    sites = Site.objects.select_related("root_page").order_by("port", "pk")
    if not named:
        site = sites.filter(is_default_site=True).first()
        if site is None:
            raise NotReady(
                _(
                    "No site of Wagtail's is the default one: name one with --site, or a page with"
                    " --parent."
                )
            )
        return site
    host, _colon, port = named.partition(":")
    found = sites.filter(pk=number(named)) if named.isdecimal() else sites.filter(hostname=host)
    site = (found.filter(port=number(port)) if port.isdecimal() else found).first()
    if site is None:
        raise Invalid(
            _("There is no site “%(site)s”. Those of Wagtail's are: %(sites)s.")
            % {"site": named, "sites": ", ".join(f"{one.pk} {one.hostname}" for one in sites)}
        )
    return site


def _require_slug(named, parent):
    if slugify(named, allow_unicode=True) != named:
        raise Invalid(
            _("“%(slug)s” cannot be part of an address: use letters, digits and hyphens.")
            % {"slug": named}
        )
    other = parent.get_children().filter(slug=named).first()
    if other is not None:
        raise Invalid(
            _(
                "The address “%(slug)s” belongs to the page “%(title)s” (number %(pk)s). Name"
                " another with --slug, or another parent page with --parent, or change the"
                " address of that page first."
            )
            % {"slug": named, "title": other.title, "pk": other.pk}
        )
