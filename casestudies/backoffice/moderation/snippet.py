"""Dossiers as Wagtail knows snippets: by name only.

Wagtail finds a dossier's place in its workflow settings, dashboards and reports through
the addresses of a snippet. None of its own views stands behind them: they ask no policy
for the single dossier, and a dossier is not edited, copied, locked or deleted here. What
shows one leads to the dossier's page, which asks; everything else is closed.
"""

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from ...models.submission import Submission
from ...permissions import STAFF_CODENAMES, submission_policy

#: Addresses that show a dossier or the list of them.
_LEADS_TO_DOSSIER = {
    "edit",
    "inspect",
    "history",
    "usage",
    "revisions_view",
    "revisions_compare",
    "workflow_action",
    "workflow_history",
    "workflow_history_detail",
}
_LEADS_TO_LIST = {"list"}


def _closed(request, *args, **kwargs):
    raise Http404


def _to_dossier(request, pk, **kwargs):
    if request.method not in {"GET", "HEAD"}:
        raise PermissionDenied
    return redirect("casestudies_backoffice:dossier", pk=pk)


def _to_list(request):
    return redirect("casestudies_backoffice:dossiers")


class ClosedChooserViewSet(SnippetChooserViewSet):
    """Nothing chooses a dossier, so the chooser tells no titles."""

    def get_urlpatterns(self):
        patterns = super().get_urlpatterns()
        for pattern in patterns:
            pattern.callback = _closed
        return patterns


class SubmissionURLFinder(ModelAdminURLFinder):
    """Where Wagtail's dashboards and reports send somebody who may see the dossier."""

    def get_edit_url(self, instance):
        if self.user and not submission_policy.user_has_permission_for_instance(
            self.user, "view", instance
        ):
            return None
        return reverse("casestudies_backoffice:dossier", args=[instance.pk])


class SubmissionViewSet(SnippetViewSet):
    model = Submission
    icon = "clipboard-list"
    #: The programme's own menu lists dossiers; Wagtail's menu of snippets must not.
    menu_item_is_registered = True
    add_to_reference_index = False
    copy_view_enabled = False
    chooser_viewset_class = ClosedChooserViewSet
    permission_policy = submission_policy

    def get_permissions_to_register(self):
        """Return what Wagtail's group editor offers: the codenames the policy asks for."""
        return Permission.objects.filter(
            content_type__app_label="casestudies", codename__in=STAFF_CODENAMES
        )

    url_finder_class = SubmissionURLFinder

    def get_urlpatterns(self):
        patterns = super().get_urlpatterns()
        for pattern in patterns:
            if pattern.name in _LEADS_TO_DOSSIER:
                pattern.callback = _to_dossier
            else:
                pattern.callback = _to_list if pattern.name in _LEADS_TO_LIST else _closed
        return patterns


class NoBulkDelete(SnippetBulkAction):
    """Stand where Wagtail's bulk deletion of snippets would stand: what was sent is evidence."""

    display_name = aria_label = ""
    action_type = "delete"
    template_name = "wagtailsnippets/bulk_actions/confirm_bulk_delete.html"
    models = [Submission]

    def dispatch(self, request, *args, **kwargs):
        raise PermissionDenied
