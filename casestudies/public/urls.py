"""Addresses of the public face, each behind the guard."""

from .guard import guarded
from .intake.urls import urlpatterns as intake
from .reading.urls import urlpatterns as reading

urlpatterns = [guarded(pattern) for pattern in (*intake, *reading)]
