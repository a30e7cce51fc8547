"""What holds on to a picture: cases that readers see or reviewers have before them."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState

from ...models.case import CasePage
from ...models.case_pictures import pictures_in
from ...models.task import CaseReviewTask
from ...permissions import image_policy
from ..refusals import Refusal
from .pictures import pages_showing

#: What of an image readers and reviewers see; tags and collection are the office's own order.
SHOWN_COLUMNS = (
    "file",
    "title",
    "description",
    "focal_point_x",
    "focal_point_y",
    "focal_point_width",
    "focal_point_height",
)


class PictureShown(Refusal, PermissionDenied):
    """A case shows the picture. Where no page of ours says so, Wagtail answers 403."""


def reviewed_texts() -> list[tuple[str, dict]]:
    """Return key and content of every text under 三审 or approved for a set time: 1 query."""
    open_steps = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, task__in=CaseReviewTask.objects.values("pk")
    )
    reviewed = Q(pk__in=open_steps.values("revision")) | Q(approved_go_live_at__isnull=False)
    cases = ContentType.objects.get_for_model(CasePage)
    texts = Revision.objects.filter(reviewed, content_type=cases)
    return list(texts.values_list("object_id", "content"))


def cases_holding(image) -> list[str]:
    """Return the titles of the cases that hold on to the picture: 3 queries."""
    public = CasePage.objects.live().filter(pk__in=pages_showing(image.pk))
    titles = dict(public.order_by("pk").values_list("pk", "title"))
    for key, content in reviewed_texts():
        if image.pk in pictures_in(content):
            titles.setdefault(int(key), content["title"])
    return list(titles.values())


def require_not_shown(image) -> None:
    """Raise PictureShown where a public or reviewed case shows the image."""
    titles = cases_holding(image)
    if titles:
        stored = type(image)._base_manager.values_list("title", flat=True).get(pk=image.pk)
        raise PictureShown(
            _(
                "“%(picture)s” is shown by the case “%(case)s”, which is public or under review:"
                " it can be neither changed nor deleted. Put another picture into the case first."
            )
            % {"picture": stored, "case": titles[0]}
        )


def is_changed(image, *, only=None) -> bool:
    """Whether saving the image, or ``only`` some of its columns, changes what is seen: 1 query."""
    columns = [name for name in SHOWN_COLUMNS if only is None or name in only]
    stored = columns and type(image)._base_manager.filter(pk=image.pk).values(*columns).first()
    if not stored:
        return False
    if "file" in stored and not image.file._committed:
        return True
    return any(str(getattr(image, name)) != str(stored[name]) for name in columns)


def may_see_picture(user, image) -> bool:
    """Whether a person of the office may see a picture that readers do not.

    Who may choose or change it, edits a page that shows it, or reviews a case with it.
    """
    if image_policy().user_has_any_permission_for_instance(
        user, ["choose", "change", "delete"], image
    ):
        return True
    showing = CasePage.objects.filter(pk__in=pages_showing(image.pk))
    if any(page.permissions_for_user(user).can_edit() for page in showing):
        return True
    return CaseReviewTask.of_user(user).exists() and any(
        image.pk in pictures_in(content) for _key, content in reviewed_texts()
    )
