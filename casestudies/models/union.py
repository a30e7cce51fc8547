"""Unions that may recommend cases, and the people who act for them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..enums import MemberRole, UnionKind
from ..permissions import enters_admin
from .words import CleanWordsMixin


class UnionQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)


class Union(CleanWordsMixin, models.Model):
    """推荐单位: domain.md §1."""

    name = models.CharField(pgettext_lazy("casestudies", "name"), max_length=100, unique=True)
    short_name = models.CharField(
        _("short name"), max_length=30, blank=True, help_text=_("Used in lists and on phones.")
    )
    kind = models.CharField(_("kind of union"), max_length=10, choices=UnionKind)
    sort_order = models.PositiveIntegerField(_("order"), default=0)
    is_active = models.BooleanField(
        pgettext_lazy("casestudies", "active"),
        default=True,
        help_text=_("Members of an inactive union cannot sign in to it."),
    )

    objects = UnionQuerySet.as_manager()

    class Meta:
        verbose_name = _("union")
        verbose_name_plural = _("unions")
        permissions = [("export_union", _("Can take the list of unions away as a spreadsheet"))]
        ordering = ("sort_order", "name")

    def __str__(self):
        return self.name

    @property
    def label(self) -> str:
        return self.short_name or self.name


class UnionMember(models.Model):
    """A person who fills in (author) or signs and sends (approver) for a union.

    One person may act for several unions, in each with a role of its own.
    """

    union = models.ForeignKey(
        Union, on_delete=models.CASCADE, related_name="members", verbose_name=_("union")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="casestudies_memberships",
        verbose_name=pgettext_lazy("casestudies", "user"),
    )
    role = models.CharField(_("role"), max_length=10, choices=MemberRole)

    class Meta:
        verbose_name = _("union member")
        verbose_name_plural = _("union members")
        ordering = ("union", "role", "user")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "union"],
                name="casestudies_member_once",
                violation_error_message=_(
                    "This person is a member of this union already. Please change the role there."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.union} · {self.get_role_display()}"

    def clean(self):
        """Refuse who enters the admin: domain.md §8, nobody sends a dossier and decides on it."""
        super().clean()
        if self.user_id and enters_admin(self.user):
            raise ValidationError(
                {
                    "user": _(
                        "“%(person)s” enters the admin and can act for no union. Please give the"
                        " union an account of its own."
                    )
                    % {"person": self.user}
                }
            )
