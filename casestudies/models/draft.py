"""What a union is typing: laid over the version last sent until it is sent itself."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SubmissionDraft(models.Model):
    """The next version of a dossier, valid or not; personal data in it, without revisions.

    ``values`` maps names of lines to what was posted: a text, or texts where several are
    chosen. ``photos`` lists the photos in order, each as ``{"pk": …, "caption": …}``; None
    while they are those of the version last sent. Sending writes the columns and deletes it.
    """

    submission = models.OneToOneField(
        "casestudies.Submission", on_delete=models.CASCADE, related_name="draft"
    )
    values = models.JSONField(default=dict)
    photos = models.JSONField(null=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    saved_at = models.DateTimeField(_("saved at"), auto_now=True)

    #: Photos that a refused save has stored and that are in no list; ``intake.next_photos`` tells.
    unlisted = ()

    class Meta:
        verbose_name = _("draft of a dossier")
        verbose_name_plural = _("drafts of dossiers")

    def __str__(self):
        return self.values.get("title") or str(_("(no title yet)"))
