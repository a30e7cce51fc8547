"""Django's controls, written as its templates write them, without a template.

A control that is rendered costs as much as a query; the dossier's form has 23, with 41 choices.
"""

from collections.abc import Mapping
from html import escape

from django.utils.safestring import SafeString


def _input(*, type, name, value, attrs, **_more) -> SafeString:
    given = {"type": type, "name": name}
    if value is not None:
        given["value"] = value
    return SafeString(f"<input{_attributes(given)}{_attributes(attrs)}>")


def _textarea(*, name, value, attrs, **_more) -> SafeString:
    opened = f"<textarea{_attributes({'name': name})}{_attributes(attrs)}>"
    return SafeString(f"{opened}\n{_escaped(value or '')}</textarea>")


def _select(*, name, attrs, optgroups, **_more) -> SafeString:
    opened = f"<select{_attributes({'name': name})}{_attributes(attrs)}>"
    return SafeString(f"{opened}{''.join(_group(*group) for group in optgroups)}\n</select>")


def _group(label, choices, _index) -> str:
    options = "".join(_option(**choice) for choice in choices)
    if not label:
        return options
    return f"\n  <optgroup{_attributes({'label': label})}>{options}\n  </optgroup>"


def _option(*, value, label, attrs, **_more) -> str:
    given = _attributes({"value": str(value)})
    return f"\n  <option{given}{_attributes(attrs)}>{_escaped(label)}</option>"


def _attributes(attrs: Mapping) -> str:
    return "".join(
        f" {_escaped(name)}" if value is True else f' {_escaped(name)}="{_escaped(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def _escaped(value) -> str:
    # ``conditional_escape`` asks each value whether it is lazy, which costs more than escaping.
    text = str(value)
    return text if hasattr(text, "__html__") else escape(text)


#: What writes the widget of a template.
WRITTEN = {
    "django/forms/widgets/text.html": _input,
    "django/forms/widgets/file.html": _input,
    "django/forms/widgets/hidden.html": _input,
    "django/forms/widgets/password.html": _input,
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}
