"""How the fields of the public forms are shown: one template, and what describes a field."""

from django import forms
from django.forms import BoundField
from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template
from django.utils.translation import gettext_lazy as _

from ...models.sheet import Heading
from .written import WRITTEN

_PLEASE_CHOOSE = _("Please choose")


class PublicRenderer(DjangoTemplates):
    """Renders a field group with the plugin's template; a host may put its own in its place.

    The controls of a form are ``written`` without one.
    """

    field_template_name = "casestudies/public/intake/includes/field.html"

    def get_template(self, template_name):
        if template_name == self.field_template_name:
            return get_template(template_name)
        return super().get_template(template_name)

    def render(self, template_name, context, request=None):
        write = WRITTEN.get(template_name)
        if write is None:
            return super().render(template_name, context, request)
        return write(**context["widget"])


#: One for all forms: each renderer has an engine of its own, which reads all tag libraries and
#: keeps the templates that it has compiled.
RENDERER = PublicRenderer()


class TextPart(BoundField):
    """One of the parts whose characters are counted together, beside them all."""

    @property
    def aria_describedby(self):
        return f"{super().aria_describedby} text-count".strip()


def field_of(line, call) -> forms.Field:
    """Return the line's field, dressed for the page."""
    field = line.form_field(call)
    attributes = field.widget.attrs
    # A browser cuts what is pasted at maxlength without a word.
    attributes.pop("maxlength", None)
    attributes["class"] = "cs-input"
    field.help_text = line.hint
    if isinstance(field, forms.IntegerField):
        field.widget = forms.TextInput(attributes | {"inputmode": "numeric"})
        attributes = field.widget.attrs
    elif isinstance(field, forms.ModelChoiceField):
        if not line.field.many_to_many:
            field.empty_label = _PLEASE_CHOOSE
    elif line.field.choices:
        field.choices = [("", _PLEASE_CHOOSE), *line.field.choices]
    if line.heading is Heading.TEXT:
        attributes |= {"rows": 8, "data-cs-counted": line.name}
        field.bound_field_class = TextPart
    if line.is_personal:
        attributes["autocomplete"] = "tel" if line.name == "phone" else "off"
    return field
