"""Wiring: system checks, receivers, what Wagtail writes letters about."""

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

#: Ours import these: without one, Django would end with a sentence about some model.
NEEDED = (
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "taggit",
    "wagtail",
    "wagtail.admin",
    "wagtail.contrib.search_promotions",
    "wagtail.images",
    "wagtail.search",
    "wagtail.snippets",
    "wagtail.users",
)


class CasestudiesConfig(AppConfig):
    name = "casestudies"
    label = "casestudies"
    verbose_name = _("Case programme")
    default_auto_field = "django.db.models.BigAutoField"

    def import_models(self):
        """Raise ImproperlyConfigured with what to add, where an app is missing."""
        missing = [name for name in NEEDED if not self.apps.is_installed(name)]
        if missing:
            raise ImproperlyConfigured(
                f"casestudies needs these apps too; add them to INSTALLED_APPS: {missing}"
            )
        super().import_models()

    def ready(self):
        from . import checks, receivers  # noqa: F401
        from .backoffice import workflow_letters

        receivers.connect()
        workflow_letters.leave_ours_out()
