"""What a host may do with a POST: read it raw, or as it comes in."""

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def raw(request):
    return HttpResponse(str(len(request.body)))


@csrf_exempt
def streamed(request):
    return HttpResponse(str(len(request.read())))
