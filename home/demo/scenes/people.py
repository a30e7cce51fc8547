"""People without faces: jointed figures from the side, and listeners from behind."""

import math
from dataclasses import dataclass, replace

from .canvas import Canvas, Colour, Point, darker, lighter, smooth

SKINS = ("#f2c6a0", "#eab98f", "#dda77c", "#f6d2b0")
HAIRS = ("#2b2024", "#3a2a2a", "#1f1a22", "#4a3a38")
TOPS = ("#d9573f", "#e58a3c", "#2f7f86", "#3f6ea3", "#7a4b7d", "#e0b04a", "#4f8a5b", "#b9475d")
LEGS = ("#3a3f5c", "#4a3b45", "#2f4a54", "#5a4a3e")

#: (near arm, far arm, near leg, far leg), each (upper, lower) in degrees forward of straight
#: down, and the lean of the trunk.
POSES = {
    "stand": ((4, 14), (-10, 2), (4, 2), (-5, -4), 0),
    "walk": ((-24, -4), (26, 44), (26, 10), (-20, -36), 4),
    "point": ((82, 96), (-8, 6), (4, 2), (-6, -5), 2),
    "raise": ((128, 142), (-8, 6), (4, 2), (-6, -5), 0),
    "work": ((34, 82), (44, 92), (8, 4), (-8, -8), 10),
    "hold": ((18, 88), (28, 94), (4, 2), (-5, -4), 0),
    "explain": ((30, 108), (-6, 10), (4, 2), (-6, -5), 0),
    "bend": ((40, 62), (58, 70), (18, -2), (-4, -14), 38),
    "sit": ((26, 82), (38, 88), (84, 4), (78, -8), 3),
    "sit_talk": ((34, 112), (30, 70), (84, 2), (78, -10), 5),
    "sit_back": ((10, 62), (20, 70), (88, 14), (80, -4), -10),
    "crouch": ((44, 84), (58, 92), (104, -28), (70, -60), 24),
    "ride": ((48, 66), (56, 72), (62, 6), (50, 2), 9),
}
_THIGH, _SHIN, _UPPER, _FORE = 0.235, 0.235, 0.165, 0.155


@dataclass(frozen=True)
class Look:
    """How someone is dressed."""

    top: Colour
    legs: Colour
    skin: Colour
    hair: Colour
    cut: str = "short"  # short, bun, long, bob
    hat: str = ""  # helmet, cap, chef, mill
    hat_colour: Colour = "#f2c14e"
    vest: Colour = ""
    apron: Colour = ""


def look(c: Canvas, **chosen) -> Look:
    """Return clothes by the dice, save what is chosen; no two neighbours in one colour."""
    rng = c.rng
    if not c.wardrobe:
        c.wardrobe.extend(rng.sample(TOPS, len(TOPS)))
    drawn = Look(c.wardrobe.pop(), rng.choice(LEGS), rng.choice(SKINS), rng.choice(HAIRS))
    cut = rng.choice(("short", "short", "bob", "bun", "long"))
    return replace(drawn, **{"cut": cut, **chosen})


class _Body:
    """Where the joints are: forward and up of the hip, in heights, turned into units."""

    def __init__(self, x: float, ground: float, height: float, facing: int, pose: str):
        self.near_arm, self.far_arm, self.near_leg, self.far_leg, lean = POSES[pose]
        self.height, self.facing = height, facing
        self.lean = math.radians(lean)
        drop = max(self._reach(leg) for leg in (self.near_leg, self.far_leg))
        self.hip = (x, ground - (drop + 0.02) * height)

    @staticmethod
    def _reach(leg: tuple[float, float]) -> float:
        thigh, shin = (math.radians(angle) for angle in leg)
        return _THIGH * math.cos(thigh) + _SHIN * math.cos(shin)

    def trunk(self, forward: float, up: float) -> Point:
        """A point of the trunk or head, which lean."""
        cos, sin = math.cos(self.lean), math.sin(self.lean)
        return self.shift(self.hip, forward * cos + up * sin, up * cos - forward * sin)

    def shift(self, start: Point, forward: float, up: float) -> Point:
        return (start[0] + self.facing * forward * self.height, start[1] - up * self.height)

    def chain(self, start: Point, angles: tuple[float, float], lengths) -> list[Point]:
        points = [start]
        for angle, length in zip(angles, lengths, strict=True):
            turn = math.radians(angle)
            points.append(self.shift(points[-1], math.sin(turn) * length, -math.cos(turn) * length))
        return points


