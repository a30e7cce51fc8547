"""A sheet to paint on: 1600 × 1067 units, painted at twice the size, then brought down."""

import io
import math
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageDraw

WIDTH, HEIGHT = 1600, 1067
_SUPERSAMPLE = 2
_GRAIN = 512
_EDGE = 180  # what a radial gradient has come to at the middle of an edge

Colour = str | tuple[int, ...]
Point = tuple[float, float]


def rgb(colour: Colour, alpha: float | None = None) -> tuple[int, ...]:
    """Return the colour as numbers, with an alpha from 0 to 1 where one is given."""
    if isinstance(colour, str):
        colour = tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return (*colour[:3], round(alpha * 255)) if alpha is not None else tuple(colour)


def mix(one: Colour, other: Colour, share: float) -> tuple[int, ...]:
    """Return ``one`` with the given share of ``other``."""
    pairs = zip(rgb(one)[:3], rgb(other)[:3], strict=True)
    return tuple(round(a + (b - a) * share) for a, b in pairs)


def darker(colour: Colour, share: float = 0.2) -> tuple[int, ...]:
    return mix(colour, "#2a1430", share)


def lighter(colour: Colour, share: float = 0.25) -> tuple[int, ...]:
    return mix(colour, "#fff6e0", share)


def smooth(points: list[Point], steps: int = 8) -> list[Point]:
    """Return a closed curve through the points (Catmull-Rom)."""
    curve = []
    count = len(points)
    for i in range(count):
        p0, p1, p2, p3 = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            curve.append(
                tuple(_catmull(a, b, c, d, t) for a, b, c, d in zip(p0, p1, p2, p3, strict=True))
            )
    return curve


def _catmull(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )


