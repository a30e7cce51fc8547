"""What CASESTUDIES["GROUPS"] may say."""

import pytest

from casestudies.checks.groups import check_groups


def said(settings, groups):
    settings.CASESTUDIES = settings.CASESTUDIES | {"GROUPS": groups}
    return [(each.id, each.msg) for each in check_groups(None)]


@pytest.mark.parametrize(
    "groups", [{}, {"judges": "专家评委"}, {"judges": "案例编辑", "editors": "编辑"}]
)
def test_groups_are_named_right(settings, groups):
    assert said(settings, groups) == []


@pytest.mark.parametrize(
    ("groups", "number", "told"),
    [
        (
            {"judge": "评委"},
            "E004",
            'CASESTUDIES["GROUPS"] has a role "judge" that the programme does not know.',
        ),
        ({"judges": ""}, "E005", 'CASESTUDIES["GROUPS"]["judges"] is no name of a group.'),
        ({"judges": "评" * 151}, "E005", 'CASESTUDIES["GROUPS"]["judges"] is no name of a group.'),
        ({"judges": 5}, "E005", 'CASESTUDIES["GROUPS"]["judges"] is no name of a group.'),
        (
            {"judges": "案例编辑"},
            "E006",
            'CASESTUDIES["GROUPS"] gives editors and judges the same name "案例编辑".',
        ),
    ],
)
def test_a_wrong_name_is_told(settings, groups, number, told):
    assert said(settings, groups) == [(f"casestudies.{number}", told)]


def test_another_check_tells_what_is_no_dictionary(settings):
    assert said(settings, ["judges"]) == []
