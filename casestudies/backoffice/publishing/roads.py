"""Wagtail's own roads lead to the review page of a case, which names the text it shows."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem

from ...models.case import CasePage
from ...models.library import CaseIndexPage


class ReviewMenuItem(ActionMenuItem):
    """In the place of Wagtail's «submit», «resubmit» and «restart»."""

    name = "action-casestudies-review"
    label = gettext_lazy("Submit for the three reviews …")
    icon_name = "glasses"
    order = 60

    def is_shown(self, context):
        page = context.get("page")
        return isinstance(page, CasePage) and not page.workflow_in_progress

    def get_url(self, context):
        return reverse("casestudies_backoffice:review", args=[context["page"].pk])


class TakeDownMenuItem(ActionMenuItem):
    """In the place of Wagtail's «unpublish», which names no version."""

    name = "action-casestudies-take-down"
    label = gettext_lazy("Take down")
    icon_name = "download"
    order = 20

    def is_shown(self, context):
        page = context.get("page")
        if not isinstance(page, CasePage):
            return False
        return self.get_user_page_permissions_tester(context).can_unpublish()

    def get_url(self, context):
        return reverse("casestudies_backoffice:take_down", args=[context["page"].pk])


def leave_out_wagtails(menu_items, request, context):
    """Hook ``construct_page_action_menu``: what a case has its own entry for."""
    if isinstance(context.get("page"), CasePage):
        menu_items[:] = [item for item in menu_items if item.name != "action-unpublish"]


def refuse_decision(request, page):
    """Hook ``before_edit_page``: decisions are taken where the text that is decided on stands."""
    if isinstance(page, CasePage) and "action-workflow-action" in request.POST:
        messages.error(
            request,
            _("Please decide on the programme's own page: it shows the text."),
        )
        return redirect("casestudies_backoffice:review", page.pk)


def lead_to_take_down(request, page):
    """Hook ``before_unpublish_page``."""
    if isinstance(page.specific, CasePage):
        messages.warning(request, _("Please confirm here: this is the version readers see."))
        return redirect(reverse("casestudies_backoffice:review", args=[page.pk]) + "#take-down")


def refuse_copy(request, page):
    """Hook ``before_copy_page``: in words, where the model would make drafts of all cases."""
    libraries = CaseIndexPage.objects.descendant_of(page, inclusive=True)
    if request.method == "POST" and "copy_subpages" in request.POST and libraries.exists():
        messages.error(
            request,
            _("The case library is not copied: no case is public without its own three reviews."),
        )
        return redirect("wagtailadmin_explore", page.get_parent().pk)
