"""Views of a host that read what is posted in ways of their own, beside the programme."""

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls


@csrf_exempt
def raw(request):
    return HttpResponse(len(request.body))


@csrf_exempt
def stream(request):
    return HttpResponse(sum(map(len, iter(lambda: request.read(100), b""))))


@csrf_exempt
def upload(request):
    request.upload_handlers = [MemoryFileUploadHandler(request)]
    return _name(request)


@csrf_protect
def _name(request):
    return HttpResponse(request.FILES["file"].name)


urlpatterns = [
    path("raw/", raw),
    path("stream/", stream),
    path("upload/", upload),
    path("admin/", include(wagtailadmin_urls)),
    path("some/where/", include("casestudies.urls")),
    path("", include(wagtail_urls)),
]
