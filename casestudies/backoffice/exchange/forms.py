"""Choosing the file of a table."""

from pathlib import Path

from django import forms
from django.utils.translation import gettext_lazy as _

from ...exchange.reading import MOST_MB, MOST_ROWS, read_table
from ...exchange.rows import Unreadable

#: Of a file's name so many characters are kept.
NAME_KEPT = 100


class FileForm(forms.Form):
    """After ``is_valid()`` the rows of the file are in ``found``."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Choose a file.")},
    )

    def __init__(self, *args, table, **kwargs):
        super().__init__(*args, **kwargs)
        self.table = table
        words = {"rows": MOST_ROWS, "size": MOST_MB}
        self.fields["file"].help_text = (
            _(".xlsx or .csv, at most %(rows)s rows and %(size)s MB. First only shown.") % words
        )

    @property
    def source(self) -> str:
        return Path(self.cleaned_data["file"].name).name[:NAME_KEPT]

    def clean_file(self):
        upload = self.cleaned_data["file"]
        try:
            # One byte more than is allowed is enough to see that it is too much.
            self.found = read_table(upload.read(MOST_MB * 1024 * 1024 + 1), self.table)
        except Unreadable as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return upload
