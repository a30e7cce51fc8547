"""Out of doors: the rider, the port, the service station, the night."""

import math

from .canvas import Canvas, darker, lighter
from .people import look, person
from .props import mug, skyline, tree


def rider(c: Canvas):
    """A delivery rider on an evening street."""
    c.gradient("#f7a66a", "#fde3b4", 0, 720)
    c.glow(1120, 430, 520, "#fff4c8", 0.9)
    c.oval(1120, 450, 92, fill="#fff6d8")
    skyline(c, 720, "#e89a78", 150, 420)
    skyline(c, 720, "#c56f62", 70, 250, "#ffe6a0")
    for x, height in ((120, 470), (470, 400), (1480, 520)):
        tree(c, x, 735, height, c.rng.choice(("#e0903f", "#d9793a", "#8a9a4c")))
    c.gradient("#e6b48e", "#d99c78", 718, 770)
    c.gradient("#7a5563", "#51394c", 770, 1067)
    for x in range(-60, 1700, 260):
        c.poly([(x, 968), (x + 140, 968), (x + 122, 984), (x - 18, 984)], "#ffe0a8")
    c.rect(0, 764, 1600, 776, "#fbe2bd")
    for y, x, length in ((620, 180, 230), (700, 90, 280), (820, 160, 200), (880, 60, 170)):
        c.line([(x, y), (x + length, y)], 7, "#fff0cc")
    _scooter(c, 820, 935)


def _scooter(c: Canvas, x: float, ground: float):
    jacket = c.rng.choice(("#f2b632", "#e5622f", "#2f8fb0"))
    c.shadow(x + 10, ground + 4, 290, 24, 0.35)
    for wheel in (-200, 215):
        c.oval(x + wheel, ground - 66, 68, fill="#2e2230")
        c.oval(x + wheel, ground - 66, 44, fill="#d8c8bc")
        c.oval(x + wheel, ground - 66, 14, fill="#5b4650")
    c.limb([(x + 215, ground - 66), (x + 165, ground - 215), (x + 140, ground - 300)],
           [20, 22, 18], "#4a3644")  # fmt: skip
    body = darker(jacket, 0.12)
    c.blob([(x - 270, ground - 150), (x - 200, ground - 205), (x - 20, ground - 200),
            (x + 10, ground - 110), (x + 120, ground - 105), (x + 150, ground - 210),
            (x + 190, ground - 190), (x + 175, ground - 70), (x - 100, ground - 62),
            (x - 240, ground - 95)], body)  # fmt: skip
    c.line([(x - 230, ground - 120), (x - 110, ground - 92)], 14, lighter(body))
    c.rect(x - 225, ground - 228, x + 6, ground - 196, "#3a2a36", 16)
    c.rect(x - 300, ground - 400, x - 120, ground - 228, jacket, 16)
    c.rect(x - 300, ground - 400, x - 120, ground - 362, lighter(jacket, 0.3), 14)
    c.rect(x - 282, ground - 336, x - 138, ground - 292, "#fff4dc", 8, 0.85)
    c.oval(x + 196, ground - 225, 24, 30, "#fff6cf")
    c.glow(x + 330, ground - 190, 260, "#fff2bc", 0.6, ry=110)
    who = look(c, top=jacket, hat="helmet", hat_colour=jacket, cut="short", vest="#fff4dc")
    person(c, x - 48, ground - 62, 560, who, "ride", 1)
    c.line([(x + 105, ground - 318), (x + 165, ground - 300)], 13, "#2e2230")


