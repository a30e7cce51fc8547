"""The README shows the pictures that ``make pictures`` takes, and they stay small."""

import re

from PIL import Image

from docs.pictures import HEIGHT, IMAGES, PICTURES, WIDTH
from tests.contracts.tree import ROOT

MOST_BYTES = 150_000


def test_the_readme_shows_what_is_taken():
    shown = re.findall(
        r"!\[.+\]\(docs/images/(\w+)\.png\)", (ROOT / "README.md").read_text("utf-8")
    )
    assert sorted(shown) == sorted(name for name, *_how in PICTURES)
    assert sorted(path.stem for path in IMAGES.iterdir()) == sorted(shown)


def test_pictures_are_small():
    for path in IMAGES.glob("*.png"):
        assert path.stat().st_size < MOST_BYTES
        with Image.open(path) as picture:
            assert (picture.size, picture.mode) == ((WIDTH, HEIGHT), "P")
