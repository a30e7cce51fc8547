"""Where things are made: the shipyard's workshop and the spinning mill."""

import math

from .canvas import Canvas, darker, lighter, mix
from .people import look, person
from .props import beam, window

_BOBBINS = 30


def workshop(c: Canvas):
    """A master and an apprentice beside a welder, under a travelling crane."""
    c.gradient("#f9dfae", "#eeb276", 0, 760)
    for x in (110, 470, 830, 1190):
        window(c, x, 190, x + 260, 520, "#fff3cf", "#b9734a", (3, 4))
    _trusses(c)
    _far_machines(c)
    c.gradient("#c98556", "#8a4f40", 745, 1067)
    c.poly([(0, 860), (1600, 800), (1600, 830), (0, 900)], "#f0c24e", 0.55)
    for x in (110, 470, 830, 1190):
        beam(c, x, 190, x + 260, -150, 960, 0.1)
    _hoist(c)
    _ring_section(c)
    blue = c.rng.choice(("#2f6f8c", "#35617f", "#3d7a7a"))
    for x in (330, 505):
        c.shadow(x, 972, 90)
    person(c, 330, 975, 480, look(c, top=blue, hat="helmet", hat_colour="#f4c84c", cut="short"),
           "explain", 1)  # fmt: skip
    person(c, 530, 978, 455, look(c, top="#e0793c", hat="helmet", hat_colour="#f6efe0"), "hold", -1)
    c.rect(418, 700, 490, 752, "#fbf2dc", 4)
    for y in (714, 726, 738):
        c.line([(428, y), (478, y)], 3, "#c98a5a")
    _welder(c)


def _trusses(c: Canvas):
    steel = "#9a5a43"
    c.rect(0, 0, 1600, 24, darker(steel, 0.2))
    c.rect(0, 118, 1600, 136, steel)
    for i in range(17):
        x = i * 100
        c.line([(x, 24), (x + 50, 120)], 9, steel)
        c.line([(x + 50, 120), (x + 100, 24)], 9, steel)
    for x in (40, 420, 785, 1150, 1540):
        c.rect(x - 16, 118, x + 16, 760, mix(steel, "#eeb276", 0.25))
        c.rect(x - 16, 118, x - 4, 760, steel)


def _far_machines(c: Canvas):
    tone = "#b06c4c"
    for x, width, height in ((0, 210, 190), (250, 130, 130), (700, 150, 110), (1320, 300, 210)):
        c.rect(x, 760 - height, x + width, 760, tone, 10)
        c.rect(x + 16, 760 - height + 18, x + width - 16, 760 - height + 62, lighter(tone, 0.35), 6)
        for i in range(3):
            c.oval(x + 30 + i * 30, 760 - height + 92, 9, fill=("#f4c84c", "#d9573f", "#6fae9a")[i])


def _hoist(c: Canvas):
    c.rect(0, 232, 1600, 280, "#e3923a")
    c.rect(0, 268, 1600, 284, "#b9682c")
    for i in range(0, 1600, 120):
        c.poly([(i, 240), (i + 34, 240), (i + 14, 262), (i - 20, 262)], "#5b3a38", 0.6)
    c.rect(985, 212, 1145, 306, "#6b3f3a", 10)
    for x in (1020, 1110):
        c.line([(x, 300), (1065, 560)], 5, "#4b3034")
    c.oval(1065, 560, 18, fill="#f0b03f")


def _ring_section(c: Canvas):
    """The block of a hull that hangs from the crane."""
    c.shadow(1065, 935, 250, 30)
    c.line([(1065, 560), (900, 650)], 5, "#4b3034")
    c.line([(1065, 560), (1230, 650)], 5, "#4b3034")
    c.blob([(880, 640), (1250, 640), (1275, 740), (1190, 850), (940, 850), (855, 740)], "#a8443a")
    c.blob([(915, 668), (1215, 668), (1232, 738), (1165, 822), (965, 822), (898, 738)], "#7a3236")
    for x in (960, 1030, 1100, 1170):
        c.line([(x, 660), (x, 830)], 10, "#c25a44", caps=False)
    c.line([(895, 745), (1236, 745)], 10, "#c25a44")


