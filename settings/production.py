"""Settings for a server; everything particular to it comes from the environment."""

from pathlib import Path

from .base import *  # noqa: F403
from .base import BASE_DIR, database, env, mail

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
DATABASES = {"default": database(env("DATABASE_URL"))}
DATABASES["default"]["CONN_MAX_AGE"] = 60

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(BASE_DIR / "static_root")))
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(BASE_DIR / "media")))
CASESTUDIES = {
    "PRIVATE_ROOT": env("PRIVATE_ROOT", default=str(BASE_DIR / "private")),
    # The proxy that ends TLS must set this header itself, whatever the visitor sent.
    "CLIENT_ADDRESS": env("CLIENT_ADDRESS", default="HTTP_X_REAL_IP"),
}
# Links in letters and in the admin; no default, for it would lead to nobody's machine.
WAGTAILADMIN_BASE_URL = env("SITE_URL")
CASESTUDIES_DEMO = False

vars().update(
    mail(env.email_url("EMAIL_URL", default="smtp://localhost:25") | {"EMAIL_TIMEOUT": 10})
)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="webmaster@localhost")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31536000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
