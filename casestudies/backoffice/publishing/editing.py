"""What the editor of a case is told beside Wagtail's own messages."""

from django.utils.translation import gettext as _
from wagtail.admin import messages

from ...models.case import CasePage
from ...models.public_text import traces_in


def tell_of_personal_data(request, page):
    """Hooks ``after_create_page`` and ``after_edit_page``: name what only needs a look.

    What stops never comes so far; an autosave reads no messages.
    """
    if not isinstance(page, CasePage) or not request.accepts("text/html"):
        return
    for text, trace in traces_in(page):
        if not trace.stops:
            sentence = _("%(field)s: may the %(kind)s “%(words)s” be public? Please make sure.")
            told = {"field": text.label, "kind": trace.kind.label, "words": trace.words}
            messages.warning(request, sentence % told)
