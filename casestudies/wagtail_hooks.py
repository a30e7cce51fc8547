"""Registers what the plugin adds to the Wagtail admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .backoffice.dashboard import add_panel
from .backoffice.deletion import keep_page, keep_pages
from .backoffice.letters.account import StaffLettersPanel
from .backoffice.log_actions import register_log_actions
from .backoffice.menu import letters_menu_item, missed_questions_menu_item, programme_menu_item
from .backoffice.moderation.bulk import PassAction
from .backoffice.moderation.snippet import NoBulkDelete, SubmissionViewSet
from .backoffice.policies import register_policies, rights_beside_tables
from .backoffice.publishing.editing import tell_of_personal_data
from .backoffice.publishing.pictures import (
    BULK_ACTIONS,
    construct_admin_api,
    image_urls,
    keep_shown_pictures,
)
from .backoffice.publishing.roads import (
    ReviewMenuItem,
    TakeDownMenuItem,
    lead_to_take_down,
    leave_out_wagtails,
    refuse_copy,
    refuse_decision,
)
from .backoffice.urls import admin_urls
from .backoffice.viewsets import viewsets
from .domain.publishing import image_operations

# Before the tables: Wagtail 8 warns of a policy that it learns from a table first, which happens
# before our ``ready()`` wherever Wagtail's apps stand before ours.
register_policies()
register_snippet(SubmissionViewSet)

hooks.register("register_log_actions", register_log_actions)
hooks.register("register_admin_urls", admin_urls)
# Before Wagtail's own, whose addresses these are.
hooks.register("register_admin_urls", image_urls, order=-100)
hooks.register("register_permissions", rights_beside_tables)
hooks.register("register_admin_viewset", viewsets)
hooks.register("register_admin_menu_item", programme_menu_item)
hooks.register("register_reports_menu_item", missed_questions_menu_item)
hooks.register("register_reports_menu_item", letters_menu_item)
hooks.register("register_account_settings_panel", StaffLettersPanel)
hooks.register("construct_homepage_panels", add_panel)
hooks.register("before_bulk_action", keep_shown_pictures)
# After Wagtail's own, whose endpoint it narrows.
hooks.register("construct_admin_api", construct_admin_api, order=100)
hooks.register("before_delete_page", keep_page)
hooks.register("before_bulk_action", keep_pages)
hooks.register("register_page_action_menu_item", ReviewMenuItem)
hooks.register("register_page_action_menu_item", TakeDownMenuItem)
hooks.register("construct_page_action_menu", leave_out_wagtails)
hooks.register("before_edit_page", refuse_decision)
hooks.register("before_unpublish_page", lead_to_take_down)
hooks.register("before_copy_page", refuse_copy)
hooks.register("after_create_page", tell_of_personal_data)
hooks.register("after_edit_page", tell_of_personal_data)
hooks.register("register_image_operations", image_operations)
# After Wagtail's own, whose places they take.
for bulk_action in (NoBulkDelete, *BULK_ACTIONS):
    hooks.register("register_bulk_action", bulk_action, order=100)
hooks.register("register_bulk_action", PassAction)
