"""What of the host's own stands on the programme and would fall with it."""

from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from ... import conf
from ..refusals import Invalid
from . import ours
from .dependants import falling


def installed_apps() -> list[str]:
    return [label for label in conf.APP_LABELS if label in apps.app_configs]


def require_none() -> None:
    """Raise Invalid where something of the host's own would be lost."""
    _require_sites()
    _require_pages()
    _require_migrations()


def _require_sites():
    site = Site.objects.filter(root_page__in=ours.pages()).first()
    if site is not None:
        raise Invalid(
            _(
                "The site “%(site)s” begins with the page “%(page)s”, which would go and take the"
                " site along: give it another root page first."
            )
            % {"site": site.hostname, "page": site.root_page.title}
        )


def _require_pages():
    for page in ours.pages():
        own = page.get_descendants().exclude(pk__in=ours.pages()).first()
        if own is not None:
            raise Invalid(
                _(
                    "The page “%(page)s” is the site's own and stands below “%(parent)s”, which"
                    " would go: move it first."
                )
                % {"page": own.title, "parent": Page.objects.get(pk=own.get_parent().pk).title}
            )


def _require_migrations():
    back = [(label, None) for label in installed_apps()]
    plan = [step for step, _back in MigrationExecutor(connection).migration_plan(back)]
    foreign = [
        f"{step.app_label} {step.name}" for step in plan if step.app_label not in conf.APP_LABELS
    ]
    if foreign:
        raise Invalid(
            _("Tables of the site's own build on ours and would go with them: %(migrations)s.")
            % {"migrations": ", ".join(foreign)}
        )


def require_nothing_falls() -> None:
    """Raise Invalid with the numbers where rows of the host's own would be deleted with ours."""
    if rows := falling():
        raise Invalid(
            _(
                "Records of the site's own would be deleted along: %(rows)s. Change them first,"
                " or run the command again with --take-along."
            )
            % {"rows": ", ".join(f"{kind.name} {kind.number}" for kind in rows)}
        )


def told_of(rows) -> Invalid:
    """Return the refusal for rows of the host's own that hold on to ours."""
    return Invalid(
        _("Records of the site's own hold on to the programme's: %(rows)s. Change them first.")
        % {"rows": ", ".join(sorted({str(row._meta.verbose_name) for row in rows}))}
    )
