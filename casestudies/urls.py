"""Addresses of the plugin; a host includes them under a path of its choice."""

from .public.urls import urlpatterns

app_name = "casestudies"
__all__ = ["app_name", "urlpatterns"]
