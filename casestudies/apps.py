"""Wiring: system checks, receivers, what Wagtail writes letters about."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasestudiesConfig(AppConfig):
    name = "casestudies"
    label = "casestudies"
    verbose_name = _("Case programme")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks, receivers  # noqa: F401
        from .backoffice import workflow_letters

        receivers.connect()
        workflow_letters.leave_ours_out()
