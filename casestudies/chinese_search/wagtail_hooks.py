"""Registers the panel on the admin's first page."""

from wagtail import hooks

from .dashboard import add_panel

hooks.register("construct_homepage_panels", add_panel)
