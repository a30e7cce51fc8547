"""Which permission policy a model has, and which rights Wagtail's editor of groups offers."""

from django.contrib.auth.models import Permission

from ..models.submission import Submission
from ..permissions import submission_policy


def register_policies():
    """Tell Wagtail 8 of the policies; Wagtail 7 reads them off the viewsets."""
    try:
        from wagtail.permissions import register_permission_policy
    except ImportError:
        return
    register_permission_policy(Submission, submission_policy)


def rights_beside_tables():
    """Return the rights to what has no table of its own in the admin; tables offer theirs."""
    return Permission.objects.filter(
        content_type__app_label="casestudies",
        codename__in=["export_missedquestion", "view_letter", "resend_letter"],
    )
