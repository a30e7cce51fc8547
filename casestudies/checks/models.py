"""Models of the host that the programme's own stand on."""

from django.core.checks import Error, register
from django.core.management.base import SystemCheckError
from wagtail.models import Page


@register()
def check_page_model(app_configs, **kwargs):
    """The pages of the site are Wagtail's own, or nothing else is worth telling.

    Raises SystemCheckError: what Django finds besides are dozens of consequences, most of
    them in the names of models of Wagtail. See docs/decisions/names-in-a-host.md.
    """
    if Page._meta.swapped:
        raise SystemCheckError(f"{_other_page_model(Page._meta.swapped)}")
    return []


def _other_page_model(name):
    return Error(
        f'WAGTAIL_PAGE_MODEL is "{name}", and the programme\'s pages and migrations stand on'
        " Wagtail's own page model.",
        hint=(
            "Remove WAGTAIL_PAGE_MODEL, which only a new database allows, or install the"
            " programme in a project of its own."
        ),
        id="casestudies.E020",
    )
