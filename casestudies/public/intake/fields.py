"""How the fields of the public forms are shown: one template, and what describes a field."""

from django.forms import BoundField
from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template

from .written import WRITTEN


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
