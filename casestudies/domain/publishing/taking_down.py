"""A case is taken down by who may, whatever locks its page, on the version they saw."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log

from ...models.case import CasePage
from ..refusals import NotAllowed, WrongState

TAKEN_DOWN = "casestudies.take_case_down"


@transaction.atomic
def take_down(page, *, by, version, reason=""):
    """Take the case from its readers; ``version`` is the key of the public revision shown.

    Raises NotAllowed, WrongState.
    """
    page = CasePage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if not page.live:
        raise WrongState(_("“%(title)s” is not public any more.") % {"title": page.title})
    if not page.permissions_for_user(by).can_unpublish():
        raise NotAllowed(_("You may not take this case down."))
    if page.live_revision_id != version:
        raise WrongState(
            _("Another version was published after you opened the page. Please look at it again.")
        )
    log(
        instance=page,
        action=TAKEN_DOWN,
        user=by,
        data={"reason": reason},
        revision=page.live_revision,
    )
    UnpublishPageAction(page, user=by).execute(skip_permission_checks=True)
    return page
