"""Refuses in words to delete what dossiers hang on, or what readers once read."""

from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.views.generic import DeleteView
from wagtail.models import Page

from ..domain.intake.keeping import (
    require_no_dossiers_below,
    require_no_dossiers_of,
    require_no_dossiers_with,
)
from ..domain.publishing import require_none_public_below
from ..domain.refusals import Refusal


def keep_page(request, page):
    """Hook ``before_delete_page``."""
    try:
        require_no_dossiers_below([page])
        require_none_public_below([page])
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("wagtailadmin_explore", page.get_parent().pk)


def keep_pages(request, action_type, objects, action):
    """Hook ``before_bulk_action``."""
    if action_type != "delete" or not issubclass(action.model, Page):
        return None
    try:
        require_no_dossiers_below(objects)
        require_none_public_below(objects)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(action.next_url)


class KeepingDeleteView(DeleteView):
    """Deletes a row that no dossier hangs on; ``require_unused`` raises a Refusal for any other."""

    def run_before_hook(self):
        """Lead back to the list, once Wagtail has asked for the right to delete."""
        try:
            self.require_unused(self.object)
        except Refusal as refusal:
            messages.error(self.request, str(refusal))
            return redirect(reverse(self.index_url_name))
        return super().run_before_hook()


class UnionDeleteView(KeepingDeleteView):
    require_unused = staticmethod(require_no_dossiers_of)


class TopicDeleteView(KeepingDeleteView):
    require_unused = staticmethod(require_no_dossiers_with)
