"""Tells Wagtail 8 which permission policy a model has; Wagtail 7 reads it off the viewset."""

from ..models.submission import Submission
from ..permissions import submission_policy


def register():
    try:
        from wagtail.permissions import register_permission_policy
    except ImportError:
        return
    register_permission_policy(Submission, submission_policy)
