"""Makes requests that are wrong in every way, the same ones for the same seed."""

import random
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote_plus

from tests.exchange.sheets import workbook
from tests.factories import jpeg

_HUGE = ["9" * 20, str(2**63), str(2**63 - 1), str(2**31), "-1", "0", "1e9", "9" * 5000, "٣", "1.5"]
_TEXTS = [
    *(
        "\x00",
        "a\x00b",
        "\x07",
        "\ud800",
        "\udfff焊",
        "\uffff",
        "\u202e焊接",
        "\u200b",
        "\r\n",
        "%00",
    ),
    *(
        "'",
        '"',
        "<script>",
        "{{ x }}",
        "%s",
        "../../etc/passwd",
        "//evil.test/",
        "word",
        "javascript:x",
    ),
    *("焊接", "班组" * 3000, "[]", "{}", "null", "true", "2026-13-45", "0001-01-01", "9999-12-31"),
    *("1:2 3:4", f"{'9' * 20}:1", ":", "all", "xlsx", "csv", "-sent_at", "nothing__x", "question"),
    *("save", "hand_over", "endorse", "send", "hand_back", "take_back", "pass", "return", "refuse"),
    *("synonym", "narrower", "author", "draft", "per_union", "county", "1' OR '1'='1"),
]
_NAMES = [
    *("q", "page", "p", "year", "topic", "kind", "call", "union", "direction", "state", "within"),
    *("next", "export", "ordering", "id", "with", "rows", "day", "day_from", "day_to", "childOf"),
    *("key", "move", "opinion", "reason", "decision", "step", "text_mark", "received_on", "term"),
    *("dismiss", "shown", "sealed", "title", "implementer", "team", "employees", "industry"),
    *("address", "contact", "phone", "topics", "background", "process", "practice", "effect"),
    *("photo-TOTAL_FORMS", "photo-INITIAL_FORMS", "photo-0-pk", "photo-0-caption"),
    *("photo-0-DELETE", "photo-1-pk", "name", "short_name", "sort_order", "synonyms", "broader"),
    *("user", "role", "username", "password", "action-publish", "seen", "mark", "version"),
    *("a[]", "union[]", "\x00", "_w_filter_fragment", "_export", "password\x00", "results"),
]
_FILES = ["scan", "file", "photo-0-file", "photo-1-file", "photo-999-file", "title"]
#: Charsets in which a request can claim to be; more of them end Django before any view.
_CHARSETS = ["gbk", "utf-16", "utf-7", "utf-32", "latin-1", "unicode_escape", "big5", "nothing", ""]
_FORM, _PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"


@dataclass(frozen=True, slots=True)
class Hostile:
    """One request: what is asked of whom by whom, with which body."""

    role: str
    method: str
    address: str
    query: str
    kind: str
    body: bytes


def hostile_requests(many, *, scene, addresses, seed):
    """Yield so many requests; each address is asked before one is asked again."""
    dice = random.Random(seed)
    roles = list(scene.clients)
    everywhere = [*addresses, *scene.pages]
    files = _contents()
    for number in range(many):
        if number % len(everywhere) == 0:
            dice.shuffle(everywhere)
        address = _path(dice, everywhere[number % len(everywhere)], scene)
        method = dice.choice(["GET", "GET", "POST", "POST", "POST", "PUT", "HEAD"])
        kind, body = _body(dice, scene, files) if method in ("POST", "PUT") else (_claim(dice), b"")
        yield Hostile(dice.choice(roles), method, address, _pairs(dice, scene, 4), kind, body)


@cache
def _contents() -> list[bytes]:
    """Return what is uploaded; a workbook holds the moment it was made."""
    return [
        jpeg((40, 30)),
        b"%PDF-1.7",
        workbook(("名词", "解释"), ("五小", "x")),
        b"",
        b"PK\x03\x04x",
    ]


def _claim(dice):
    return f"text/plain; charset={dice.choice(_CHARSETS)}" if dice.random() < 0.3 else ""


def _path(dice, address, scene):
    if isinstance(address, str):
        return address
    return address.filled(*(_place(dice, kind, scene) for kind in address.kinds))


def _place(dice, kind, scene):
    if kind == "int":
        return dice.choice([*scene.keys * 2, 0, "9" * 20, "9" * 400])
    if kind == "uuid":
        return dice.choice([*scene.uuids * 2, "00000000-0000-0000-0000-000000000000"])
    usual = ["full", "preview", "班组建设", "pass", "delete", "casestudies", "submission"]
    found = dice.choice([*scene.keys, *usual, *usual, *_TEXTS, *_HUGE])
    return str(found).replace("/", "") or "x"


def _value(dice, scene):
    return dice.choice(dice.choice([_HUGE, _TEXTS, _TEXTS, scene.keys, scene.keys, scene.uuids]))


def _pairs(dice, scene, most) -> str:
    """Return names and values as a form would write them, some in bytes that are no UTF-8."""
    pairs = []
    for _each in range(dice.randrange(most)):
        value = quote_plus(str(_value(dice, scene)).encode("utf-8", "surrogatepass"))
        value = dice.choice([value] * 8 + ["%ff%fe%00", "%ED%A0%80", "%", "%u4e00", "%B2%FA"])
        pairs.append(f"{quote_plus(dice.choice(_NAMES))}={value}")
    return dice.choice(["&", "&", "&", ";", "&&"]).join(pairs)


def _body(dice, scene, files) -> tuple[str, bytes]:
    shape = dice.randrange(10)
    if shape < 4:
        charset = f"; charset={dice.choice(_CHARSETS)}" if shape == 0 else ""
        return f"{_FORM}{charset}", _pairs(dice, scene, 14).encode()
    if shape == 4:
        kinds = [
            "application/json",
            "text/xml",
            _FORM,
            "",
            "multipart/form-data",
            "multipart/mixed",
        ]
        return dice.choice(kinds), dice.choice(
            [b'{"q": "\\ud800"}', b"\xff\xfe\x00", b"[", b"a" * 9000]
        )
    parts = _parts(dice, scene, files)
    if shape == 5:
        # Cut short, doubled, or with a boundary that is not there.
        cut = dice.randrange(len(parts) + 1)
        return _PARTS, dice.choice([parts[:cut], parts[cut:], parts * 2, b"--y\r\n" + parts])
    charset = f"; charset={dice.choice(_CHARSETS)}" if shape == 6 else ""
    return f"{_PARTS}{charset}", parts


def _parts(dice, scene, files) -> bytes:
    found = []
    for _each in range(dice.randrange(1, 12)):
        name = dice.choice(_NAMES).replace("\x00", "%00")
        head, value = f'name="{name}"', str(_value(dice, scene)).encode("utf-8", "surrogatepass")
        more = dice.choice(
            ["", "", "", "\r\nContent-Transfer-Encoding: base64", "\r\nContent-Type: x"]
        )
        if dice.random() < 0.25:
            called = dice.choice(
                ["a.jpg", "../a.pdf", "a\u202ejpg.exe", "x" * 300, "", ".", "焊.xlsx"]
            )
            head, value = f'name="{dice.choice(_FILES)}"; filename="{called}"', dice.choice(files)
        head = dice.choice([head] * 9 + ["name", "name*=nothing''x%41", f"{head}; {head}", "="])
        found.append(
            f"--x\r\nContent-Disposition: form-data; {head}{more}\r\n\r\n".encode() + value
        )
    return b"\r\n".join(found) + b"\r\n--x--\r\n"
