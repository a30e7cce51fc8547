"""Wiring: the permission policy, system checks, receivers, Wagtail's own letters off."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasestudiesConfig(AppConfig):
    name = "casestudies"
    label = "casestudies"
    verbose_name = _("Case programme")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks, receivers  # noqa: F401
        from .backoffice import policies

        policies.register()
        receivers.connect()
        receivers.disconnect_wagtail_letters()
