"""Addresses of the union's desk."""

urlpatterns = []
