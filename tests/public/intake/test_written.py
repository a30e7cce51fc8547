import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from casestudies.public.intake.fields import RENDERER

AWKWARD = "<b>\"&'\n第二行"
CHOICES = [("", gettext_lazy("Please choose")), (1, AWKWARD), ("b", mark_safe("&amp;"))]
GROUPED = [("甲 <组>", CHOICES), (None, [("c", "丙")])]


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (forms.TextInput(), None),
        (forms.TextInput({"class": "cs-input", "required": True, "hidden": False}), AWKWARD),
        (forms.TextInput({"maxlength": 3, "title": AWKWARD}), mark_safe("&amp;")),
        (forms.HiddenInput(), 3),
        (forms.FileInput({"accept": ".jpg"}), "photo.jpg"),
        (forms.PasswordInput(render_value=True), "p<w"),
        (forms.Textarea({"rows": 8}), None),
        (forms.Textarea({"rows": 8, "disabled": True}), AWKWARD),
        (forms.Select({"class": "cs-input"}, choices=CHOICES), None),
        (forms.Select(choices=CHOICES), "1"),
        (forms.Select(choices=GROUPED), "c"),
    ],
)
def test_a_control_is_written_as_django_would(widget, value):
    written = widget.render("name", value, {"id": "id_name"}, renderer=RENDERER)
    assert parse_html(written) == parse_html(
        widget.render("name", value, {"id": "id_name"}, renderer=DjangoTemplates())
    )


def test_text_begins_where_it_was_typed():
    written = forms.Textarea().render("name", "\n第一行", renderer=RENDERER)
    assert written.endswith(">\n\n第一行</textarea>")


def test_other_widgets_go_by_their_template():
    radio = forms.RadioSelect(choices=[("a", "甲")])
    assert radio.render("name", "a", renderer=RENDERER) == radio.render(
        "name", "a", renderer=DjangoTemplates()
    )
