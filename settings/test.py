"""Settings for the tests: quick hashing, files in a folder that goes away."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import INSTALLED_APPS, database, mail

DEBUG = False
SECRET_KEY = "for-tests-only"  # noqa: S105
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [*INSTALLED_APPS, "tests.library"]
DATABASES = {"default": database("sqlite:///:memory:")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
vars().update(mail({"EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend"}))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
_FILES = Path(tempfile.mkdtemp(prefix="casestudies-tests-"))
MEDIA_ROOT = _FILES / "media"
CASESTUDIES = {"PRIVATE_ROOT": _FILES / "private"}
CASESTUDIES_DEMO = True
