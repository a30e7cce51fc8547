"""How a check of ours is registered: one that cannot look says so, and stops nothing."""

from collections.abc import Callable, Iterable
from functools import wraps

from django.core.checks import CheckMessage, Warning, register
from django.core.management.base import SystemCheckError


def looks_at(subject: str, *, deploy: bool = False):
    """Register a function that yields messages; with ``deploy``, for ``check --deploy`` alone.

    Whatever it raises becomes a message with the ``subject``: a site that is wrong in a way
    nobody thought of must still get what the other checks have to say.
    """

    def decorate(found: Callable[[], Iterable[CheckMessage]]):
        @wraps(found)
        def check(app_configs=None, **kwargs):
            try:
                return list(found())
            except SystemCheckError:
                raise
            except Exception as fault:
                return [_could_not_look(subject, fault)]

        del check.__wrapped__  # or Django would look at the arguments of what is inside
        return register(check, deploy=deploy)

    return decorate


def _could_not_look(subject, fault):
    return Warning(
        f"The check of {subject} could not look: {type(fault).__name__}: {fault}",
        hint="Mend what it met; then it will say what else is missing.",
        id="casestudies.W001",
    )