def person(
    c: Canvas, x: float, ground: float, height: float, who: Look, pose="stand", facing: int = 1
) -> Point:
    """Draw someone from the side, feet on the ground; return where the near hand is."""
    body = _Body(x, ground, height, facing, pose)
    _arm(c, body, who, far=True)
    _leg(c, body, darker(who.legs, 0.22), body.far_leg, -0.012)
    _leg(c, body, who.legs, body.near_leg, 0.012)
    _torso(c, body, who)
    _head(c, body, who)
    return _arm(c, body, who, far=False)


def _leg(c: Canvas, body: _Body, colour: Colour, angles, offset: float):
    h = body.height
    hip, knee, ankle = body.chain(body.shift(body.hip, offset, 0), angles, (_THIGH, _SHIN))
    toe = body.shift(ankle, 0.055, -0.004)
    c.limb([body.shift(ankle, -0.012, 0), toe], [0.042 * h, 0.032 * h], "#3b2a2e")
    c.limb([hip, knee, ankle], [0.105 * h, 0.08 * h, 0.055 * h], colour)


def _arm(c: Canvas, body: _Body, who: Look, far: bool) -> Point:
    h = body.height
    sleeve = darker(who.top, 0.22) if far else darker(who.top, 0.08)
    angles = body.far_arm if far else body.near_arm
    shoulder, elbow, hand = body.chain(
        body.trunk(0.035 if far else -0.012, 0.305), angles, (_UPPER, _FORE)
    )
    c.oval(*hand, 0.029 * h, fill=darker(who.skin, 0.1) if far else who.skin)
    wrist = (elbow[0] + (hand[0] - elbow[0]) * 0.84, elbow[1] + (hand[1] - elbow[1]) * 0.84)
    c.limb([shoulder, elbow, wrist], [0.07 * h, 0.06 * h, 0.045 * h], sleeve)
    return hand


def _torso(c: Canvas, body: _Body, who: Look):
    outline = [
        (-0.04, 0.36), (-0.088, 0.32), (-0.092, 0.2), (-0.078, 0.06), (-0.082, -0.035),
        (0.07, -0.035), (0.074, 0.06), (0.085, 0.2), (0.075, 0.31), (0.035, 0.36),
    ]  # fmt: skip
    neck = [body.trunk(0.0, 0.34), body.trunk(0.012, 0.41)]
    c.limb(neck, [0.07 * body.height, 0.062 * body.height], darker(who.skin, 0.16))
    curve = smooth(outline)
    c.poly([body.trunk(*point) for point in curve], who.top)
    shaded = [(min(u, -0.028), v) for u, v in curve]
    c.poly([body.trunk(*point) for point in shaded], darker(who.top, 0.1))
    if who.vest:
        for low, high in ((0.09, 0.125), (0.2, 0.235)):
            band = ((-0.086, low), (0.08, low), (0.08, high), (-0.088, high))
            c.poly([body.trunk(*point) for point in band], who.vest)
    if who.apron:
        bib = ((-0.02, 0.27), (0.07, 0.27), (0.078, 0.1), (0.085, -0.12), (-0.045, -0.12))
        c.poly([body.trunk(*point) for point in bib], who.apron)
    collar = ((-0.03, 0.358), (0.042, 0.362), (0.028, 0.3))
    c.poly([body.trunk(*point) for point in collar], lighter(who.top, 0.55))


