"""What Wagtail's editor of groups offers about dossiers."""

from django.contrib.auth.models import Group, Permission
from django.urls import reverse_lazy

from casestudies.domain.installation import CODENAMES
from tests.backoffice.screen import text_of

ADDRESS = reverse_lazy("wagtailusers_groups:add")
OFFERED = {
    "view_submission",
    "view_submissioncontact",
    "make_case_page_submission",
    "export_submission",
    "undo_decision_submission",
}
PARTS = ("page_permissions", "image_permissions", "document_permissions", "collection_permissions")


def of_dossiers() -> dict[str, int]:
    models = ["submission", "submissioncontact"]
    rows = Permission.objects.filter(content_type__model__in=models)
    return dict(rows.values_list("codename", "pk"))


def post(client, **values):
    blank = {f"{part}-{count}_FORMS": 0 for part in PARTS for count in ("TOTAL", "INITIAL")}
    blank |= {f"{part}-MAX_NUM_FORMS": 1000 for part in PARTS}
    return client.post(ADDRESS, {"name": "值班员"} | blank | values)


def test_only_what_the_policy_asks_for_is_offered(signed_in, superuser):
    form = signed_in(superuser).get(ADDRESS).context["form"]
    offered = set(form.fields["permissions"].queryset.values_list("codename", flat=True))
    assert offered & set(of_dossiers()) == OFFERED


def test_every_right_setup_grants_is_offered_and_no_other_of_ours(signed_in, superuser):
    """What setup grants is what code asks for; a right nobody asks for would promise something."""
    offered = signed_in(superuser).get(ADDRESS).context["form"].fields["permissions"].queryset
    ours = offered.filter(content_type__app_label__in=["casestudies", "chinese_search"])
    granted = {codename for role in CODENAMES.values() for codename in role}
    assert set(ours.values_list("codename", flat=True)) == granted
    assert ours.count() == len(granted) == 5 + 4 * 4 + 4 + 2


def test_the_right_to_each_spreadsheet_is_offered(signed_in, superuser):
    response = signed_in(superuser).get(ADDRESS)
    rights = response.context["form"].fields["permissions"].queryset
    offered = rights.filter(codename__startswith="export_")
    assert {(right.content_type.app_label, right.codename) for right in offered} == {
        ("casestudies", f"export_{table}")
        for table in ("submission", "union", "topic", "glossaryterm", "missedquestion")
    }
    words = text_of(response)
    for name in ("申报材料", "推荐单位", "标签", "名词解释", "没有搜到的问题"):
        assert f"可以把{name}列表导出为表格" in words


def test_an_office_gives_a_group_the_rights_without_code(signed_in, superuser):
    rights = of_dossiers()
    response = post(signed_in(superuser), permissions=[rights[name] for name in OFFERED])
    assert response.status_code == 302
    group = Group.objects.get(name="值班员")
    assert set(group.permissions.values_list("codename", flat=True)) == OFFERED


def test_a_right_that_means_nothing_is_refused(signed_in, superuser):
    response = post(signed_in(superuser), permissions=[of_dossiers()["change_submission"]])
    assert response.status_code == 200
    assert "permissions" in response.context["form"].errors
    assert not Group.objects.filter(name="值班员").exists()
