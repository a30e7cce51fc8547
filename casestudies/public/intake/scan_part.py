"""The part of the dossier's form with its scans: one more, and which of them go."""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ... import conf
from ...domain import intake
from ...validators import validate_scan


class ScanPart(forms.Form):
    """One upload, and the stored scans that were ticked to be removed."""

    scan = forms.FileField(
        required=False,
        widget=forms.FileInput(
            attrs={"accept": ".pdf,.jpg,.jpeg,.png", "class": "cs-input cs-file"}
        ),
    )

    @property
    def removed_scans(self) -> set[UUID]:
        """The keys that were ticked; what is no key is left out."""
        ticked = self.data.getlist("remove_scan") if self.is_bound else []
        return {key for key in map(_key, ticked) if key}

    def clean_scan(self):
        scan = self.cleaned_data["scan"]
        if scan:
            validate_scan(scan)
            self._require_room()
        return scan

    def _require_room(self):
        if not self.instance.pk:
            return
        kept = intake.files_of(self.instance).exclude(key__in=self.removed_scans).count()
        if kept >= conf.MAX_SCANS:
            raise ValidationError(
                _(
                    "There are %(number)d scans already; this one is not kept. Tick “Remove” beside"
                    " one of them, or put several pages into one PDF, and choose it again."
                )
                % {"number": kept}
            )

    def remove_scans(self, *, by):
        if self.removed_scans:
            intake.remove_scans(self.instance, by=by, keys=self.removed_scans)


def _key(text) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