def harbour(c: Canvas):
    """Cranes over the river at dawn, two dockers on the quay."""
    c.gradient("#ef9a63", "#fbe0ae", 0, 600)
    c.glow(560, 520, 620, "#fff3c4", 0.9)
    c.oval(560, 500, 84, fill="#fff8df")
    for y, x, width in ((150, 1080, 360), (210, 860, 250), (270, 160, 300), (120, 300, 210)):
        c.rect(x, y, x + width, y + 20, "#ffe4bd", 10, 0.7)
        c.rect(x + 60, y - 16, x + width - 70, y + 6, "#ffe4bd", 10, 0.7)
    skyline(c, 600, "#e0a07c", 20, 90)
    c.gradient("#f0b583", "#7f6f86", 598, 860)
    for i in range(9):
        y = 786 + i * 8
        half = 110 + i * 9 + c.rng.randint(-14, 26)
        c.rect(560 - half, y, 560 + half, y + 3, "#fff1c8", 2, 0.75)
    _ship(c)
    for x, size, tone in ((930, 0.74, "#b5594b"), (1290, 1.0, "#c9503c")):
        _crane(c, x, 860, size, tone)
    c.gradient("#6d4a58", "#43304a", 852, 1067)
    c.rect(0, 852, 1600, 868, "#f2c14e")
    for x in range(0, 1600, 64):
        c.poly([(x, 852), (x + 30, 852), (x + 14, 868), (x - 16, 868)], "#4b3648")
    _containers(c)
    for x in (400, 650):
        c.shadow(x, 1014, 84)
    person(c, 400, 1016, 400, look(c, top="#e5702f", vest="#fff1b0", hat="helmet", cut="short"),
           "point", 1)  # fmt: skip
    person(c, 650, 1018, 385, look(c, top="#e5702f", vest="#fff1b0", hat="helmet",
                                   hat_colour="#f6efe0"), "hold", -1)  # fmt: skip
    for x, y in ((300, 300), (380, 340), (700, 250), (760, 290)):
        c.line([(x - 26, y - 10), (x, y), (x + 26, y - 12)], 5, "#7a4a4a")


def _ship(c: Canvas):
    c.poly([(120, 690), (820, 690), (780, 780), (190, 780)], "#54404f")
    c.poly([(128, 708), (812, 708), (800, 738), (148, 738)], "#b8483c")
    c.rect(180, 560, 290, 690, "#f6e6cc", 6)
    for y in (580, 612, 644):
        c.rect(196, y, 274, y + 14, "#7d98a3")
    c.rect(206, 520, 250, 560, "#c9503c")
    colours = ("#d9573f", "#2f7f86", "#e0a040", "#7a8f5a", "#b7695a")
    for column in range(6):
        for row in range(c.rng.randint(1, 3)):
            x, y = 320 + column * 76, 690 - (row + 1) * 40
            c.rect(x, y, x + 72, y + 38, c.rng.choice(colours), 2)


def _crane(c: Canvas, x: float, ground: float, size: float, tone):
    def at(u, v):
        return (x + u * size, ground - v * size)

    def strut(points, width):
        c.line([at(*p) for p in points], width * size, tone)

    dark = darker(tone, 0.2)
    for u in (-80, 90):
        strut([(u, 0), (u * 0.85, 520)], 26)
    c.line([at(-80, 180), at(88, 180)], 18 * size, dark)
    c.line([at(-76, 180), at(80, 500)], 12 * size, dark)
    c.line([at(80, 180), at(-70, 500)], 12 * size, dark)
    strut([(-430, 520), (250, 520)], 30)
    strut([(-10, 520), (10, 720)], 20)
    for u in (-400, -210, 230):
        c.line([at(8, 715), at(u, 530)], 6 * size, dark)
    c.rect(*at(120, 590), *at(225, 520), dark)
    c.rect(*at(-270, 510), *at(-220, 465), "#f4e3c4", 4)
    for u in (-330, -290):
        c.line([at(u, 505), at(u, 330)], 4, "#5a3c46")
    c.rect(*at(-370, 330), *at(-250, 272), "#e0a040", 3)
    for u in (-350, -330, -310, -290, -270):
        c.line([at(u, 322), at(u, 280)], 4 * size, "#b97b2c", caps=False)


