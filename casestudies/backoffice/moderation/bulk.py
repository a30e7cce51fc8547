"""Acts on many dossiers of a list, by Wagtail's own bulk actions.

Wagtail's action acts on whatever keys the address names, and «all» means all rows of the table.
Here only rows of the list as it was narrowed are acted on, only those that were shown, each at
the step that was shown.
"""

from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from ...asked import number
from ...domain.moderation import queues
from ...domain.moderation.bulk import AT_MOST, obstacles_to_pass, pass_clean
from ...domain.workflow import open_steps_of
from ...models.submission import Submission
from ...permissions import submission_policy
from ..lists.filters import narrowed_as_asked
from ..way_back import way_back

#: Of the dossiers in a message so many are named.
NAMED = 20


class ShownField(forms.CharField):
    """The dossiers that were shown, each with its step: «12:34 13:35»."""

    widget = forms.HiddenInput

    def prepare_value(self, value):
        pairs = value.items() if isinstance(value, dict) else ()
        return " ".join(f"{dossier}:{step}" for dossier, step in pairs) or value

    def to_python(self, value) -> dict[int, int]:
        pairs = (pair.partition(":") for pair in super().to_python(value).split())
        shown = {number(dossier): number(step) for dossier, _colon, step in pairs}
        if None in shown or None in shown.values():
            raise ValidationError(_("Nothing was selected."))
        return shown


class ShownForm(forms.Form):
    shown = ShownField()


class PassAction(BulkAction):
    """Pass the selected dossiers in which the machine found nothing wrong."""

    display_name = gettext_lazy("Pass the selected")
    aria_label = gettext_lazy("Pass the selected dossiers")
    action_type = "pass"
    template_name = "casestudies/backoffice/moderation/bulk_pass.html"
    models = [Submission]
    form_class = ShownForm
    #: A list's template names the class itself.
    do_not_call_in_templates = True

    def __init__(self, request, model):
        super().__init__(request, model)
        self.next_url = way_back(request) or request.path

    def dispatch(self, request, *args, **kwargs):
        if not submission_policy.user_has_permission(request.user, "view"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def asked(self) -> str:
        """What the list was narrowed by, as its query string."""
        return urlsplit(self.next_url).query if "next" in self.request.GET else ""

    @cached_property
    def selected(self) -> list[Submission]:
        """The dossiers to act on: those posted, else those selected; 404 for any outside the list.

        What a colleague has decided meanwhile was in the list, and is skipped with the reason.
        """
        user, keys = self.request.user, self.request.GET.getlist("id")
        wanted = None if "all" in keys else {_key(key) for key in keys}
        if self.cleaned_form is not None:
            posted = set(self.cleaned_form.cleaned_data["shown"])
            if wanted is not None and posted - wanted:
                raise Http404
            wanted = posted
        if wanted is None:
            rows = queues.waiting_for(user)
        else:
            rows = queues.visible_to(user).filter(pk__in=wanted).longest_waiting_first()
        found = list(narrowed_as_asked(rows, self.asked).with_evidence()[:AT_MOST])
        if wanted and len(found) < min(len(wanted), AT_MOST):
            raise Http404
        return found

    @cached_property
    def steps(self) -> dict[int, int]:
        """The steps open now of the dossiers that wait for the user: what is shown is passed."""
        mine = queues.waiting_for(self.request.user).filter(pk__in=[d.pk for d in self.selected])
        mine = set(mine.values_list("pk", flat=True))
        return {key: s for key, s in open_steps_of(self.selected).items() if key in mine}

    @cached_property
    def obstacles(self) -> dict[int, str]:
        return obstacles_to_pass(self.selected, steps=self.steps)

    def get_initial(self):
        if self.request.method == "POST":
            return {}
        shown = (d.pk for d in self.selected if d.pk not in self.obstacles)
        return {"shown": {key: self.steps[key] for key in shown}}

    def get_actionable_objects(self):
        if self.cleaned_form is not None:
            return self.selected, {"items_with_no_access": []}
        skipped = [(d, self.obstacles[d.pk]) for d in self.selected if d.pk in self.obstacles]
        clean = [d for d in self.selected if d.pk not in self.obstacles]
        return clean, {"items_with_no_access": skipped}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            header_icon="clipboard-list",
            at_most=AT_MOST if len(self.selected) == AT_MOST else 0,
            **kwargs,
        )

    def get_execution_context(self):
        return {"action": self}

    @classmethod
    def execute_action(cls, objects, *, action, **kwargs):
        shown = action.cleaned_form.cleaned_data["shown"]
        action.outcome = pass_clean(objects, by=action.request.user, steps=shown)
        return len(action.outcome.done), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        """Say what was done; what was refused is said beside it."""
        if refused := self.outcome.refused:
            said = " ".join(f"《{dossier}》{reason}" for dossier, reason in refused[:NAMED])
            words = ngettext(
                "%(number)s dossier was not passed: %(reasons)s",
                "%(number)s dossiers were not passed: %(reasons)s",
                len(refused),
            )
            messages.warning(self.request, words % {"number": len(refused), "reasons": said})
        if not (done := self.outcome.done):
            return None
        words = ngettext(
            "%(number)s dossier has passed this step: %(titles)s",
            "%(number)s dossiers have passed this step: %(titles)s",
            len(done),
        )
        return words % {"number": len(done), "titles": _titles(done)}


def _key(text) -> int:
    if (key := number(text)) is None:
        raise Http404
    return key


def _titles(dossiers) -> str:
    named = "、".join(f"《{dossier}》" for dossier in dossiers[:NAMED])
    return named + _("and others") if len(dossiers) > NAMED else named
