"""The address of the search that readers have known, ``/search/``."""

from django.views.generic import RedirectView

search = RedirectView.as_view(pattern_name="casestudies:search", query_string=True)
