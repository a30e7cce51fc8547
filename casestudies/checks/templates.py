"""What a host's base template must have for the programme's pages to stand in it."""

from django.core.checks import Error, Warning
from django.core.exceptions import ImproperlyConfigured
from django.template import TemplateDoesNotExist, TemplateSyntaxError

from .. import conf
from ..public.frame import CONTENT, HEAD, blocks_of
from .looking import looks_at


@looks_at("the base template")
def check_base_template():
    """One block is needed, for the page; one in the head is used where there is one."""
    name = conf.value("BASE_TEMPLATE")
    if conf.KEYS["BASE_TEMPLATE"].fault(name):
        return []
    try:
        return [*_missing(name, blocks_of(name))]
    except ImproperlyConfigured:
        return []  # check_engine tells
    except TemplateDoesNotExist as missing:
        return [
            Error(
                f'The template "{missing}" is not found: every public page of the programme fails.',
                hint='Make it, or name another in CASESTUDIES["BASE_TEMPLATE"].',
                id="casestudies.E010",
            )
        ]
    except TemplateSyntaxError as fault:
        return [
            Error(
                f'The template "{name}" cannot be read: {fault}',
                hint="Every public page of the programme fails until it can.",
                id="casestudies.E010",
            )
        ]


def _missing(name, blocks):
    """Yield what is told of a base template that has these blocks alone."""
    if CONTENT not in blocks:
        yield Error(
            f'The template "{name}" has no block "{CONTENT}" that would be shown: the public'
            " pages of the programme are empty.",
            hint=f"Add {{% block {CONTENT} %}}{{% endblock %}} where a page of the site begins,"
            ' or name another template in CASESTUDIES["BASE_TEMPLATE"].',
            id="casestudies.E011",
        )
    elif HEAD not in blocks:
        yield Warning(
            f'The template "{name}" has no block "{HEAD}" in its head: style sheets of the'
            " programme are linked inside its pages instead, which may show for a moment without"
            " them, and search engines do not get the introduction of a case.",
            hint=f"Add {{% block {HEAD} %}}{{% endblock %}} before </head>.",
            id="casestudies.W010",
        )
