"""A page that 三审 alone makes public: its rights, its lock, and the gates below every road."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import PagePermissionTester

from .approvals import is_approved, is_decided, is_in_review, review_workflow
from .locks import IN_REVIEW
from .text_mark import text_mark

#: What says that a page is public, and by which text.
_STANDING = {"live", "live_revision", "alias_of", "alias_of_id"}

NOT_APPROVED = _("A case is published when three different people have approved its newest text.")
SCHEDULED = _("The case is approved and waits for its day: stop the schedule to change it.")
LOCKED = _("The page is locked: it cannot be changed.")


class ReviewedPermissionTester(PagePermissionTester):
    """Nobody publishes a case by hand, superusers included: only 三审 does. domain.md §4."""

    def can_publish(self):
        return False

    def can_unpublish(self):
        """Taking down is possible whatever locks the page."""
        return self.page.live and self._may_take_down()

    def can_unschedule(self):
        return self._may_take_down()

    def can_delete(self, ignore_bulk=False):
        """What was public once is taken down, not deleted: its approvals hang on it."""
        if self.page.was_public or self.page.workflow_in_progress:
            return False
        return super().can_delete(ignore_bulk)

    def can_move(self):
        return super().can_delete(ignore_bulk=True)

    def can_copy(self):
        return super().can_copy() and not self.page.workflow_in_progress

    def can_submit_for_moderation(self):
        """Never on Wagtail's roads, one of which begins where a reviewer returned the case."""
        return False

    def can_lock(self):
        return not self.page.workflow_in_progress and super().can_lock()

    def _may_take_down(self):
        return super().can_publish()


class ReviewedMixin:
    """First base of the case page: what is saved, copied or published goes through here.

    A revision is refused while a round runs or a publication is scheduled; a new page, a copy or
    an alias of a public one included, begins as a draft; and no row becomes public but by a
    revision that three different people approved. What writes rows past ``save`` is found by
    ``check_approvals``.
    """

    _begins = False

    @property
    def was_public(self) -> bool:
        return self.live or self.first_published_at is not None

    def permissions_for_user(self, user):
        return ReviewedPermissionTester(user, self)

    def get_workflow(self):
        """The workflow of the place in the tree if it is a 三审, else the site's 三审."""
        return review_workflow(super().get_workflow())

    @property
    def has_workflow(self):
        return self.get_workflow() is not None

    def save(self, *args, **kwargs):
        self._begins = self._begins or self._state.adding
        if self._begins or self.alias_of_id:
            self._be_a_draft()
        elif self.live and _STANDING.intersection(kwargs.get("update_fields") or _STANDING):
            self._require_approval()
        return super().save(*args, **kwargs)

    def _be_a_draft(self):
        """What Wagtail copies of a public page says of the copy that it is public too."""
        if self.live or self.live_revision_id or self.first_published_at:
            self.live, self.live_revision = False, None
            self.first_published_at = self.last_published_at = None
            self.has_unpublished_changes = True

    def _require_approval(self):
        """Raise PermissionDenied where the row would become public by what nobody approved."""
        stored = type(self)._base_manager.filter(pk=self.pk, live=True)
        same = stored.filter(live_revision=self.live_revision_id, alias_of=self.alias_of_id)
        if not same.exists() and not is_approved(self, self.live_revision):
            raise PermissionDenied(NOT_APPROVED)

    def save_revision(self, user=None, *, overwrite_revision=None, **kwargs):
        """Save what is typed, unless somebody reads it: raises PermissionDenied then.

        A revision somebody decided on is not overwritten, as autosave would.
        """
        with transaction.atomic():
            # The lock of a decision: domain.workflow.take_step.
            rows = type(self)._base_manager.select_for_update(of=("self",))
            stored = rows.filter(pk=self.pk).first()
            if stored is not None:
                stored._require_unlocked(user)
            if overwrite_revision is not None and is_decided(overwrite_revision):
                overwrite_revision = None
            return super().save_revision(user=user, overwrite_revision=overwrite_revision, **kwargs)

    def _require_unlocked(self, user):
        """Raise PermissionDenied; Wagtail's admin and API show its sentence."""
        if is_in_review(self):
            raise PermissionDenied(IN_REVIEW)
        if self.approved_schedule:
            raise PermissionDenied(SCHEDULED)
        lock = self.get_lock()
        if user is not None and lock is not None and lock.for_user(user):
            raise PermissionDenied(LOCKED)

    @property
    def newest_text_mark(self) -> str:
        """The mark of the newest text, to tell whether it is the one that a person was shown."""
        return text_mark(self, self.latest_revision.content) if self.latest_revision else ""

    def publish(
        self,
        revision,
        user=None,
        changed=True,
        log_action=True,
        previous_revision=None,
        skip_permission_checks=False,
    ):
        """Publish a revision that three different people approved; refuse any other."""
        if not is_approved(self, revision):
            # Wagtail's admin shows this one; it knows no refusals of ours.
            raise PermissionDenied(NOT_APPROVED)
        return super().publish(
            revision,
            user=user,
            changed=changed,
            log_action=log_action,
            previous_revision=previous_revision,
            skip_permission_checks=True,
        )

    def update_aliases(self, **kwargs):
        """Do nothing: an alias of a case would be public without approvals of its own."""

    update_aliases.alters_data = True