def _head(c: Canvas, body: _Body, who: Look):
    h = body.height
    x, y = body.trunk(0.018, 0.462)
    f, r = body.facing, 0.07 * h
    if who.cut == "long":
        c.blob([(x - f * r * 0.2, y - r), (x - f * r * 1.25, y), (x - f * r * 1.2, y + r * 1.7),
                (x - f * r * 0.2, y + r * 1.5)], who.hair)  # fmt: skip
    if who.cut == "bun" and who.hat != "helmet":
        c.oval(x - f * r * 1.05, y - r * 0.45, r * 0.48, fill=who.hair)
    c.oval(x - f * r * 0.12, y - r * 0.1, r * 1.06, r * 1.08, fill=who.hair)
    face = [(-0.3, -0.62), (0.5, -0.62), (0.9, -0.2), (0.98, 0.16), (0.82, 0.7), (0.3, 1.06),
            (-0.2, 0.92), (-0.38, 0.3)]  # fmt: skip
    c.blob([(x + f * u * r, y + v * r) for u, v in face], who.skin)
    c.oval(x + f * r * 0.98, y + r * 0.2, r * 0.14, fill=who.skin)
    c.oval(x + f * r * 0.5, y + r * 0.42, r * 0.2, r * 0.14, "#e0705a", 0.25)
    c.oval(x - f * r * 0.28, y + r * 0.16, r * 0.2, r * 0.26, fill=darker(who.skin, 0.1))
    if who.cut == "bob":
        c.blob([(x - f * r * 0.1, y - r * 0.9), (x - f * r * 1.15, y - r * 0.2),
                (x - f * r * 1.1, y + r * 0.95), (x - f * r * 0.2, y + r * 0.85),
                (x - f * r * 0.12, y)], who.hair)  # fmt: skip
    _hat(c, who, x, y, f, r)


def _hat(c: Canvas, who: Look, x: float, y: float, f: int, r: float):
    colour = who.hat_colour
    if who.hat == "helmet":
        c.slice(x - f * r * 0.08, y - r * 0.25, r * 1.2, r * 1.2, 180, 360, colour)
        ridge = [(x - f * r * 0.5, y - r * 1.3), (x + f * r * 0.3, y - r * 1.32)]
        c.line(ridge, r * 0.22, lighter(colour))
        c.line([(x - f * r * 1.2, y - r * 0.25), (x + f * r * 1.5, y - r * 0.22)], r * 0.2,
               darker(colour, 0.14))  # fmt: skip
    elif who.hat in ("cap", "mill"):
        c.slice(x - f * r * 0.1, y - r * 0.3, r * 1.14, r * 1.02, 180, 360, colour)
        brim = 1.55 if who.hat == "cap" else 1.05
        c.line([(x - f * r * 1.15, y - r * 0.32), (x + f * r * brim, y - r * 0.28)], r * 0.22,
               darker(colour, 0.12))  # fmt: skip
    elif who.hat == "chef":
        c.rect(x - r * 0.95, y - r * 1.4, x + r * 0.8, y - r * 0.4, colour)
        for dx in (-0.65, 0.0, 0.6):
            c.oval(x + dx * r, y - r * 1.5, r * 0.62, fill=colour)


def listener(c: Canvas, x: float, y: float, width: float, who: Look):
    """Someone from behind, from the shoulders up; ``y`` is where the shoulders end below."""
    half, r = width / 2, width * 0.225
    top = y - width * 0.62
    c.blob([(x - half * 0.3, top), (x - half * 0.86, top + width * 0.14), (x - half, y + 40),
            (x + half, y + 40), (x + half * 0.86, top + width * 0.14), (x + half * 0.3, top)],
           who.top)  # fmt: skip
    c.poly([(x + half * 0.1, top + 4), (x + half * 0.84, top + width * 0.15), (x + half, y + 40),
            (x + half * 0.3, y + 40)], darker(who.top, 0.1))  # fmt: skip
    c.limb([(x, top + 8), (x, top - r * 0.6)], [r * 0.95, r * 0.85], darker(who.skin, 0.14))
    head = top - r * 1.1
    for side in (-1, 1):
        c.oval(x + side * r * 1.0, head + r * 0.15, r * 0.18, r * 0.26, fill=who.skin)
    c.oval(x, head, r, r * 1.14, fill=who.hair)
    c.slice(x, head + r * 0.1, r * 0.86, r * 1.1, 35, 145, darker(who.hair, 0.3))
    if who.cut in ("long", "bob"):
        drop = 1.9 if who.cut == "long" else 1.1
        c.blob([(x - r, head), (x - r * 1.02, head + r * drop), (x, head + r * (drop + 0.2)),
                (x + r * 1.02, head + r * drop), (x + r, head), (x, head - r)],
               who.hair)  # fmt: skip
    if who.cut == "bun" and who.hat != "helmet":
        c.oval(x, head - r * 0.95, r * 0.42, fill=lighter(who.hair, 0.06))
    if who.hat:
        c.slice(x, head, r * 1.14, r * 1.3, 180, 360, who.hat_colour)
        c.line([(x - r * 1.14, head), (x + r * 1.14, head)], r * 0.2, darker(who.hat_colour, 0.14))
