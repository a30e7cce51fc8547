"""The call for cases and the page that carries its form."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index

from ..blocks.call import CallBodyBlock
from .approvals import BesideReviewMixin
from .call_parts import Direction, DirectionPanel
from .links import page_link
from .task import FormalCheckTask
from .words import CleanWordsMixin


class CallQuerySet(PageQuerySet):
    def open(self, now=None):
        """Calls that take dossiers at the moment ``now``."""
        now = now or timezone.now()
        return self.live().filter(opens_at__lte=now, closes_at__gt=now)

    def newest_first(self):
        return self.order_by("-opens_at", "-pk")


class QuotaFormSet(BaseChildFormSet):
    def get_unique_error_message(self, unique_check):
        """Say in words what Django says with the names of columns."""
        return _("There is already a quota for this kind of union.")


class QuotaPanel(InlinePanel):
    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = QuotaFormSet
        return options


class CallForm(WagtailAdminPageForm):
    """Offers the workflows through which dossiers come into the pool, and the one chosen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "workflow" in self.fields:
            offered = FormalCheckTask.whole_workflows() | Q(pk=self.instance.workflow_id)
            field = self.fields["workflow"]
            field.queryset = field.queryset.filter(offered)


class CallPage(CleanWordsMixin, BesideReviewMixin, Page):
    """征集活动. Numbers and their defaults: domain.md §2."""

    page_ptr = page_link("call")
    document_number = models.CharField(_("document number"), max_length=50, blank=True)
    issuing_organisations = models.TextField(
        _("issuing organisations"), blank=True, help_text=_("One on each line.")
    )
    introduction = models.TextField(_("introduction"), blank=True)
    body = StreamField(CallBodyBlock(), verbose_name=_("text of the call"), blank=True)

    opens_at = models.DateTimeField(_("opens at"))
    closes_at = models.DateTimeField(
        _("closes at"), help_text=_("From this moment on nothing can be sent.")
    )
    returned_days = models.PositiveSmallIntegerField(
        _("days for changes"),
        default=7,
        help_text=_("How many days a union has to send a returned dossier again."),
    )
    notice_days = models.PositiveSmallIntegerField(_("working days of public notice"), default=5)
    wants_paper_original = models.BooleanField(_("stamped paper original required"), default=True)

    is_judged = models.BooleanField(
        _("dossiers are judged"),
        default=True,
        help_text=_(
            "Case pages are made of what was selected. In a call that is not judged they are made"
            " of everything that passed the formal check."
        ),
    )

    text_min = models.PositiveIntegerField(_("text: at least"), default=800)
    text_max = models.PositiveIntegerField(_("text: at most"), default=1500)
    photos_min = models.PositiveSmallIntegerField(
        _("photos: at least"), default=2, help_text=_("If there are any; photos are optional.")
    )
    photos_max = models.PositiveSmallIntegerField(_("photos: at most"), default=3)

    workflow = models.ForeignKey(
        "wagtailcore.Workflow",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("workflow of the formal check"),
        help_text=_("Empty: the workflow assigned to all dossiers."),
    )

    objects = PageManager.from_queryset(CallQuerySet)()

    base_form_class = CallForm
    parent_page_types = ["casestudies.CaseIndexPage"]
    subpage_types = ["casestudies.SubmissionFormPage"]
    template = "casestudies/public/intake/call_page.html"

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("document_number"), FieldPanel("issuing_organisations")]),
        FieldPanel("introduction"),
        FieldPanel("body"),
        DirectionPanel("directions", heading=_("Directions"), label=_("direction")),
    ]
    rule_panels = [
        FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")], heading=_("Dates")),
        FieldRowPanel([FieldPanel("returned_days"), FieldPanel("notice_days")]),
        FieldPanel("wants_paper_original"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("text_min"), FieldPanel("text_max")]),
                FieldRowPanel([FieldPanel("photos_min"), FieldPanel("photos_max")]),
            ],
            heading=_("Limits"),
        ),
        QuotaPanel("quotas", heading=_("Quotas"), label=_("quota")),
    ]
    judging_panels = [
        FieldPanel("is_judged"),
        FieldPanel("workflow"),
        InlinePanel("criteria", heading=_("Criteria"), label=_("criterion")),
        InlinePanel("award_levels", heading=_("Award levels"), label=_("award level")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Call")),
            ObjectList(rule_panels, heading=_("Dates, limits, quotas")),
            ObjectList(judging_panels, heading=_("Formal check and judging")),
            ObjectList(Page.promote_panels, heading=pgettext_lazy("casestudies", "Promote")),
            ObjectList(Page.settings_panels, heading=pgettext_lazy("casestudies", "Settings")),
        ]
    )
    search_fields = [
        *Page.search_fields,
        index.SearchField("document_number"),
        index.SearchField("issuing_organisations"),
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.RelatedFields("directions", [index.SearchField("label")]),
        index.FilterField("opens_at"),
        index.FilterField("closes_at"),
    ]

    class Meta:
        verbose_name = _("call for cases")
        verbose_name_plural = _("calls for cases")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")), name="casestudies_call_opens_first"
            ),
            models.CheckConstraint(
                condition=Q(text_min__lte=F("text_max")), name="casestudies_call_text_limits"
            ),
            models.CheckConstraint(
                condition=Q(photos_min__lte=F("photos_max")), name="casestudies_call_photo_limits"
            ),
        ]

    def route(self, request, path_components):
        """Find the form with one query, where Wagtail takes two, and tell it its call."""
        if len(path_components) == 1:
            forms = SubmissionFormPage.objects.child_of(self)
            form_page = forms.filter(slug=path_components[0]).first()
            if form_page is not None:
                form_page._call = self
                return form_page.route(request, [])
        return super().route(request, path_components)

    def clean(self):
        super().clean()
        errors = {}
        if self.opens_at and self.closes_at and self.opens_at >= self.closes_at:
            errors["closes_at"] = _("The call must close after it opens.")
        if (self.text_min or 0) > (self.text_max or 0):
            errors["text_max"] = _("The largest length is below the least.")
        if (self.photos_min or 0) > (self.photos_max or 0):
            errors["photos_max"] = _("The largest number of photos is below the least.")
        if self.workflow_id and (said := self._wrong_workflow()):
            errors["workflow"] = said
        if errors:
            raise ValidationError(errors)

    def _wrong_workflow(self) -> str:
        """Return why dossiers would get stuck in the workflow, or nothing; a pause is no reason."""
        if not FormalCheckTask.is_in(self.workflow_id):
            return _(
                "This workflow has no formal check of dossiers. Please choose another, or none."
            )
        if not FormalCheckTask.is_all_of(self.workflow_id):
            return _(
                "A step of this workflow is no formal check of dossiers, so dossiers would not come"
                " through it. Please choose another, or none."
            )
        return ""

    def with_content_json(self, content):
        """Keep the directions that dossiers name, whatever an older revision says of them."""
        page = super().with_content_json(content)
        kept = {direction.pk for direction in page.directions.all()}
        used = Direction.objects.filter(call_id=self.pk).exclude(pk__in=kept).in_use()
        page.directions.add(*used)
        return page

    def get_context(self, request, *args, **kwargs):
        from ..public.frame import frame_context

        return super().get_context(request, *args, **kwargs) | frame_context()

    def is_open(self, now=None) -> bool:
        return self.live and self.opens_at <= (now or timezone.now()) < self.closes_at

    def is_past(self, now=None) -> bool:
        return (now or timezone.now()) >= self.closes_at

    @property
    def issuers(self) -> list[str]:
        return [line.strip() for line in self.issuing_organisations.splitlines() if line.strip()]

    @property
    def form_page(self):
        """The live SubmissionFormPage of the call, or None."""
        return SubmissionFormPage.objects.child_of(self).live().first()


