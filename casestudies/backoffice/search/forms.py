"""The form that turns a missed question into a word of a topic."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...chinese_search.analysis import canonical
from ...domain.reading.search.nearest import closeness
from ...models.topic import Topic


class TermForm(forms.Form):
    """``term`` is another name of the topic, or belongs to it; the nearest topics come first."""

    term = forms.CharField(label=_("Word"), max_length=50)
    topic = forms.ModelChoiceField(
        Topic.objects.all(),
        label=_("topic"),
        error_messages={"required": _("Please choose the topic that the word belongs to.")},
    )
    kind = forms.ChoiceField(
        label=_("What it is to the topic"),
        choices=[
            ("synonym", _("another name of the very same thing")),
            ("narrower", _("a narrower term: it belongs to the topic")),
        ],
        widget=forms.RadioSelect,
        initial="synonym",
    )

    def __init__(self, *args, question, **kwargs):
        super().__init__(*args, initial={"term": question}, **kwargs)
        text = canonical(question)
        topics = sorted(Topic.objects.all(), key=lambda topic: -closeness(text, topic))
        self.fields["topic"].choices = [("", "---------"), *((t.pk, t.name) for t in topics)]
