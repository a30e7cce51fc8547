"""Writers and lessons in the admin's generic lists, which are those of snippets too."""

from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from .models import Lesson, Writer


class WriterViewSet(ModelViewSet):
    model = Writer
    form_fields = ["name"]
    list_display = ["name"]


class LessonViewSet(ModelViewSet):
    model = Lesson
    form_fields = ["name"]
    list_display = ["name"]


@hooks.register("register_admin_viewset")
def writers():
    return WriterViewSet("library_writers")


@hooks.register("register_admin_viewset")
def lessons():
    return LessonViewSet("library_lessons")
