"""Addresses for readers that are not pages of the tree."""

from django.urls import path

from . import views

urlpatterns = [
    path("cases/", views.library, name="library"),
    path("calls/", views.calls, name="calls"),
    path("topics/", views.topics, name="topics"),
    path("topics/<str:slug>/", views.topic, name="topic"),
]