class Canvas:
    """Shapes in units; colours as ``#rrggbb`` or numbers; the dice of one picture in ``rng``."""

    def __init__(self, size: tuple[int, int], rng: Random):
        self.size = size
        self.rng = rng
        self.wardrobe: list[Colour] = []
        width, height = (edge * _SUPERSAMPLE for edge in size)
        self.scale = max(width / WIDTH, height / HEIGHT) * rng.uniform(1, 1.12)
        self._left = (width - WIDTH * self.scale) * rng.uniform(0.35, 0.65)
        self._top = (height - HEIGHT * self.scale) * rng.uniform(0.55, 0.9)
        self.image = Image.new("RGB", (width, height))
        self._pen = ImageDraw.Draw(self.image, "RGBA")

    def at(self, x: float, y: float) -> Point:
        return (x * self.scale + self._left, y * self.scale + self._top)

    def _box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[int, int, int, int]:
        (left, top), (right, bottom) = self.at(x0, y0), self.at(x1, y1)
        return (
            round(left),
            round(top),
            max(round(right), round(left) + 1),
            max(round(bottom), round(top) + 1),
        )

    def gradient(self, top: Colour, bottom: Colour, y0: float = 0, y1: float = HEIGHT, **edges):
        """Fill a band with a colour that turns into another downwards."""
        box = self._box(edges.get("x0", 0), y0, edges.get("x1", WIDTH), y1)
        mask = Image.linear_gradient("L").resize((1, box[3] - box[1]))
        column = Image.composite(
            Image.new("RGB", mask.size, rgb(bottom)), Image.new("RGB", mask.size, rgb(top)), mask
        )
        self.image.paste(column.resize((box[2] - box[0], box[3] - box[1])), box[:2])

    def rect(self, x0, y0, x1, y1, fill: Colour, radius: float = 0, alpha: float | None = None):
        (left, top), (right, bottom) = self.at(x0, y0), self.at(x1, y1)
        colour = rgb(fill, alpha)
        if radius:
            self._pen.rounded_rectangle(
                (left, top, right, bottom), radius * self.scale, fill=colour
            )
        else:
            self._pen.rectangle((left, top, right, bottom), fill=colour)

    def oval(self, x, y, rx, ry=None, fill: Colour = "#000000", alpha: float | None = None):
        ry = rx if ry is None else ry
        self._pen.ellipse((*self.at(x - rx, y - ry), *self.at(x + rx, y + ry)), rgb(fill, alpha))

    def ring(self, x, y, radius, width, fill: Colour):
        box = (*self.at(x - radius, y - radius), *self.at(x + radius, y + radius))
        self._pen.ellipse(box, outline=rgb(fill), width=round(width * self.scale))

    def slice(self, x, y, rx, ry, start, end, fill: Colour):
        """A sector or, over 180 degrees, a half disc; degrees run clockwise from the right."""
        box = (*self.at(x - rx, y - ry), *self.at(x + rx, y + ry))
        self._pen.pieslice(box, start, end, fill=rgb(fill))

    def poly(self, points: list[Point], fill: Colour, alpha: float | None = None):
        self._pen.polygon([self.at(*point) for point in points], rgb(fill, alpha))

    def blob(self, points: list[Point], fill: Colour, alpha: float | None = None):
        """A closed curve through the points."""
        self.poly(smooth(points), fill, alpha)

    def line(self, points: list[Point], width: float, fill: Colour, caps: bool = True):
        """A stroke with round ends and joints."""
        spots = [self.at(*point) for point in points]
        pixels = max(1, round(width * self.scale))
        self._pen.line(spots, rgb(fill), pixels, joint="curve")
        if caps:
            half = pixels / 2
            for x, y in (spots[0], spots[-1]):
                self._pen.ellipse((x - half, y - half, x + half, y + half), rgb(fill))

    def limb(self, points: list[Point], widths: list[float], fill: Colour):
        """A stroke that tapers from joint to joint."""
        for (start, end), (w0, w1) in zip(
            pairwise(points),
            pairwise(widths),
            strict=True,
        ):
            angle = math.atan2(end[1] - start[1], end[0] - start[0]) + math.pi / 2
            dx, dy = math.cos(angle) / 2, math.sin(angle) / 2
            self.poly(
                [
                    (start[0] + dx * w0, start[1] + dy * w0),
                    (end[0] + dx * w1, end[1] + dy * w1),
                    (end[0] - dx * w1, end[1] - dy * w1),
                    (start[0] - dx * w0, start[1] - dy * w0),
                ],
                fill,
            )
        for (x, y), width in zip(points, widths, strict=True):
            self.oval(x, y, width / 2, fill=fill)

    def glow(self, x, y, radius, colour: Colour, strength: float = 0.6, ry: float | None = None):
        """Light that fades from a point."""
        box = self._box(x - radius, y - (ry or radius), x + radius, y + (ry or radius))
        mask = Image.radial_gradient("L").point(
            lambda value: round(max(0, 1 - value / _EDGE) ** 1.5 * 255 * strength)
        )
        mask = mask.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR)
        self.image.paste(rgb(colour), box, mask)

    def shadow(self, x, y, rx, ry=None, alpha: float = 0.25):
        """What stands on the ground darkens it."""
        self.oval(x, y, rx, ry or rx * 0.16, "#2a1430", alpha)

    def jpeg(self, mirrored: bool, tint: Colour) -> bytes:
        """Return the picture: mirrored or not, warmed by the tint, with the grain of a print."""
        picture = self.image.reduce(_SUPERSAMPLE)
        if mirrored:
            picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        wash = Image.new("RGB", picture.size, rgb(tint))
        picture = Image.blend(picture, ImageChops.soft_light(picture, wash), 0.55)
        picture = Image.blend(picture, ImageChops.overlay(picture, self._grain()), 0.07)
        stream = io.BytesIO()
        picture.save(stream, "JPEG", quality=86)
        return stream.getvalue()

    def _grain(self) -> Image.Image:
        tile = Image.frombytes("L", (_GRAIN, _GRAIN), self.rng.randbytes(_GRAIN * _GRAIN))
        grain = Image.new("L", self.size)
        for x in range(0, self.size[0], _GRAIN):
            for y in range(0, self.size[1], _GRAIN):
                grain.paste(tile, (x, y))
        return grain.convert("RGB")
