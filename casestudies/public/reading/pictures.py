"""Pictures that are made when they are asked for; of an unpublished case for the office alone."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.images import get_image_model
from wagtail.images.views.serve import ServeView

from ...domain import publishing
from ...picture_files import is_private


class PictureView(ServeView):
    """Wagtail's, which asks for a signature; a signed address of a draft may travel, though."""

    def get(self, request, signature, image_id, filter_spec):
        image = get_object_or_404(get_image_model(), pk=image_id)
        for_readers = not is_private(image.file.name)
        if not for_readers and publishing.shown_to_readers([image.pk]):
            for_readers = True
            # Broken off between the publication and its renditions.
            publishing.settle([image.pk])
        if not for_readers and not publishing.may_see_picture(request.user, image):
            raise Http404
        response = super().get(request, signature, image_id, filter_spec)
        if not for_readers:
            response["Cache-Control"] = "private, no-store"
        return response
