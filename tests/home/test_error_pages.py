"""Pages for what went wrong."""

from django.views.defaults import permission_denied, server_error

from tests.factories.home import HomePageFactory


def test_not_found_says_what_to_do(client, db):
    HomePageFactory()
    response = client.get("/nothing/")
    assert response.status_code == 404
    page = response.content.decode()
    assert "没有找到这个页面" in page
    assert "回到首页" in page


def test_a_fault_of_ours_needs_neither_database_nor_context(rf):
    response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert "网站出了点问题" in response.content.decode()


def test_a_missing_right_is_named(client, db):
    HomePageFactory()
    request = client.get("/").wsgi_request
    response = permission_denied(request, Exception())
    assert response.status_code == 403
    assert "您的账号没有这项权限。" in response.content.decode()
