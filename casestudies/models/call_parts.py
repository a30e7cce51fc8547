"""The inline children of a call: directions, criteria, quotas, award levels."""

from decimal import Decimal

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel
from wagtail.models import Orderable

from ..enums import AwardRule, QuotaScope, UnionKind
from .words import CleanWordsMixin


class DirectionQuerySet(models.QuerySet):
    def in_use(self):
        """Directions that stand in a dossier that was sent; ``dossiers`` tells in how many."""
        dossiers = apps.get_model("casestudies", "Submission").objects.sent()
        used = dossiers.filter(direction=OuterRef("pk")).order_by().values("direction")
        counted = used.annotate(n=Count("pk")).values("n")
        return self.annotate(dossiers=Subquery(counted)).filter(dossiers__gt=0)


class DirectionFormSet(BaseChildFormSet):
    def clean(self):
        """Refuse to take a direction away that dossiers name; it may be renamed: 1 query."""
        super().clean()
        gone = [form.instance.pk for form in self.forms if self._should_delete_form(form)]
        used = Direction.objects.filter(pk__in=gone).in_use() if any(gone) else []
        if said := [each.why_it_stays for each in used]:
            raise ValidationError(said)


class DirectionPanel(InlinePanel):
    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = DirectionFormSet
        return options


class Direction(CleanWordsMixin, Orderable):
    """案例方向. One that a sent dossier names is not taken away."""

    call = ParentalKey("casestudies.CallPage", on_delete=models.CASCADE, related_name="directions")
    label = models.CharField(pgettext_lazy("casestudies", "label"), max_length=60)
    description = models.TextField(pgettext_lazy("casestudies", "description"), blank=True)

    objects = DirectionQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("direction")
        verbose_name_plural = _("directions")

    def __str__(self):
        return self.label

    @property
    def why_it_stays(self) -> str:
        """The sentence why a direction ``in_use`` cannot be deleted."""
        return _(
            "The direction “%(direction)s” stands in %(number)d dossiers that were sent, so it"
            " cannot be deleted. It may be renamed."
        ) % {"direction": self.label, "number": self.dossiers}


class Criterion(CleanWordsMixin, Orderable):
    """评审标准: a weight and a maximum mark."""

    call = ParentalKey("casestudies.CallPage", on_delete=models.CASCADE, related_name="criteria")
    name = models.CharField(pgettext_lazy("casestudies", "name"), max_length=60)
    description = models.TextField(pgettext_lazy("casestudies", "description"), blank=True)
    weight = models.DecimalField(
        _("weight"),
        max_digits=5,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    maximum = models.DecimalField(
        _("maximum mark"),
        max_digits=5,
        decimal_places=1,
        default=Decimal(25),
        validators=[MinValueValidator(Decimal("0.5"))],
    )

    class Meta(Orderable.Meta):
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__gt=0) & Q(maximum__gt=0), name="casestudies_criterion_positive"
            )
        ]

    def __str__(self):
        return self.name


class Quota(Orderable):
    """推荐名额 of one kind of union: domain.md §2."""

    call = ParentalKey("casestudies.CallPage", on_delete=models.CASCADE, related_name="quotas")
    kind = models.CharField(_("kind of union"), max_length=10, choices=UnionKind)
    minimum = models.PositiveSmallIntegerField(_("at least"), default=0)
    maximum = models.PositiveSmallIntegerField(_("at most"), default=1)
    scope = models.CharField(
        _("scope"), max_length=10, choices=QuotaScope, default=QuotaScope.PER_UNION
    )
    collector = models.ForeignKey(
        "casestudies.Union",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("collector"),
        help_text=_("Who collects and forwards for all unions that share the quota."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("quota")
        verbose_name_plural = _("quotas")
        constraints = [
            models.UniqueConstraint(
                fields=["call", "kind"],
                name="casestudies_quota_kind_once",
                violation_error_message=_("There is already a quota for this kind of union."),
            ),
            models.CheckConstraint(
                condition=Q(minimum__lte=F("maximum")),
                name="casestudies_quota_min_max",
                violation_error_message=_("The least number is greater than the largest."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.minimum}–{self.maximum}"


class AwardLevel(CleanWordsMixin, Orderable):
    """评选等次: named by a ratio of what was recommended, or by number."""

    call = ParentalKey(
        "casestudies.CallPage", on_delete=models.CASCADE, related_name="award_levels"
    )
    name = models.CharField(pgettext_lazy("casestudies", "name"), max_length=60)
    rule = models.CharField(
        _("how many"), max_length=10, choices=AwardRule, default=AwardRule.RATIO
    )
    amount = models.DecimalField(
        _("per cent or number"),
        max_digits=6,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal(1000))],
    )

    class Meta(Orderable.Meta):
        verbose_name = _("award level")
        verbose_name_plural = _("award levels")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="casestudies_award_amount_positive"
            ),
            models.CheckConstraint(
                condition=~Q(rule=AwardRule.RATIO) | Q(amount__lte=100),
                name="casestudies_award_ratio_max",
                violation_error_message=_("A share cannot be above 100 per cent."),
            ),
        ]

    def __str__(self):
        return self.name
