import pytest

from casestudies.checks.settings import check_keys


def test_settings_of_the_programme_are_right():
    assert check_keys(None) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (["PRIVATE_ROOT"], "CASESTUDIES is not a dictionary."),
        (
            {"PRIVAT_ROOT": "/srv"},
            'CASESTUDIES has a key "PRIVAT_ROOT" that the programme does not know.',
        ),
        (
            {"PRIVATE_ROOT": 5},
            'CASESTUDIES["PRIVATE_ROOT"] is not right: it must be str or Path.',
        ),
    ],
)
def test_a_wrong_setting_is_told(settings, said, told):
    settings.CASESTUDIES = said
    assert [(each.id, each.msg) for each in check_keys(None)] == [("casestudies.E003", told)]
