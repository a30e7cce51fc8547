"""The tokens' colours can be read: WCAG 2.2 AA."""

import re

import pytest
from django.contrib.staticfiles import finders

TEXT, LARGE = 4.5, 3.0
PAPERS = ("paper", "surface")
PAIRS = [
    *((ink, paper, TEXT) for ink in ("ink", "ink-soft", "red", "red-deep") for paper in PAPERS),
    *((ink, paper, TEXT) for ink in ("gold", "green", "blue") for paper in PAPERS),
    *((ink, "sunk", TEXT) for ink in ("ink", "ink-soft", "red")),
    *(("ink", f"{tint}-tint", TEXT) for tint in ("red", "gold", "green", "blue", "grey")),
    *((tint, f"{tint}-tint", TEXT) for tint in ("red", "gold", "green", "blue")),
    ("red-deep", "red-tint", TEXT),
    ("ink-soft", "grey-tint", TEXT),
    ("ink-soft", "red-tint", TEXT),
    ("on-red", "red", TEXT),
    ("on-red", "red-deep", TEXT),
    ("on-red-soft", "red", TEXT),
    ("surface", "green", TEXT),
    ("line-strong", "surface", LARGE),
    ("line-strong", "paper", LARGE),
]


@pytest.fixture(scope="module")
def tokens():
    with open(finders.find("casestudies/css/tokens.css"), encoding="utf-8") as file:
        return dict(re.findall(r"--cs-([\w-]+): (#[0-9a-f]{6});", file.read()))


def luminance(colour):
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("ink", "paper", "least"), PAIRS)
def test_contrast(tokens, ink, paper, least):
    dark, light = sorted(luminance(tokens[name]) for name in (ink, paper))
    assert (light + 0.05) / (dark + 0.05) >= least
