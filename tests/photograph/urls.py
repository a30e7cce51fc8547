"""Addresses of the host; the plugin's where it is installed."""

from django.apps import apps
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as documents_urls

from .notices import views

urlpatterns = [
    path("admin/", include(admin_urls)),
    path("documents/", include(documents_urls)),
    path("raw/", views.raw),
    path("streamed/", views.streamed),
]
if apps.is_installed("casestudies"):
    urlpatterns.append(path("casestudies/", include("casestudies.urls")))
urlpatterns.append(path("", include(wagtail_urls)))
