"""Rules of Chinese text that the programme relies on.

``count_characters`` has a twin in ``static/casestudies/js/count_characters.js``;
``tests/data/character_counts.json`` holds the cases both must pass.
"""

import re

# Ideographs, kana, hangul, bopomofo, CJK and full-width punctuation, and the
# general punctuation that Word sets in the East Asian font: · – — ‘ ’ “ ” … ※.
_EAST_ASIAN = (
    "\u00b7\u2013\u2014\u2018\u2019\u201c\u201d\u2025\u2026\u203b"
    "\u2460-\u24ff\u2e80-\u2fff\u3001-\ua4cf\uac00-\ud7a3\uf900-\ufaff"
    "\ufe10-\ufe1f\ufe30-\ufe6f\uff00-\uffef\U00020000-\U0003ffff"
)
# White space as JavaScript's \s sees it: Python's adds \x1c-\x1f and \x85, lacks \ufeff.
_SPACE = " \t\n\r\f\v\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_COUNTED = re.compile(f"[{_EAST_ASIAN}]|[^{_SPACE}{_EAST_ASIAN}]+")


def count_characters(*texts: str) -> int:
    """Return the 字数 of the texts together, as Microsoft Word counts them.

    Each East Asian character or punctuation mark counts 1, each unbroken run of
    anything else (Latin letters, digits and what joins them, as in «61.56%»)
    counts 1, white space, the ideographic space included, counts 0.
    Source: domain.md §2 and §9.1.
    """
    return sum(len(_COUNTED.findall(text)) for text in texts)
