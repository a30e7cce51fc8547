"""A published case, its topics, and the kept numbers of cases."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index

from ..blocks.case import CaseBodyBlock
from ..enums import CountFacet
from .case_pictures import HASHES, hashes_now, pictures_in
from .links import page_link
from .public_text import refuse_personal_data
from .reviewed import ReviewedMixin
from .topic import Topic
from .words import CleanWordsMixin


class CaseTopic(ItemBase):
    """A topic of a case, with copies of what the topic's list filters and sorts by."""

    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="cases")
    content_object = ParentalKey(
        "casestudies.CasePage", on_delete=models.CASCADE, related_name="case_topics"
    )
    library = models.PositiveIntegerField(null=True, editable=False)
    is_public = models.BooleanField(default=False, editable=False)
    published_on = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("topic of a case")
        verbose_name_plural = _("topics of cases")
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "content_object"], name="casestudies_case_topic_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["tag", "library", "-published_on", "-content_object"],
                condition=Q(is_public=True),
                name="casestudies_topic_newest",
            )
        ]


class CaseQuerySet(PageQuerySet):
    def readable(self):
        """Cases anybody may read, from the indexed copy on this table."""
        return self.filter(is_public=True)

    def were_public(self):
        """Cases that are public or once were: they are taken down, never deleted."""
        return self.filter(Q(live=True) | Q(first_published_at__isnull=False))

    def newest_first(self):
        return self.order_by("-published_on", "-page_ptr_id")


class CasePage(ReviewedMixin, CleanWordsMixin, Page):
    """案例: what a published case looks like is in domain.md §5.

    ``library`` (its key), ``is_public``, ``published_on``, ``year`` and ``region`` are indexed
    copies for lists; ``domain.reading.indexing`` alone writes them.
    """

    COPIES = ("library", "is_public", "published_on", "year", "region")

    page_ptr = page_link("case")
    subtitle = models.CharField(_("subtitle"), max_length=120, blank=True)
    byline = models.CharField(
        _("byline"),
        max_length=150,
        blank=True,
        help_text=_("The implementing organisation, or a person with post."),
    )
    recommended_by = models.CharField(_("recommending union"), max_length=100, blank=True)
    implementer = models.CharField(_("implementing organisation"), max_length=120, blank=True)
    direction = models.CharField(_("direction"), max_length=60, blank=True)
    introduction = models.TextField(_("introduction"), blank=True, max_length=500)
    cover = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover photo"),
    )
    cover_alt = models.CharField(
        _("alternative text of the cover photo"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("What the photo shows, for who cannot see it; where empty, the title."),
    )
    body = StreamField(CaseBodyBlock(), verbose_name=_("text of the case"), blank=True)
    honours = models.TextField(_("honours received"), blank=True, help_text=_("One on each line."))
    editor_note = models.TextField(
        _("editor's note"), blank=True, help_text=_("Why the case is worth learning from.")
    )
    source = models.CharField(
        _("source"), max_length=150, blank=True, help_text=_("For reprints, like 《工人日报》.")
    )
    topics = ClusterTaggableManager(
        through=CaseTopic, blank=True, verbose_name=_("topics"), related_name="+"
    )

    library = models.PositiveIntegerField(null=True, editable=False)
    is_public = models.BooleanField(default=False, editable=False)
    published_on = models.DateTimeField(null=True, editable=False)
    year = models.PositiveSmallIntegerField(null=True, editable=False)
    region = models.CharField(max_length=100, blank=True, editable=False)

    objects = PageManager.from_queryset(CaseQuerySet)()

    parent_page_types = ["casestudies.CaseIndexPage"]
    subpage_types = []
    template = "casestudies/public/reading/case_page.html"

    content_panels = [
        *Page.content_panels,
        FieldPanel("subtitle"),
        FieldRowPanel([FieldPanel("byline"), FieldPanel("implementer")]),
        FieldRowPanel([FieldPanel("recommended_by"), FieldPanel("direction")]),
        FieldPanel("topics"),
        FieldPanel("introduction"),
        FieldPanel("cover"),
        FieldPanel("cover_alt"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("honours"), FieldPanel("editor_note"), FieldPanel("source")],
            heading=_("At the end"),
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("subtitle"),
        index.SearchField("byline"),
        index.SearchField("recommended_by"),
        index.SearchField("implementer"),
        index.SearchField("direction"),
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.SearchField("honours"),
        index.SearchField("editor_note"),
        index.RelatedFields("topics", [index.SearchField("name"), index.FilterField("slug")]),
        index.FilterField("is_public"),
        index.FilterField("published_on"),
        index.FilterField("year"),
    ]

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes = [
            models.Index(
                fields=["library", "-published_on", "-page_ptr"],
                condition=Q(is_public=True),
                name="casestudies_case_newest",
            ),
            models.Index(
                fields=["library", "year", "-published_on", "-page_ptr"],
                condition=Q(is_public=True),
                name="casestudies_case_year",
            ),
        ]

    def clean(self):
        super().clean()
        refuse_personal_data(self)

    @property
    def body_text(self) -> str:
        """Everything readable in the body, as plain text."""
        return "\n".join(self.body.stream_block.get_searchable_content(self.body))

    @property
    def honour_list(self) -> list[str]:
        return [line.strip() for line in self.honours.splitlines() if line.strip()]

    def save(self, *args, **kwargs):
        if self._state.adding:
            self._clear_copies()
        return super().save(*args, **kwargs)

    def _clear_copies(self):
        """A new page, a copy of a public one included, is in no list until it is indexed."""
        self.is_public, self.published_on, self.year, self.region = False, None, None, ""
        self.library = None
        for row in self.case_topics.all():
            row.library, row.is_public, row.published_on = None, False, None

    def serializable_data(self):
        """Return what a revision keeps, with hashes of the pictures: approvals are for them too."""
        data = super().serializable_data()
        return data | {HASHES: hashes_now(pictures_in(data))}

    def with_content_json(self, content):
        """Keep the copies for lists as they are: they belong to the page, not to a revision."""
        page = super().with_content_json(content)
        for name in self.COPIES:
            setattr(page, name, getattr(self, name))
        return page

    def get_context(self, request, *args, **kwargs):
        from ..public.reading.views import case_context

        return super().get_context(request, *args, **kwargs) | case_context(self)


class CaseCount(models.Model):
    """A kept number of a library's public cases, shown beside filters."""

    facet = models.CharField(max_length=10, choices=CountFacet)
    library = models.PositiveIntegerField(default=0)
    value = models.CharField(max_length=100, blank=True)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("number of cases")
        verbose_name_plural = _("numbers of cases")
        constraints = [
            models.UniqueConstraint(
                fields=["facet", "library", "value"], name="casestudies_count_once"
            )
        ]

    def __str__(self):
        return f"{self.facet} {self.value}: {self.number}"
