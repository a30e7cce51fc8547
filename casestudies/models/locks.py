"""What locks a case while its text is being reviewed."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.locks import WorkflowLock

IN_REVIEW = _("The case is in the three reviews: nobody can change it until they are over.")


class ReviewLock(WorkflowLock):
    """During 三审 nobody writes, reviewers included: they read one text, and decide on it."""

    def for_user(self, user):
        return True

    def get_message(self, user):
        return format_html(
            '{} <a href="{}">{}</a>',
            IN_REVIEW,
            reverse("casestudies_backoffice:review", args=[self.object.pk]),
            _("To its review page"),
        )

    def get_locked_by(self, user, can_lock=False):
        return _("Locked by the three reviews")

    def get_description(self, user, can_lock=False):
        return _("A reviewer can return it; then it can be changed again.")
