"""Addresses for readers that are not pages of the tree."""

urlpatterns = []