class SubmissionFormPage(CleanWordsMixin, BesideReviewMixin, Page):
    """The form of a call; it leads to its short address, which ``public.intake`` serves."""

    page_ptr = page_link("form")
    introduction = RichTextField(
        _("advice above the form"), blank=True, features=["bold", "ol", "ul", "link"]
    )
    receipt_text = models.TextField(_("text on the receipt"), blank=True)

    parent_page_types = ["casestudies.CallPage"]
    subpage_types = []
    max_count_per_parent = 1
    #: Staff belong to no union, so a preview could only say that the form is not for them.
    preview_modes = []

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("receipt_text"),
    ]

    class Meta:
        verbose_name = _("submission form")
        verbose_name_plural = _("submission forms")

    @property
    def call(self) -> CallPage:
        if not hasattr(self, "_call"):
            self._call = CallPage.objects.get(path=self._get_basepath(self.path, self.depth - 1))
        return self._call

    def get_url_parts(self, request=None):
        """Give the form a short address: the way through the page tree costs many queries."""
        parts = super().get_url_parts(request)
        if parts is None or parts[2] is None:
            return parts
        return (*parts[:2], reverse("casestudies:apply", args=[self.pk]))

    def serve(self, request, *args, **kwargs):
        return redirect("casestudies:apply", pk=self.pk)
