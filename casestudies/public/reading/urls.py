"""Addresses for readers that are not pages of the tree."""

from django.urls import path

from . import searching, suggesting, views
from .pictures import PictureView

urlpatterns = [
    path("library/", views.library, name="library"),
    path("calls/latest/", views.latest_call, name="latest_call"),
    path(
        "pictures/<str:signature>/<int:image_id>/<str:filter_spec>/",
        PictureView.as_view(action="redirect"),
        name="picture",
    ),
    path("search/", searching.search, name="search"),
    path("suggestions/", suggesting.suggestions, name="suggestions"),
    path("topics/", views.topic_list, name="topics"),
    path("topics/<str:slug>/", views.topic, name="topic"),
]