def _welder(c: Canvas):
    c.shadow(1330, 978, 120)
    who = look(c, top="#7d5a45", legs="#54423f", hat="helmet", hat_colour="#41505c", cut="short")
    x, y = person(c, 1350, 985, 470, who, "crouch", -1)
    c.line([(x, y), (x - 46, y + 22)], 9, "#3b3236")
    spark = (x - 58, y + 30)
    c.glow(*spark, 230, "#fff3b8", 0.85)
    c.oval(*spark, 17, fill="#ffffff")
    for _ in range(60):
        turn, reach = c.rng.uniform(0, math.tau), c.rng.uniform(40, 190)
        dx, dy = math.cos(turn) * reach, math.sin(turn) * reach * 0.8 + reach * 0.25
        near = (spark[0] + dx * 0.86, spark[1] + dy * 0.84)
        c.line([near, (spark[0] + dx, spark[1] + dy)], c.rng.choice((3, 4, 5)),
               c.rng.choice(("#fff1a8", "#ffd35c", "#ffae42")))  # fmt: skip


def textile_mill(c: Canvas):
    """Two spinners between frames full of coloured bobbins."""
    c.gradient("#f7ead6", "#f0cdb0", 0, 560)
    for i in range(7):
        half = 760 - i * 104
        y = 60 + i * 46
        c.line([(800 - half, y), (800 + half, y)], 10 - i, "#fffdf2", caps=False)
        c.glow(800, y, max(half, 60), "#fffbe0", 0.25, ry=40)
    window(c, 700, 330, 900, 520, "#fff3cf", "#c08a70", (3, 3))
    c.gradient("#dfb08f", "#a8685c", 545, 1067)
    c.poly([(700, 545), (900, 545), (1250, 1067), (350, 1067)], "#ecc7a4")
    c.poly([(780, 545), (820, 545), (930, 1067), (670, 1067)], "#fff0d0", 0.5)
    yarns = c.rng.choice(
        (("#d9573f", "#e58a3c", "#f0c05a"), ("#2f7f86", "#6fae9a", "#f0c05a"),
         ("#b9475d", "#e58aa0", "#f4d0b0"))
    )  # fmt: skip
    for side in (-1, 1):
        _frame(c, side, yarns)
    for x, ground, height, pose, facing in (
        (610, 962, 500, "work", -1),
        (960, 900, 400, "walk", -1),
    ):
        c.shadow(x, ground, height * 0.2)
        who = look(c, top="#f3e3cf" if height > 450 else "#e7b9a4", apron="#c4506a", cut="bun",
                   hat="mill", hat_colour="#fffaf0", legs="#4b4560")  # fmt: skip
        person(c, x, ground, height, who, pose, facing)


def _frame(c: Canvas, side: int, yarns):
    """One spinning frame in perspective, from the near edge to the far wall."""

    def spot(t: float, up: float):
        depth = 1 / (1 + 3.2 * t)
        return (
            800 + side * (100 + 760 * (depth - 0.238) / 0.762),
            545 + (up + 330) * (depth - 0.1),
        )

    def panel(low, high, fill):
        c.poly([spot(0, low), spot(1, low), spot(1, high), spot(0, high)], fill)

    c.poly([(800 + side * 900, 300), spot(0, -560), spot(1, -560), spot(1, 220), spot(0, 220),
            (800 + side * 900, 1067)], "#8a4a56")  # fmt: skip
    panel(-470, 170, "#5f7f86")
    panel(-470, -430, "#7fa39f")
    panel(-60, 20, "#45616b")
    panel(110, 170, "#3a4f5c")
    for row, low in enumerate((-380, -180, 50)):
        for i in range(_BOBBINS, -1, -1):
            t = (i / _BOBBINS) ** 1.35
            depth = 1 / (1 + 3.2 * t)
            x, y = spot(t, low)
            tall, wide = 112 * depth, 20 * depth
            colour = yarns[(i + row) % 3]
            if row < 2:
                c.line([(x, y), spot(t, low + 300)], max(1, 2 * depth), "#fff6e6", caps=False)
            c.rect(x - wide, y - tall, x + wide, y, colour, 8 * depth)
            c.rect(x - wide, y - tall, x - wide * 0.3, y, lighter(colour), 6 * depth)
            c.rect(x - wide * 1.25, y - 6 * depth, x + wide * 1.25, y + 4 * depth, "#fff0d8")
