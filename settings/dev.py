"""Settings for a developer's machine and the demo."""

from .base import *  # noqa: F403
from .base import mail

DEBUG = True
SECRET_KEY = "for-development-only-not-a-secret"  # noqa: S105
ALLOWED_HOSTS = ["*"]
INTERNAL_IPS = ["127.0.0.1"]
vars().update(mail({"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}))
CASESTUDIES_DEMO = True
