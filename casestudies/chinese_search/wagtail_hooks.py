"""A panel on the admin's first page: that the index was made by older rules."""

from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from . import checks


class StaleIndexPanel(Component):
    """Says that search finds too little until somebody makes its index anew."""

    name = "chinese_search_stale_index"
    template_name = "chinese_search/stale_index.html"
    order = 50

    def get_context_data(self, parent_context):
        return {"command": checks.COMMAND}


@hooks.register("construct_homepage_panels")
def add_panel(request, panels):
    """Show it to those who may add pages, while it is so."""
    may_add = page_permission_policy.user_has_permission(request.user, "add")
    if may_add and checks.is_used() and checks.is_stale():
        panels.append(StaleIndexPanel())
