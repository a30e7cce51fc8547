"""Columns whose cells are strings: a template for each cell is most of a long list's cost."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.tables import Column

from ...enums import SubmissionState
from ...moves import LOOKS, Tone

EMPTY = "—"


def with_note(value, note):
    """Return the value with a smaller line below it, where there is one."""
    if not note:
        return value
    return format_html('{}<span class="cs-rows__note">{}</span>', value, note)


def mark(tone: Tone, label):
    """Return a state as a word in a frame."""
    return format_html(
        '<span class="cs-office-mark cs-office-mark--{}">{}</span>', tone.value, label
    )


class PlainColumn(Column):
    """A column of values; a subclass says in ``get_html`` what stands in its cells.

    On a phone, where the head is gone, each cell says its own heading.
    """

    class Media:
        css = {"all": ["casestudies/css/backoffice.css"]}

    @cached_property
    def cell_start(self):
        return format_html('<td class="{}" data-label="{}">', self.classname or "", self.label)

    def get_html(self, instance, parent_context):
        return self.get_value(instance) or EMPTY

    def render_cell_html(self, instance, parent_context):
        return format_html("{}{}</td>", self.cell_start, self.get_html(instance, parent_context))


class SelectColumn(PlainColumn):
    """Wagtail's own box for acts on many rows, said of the dossier by its title."""

    header_template_name = "wagtailadmin/bulk_actions/select_all_checkbox_cell.html"
    cell_start = SafeString('<td class="bulk-action-checkbox-cell">')

    def get_html(self, instance, parent_context):
        return format_html(
            '<input type="checkbox" class="bulk-action-checkbox" data-bulk-action-checkbox'
            ' data-object-id="{}" aria-label="{}">',
            instance.pk,
            _("Select “%(title)s”") % {"title": instance},
        )


class DossierColumn(PlainColumn):
    """The title, leading to the dossier; ``within`` is what the list was narrowed by."""

    def __init__(self, *args, within="", **kwargs):
        super().__init__(*args, **kwargs)
        self.query = f"?{urlencode({'within': within})}" if within else ""

    def get_html(self, instance, parent_context):
        address = reverse("casestudies_backoffice:dossier", args=[instance.pk])
        link = format_html('<a href="{}{}">{}</a>', address, self.query, instance)
        return with_note(link, instance.implementer)


class SentColumn(PlainColumn):
    """When the dossier was sent, and for how many days it has waited since."""

    def get_html(self, instance, parent_context):
        sent = timezone.localtime(instance.sent_at)
        time = format_html(
            '<time datetime="{}">{}</time>', sent.isoformat(), f"{sent:%Y-%m-%d %H:%M}"
        )
        return with_note(time, self._waiting(instance, sent))

    @staticmethod
    def _waiting(instance, sent) -> str:
        days = (timezone.localdate() - sent.date()).days
        if instance.state != SubmissionState.SUBMITTED or not days:
            return ""
        return ngettext("waits %(days)s day", "waits %(days)s days", days) % {"days": days}


class StateColumn(PlainColumn):
    """The state, and below it the step that is open, or the result that was told."""

    def get_html(self, instance, parent_context):
        note = instance.current_step or instance.told_result or ""
        tone = LOOKS[instance.state].tone
        return with_note(mark(tone, instance.get_state_display()), note)
