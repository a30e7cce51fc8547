"""The library page, and the collection of the programme's pictures that it names."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PagePermissionTester
from wagtail.search import index

from .approvals import BesideReviewMixin
from .case import CasePage
from .links import page_link
from .words import CleanWordsMixin

#: Entry in the site's history by which removal tells what setup made from what the site has.
COLLECTION_MADE = "casestudies.make_collection"


class CaseIndexPermissionTester(PagePermissionTester):
    """No case is created already published; the library, which setup made, is not copied."""

    def can_publish_subpage(self):
        return False

    def can_copy(self):
        return False

    def can_delete(self, ignore_bulk=False):
        """Deleting it would take along cases that were public once."""
        cases = CasePage.objects.descendant_of(self.page)
        return not cases.were_public().exists() and super().can_delete(ignore_bulk)

    def can_move(self):
        return super().can_delete(ignore_bulk=True)


class CaseIndexPage(CleanWordsMixin, BesideReviewMixin, Page):
    """案例库: the list of public cases, newest first; below it lie cases, calls and their forms."""

    page_ptr = page_link("library")
    introduction = models.TextField(_("introduction"), blank=True)
    collection = models.ForeignKey(
        "wagtailcore.Collection",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("collection of pictures"),
        help_text=_(
            "Photos of cases are kept here. Pictures uploaded to it, or to a collection below"
            " it, lose what they tell of place, time and camera."
        ),
    )

    #: ``setup_casestudies`` makes it, with its rights and workflow: no page of the host offers it.
    is_creatable = False
    subpage_types = ["casestudies.CasePage", "casestudies.CallPage"]
    template = "casestudies/public/reading/case_index.html"
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    settings_panels = [
        *Page.settings_panels,
        FieldPanel("collection", permission="wagtailcore.change_collection"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("case library")
        verbose_name_plural = _("case libraries")

    def clean(self):
        super().clean()
        # Pictures of the whole site lie below the root, and would lose their metadata.
        if self.collection is not None and self.collection.is_root():
            raise ValidationError({"collection": _("Choose a collection below the root.")})

    def permissions_for_user(self, user):
        return CaseIndexPermissionTester(user, self)

    def route(self, request, path_components):
        """Find a case and its cover with one query, where Wagtail takes three."""
        if len(path_components) == 1:
            cases = CasePage.objects.child_of(self).select_related("cover")
            case = cases.filter(slug=path_components[0]).first()
            if case is not None:
                return case.route(request, [])
        return super().route(request, path_components)

    def get_context(self, request, *args, **kwargs):
        from ..public.reading.views import case_list_context

        return super().get_context(request, *args, **kwargs) | case_list_context(request, self)