def _containers(c: Canvas):
    colours = ("#d9573f", "#2f7f86", "#e0a040", "#6f8f62", "#8a5a74")
    for row in range(3):
        for column in range(3 - row):
            x, y = 1010 + column * 196 + row * 98, 1020 - (row + 1) * 88
            colour = c.rng.choice(colours)
            c.rect(x, y, x + 190, y + 86, colour, 3)
            c.rect(x, y + 72, x + 190, y + 86, darker(colour, 0.2))
            for i in range(1, 10):
                c.line([(x + i * 19, y + 12), (x + i * 19, y + 68)], 4, darker(colour, 0.16))


def service_station(c: Canvas):
    """A station for those who work in the street: a roof, a bench, hot water."""
    c.gradient("#bfe0d8", "#fdeccb", 0, 760)
    c.glow(250, 190, 420, "#fff6d0", 0.85)
    skyline(c, 745, "#e3c3a2", 120, 330)
    for x, height in ((90, 560), (1500, 620)):
        tree(c, x, 790, height, c.rng.choice(("#6f9f5a", "#86a84f", "#d9983f")))
    c.gradient("#efd2ac", "#cf9d7c", 745, 1067)
    c.poly([(0, 930), (1600, 930), (1600, 1067), (0, 1067)], "#8a6670")
    c.rect(0, 922, 1600, 938, "#fff0d0")
    roof = c.rng.choice(("#d2503c", "#2f8580", "#e08a35"))
    _kiosk(c, roof)
    _water(c)
    for x in (345, 640, 745, 1240):
        c.shadow(x, 886, 80)
    orange = look(c, top="#f08030", legs="#e0702c", vest="#fff3b8", hat="cap", hat_colour="#f6a04a")
    person(c, 610, 888, 400, orange, "sit_talk", 1)
    courier = look(
        c, top="#f2b632", hat="helmet", hat_colour="#f2b632", cut="short", legs="#3a3f5c"
    )
    person(c, 866, 888, 400, courier, "sit_back", -1)
    helper = look(c, top="#b8323c", vest="", cut="bob")
    x, y = person(c, 1235, 890, 415, helper, "hold", -1)
    mug(c, x - 6, y + 10, "#fff8ea", 34)
    c.line([(345, 880), (300, 600)], 9, "#8a5a3a")
    c.blob([(330, 880), (372, 880), (392, 930), (318, 930)], "#c9a05a")


def _kiosk(c: Canvas, roof):
    c.shadow(800, 890, 520, 34, 0.3)
    c.rect(420, 400, 1120, 884, "#fbefd8")
    c.rect(420, 820, 1120, 884, "#c98a63")
    c.rect(470, 470, 880, 700, "#7fb0b0")
    c.poly([(560, 470), (660, 470), (540, 700), (470, 700), (470, 660)], "#ffffff", 0.3)
    for x in (470, 606, 743, 880):
        c.rect(x - 6, 470, x + 6, 700, "#b9734f")
    c.rect(930, 470, 1075, 884, "#b9734f")
    c.rect(944, 486, 1061, 884, "#5f8f92")
    c.poly([(990, 486), (1040, 486), (990, 884), (944, 884), (944, 800)], "#ffffff", 0.2)
    c.rect(1040, 680, 1050, 740, "#ffe9b0", 4)
    c.poly([(370, 410), (1170, 410), (1110, 300), (430, 300)], roof)
    c.poly([(430, 300), (1110, 300), (1100, 280), (440, 280)], darker(roof, 0.2))
    for i in range(8):
        x = 370 + i * 100
        c.slice(x + 50, 410, 50, 40, 0, 180, "#fff6e4" if i % 2 else roof)
    c.oval(770, 352, 40, fill="#fff6e4")
    heart = [(770, 378), (742, 350), (752, 332), (770, 344), (788, 332), (798, 350)]
    c.poly(heart, "#d2503c")
    c.rect(520, 780, 910, 800, "#a8653f", 6)
    for x in (550, 880):
        c.rect(x - 8, 800, x + 8, 886, "#7a4633")


