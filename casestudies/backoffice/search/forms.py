"""The form that turns a missed question into a word of a topic."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...chinese_search.analysis import canonical
from ...domain.reading.search.fallback import closeness
from ...forms import WordsField
from ...models.topic import Topic


class TermForm(forms.Form):
    """``term`` is another name of the topic, or belongs to it; the nearest topics come first."""

    term = WordsField(label=_("Word"), max_length=50)
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
        self.fields["topic"].choices = _choices(canonical(question))


def _choices(text):
    """Return the topics in two groups: those with a name near the canonical text first."""
    nearness = {topic: closeness(text, topic) for topic in Topic.objects.all()}
    near = sorted(filter(nearness.get, nearness), key=lambda topic: -nearness[topic])
    groups = {
        _("Nearest topics"): near,
        _("Other topics"): [topic for topic in nearness if not nearness[topic]],
    }
    return [
        ("", _("Choose a topic")),
        *((label, [(t.pk, t.name) for t in topics]) for label, topics in groups.items() if topics),
    ]
