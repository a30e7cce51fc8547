"""Numbers that reach or name a person: each recogniser takes a window, and returns its end."""

import re
from datetime import date

from .kinds import Kind

_PROVINCES = {
    *range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55),
    *range(61, 66), 71, 81, 82, 83,
}  # fmt: skip
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_X = re.compile(r"[ \-·.]?[xXХх](?![0-9A-Za-z])")
_MOBILE = re.compile(r"((?:00)?86|0)?1[3-9][0-9]{9}")
_MOBILE_SHAPES = {
    (11,), (3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (4, 3, 4), (4, 7), (3, 3, 5), (5, 6), (6, 5),
    (3, 4, 2, 2), (3, 2, 2, 2, 2), (3, 3, 3, 2), (3, 5, 3),
}  # fmt: skip
#: «13812345678 元。»: an amount; not «13812345678人工接听», where the word goes on.
_UNIT = re.compile(
    r"\s?(?:\.[0-9]+)?\s?[万亿千百]?"
    r"(?:元|吨|千瓦时?|度|立方米?|平方米?|米|公里|人次?|件|次|字节|个|份|股|毫秒|美元|°|%)"
    r"(?![\u4e00-\u9fff])"
)
_COORDINATE = re.compile(r"(?:经度?|[Ee]|lng|lon)[ :为约=]*$")
_QUAD = re.compile(r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}")
#: Serials are in capitals; small letters before a number mostly are the start of somebody's name.
_SERIAL = re.compile(r"[A-Z][A-Z0-9]{0,8}-?$")
_MEANS_TELEPHONE = re.compile(
    r"(?:^|[^A-Za-z])(?:tel|phone|mobile|mob|cell|wx|vx|v|wechat|weixin|qq|m|t|p|call)-?$", re.I
)
_CARD = re.compile(r"62[0-9]{14,17}|9558[0-9]{15}|(?:4[0-9]|5[1-5]|35)[0-9]{14}")
_LANDLINE = re.compile(r"((?:00)?86)?(0?)(10|2[0-9]|[3-9][0-9]{2})([2-8][0-9]{6,7})")
_LOCAL = re.compile(r"[2-8][0-9]{6,7}")
_TELEPHONE = re.compile(r"(?:电话|座机|传真|致电|拨打|tel|phone|fax)[^0-9\n]{0,4}$", re.I)
_EXTENSION = re.compile(r"\s?(?:转|分机|ext\.?)\s?[0-9]{1,6}", re.I)


def _is_day(year, month, day) -> bool:
    try:
        return date(year, month, day).year >= 1900
    except ValueError:
        return False


def _identity(window):
    """The number of a resident's card, GB 11643: of 18 signs with checksum, or the old 15."""
    digits = window.digits
    if len(digits) not in (15, 17, 18) or int(digits[:2]) not in _PROVINCES:
        return None
    if len(digits) == 15:
        if window.lengths not in {(15,), (6, 6, 3)} and not window.is_spelt_out:
            return None
        year, rest = int(digits[6:8]), digits[8:12]
        if year < 10 or not _is_day(1900 + year, int(rest[:2]), int(rest[2:])):
            return None
        return None if window.before(1).isalpha() and window.before(1).isascii() else window.end
    if not _is_day(int(digits[6:10]), int(digits[10:12]), int(digits[12:14])):
        return None
    wanted = _CHECK_DIGITS[sum(w * int(d) for w, d in zip(_WEIGHTS, digits[:17], strict=True)) % 11]
    if len(digits) == 18:
        return window.end if digits[17] == wanted else None
    mark = _X.match(window.text, window.end) if wanted == "X" else None
    return mark and mark.end()


def _card(window):
    """A bank card's number: known beginnings, and Luhn's checksum."""
    groups = set(window.lengths[:-1])
    even = groups <= {4} or window.is_spelt_out or window.lengths[0] == 6
    if window.is_amount or not even or not _CARD.fullmatch(window.digits):
        return None
    total = 0
    for place, digit in enumerate(reversed(window.digits)):
        number = int(digit) * (1 + place % 2)
        total += number - 9 if number > 9 else number
    return None if total % 10 else window.end


def _mobile(window):
    """A mobile number of the mainland, with or without the country before it."""
    match = _MOBILE.fullmatch(window.digits)
    if not match or window.is_amount:
        return None
    prefix = match[1] or ""
    lengths = window.without(len(prefix))
    if prefix == "0" and window.lengths[0] == 1 and not window.is_spelt_out:
        return None
    if not _is_grouped_as_said(window, lengths) or _is_other_number(window, lengths):
        return None
    return window.end


def _is_grouped_as_said(window, lengths) -> bool:
    if lengths in _MOBILE_SHAPES:
        return True
    if not window.whole:
        return False
    even = len(set(lengths[:-1])) == 1 and lengths[-1] <= lengths[0]
    return even or (len(lengths) <= 4 and (lengths[0] >= 3 or window.is_tight))


def _is_other_number(window, lengths) -> bool:
    """Whether what stands around tells that this is no telephone number."""
    before = window.before(12)
    if _SERIAL.search(before) and not _MEANS_TELEPHONE.search(before):
        return True
    after = window.after(12)
    if re.match(r"[A-Fa-f]+[0-9]", after) or (re.search(r"[a-z]$", before) and after[:1].islower()):
        return True
    if re.search(r"(?:^|[^0-9])0\.$", before):
        return True
    if lengths == (11,) and _UNIT.match(window.after(12)):
        return True
    if len(lengths) == 2 and window.words[lengths[0] : lengths[0] + 1] == ".":
        return bool(_COORDINATE.search(before)) or window.after(1) in {"°", "度"}
    years = lengths[0] == 4 and window.digits.startswith("19") and lengths != (4, 7)
    return years or bool(_QUAD.fullmatch(window.words))


def _landline(window):
    """A landline with its area; the local number alone where «电话» stands before it."""
    digits, lengths = window.digits, window.lengths
    if _LOCAL.fullmatch(digits) and lengths in {(7,), (8,), (4, 4), (3, 4), (4, 3)}:
        named = _TELEPHONE.search(window.before(10)) and not _UNIT.match(window.after(12))
        return _with_extension(window) if named else None
    match = _LANDLINE.fullmatch(digits)
    if not match or not (match[1] or match[2]) or window.is_amount:
        return None
    country, zero, area, local = match.groups(default="")
    if len(area) == 2 and len(local) != 8:
        return None
    rest = window.without(len(country))
    grouped = rest == (sum(rest),) or rest[0] == len(zero + area) or window.is_spelt_out
    if not grouped or (window.before(1).isalnum() and window.before(1).isascii()):
        return None
    return _with_extension(window)


def _with_extension(window) -> int:
    extension = _EXTENSION.match(window.text, window.end)
    return extension.end() if extension else window.end


#: In this order: what is longer and surer first.
RECOGNISERS = (
    (Kind.IDENTITY, _identity),
    (Kind.CARD, _card),
    (Kind.MOBILE, _mobile),
    (Kind.LANDLINE, _landline),
)
