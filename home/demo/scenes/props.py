"""Things that stand in more than one picture."""

import math

from .canvas import Canvas, Colour, darker, lighter, mix


def window(c: Canvas, x0, y0, x1, y1, light: Colour, frame: Colour, panes=(2, 3)):
    """A window with panes, and the sky in it."""
    c.rect(x0 - 10, y0 - 10, x1 + 10, y1 + 10, frame)
    c.gradient(mix(light, "#8fc7d8", 0.35), light, y0, y1, x0=x0, x1=x1)
    c.poly([(x0 + (x1 - x0) * 0.55, y0), (x0 + (x1 - x0) * 0.85, y0), (x0 + (x1 - x0) * 0.35, y1),
            (x0 + (x1 - x0) * 0.05, y1)], "#ffffff", 0.22)  # fmt: skip
    for i in range(1, panes[0]):
        x = x0 + (x1 - x0) * i / panes[0]
        c.rect(x - 4, y0, x + 4, y1, frame)
    for i in range(1, panes[1]):
        y = y0 + (y1 - y0) * i / panes[1]
        c.rect(x0, y - 4, x1, y + 4, frame)
    c.rect(x0 - 22, y1 + 8, x1 + 22, y1 + 24, lighter(frame, 0.3))


def beam(c: Canvas, x0, y0, x1, shift, y1, alpha=0.14):
    """Light that falls through a window on the floor."""
    c.poly([(x0, y0), (x1, y0), (x1 + shift + 60, y1), (x0 + shift - 60, y1)], "#fff2c4", alpha)


def pendant(c: Canvas, x, y, colour: Colour, width=120, light: Colour = "#ffe9a8"):
    """A lamp on a cord, with its light."""
    c.line([(x, 0), (x, y - width * 0.3)], 4, darker(colour, 0.4))
    c.glow(x, y + width * 0.4, width * 2.3, light, 0.5)
    c.oval(x, y, width * 0.3, width * 0.16, fill="#fff8dc")
    c.slice(x, y, width / 2, width * 0.42, 180, 360, colour)
    c.slice(x, y, width / 2, width * 0.42, 180, 235, lighter(colour))


def plant(c: Canvas, x, ground, height, pot: Colour = "#c4643f", leaf: Colour = "#3f8a5c"):
    """A pot plant with broad leaves."""
    c.shadow(x, ground, height * 0.22)
    base = ground - height * 0.28
    for i, angle in enumerate((-62, -38, -16, 8, 30, 56)):
        turn = math.radians(angle)
        length = height * (0.72 if i % 2 else 0.58)
        tip = (x + math.sin(turn) * length, base - math.cos(turn) * length)
        side = (math.cos(turn) * height * 0.085, math.sin(turn) * height * 0.085)
        middle = ((x + tip[0] * 1.2) / 2.2, (base + tip[1] * 1.2) / 2.2)
        colour = lighter(leaf, 0.14) if i % 2 else darker(leaf, 0.1)
        c.blob([(x, base), (middle[0] - side[0], middle[1] - side[1]), tip,
                (middle[0] + side[0], middle[1] + side[1])], colour)  # fmt: skip
    half = height * 0.15
    c.poly([(x - half, base), (x + half, base), (x + half * 0.72, ground),
            (x - half * 0.72, ground)], pot)  # fmt: skip
    c.rect(x - half * 1.12, base - 4, x + half * 1.12, base + height * 0.05, darker(pot, 0.14), 4)


