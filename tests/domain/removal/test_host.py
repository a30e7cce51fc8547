"""A stranger's site that had the programme for a while: its admin before and after."""

import pytest

from tests.host.process import Host

pytestmark = pytest.mark.own_site


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    host = Host(tmp_path_factory.mktemp("host"))
    host.run("django", "migrate", "--verbosity", "0")
    host.ask("stock")
    return host


def broken(answers):
    return {address: status for address, status in answers.items() if status >= 500}


def test_a_host_is_whole_before_and_after(host):
    before = host.ask("crawl")
    assert broken(before) == {}
    assert any(address.startswith("/admin/casestudies/") for address in before)
    assert host.private_files()

    told = host.run("django", "uninstall_casestudies", "--dry-run")
    assert "  申报材料：6\n" in told
    assert "以上只是清点，没有移除任何内容。" in told
    assert host.rows("SELECT count(*) FROM casestudies_submission") == [(6,)]

    assert "  菜单项：1\n  角标：1\n  重定向：1\n" in told
    assert "本站自己的页面等内容有链接指向案例库，移除后会失效：1\n" in told
    assert "案例库的图片因本站自己的内容也在用而保留：1\n" in told
    refusal = host.refused("django", "uninstall_casestudies", "--yes")
    assert "本站自己的这些记录会一起被删除：菜单项 1, 角标 1, 重定向 1。" in refusal
    assert host.rows("SELECT count(*) FROM casestudies_submission") == [(6,)]

    told = host.run("django", "uninstall_casestudies", "--yes", "--take-along")
    assert "案例库已从本站移除。" in told
    _require_nothing_left(host)

    after = host.ask("crawl", with_programme=False)
    assert broken(after) == {}
    own = {
        address for address in before if address.startswith(("/admin/documents/", "/admin/users/"))
    }
    assert {address for address in own if after.get(address) != before[address]} == set()
    assert host.ask("article", with_programme=False) == [200, 200, 200]
    assert set(host.ask("leave", with_programme=False).values()) == {302}
    assert host.rows("SELECT username FROM auth_user") == [("host-admin",)]


def _require_nothing_left(host):
    names = host.rows("SELECT name FROM sqlite_master")
    assert [name for (name,) in names if "casestudies" in name or "chinese" in name] == []
    assert host.rows("SELECT * FROM django_content_type WHERE app_label = 'casestudies'") == []
    assert host.rows("SELECT * FROM wagtailcore_modellogentry") == []
    assert host.rows("SELECT name FROM auth_group WHERE name LIKE '%案例%'") == []
    assert host.rows("SELECT name FROM auth_group WHERE name = '评委'") == [("评委",)]
    assert host.rows("SELECT title FROM wagtailcore_page WHERE depth > 2 ORDER BY path") == [
        ("本单位简介",),
        ("案例",),
    ]
    assert host.rows("SELECT title FROM host_menuentry") == [("本单位简介",)]
    assert host.rows("SELECT count(*) FROM host_badge") == [(1,)]
    assert host.rows("SELECT title FROM wagtaildocs_document") == [("通知全文",)]
    assert host.rows("SELECT count(*) FROM wagtailimages_image") == [(2,)]
    assert host.rows("SELECT name FROM wagtailcore_collection ORDER BY path") == [
        ("Root",),
        ("案例库",),
    ]
    assert not (host.folder / "private").exists()
