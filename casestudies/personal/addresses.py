"""What is written with letters: e-mail addresses and number plates."""

import re
from collections.abc import Iterator

from .kinds import Kind

_AT = re.compile(r"\s{0,2}(?:@|[(\[{<]\s?(?:at|AT|艾特)\s?[)\]}>])\s{0,2}")
_LOCAL_PART = re.compile(r"[A-Za-z0-9._%+\-]{1,64}$")
_HOST = re.compile(
    r"[A-Za-z0-9\-]{1,63}(?:\s?(?:[.·]|[(\[]\s?(?:dot|点)\s?[)\]])\s?[A-Za-z0-9\-]{1,63}){1,4}"
)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使]"
    r"[ ·.\-]{0,2}[A-HJ-NP-Z][ ·.\-]{0,2}"
    r"(?=(?:[A-Z]?[0-9][A-Z]?){2}|[A-Z0-9]*[0-9][A-Z0-9]*[0-9])"
    r"(?:[DF][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[DF]|[A-HJ-NP-Z0-9]{5}|[A-HJ-NP-Z0-9]{4}[警学挂港澳])"
    r"(?![A-Za-z0-9])"
)


def written(text: str) -> Iterator[tuple[Kind, int, int]]:
    """Return kind, start and end of each address and plate of the folded text."""
    for at in _AT.finditer(text):
        local = _LOCAL_PART.search(text[max(0, at.start() - 64) : at.start()])
        host = _HOST.match(text, at.end())
        if local and host and re.search(r"[A-Za-z]{2,}$", host[0]):
            yield Kind.MAIL, at.start() - len(local[0]), host.end()
    for plate in _PLATE.finditer(text):
        yield Kind.PLATE, *plate.span()
