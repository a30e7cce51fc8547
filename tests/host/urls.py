from django.conf import settings
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]
if settings.HAS_CASESTUDIES:
    urlpatterns.append(path("casestudies/", include("casestudies.urls")))
urlpatterns.append(path("", include(wagtail_urls)))
