"""What is told of a host's base template."""

import pytest

from casestudies.checks.templates import check_base_template


def told():
    return [(each.id, each.msg) for each in check_base_template(None)]


@pytest.fixture
def base(settings, tmp_path):
    """Makes a host's base template of this text, and tells the programme of it."""

    def write(text):
        (tmp_path / "host_base.html").write_text(text, "utf-8")
        (engine,) = settings.TEMPLATES
        settings.TEMPLATES = [engine | {"DIRS": [tmp_path]}]
        settings.CASESTUDIES = settings.CASESTUDIES | {"BASE_TEMPLATE": "host_base.html"}

    return write


def test_the_demonstration_site_has_all_that_is_used():
    assert told() == []


def test_a_base_without_a_block_in_its_head_loses_little(base):
    base("{% block content %}{% endblock %}")
    (message,) = check_base_template(None)
    assert (message.id, message.hint) == (
        "casestudies.W010",
        "Add {% block extra_css %}{% endblock %} before </head>.",
    )
    assert message.msg == (
        'The template "host_base.html" has no block "extra_css" in its head: style sheets of the'
        " programme are linked inside its pages instead, which may show for a moment without"
        " them, and search engines do not get the introduction of a case."
    )


def test_a_base_without_a_block_for_content_is_an_error(base):
    base("{% block extra_css %}{% endblock %}{% block main %}{% endblock %}")
    (message,) = check_base_template(None)
    assert message.id == "casestudies.E011"
    assert message.hint.startswith("Add {% block content %}{% endblock %} where a page")


def test_a_missing_base_is_an_error(settings):
    settings.CASESTUDIES = settings.CASESTUDIES | {"BASE_TEMPLATE": "nowhere.html"}
    assert told() == [
        (
            "casestudies.E010",
            'The template "nowhere.html" is not found: every public page of the programme fails.',
        )
    ]


def test_a_base_whose_own_parent_is_missing_is_an_error(base):
    base('{% extends "gone.html" %}')
    assert [id for id, message in told() if '"gone.html" is not found' in message] == [
        "casestudies.E010"
    ]


def test_a_base_that_cannot_be_read_is_an_error(base):
    base("{% block content %}")
    ((id, message),) = told()
    assert id == "casestudies.E010"
    assert message.startswith('The template "host_base.html" cannot be read: ')
    assert "Unclosed tag" in message


def test_what_is_no_name_is_left_to_the_check_of_keys(settings):
    settings.CASESTUDIES = settings.CASESTUDIES | {"BASE_TEMPLATE": 5}
    assert told() == []
