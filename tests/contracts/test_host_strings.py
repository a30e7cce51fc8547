"""With the plugin installed, a host's own screens say word for word what they said before.

Django merges the catalogues of all apps into one, the first app of ``INSTALLED_APPS``
wins: an entry of ours that Django or Wagtail has too would speak on the host's screens.
"""

from django.apps import apps
from django.utils.translation.trans_real import DjangoTranslation

from tools.messages import others_strings

OURS = ("casestudies", "casestudies.chinese_search")
#: The demo's, which fills what Wagtail leaves untranslated.
DEMO = ("home",)


def chinese(monkeypatch, *, without):
    """What Django makes of the catalogues of all apps but these."""
    others = [app for app in apps.get_app_configs() if app.name not in without]
    with monkeypatch.context() as patch:
        patch.setattr(apps, "get_app_configs", lambda: others)
        return DjangoTranslation("zh-hans")


def said(translation, context, text) -> tuple[str, ...]:
    """One string used alone, of one thing and of several."""
    if context is None:
        several = [translation.ngettext(text, text, number) for number in (1, 2)]
        return (translation.gettext(text), *several)
    several = [translation.npgettext(context, text, text, number) for number in (1, 2)]
    return (translation.pgettext(context, text), *several)


def test_not_one_string_of_the_host_changes(monkeypatch):
    before = chinese(monkeypatch, without=OURS + DEMO)
    after = chinese(monkeypatch, without=DEMO)
    number = ("casestudies", "Number")
    assert [said(each, *number)[0] for each in (before, after)] == ["Number", "编号"]
    strings = others_strings()
    assert len(strings) > 2000
    assert {
        key: (said(before, *key), said(after, *key))
        for key in strings
        if said(before, *key) != said(after, *key)
    } == {}
