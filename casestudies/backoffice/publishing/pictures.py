"""Pictures of unpublished cases, for the eyes of the office; and what refuses to change others."""

from pathlib import PurePosixPath

from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import path
from wagtail.admin import messages
from wagtail.images import get_image_model
from wagtail.images.views import images, multiple
from wagtail.images.views.bulk_actions import (
    AddTagsBulkAction,
    AddToCollectionBulkAction,
    DeleteBulkAction,
)

from ...domain import publishing
from ...permissions import image_policy
from ...picture_files import PRIVATE, is_private
from ...private_files import send_private

#: Who may do one of these with a picture finds it in lists.
_FINDS = ["choose", "change", "delete"]


def picture(request, name):
    """Send a private original or rendition; 404 for whoever has no business with it."""
    row, image = _found(name)
    if image is None or not publishing.may_see_picture(request.user, image):
        raise Http404
    extension = PurePosixPath(name).suffix.removeprefix(".")
    return send_private(request, row.file, name=image.title, extension=extension)


def _found(name):
    """Return the row of the file and its image, or twice None."""
    if not is_private(name):
        return None, None
    image = get_image_model()
    if original := image.objects.filter(file=name).first():
        return original, original
    made = image.get_rendition_model().objects.select_related("image").filter(file=name).first()
    return (made, made.image) if made else (None, None)


def listed_for(user):
    """Return the images whose title and address the user may be told of in a list."""
    everything = get_image_model().objects.all()
    own = image_policy().instances_user_has_any_permission_for(user, _FINDS)
    return everything.exclude(file__startswith=f"{PRIVATE}/") | everything.filter(
        pk__in=own.values("pk")
    )


def construct_admin_api(router):
    """Hook ``construct_admin_api``: the endpoint that is there lists no draft's pictures."""
    theirs = router._endpoints["images"]

    class PicturesAdminAPIViewSet(theirs):
        def get_queryset(self):
            return super().get_queryset() & listed_for(self.request.user)

    router.register_endpoint("images", PicturesAdminAPIViewSet)


class SaysWhy:
    """Show in words what the model's receivers refuse; Wagtail has no hooks for images."""

    def post(self, request, *args, **kwargs):
        try:
            # A refused deletion ends its transaction, which may be the host's own.
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except publishing.PictureShown as refusal:
            messages.error(request, str(refusal))
            return redirect("wagtailimages:edit", kwargs["image_id"])


class PictureEditView(SaysWhy, images.EditView):
    pass


class PictureDeleteView(SaysWhy, images.DeleteView):
    pass


class SaysWhyToScript:
    """The same where a script posts: the list of pictures that were just put in."""

    def post(self, request, *args, **kwargs):
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except publishing.PictureShown as refusal:
            return JsonResponse({"success": False, "error_message": str(refusal)}, status=403)


class PictureEditInList(SaysWhyToScript, multiple.EditView):
    pass


class PictureDeleteInList(SaysWhyToScript, multiple.DeleteView):
    pass


def image_urls():
    """Hook ``register_admin_urls``: at the addresses of Wagtail's views, and before these."""
    return [
        path("images/<int:image_id>/", PictureEditView.as_view()),
        path("images/<int:image_id>/delete/", PictureDeleteView.as_view()),
        path("images/multiple/<int:image_id>/", PictureEditInList.as_view()),
        path("images/multiple/<int:image_id>/delete/", PictureDeleteInList.as_view()),
    ]


class NamesNoDraft:
    """Wagtail's bulk acts name what a person may not act on, pictures of drafts too."""

    def get_actionable_objects(self):
        objects, told = super().get_actionable_objects()
        told["items_with_no_access"] = listed_for(self.request.user).filter(
            pk__in=[image.pk for image in told["items_with_no_access"]]
        )
        return objects, told


class DeletePictures(NamesNoDraft, DeleteBulkAction):
    pass


class TagPictures(NamesNoDraft, AddTagsBulkAction):
    pass


class CollectPictures(NamesNoDraft, AddToCollectionBulkAction):
    pass


BULK_ACTIONS = (DeletePictures, TagPictures, CollectPictures)


def keep_shown_pictures(request, action_type, objects, action):
    """Hook ``before_bulk_action``."""
    if action_type != "delete" or action.model is not get_image_model():
        return None
    try:
        for image in objects:
            publishing.require_not_shown(image)
    except publishing.PictureShown as refusal:
        messages.error(request, str(refusal))
        return redirect(action.next_url)
