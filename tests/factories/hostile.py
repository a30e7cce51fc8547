"""Questions that nobody types on purpose: each part is somebody's syntax, or nobody's."""

import random

_WORDS = [
    "产改",
    "劳模",
    "工匠精神",
    "焊接",
    "夜班",
    "产业工人队伍建设改革",
    "外卖骑手",
    "的",
    "如何",
    "工作",
    "和",
    "PLC",
    "abc",
    "Step",
    "2024",
    "１９９８",
    "2024年",
    "勞動競賽",
    "ＡＢ岗",
    "QQ群",
    "互联网+",
    "銲",
    "𠮷野家",
    "あいう",
    "한국어",
    "مرحبا",
    "שלום",
    "Ελληνικά",
    "ÀÉÎ",
    "ﬁ",
    "ß",
    "İ",
    "½",
    "㈱",
    "①",
]
_FTS5 = [
    "AND",
    "OR",
    "NOT",
    "NEAR",
    "NEAR(",
    "NEAR/2",
    "*",
    "^",
    "-",
    ":",
    "+",
    "(",
    ")",
    "{title}",
    "title:",
    "{title",
    "body}:",
    '""',
    "'",
    '"',
    '"abc',
    '"产改"*',
    "title:产改",
    "-title:",
    "NEAR(产改",
    "劳模,",
    "2)",
    "AND(",
    "NOT(",
    ")(",
]
_TSQUERY = [
    "&",
    "|",
    "!",
    "<->",
    "<2>",
    ":*",
    ":A",
    ":*AB",
    "()",
    "!(",
    "&&",
    "||",
    "\\",
    "\\'",
    "''",
    "'''",
    "&",
    "!",
]
_SQL = [
    "'; DROP TABLE wagtailsearch_indexentry; --",
    "1' OR '1'='1",
    "%s",
    "%%",
    "%(x)s",
    "{0}",
    "{}",
    "$1",
    "$$",
    "/*",
    "*/",
    "UNION SELECT 1",
    "\\x00",
    "NULL",
    "?",
    ";",
    "--",
    "pg_sleep(9)",
    "json_each",
    "COPY",
    "<script>",
    "&lt;",
    "../../etc",
    "${jndi:x}",
]
_SIGNS = [
    *("\x00", "\x01", "\x1f", "\x7f", "\x85", "\t", "\n", "\r", "\u2028", "\u3000"),
    *("\ud800", "\udfff", "\ud83d", "\ufffd", "\ufffe", "\uffff"),
    *("\u200b", "\u200d", "\u200e", "\u202e", "\u2066", "\ufeff", "\u0301", "\u20dd"),
    *("\U0001f44d", "\U0001f469\u200d\U0001f692", "\U000e0001", "\U0010ffff"),
    *"“”‘’「」《》，。、？！…—·￥＊＆（）［］｛｝_#@~`=/<>[]",
]
_FILTERS = ["a:b", 'type:"x', 'y"', "标题:劳模", ":x", "x:", "a:b:c", '"a":b', "'a':\"b"]
_KINDS = (_WORDS, _WORDS, _FTS5, _TSQUERY, _SQL, _SIGNS, _FILTERS)


def hostile_questions(many, seed=20_240_501):
    """Yield so many questions, the same ones for the same seed."""
    dice = random.Random(seed)
    for number in range(many):
        yield _question(dice, number)


def _question(dice, number):
    if number % 100 == 0:
        return _huge(dice)
    if number % 10 == 0:
        return "".join(chr(dice.randrange(0x110000)) for _each in range(dice.randrange(1, 40)))
    pieces = [dice.choice(dice.choice(_KINDS)) for _each in range(dice.randrange(1, 12))]
    return dice.choice(["", " ", "  ", "\u3000", '"']).join(pieces)


def _huge(dice):
    word, sign = dice.choice(_WORDS), dice.choice(_FTS5)
    return dice.choice(
        [
            word * 5_000,
            f"{word} " * 3_000,
            f"{word}{sign} " * 1_000,
            "(" * 5_000 + word + ")" * 5_000,
            " " * 10_000 + word,
            '"' * 10_001,
            "\u0301" * 10_000,
            "".join(chr(0x4E00 + dice.randrange(20_000)) for _each in range(10_000)),
            "".join(dice.choices("abc产改 \"'()*:&|!<->\x00", k=10_000)),
            " ".join(f"w{number}" for number in range(3_000)),
        ]
    )
