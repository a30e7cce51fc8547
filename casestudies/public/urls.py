"""Addresses of the public face."""

from .intake.urls import urlpatterns as intake
from .reading.urls import urlpatterns as reading

urlpatterns = [*intake, *reading]
