"""Where the library goes in a site that has pages of its own."""

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.core.management import CommandError, call_command
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.models import Locale, Page, Site

from casestudies.domain.installation import install
from casestudies.domain.refusals import Invalid, NotReady
from casestudies.models import CaseIndexPage, Topic
from tests.factories.places import home_page

pytestmark = pytest.mark.django_db

RIGHTS = "编辑权限：案例编辑（案例库）"


def page(slug, parent=None, title="页面"):
    return (parent or home_page()).add_child(instance=Page(title=title, slug=slug))


def library():
    return CaseIndexPage.objects.get()


def place():
    return library().get_parent().specific, library().slug


def test_a_page_of_the_hosts_own_keeps_its_address():
    own = page("cases")
    made = install()
    assert place() == (home_page().specific, "cases-2")
    assert "页面：案例库（地址“cases”已有别的页面，改用“cases-2”）" in made
    page("cases-3")
    assert Page.objects.get(slug="cases") == own
    assert install() == []


def test_the_library_goes_where_somebody_says():
    work = page("work")
    made = install(parent="/work/", slug="anli")
    assert place() == (work, "anli")
    assert "页面：案例库" in made


@pytest.mark.parametrize("key", ["pk", "path"])
def test_a_setting_says_where(settings, key):
    about = page("about", parent=page("work"))
    said = about.pk if key == "pk" else "work/about"
    settings.CASESTUDIES = settings.CASESTUDIES | {
        "LIBRARY_PARENT": said,
        "LIBRARY_SLUG": "al",
    }
    install()
    assert place() == (about, "al")


urlpatterns = i18n_patterns(path("pages/", include(wagtail_urls)))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_path_is_looked_for_in_the_language_it_names(settings, language):
    settings.ROOT_URLCONF = __name__
    settings.LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
    settings.WAGTAIL_I18N_ENABLED = True
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES
    english = home_page().copy_for_translation(Locale.objects.create(language_code="en"))
    roots = {"zh-hans": home_page(), "en": english}
    below = {code: page("work", parent=root) for code, root in roots.items()}
    install(parent=f"/{language}/pages/work/")
    assert place() == (below[language], "cases")
    assert library().locale.language_code == language


@pytest.mark.parametrize("by_setting", [True, False])
def test_a_named_address_that_is_taken_is_refused_whole(settings, by_setting):
    own = page("anli", title="案例集")
    named = {"slug": "anli"}
    if by_setting:
        settings.CASESTUDIES = settings.CASESTUDIES | {"LIBRARY_SLUG": named.pop("slug")}
    with pytest.raises(CommandError) as caught:
        call_command("setup_casestudies", **named)
    assert str(caught.value) == (
        f"没有设置任何内容。地址“anli”已属于页面“案例集”（编号 {own.pk}）。"
        "请用 --slug 另取一个地址，或用 --parent 换一个上级页面，或先修改那个页面的地址。"
    )
    assert not Topic.objects.exists()


@pytest.mark.parametrize(
    ("asked", "refusal", "sentence"),
    [
        (
            {"parent": "/nowhere/"},
            Invalid,
            "找不到要放案例库的上级页面“/nowhere/”。"
            "请给出它的地址路径（如 /work/）或它在页面管理中的编号。",
        ),
        (
            {"parent": "1"},
            Invalid,
            "找不到要放案例库的上级页面“1”。"
            "请给出它的地址路径（如 /work/）或它在页面管理中的编号。",
        ),
        ({"slug": "a b"}, Invalid, "“a b”不能用作地址：只能使用文字、数字和连字符。"),
        (
            {"site": "no.example.org"},
            Invalid,
            "没有站点“no.example.org”。现有的站点有：{pk} localhost。",
        ),
    ],
)
def test_what_is_not_there_is_refused(asked, refusal, sentence):
    with pytest.raises(refusal) as caught:
        install(**asked)
    assert str(caught.value) == sentence.format(pk=Site.objects.get().pk)


def test_a_host_without_a_default_site_is_told():
    Site.objects.update(is_default_site=False)
    with pytest.raises(NotReady) as caught:
        install()
    assert str(caught.value) == (
        "没有设为默认的站点：请用 --site 指定站点，或用 --parent 指定上级页面。"
    )


@pytest.mark.parametrize("named", ["pk", "union.example.org", "union.example.org:8000"])
def test_each_site_gets_a_library_on_request(named):
    install()
    root = Page.objects.get(depth=1).add_child(instance=Page(title="分站", slug="second"))
    second = Site.objects.create(hostname="union.example.org", port=8000, root_page=root)
    named = str(second.pk) if named == "pk" else named
    assert install(site=named) == ["页面：案例库", "图片集合：案例库", RIGHTS]
    assert CaseIndexPage.objects.child_of(root).get().slug == "cases"
    assert install(site=named) == install() == []


def test_each_language_gets_a_library_on_request(settings):
    settings.WAGTAIL_I18N_ENABLED = True
    settings.WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
    install()
    english = Locale.objects.create(language_code="en")
    root = home_page().copy_for_translation(english)
    # A translation keeps its pictures where the library it translates does.
    assert install(parent=str(root.pk)) == ["页面：案例库", RIGHTS]
    first, second = CaseIndexPage.objects.order_by("pk")
    assert second.locale == english
    assert first.get_translation(english) == second
    assert install(parent=str(root.pk)) == []