def tree(c: Canvas, x, ground, height, leaf: Colour, trunk: Colour = "#6b4636"):
    """A street tree: a crown of overlapping discs."""
    c.shadow(x, ground, height * 0.3)
    c.limb([(x, ground), (x, ground - height * 0.5)], [height * 0.07, height * 0.045], trunk)
    for dx in (-0.13, 0.12):
        c.limb([(x, ground - height * 0.36), (x + dx * height, ground - height * 0.58)],
               [height * 0.035, height * 0.02], trunk)  # fmt: skip
    crown = (
        (-0.2, 0.58, 0.2),
        (0.2, 0.6, 0.19),
        (0, 0.76, 0.25),
        (-0.12, 0.7, 0.2),
        (0.1, 0.54, 0.17),
    )
    for dx, up, radius in crown:
        c.oval(x + dx * height, ground - up * height, radius * height, fill=darker(leaf, 0.14))
    for dx, up, radius in crown:
        c.oval(x + (dx - 0.035) * height, ground - (up + 0.03) * height, radius * height * 0.84,
               fill=leaf)  # fmt: skip
    for dx, up, radius in crown[::2]:
        c.oval(x + (dx - 0.08) * height, ground - (up + 0.08) * height, radius * height * 0.42,
               fill=lighter(leaf, 0.18))  # fmt: skip


def skyline(c: Canvas, ground, colour: Colour, low=120, high=360, lit: Colour = ""):
    """Buildings shoulder to shoulder, some of their windows lit."""
    x = -20.0
    while x < 1620:
        width, height = c.rng.randint(70, 170), c.rng.randint(low, high)
        tone = mix(colour, "#ffffff", c.rng.uniform(0, 0.1))
        c.rect(x, ground - height, x + width, ground, tone)
        if c.rng.random() < 0.3:
            c.rect(x + width * 0.3, ground - height - 24, x + width * 0.7, ground, tone)
        if lit:
            _lights(c, x, ground - height, width, ground, lit)
        x += width + c.rng.choice((0, 0, 14))


def _lights(c: Canvas, x, top, width, ground, lit: Colour):
    for wx in range(round(x) + 14, round(x + width) - 22, 28):
        for wy in range(round(top) + 18, round(ground) - 26, 38):
            if c.rng.random() < 0.55:
                c.rect(wx, wy, wx + 13, wy + 19, lit, alpha=c.rng.choice((0.35, 0.6, 0.9)))


def gear(c: Canvas, x, y, radius, fill: Colour, hole: Colour, teeth=10):
    """A cog wheel."""
    points = []
    for i in range(teeth * 4):
        reach = radius if i % 4 in (0, 1) else radius * 0.8
        turn = math.tau * (i + 0.5) / (teeth * 4)
        points.append((x + math.cos(turn) * reach, y + math.sin(turn) * reach))
    c.poly(points, fill)
    c.oval(x, y, radius * 0.34, fill=hole)


def table(c: Canvas, x0, x1, y, ground, top: Colour, thick=22):
    """A table seen from the side."""
    c.shadow((x0 + x1) / 2, ground, (x1 - x0) * 0.52, 20)
    for x in (x0 + 30, x1 - 30):
        c.rect(x - 9, y, x + 9, ground, darker(top, 0.35))
    c.rect(x0, y, x1, y + thick, top, 8)
    c.rect(x0, y + thick * 0.6, x1, y + thick, darker(top, 0.2), 6)


def mug(c: Canvas, x, y, colour: Colour, size=26):
    """A mug on a table top at ``y``."""
    c.ring(x + size * 0.55, y - size * 0.6, size * 0.34, size * 0.14, colour)
    c.rect(x - size * 0.5, y - size * 1.15, x + size * 0.5, y, colour, 4)


def steam(c: Canvas, x, y, height=90):
    """Wisps above something hot."""
    for dx, part in ((-16, 0.8), (4, 1.0), (22, 0.7)):
        for i in range(10):
            t = i / 9
            c.oval(x + dx + math.sin(t * 6 + dx) * 9, y - t * height * part, 7 + 7 * t,
                   fill="#ffffff", alpha=0.2 * (1 - t) + 0.02)  # fmt: skip


def bunting(c: Canvas, y, colours, sag=46):
    """Little flags on two strings."""
    for start, end in ((0, 800), (800, 1600)):
        previous = None
        for i in range(11):
            t = i / 10
            spot = (start + (end - start) * t, y + sag * 4 * t * (1 - t))
            if previous:
                c.line([previous, spot], 3, "#7a4a3a")
                middle = ((previous[0] + spot[0]) / 2, (previous[1] + spot[1]) / 2)
                c.poly([previous, spot, (middle[0], middle[1] + 58)], colours[i % len(colours)])
            previous = spot
