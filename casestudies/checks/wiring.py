"""What Django must run around the programme's views: apps, middleware, templates."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error
from django.core.exceptions import ImproperlyConfigured
from django.template import Engine, TemplateDoesNotExist
from django.utils.module_loading import import_string

from .looking import looks_at

#: Without one of these nothing breaks before a view does; apps.py asks for the others.
APPS = (
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
)
MIDDLEWARE = (
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
)
CONTEXT_PROCESSORS = (
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
)


@looks_at("INSTALLED_APPS")
def check_apps():
    for name in APPS:
        if not apps.is_installed(name):
            yield Error(
                f'"{name}" is not installed: pages of the programme fail or have no styles.',
                hint="Add it to INSTALLED_APPS.",
                id="casestudies.E016",
            )


@looks_at("MIDDLEWARE")
def check_middleware():
    """A class of the site's own that extends Django's counts as well."""
    running = [import_string(path) for path in settings.MIDDLEWARE]
    for path in MIDDLEWARE:
        wanted = import_string(path)
        if not any(isinstance(each, type) and issubclass(each, wanted) for each in running):
            yield Error(
                f'"{path}" does not run: unions cannot sign in or are not told what became of it.',
                hint="Add it to MIDDLEWARE.",
                id="casestudies.E017",
            )


@looks_at("TEMPLATES")
def check_engine():
    """Ours are found where those of apps are looked for, with what Django adds to each page."""
    try:
        engine = Engine.get_default()
        engine.get_template("casestudies/frame.html")
    except (ImproperlyConfigured, TemplateDoesNotExist):
        yield Error(
            "The templates of the programme are not found: every page of it fails.",
            hint='Set "APP_DIRS": True in the first TEMPLATES of Django, or give it the loader'
            ' "django.template.loaders.app_directories.Loader".',
            id="casestudies.E018",
        )
        return
    for path in CONTEXT_PROCESSORS:
        if path not in engine.context_processors:
            yield Error(
                f'"{path}" does not run: pages of the programme lack what it adds.',
                hint='Add it to "context_processors" in the OPTIONS of TEMPLATES.',
                id="casestudies.E019",
            )
