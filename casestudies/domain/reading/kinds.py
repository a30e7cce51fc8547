"""What a page is to a reader: a case, a call, or another page."""

from django.contrib.contenttypes.models import ContentType

from ...enums import ResultKind
from ...models.call import CallPage
from ...models.case import CasePage


def kinds_by_content_type() -> dict[int, ResultKind]:
    """Return the kinds of pages that have one of their own, by the id of their type."""
    types = ContentType.objects.get_for_models(CasePage, CallPage)
    return {types[CasePage].pk: ResultKind.CASE, types[CallPage].pk: ResultKind.CALL}


def kind_of(page) -> ResultKind:
    return kinds_by_content_type().get(page.content_type_id, ResultKind.PAGE)
