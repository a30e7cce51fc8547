"""Registers what the plugin adds to the Wagtail admin."""

from wagtail import hooks

from .backoffice.log_actions import register_log_actions

hooks.register("register_log_actions", register_log_actions)
