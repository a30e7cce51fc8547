"""The programme's group in the admin's menu; hosts add to it through ``HOOK``."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.permissions import page_permission_policy

from ..domain.moderation.queues import number_waiting
from ..domain.reading import terms
from ..models.library import CaseIndexPage
from ..models.task import CaseReviewTask
from ..permissions import letter_policy, submission_policy

HOOK = "register_casestudies_menu_item"
#: The menu, which stands on every page, counts waiting dossiers no further.
COUNTED = 1000
#: The rights to pages that open the explorer.
PAGE_ACTIONS = {"add", "change", "publish", "bulk_delete", "lock", "unlock"}


def may_see_dossiers(user) -> bool:
    return submission_policy.user_has_permission(user, "view")


def libraries_of(user):
    """Return the libraries that the user has a right to."""
    pages = page_permission_policy.instances_user_has_any_permission_for(user, PAGE_ACTIONS)
    return CaseIndexPage.objects.filter(pk__in=pages.values("pk"))


def reviews_cases(user) -> bool:
    """Whether the user is in a group that reviews cases; one query a user object."""
    if not hasattr(user, "_casestudies_reviews"):
        user._casestudies_reviews = CaseReviewTask.of_user(user).exists()
    return user._casestudies_reviews


def reviews_cases_only(user) -> bool:
    """Who has more to do finds the cases on the first page: each entry costs a query everywhere."""
    return not may_see_dossiers(user) and reviews_cases(user)


def may_see_pages(user) -> bool:
    """Whether the user has a right to pages of the programme; one query a user object."""
    if not hasattr(user, "_casestudies_sees_pages"):
        user._casestudies_sees_pages = libraries_of(user).exists()
    return user._casestudies_sees_pages


def may_see_letters(user) -> bool:
    return letter_policy.user_has_permission(user, "view")


class PermittedMenuItem(MenuItem):
    """An entry for those for whom ``permitted(user)`` is true."""

    def __init__(self, *args, permitted, **kwargs):
        super().__init__(*args, **kwargs)
        self.permitted = permitted

    def is_shown(self, request):
        return self.permitted(request.user)


class QueueMenuItem(PermittedMenuItem):
    """Shows how many dossiers wait for the user: one query on each page of the admin."""

    def render_component(self, request):
        number = number_waiting(request.user, at_most=COUNTED)
        shown = number if number < COUNTED else f"{COUNTED - 1}+"
        label = f"{self.label} ({shown})" if number else self.label
        return LinkMenuItem(
            self.name, label, self.url, icon_name=self.icon_name, classname=self.classname
        )


def _address(name):
    return reverse_lazy(f"casestudies_backoffice:{name}")


ITEMS = [
    QueueMenuItem(
        _("Waiting for my check"),
        _address("queue"),
        name="casestudies-queue",
        icon_name="clipboard-list",
        order=10,
        permitted=may_see_dossiers,
    ),
    PermittedMenuItem(
        _("All dossiers"),
        _address("dossiers"),
        name="casestudies-dossiers",
        icon_name="list-ul",
        order=20,
        permitted=may_see_dossiers,
    ),
    PermittedMenuItem(
        _("Pool of cases"),
        _address("pool"),
        name="casestudies-pool",
        icon_name="folder-open-inverse",
        order=30,
        permitted=may_see_dossiers,
    ),
    PermittedMenuItem(
        _("Cases waiting for my review"),
        _address("reviews"),
        name="casestudies-reviews",
        icon_name="glasses",
        order=25,
        permitted=reviews_cases_only,
    ),
    PermittedMenuItem(
        _("Case pages"),
        _address("library"),
        name="casestudies-library",
        icon_name="doc-full-inverse",
        order=40,
        permitted=may_see_pages,
    ),
]

programme_menu = Menu(register_hook_name=HOOK, items=ITEMS)


def programme_menu_item():
    return SubmenuMenuItem(
        _("Case programme"), programme_menu, name="casestudies", icon_name="form", order=150
    )


def missed_questions_menu_item():
    return PermittedMenuItem(
        _("Questions not found"),
        _address("missed_questions"),
        name="casestudies-missed-questions",
        icon_name="search",
        order=900,
        permitted=terms.may_change,
    )


def letters_menu_item():
    return PermittedMenuItem(
        _("Letters"),
        _address("letters"),
        name="casestudies-letters",
        icon_name="mail",
        order=910,
        permitted=may_see_letters,
    )