def _water(c: Canvas):
    """The dispenser of hot water, and a box of first aid."""
    c.rect(1130, 640, 1200, 884, "#f4f1ea", 8)
    c.rect(1140, 700, 1190, 760, "#cfdcdc", 4)
    c.oval(1165, 600, 36, 48, "#8fc7d8")
    c.rect(1146, 632, 1184, 652, "#6aa9c0", 4)
    c.rect(386, 700, 452, 750, "#ffffff", 6)
    c.rect(414, 708, 424, 742, "#d2503c")
    c.rect(402, 720, 436, 730, "#d2503c")


def night_shift(c: Canvas):
    """Two of the night shift under a street lamp, the plant lit behind them."""
    c.gradient("#1f2a55", "#7a5272", 0, 760)
    for _ in range(70):
        c.oval(c.rng.uniform(0, 1600), c.rng.uniform(0, 380), c.rng.choice((1.5, 2, 3)),
               fill="#fff3d0", alpha=0.8)  # fmt: skip
    c.glow(1240, 210, 320, "#f8dca0", 0.55)
    c.oval(1240, 210, 78, fill="#fff0c8")
    for dx, dy, radius in ((-24, -18, 16), (20, 24, 22), (30, -30, 10), (-30, 34, 9)):
        c.oval(1240 + dx, 210 + dy, radius, fill="#f3dca6")
    skyline(c, 760, "#4a4270", 90, 260, "#ffd98a")
    _plant(c)
    c.gradient("#3c3358", "#241d3c", 756, 1067)
    c.rect(0, 756, 1600, 766, "#8a6a80")
    c.glow(560, 960, 640, "#ffce7a", 0.75, ry=170)
    c.poly([(520, 250), (600, 250), (900, 985), (220, 985)], "#ffdf9a", 0.2)
    c.rect(298, 210, 318, 985, "#1b1832")
    c.line([(308, 215), (330, 190), (540, 205)], 14, "#1b1832")
    c.slice(560, 240, 66, 44, 180, 360, "#1b1832")
    c.oval(560, 242, 52, 15, "#fff4cc")
    c.glow(560, 250, 190, "#fff0b8", 0.75)
    for x in (500, 720):
        c.shadow(x, 988, 110, 20, 0.45)
    hi = c.rng.choice(("#f0812f", "#d9d04a", "#e5622f"))
    person(c, 480, 990, 500, look(c, top=hi, vest="#fff8d8", hat="helmet", legs="#34406a"),
           "explain", 1)  # fmt: skip
    x, y = person(c, 740, 992, 485, look(c, top=hi, vest="#fff8d8", hat="helmet", legs="#34406a",
                                         hat_colour="#f6efe0"), "hold", -1)  # fmt: skip
    c.glow(x - 10, y + 30, 130, "#ffe9a0", 0.8)
    c.rect(x - 28, y + 10, x + 8, y + 62, "#fff2b8", 8)
    c.rect(x - 32, y + 2, x + 12, y + 14, "#43324a", 4)


def _plant(c: Canvas):
    """The works that never sleep."""
    c.rect(960, 520, 1560, 760, "#2e2a4e")
    for i in range(4):
        x = 960 + i * 150
        c.poly([(x, 520), (x, 450), (x + 150, 520)], "#383358")
    for x in range(990, 1540, 70):
        c.rect(x, 570, x + 44, 620, "#ffcf74", alpha=c.rng.choice((0.55, 0.85, 0.95)))
        c.rect(x, 650, x + 44, 700, "#ffb85c", alpha=c.rng.choice((0.35, 0.7, 0.9)))
    for x, top in ((1330, 300), (1440, 350)):
        c.poly([(x - 24, 520), (x + 24, 520), (x + 17, top), (x - 17, top)], "#3d3760")
        c.rect(x - 20, top + 16, x + 20, top + 32, "#d9573f")
        for i in range(7):
            c.oval(x + 20 + i * 26 + math.sin(i) * 6, top - 18 - i * 16, 20 + i * 6, 14 + i * 4,
                   lighter("#8a6f8f", 0.2), 0.16)  # fmt: skip
