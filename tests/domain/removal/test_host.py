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

    assert "案例库已从本站移除。" in host.run("django", "uninstall_casestudies", "--yes")
    _require_nothing_left(host)

    after = host.ask("crawl", with_programme=False)
    assert broken(after) == {}
    own = {address for address in before if address.startswith(("/admin/images/", "/admin/users/"))}
    assert {address for address in own if after.get(address) != before[address]} == set()
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
    assert host.rows("SELECT count(*) FROM wagtailimages_image") == [(3,)]
    assert not (host.folder / "private").exists()
