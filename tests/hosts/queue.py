"""Tasks that wait in the site's database until a worker of its own takes them."""

from .host import Host
from .kinds import SETTINGS

LINES = """
INSTALLED_APPS += ["django_tasks_db"]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
"""
#: Takes every task that waits, and ends.
WORKER = "db_worker --batch --no-reload --no-startup-delay"
STATES = """
from django_tasks_db.models import DBTaskResult
print(*sorted(DBTaskResult.objects.values_list("status", flat=True)))
"""


def add(host: Host) -> None:
    """Let tasks wait, as the site's owner does who has workers."""
    extra = "" if int(host.versions()["Django"].split(".")[0]) >= 6 else "[compat]"
    host.uv(f"install 'django-tasks-db{extra}==0.13.*'")
    host.append(SETTINGS, LINES)


def work(host: Host) -> None:
    host.manage(WORKER)


def states(host: Host) -> set[str]:
    """Return the states of all tasks that were ever put into the queue."""
    return set(host.python_code(STATES).split())
