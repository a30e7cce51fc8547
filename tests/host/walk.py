"""Takes a dossier with photos to its case page in this host, and tells what came of it."""

import json
import sys
from io import StringIO

import django

PASSWORD = "pass-word-1"


def make_case() -> tuple:
    """Take a dossier with photos to its case page; return page, dossier, and who did it."""
    from django.core.management import call_command

    from casestudies.domain import installation, intake, publishing
    from casestudies.domain.moderation.formal_check import check_formally
    from casestudies.enums import Decision
    from casestudies.models import CaseIndexPage
    from tests.factories import CallPageFactory, MemberFactory, SubmissionFactory

    call_command("setup_casestudies", stdout=StringIO())
    call = CallPageFactory(parent=CaseIndexPage.objects.get(), is_judged=False)
    member = MemberFactory(user=_person("zhao@example.org"), approver=True)
    dossier = SubmissionFactory(call=call, union=member.union, photos=2)
    intake.send(dossier, seen=intake.shown_now(dossier), by=member.user, opinion="同意推荐。")
    checker = _person("qian@example.org", group=installation.CHECKERS)
    check_formally(dossier, by=checker, decision=Decision.PASS)
    editor = _person("sun@example.org", group=installation.EDITORS)
    return publishing.make_case_page(dossier, by=editor), dossier, editor


def found_by_readers(title) -> list:
    """Publish a case of the host's own kind; return what the programme's search shows of it."""
    from django.test import Client
    from django.urls import reverse
    from wagtail.models import Site

    from tests.host.namesakes.models import CasePage

    Site.objects.get().root_page.add_child(instance=CasePage(title=title, slug="own-case"))
    shown = Client().get(reverse("casestudies:search"), {"q": title})
    return [[found.kind.value, found.page.title] for found in shown.context["results"].page]


def walk() -> dict:
    from django.test import Client
    from django.urls import reverse

    from casestudies.models import Letter

    page, dossier, editor = make_case()
    office, desk = Client(), Client()
    office.force_login(editor)
    members = office.get(reverse("casestudies_member:index"), {"q": "zhao@"})
    sign_in = reverse("casestudies:sign_in")
    wrong = desk.post(sign_in, {"username": "zhao@example.org", "password": "no"})
    desk.post(sign_in, {"username": "zhao@example.org", "password": PASSWORD})
    history = desk.get(reverse("casestudies:dossier", args=[dossier.key])).context["history"]
    return {
        "cover": page.cover._meta.label,
        "rendition": page.cover.get_rendition("width-100").width,
        "editor": office.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code,
        "members": members.content.decode().count("zhao@example.org"),
        "label": wrong.context["form"].fields["username"].label,
        "wrong": wrong.context["form"].non_field_errors()[0],
        "history": [event.person for event in history],
        "found": found_by_readers("律师代理的案件"),
        "letters": sorted(set(Letter.objects.values_list("address", flat=True))),
    }


def _person(email, *, group=None):
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    person = get_user_model()(email=email)
    person.set_password(PASSWORD)
    person.save()
    person.groups.set(Group.objects.filter(name=group))
    return person


if __name__ == "__main__":
    django.setup()
    from django.test.utils import setup_test_environment

    setup_test_environment()
    json.dump(walk(), sys.stdout)
