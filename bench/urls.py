"""The site's addresses and two to compare with."""

from django.urls import path

from bench import comparison
from settings.urls import urlpatterns as site

urlpatterns = [
    path("bench/empty/", comparison.empty),
    path("bench/list/", comparison.plain_list),
    *site,
]
