"""What a host sets: the programme's own dictionary, and what Django and Wagtail are told."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Warning
from django.utils.translation import to_locale

from .. import conf
from ..models import sheet
from .looking import looks_at

#: Time zones that a project has before anybody thinks of them.
NOBODYS_ZONES = {"UTC", "Etc/UTC", "GMT", "America/Chicago"}
#: Bytes of a Chinese character in the UTF-8 of a form.
_CHARACTER_BYTES = 3


@looks_at("CASESTUDIES")
def check_keys():
    """A key that is misspelt would count as not said at all."""
    said = getattr(settings, "CASESTUDIES", {})
    if not isinstance(said, dict):
        yield Error("CASESTUDIES is not a dictionary.", id="casestudies.E003")
        return
    known = ", ".join(conf.KEYS)
    for name in said:
        if name not in conf.KEYS:
            yield Error(
                f'CASESTUDIES has a key "{name}" that the programme does not know.',
                hint=f"Its keys are: {known}.",
                id="casestudies.E003",
            )
        elif fault := conf.KEYS[name].fault(said[name]):
            yield Error(f'CASESTUDIES["{name}"] is not right: {fault}.', id="casestudies.E003")
    address = said.get("CLIENT_ADDRESS", "REMOTE_ADDR")
    if address != "REMOTE_ADDR" and not str(address).startswith("HTTP_"):
        yield Error(
            f'CASESTUDIES["CLIENT_ADDRESS"] is "{address}", which no request has.',
            hint='Set it to "REMOTE_ADDR", or to a header as Django names it: "HTTP_X_REAL_IP".',
            id="casestudies.E026",
        )


@looks_at("the search")
def check_search():
    """What changed is indexed again by an app of its own, which the topics must reach."""
    if not apps.is_installed("casestudies.chinese_search"):
        yield Error(
            "casestudies.chinese_search is not installed: search misses what changes.",
            hint="Add it to INSTALLED_APPS.",
            id="casestudies.E002",
        )
    backends = getattr(settings, "WAGTAILSEARCH_BACKENDS", {})
    backend = backends.get("default", {}).get("BACKEND", "Wagtail's own")
    if not backend.startswith("casestudies.chinese_search"):
        yield Error(
            f"The search is {backend}, which finds no word inside a Chinese sentence.",
            hint='Set WAGTAILSEARCH_BACKENDS["default"] to'
            ' {"BACKEND": "casestudies.chinese_search"}, then run manage.py update_index.',
            id="casestudies.E023",
        )
    if not getattr(settings, "CHINESE_SEARCH_VOCABULARY", ""):
        yield Warning(
            "CHINESE_SEARCH_VOCABULARY is not set: search knows no other names of the topics.",
            hint='Set it to "casestudies.domain.vocabulary.search_entries".',
            id="casestudies.W002",
        )


@looks_at("the workflows")
def check_workflows():
    if not getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True):
        yield Error(
            "WAGTAIL_WORKFLOW_ENABLED is off: nothing that is sent can be decided.",
            hint="Take it out of the settings.",
            id="casestudies.E024",
        )


@looks_at("the language")
def check_language():
    if to_locale(settings.LANGUAGE_CODE) != "zh_Hans" or not settings.USE_I18N:
        yield Warning(
            "LANGUAGE_CODE is not zh-hans, or USE_I18N is off: forms and letters that an office"
            " and unions read are not in Chinese.",
            hint='Set LANGUAGE_CODE = "zh-hans" and USE_I18N = True.',
            id="casestudies.W011",
        )


@looks_at("the clock")
def check_clock():
    """A call closes at a minute of the office's clock: domain.md §9.3."""
    if not settings.USE_TZ:
        yield Error(
            "USE_TZ is off: deadlines cannot be told from the server's clock.",
            hint="Set USE_TZ = True.",
            id="casestudies.E025",
        )
    if settings.TIME_ZONE in NOBODYS_ZONES:
        yield Warning(
            f"TIME_ZONE is {settings.TIME_ZONE}: what editors type is read as its time,"
            " not as China’s.",
            hint='Set TIME_ZONE = "Asia/Shanghai".',
            id="casestudies.W012",
        )


@looks_at("limits of uploads")
def check_uploads():
    """A form with full texts must come through, and its photos into Wagtail's library."""
    limit, least = settings.DATA_UPLOAD_MAX_MEMORY_SIZE, form_bytes()
    if limit is not None and limit < least:
        yield Warning(
            f"DATA_UPLOAD_MAX_MEMORY_SIZE is {limit}: a dossier with long texts is refused.",
            hint=f"Set it to {least} or more; Django's own is 2621440.",
            id="casestudies.W013",
        )
    extensions = getattr(settings, "WAGTAILIMAGES_EXTENSIONS", ["jpg"])
    if "jpg" not in [each.lower() for each in extensions]:
        yield Warning(
            'WAGTAILIMAGES_EXTENSIONS has no "jpg", and photos of dossiers are such files: editors'
            " cannot change what they say of one.",
            hint='Add "jpg" to it.',
            id="casestudies.W014",
        )


def form_bytes() -> int:
    """Return what a dossier's form may weigh: its texts at their hard limit, all else as much."""
    texts = len(sheet.lines(sheet.Heading.TEXT))
    return 2 * texts * conf.MAX_PART_LENGTH * _CHARACTER_BYTES
