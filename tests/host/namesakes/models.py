"""Models of the host's own that happen to be called like the programme's."""

from django.db import models
from wagtail.models import AbstractGroupApprovalTask, LockableMixin, Page


class CasePage(Page):
    """A case of the host's own, perhaps of a law firm."""


class CallPage(Page):
    pass


class CaseIndexPage(Page):
    pass


class SubmissionFormPage(Page):
    pass


class FormalCheckTask(AbstractGroupApprovalTask):
    pass


class CaseReviewTask(AbstractGroupApprovalTask):
    pass


class Submission(LockableMixin, models.Model):
    title = models.CharField(max_length=100)

    def __str__(self):
        return self.title
