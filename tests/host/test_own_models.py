"""A host whose accounts, images and documents are its own, and that has pages called like ours."""

import pytest

from tests.host.process import Host

pytestmark = pytest.mark.own_site


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    host = Host(tmp_path_factory.mktemp("host"), settings="tests.host.own_models_settings")
    host.run("django", "migrate", "--verbosity", "0")
    return host


def test_the_hosts_models_leave_no_migration_to_write(host):
    assert host.run("django", "makemigrations", "--check", "--dry-run") == "No changes detected\n"


def test_a_dossier_becomes_a_case_with_the_hosts_pictures(host):
    assert host.ask(module="tests.host.walk") == {
        "cover": "pictures.Picture",
        "rendition": 100,
        "editor": 200,
        "members": 1,
        "label": "电子邮箱",
        "wrong": (
            "电子邮箱或密码不正确，请重新输入，注意区分大小写。忘记密码的，请致电市总工会编辑部。"
        ),
        "history": ["zhao@example.org", ""],
        "found": [["page", "律师代理的案件"]],
        "letters": ["zhao@example.org"],
    }


def test_the_programme_goes_again_with_its_pictures(host):
    """After the walk: its pictures and their renditions are no records of the host's own."""
    assert host.rows("SELECT count(*) > 0 FROM pictures_picturerendition") == [(1,)]
    host.run("django", "uninstall_casestudies", "--yes")
    assert host.rows("SELECT * FROM pictures_picturerendition") == []
    assert host.rows("SELECT * FROM pictures_picture") == []
    assert host.rows("SELECT name FROM wagtailcore_collection") == [("Root",)]
    assert host.rows("SELECT title FROM namesakes_casepage JOIN wagtailcore_page ON id=page_ptr_id")
