"""Indoors, at ease: the book room, the canteen, the round table, the nursing room."""

import math

from .canvas import Canvas, darker, lighter
from .people import listener, look, person
from .props import mug, pendant, plant, steam, table, window


def bookroom(c: Canvas):
    """Readers at a long table before walls of books."""
    c.gradient("#f7e2bd", "#eec894", 0, 780)
    for x in (30, 1130):
        _shelves(c, x, x + 440)
    window(c, 560, 120, 1040, 560, "#ffedc4", "#9c5a3c", (3, 2))
    c.poly([(480, 90), (640, 90), (600, 330), (560, 620), (500, 620)], "#d9795a", 0.9)
    c.poly([(960, 90), (1120, 90), (1100, 620), (1040, 620), (1000, 330)], "#d9795a", 0.9)
    c.rect(460, 74, 1140, 94, "#7a4633", 8)
    c.gradient("#c98f63", "#94583f", 770, 1067)
    c.oval(800, 985, 720, 74, "#b9503f", 0.75)
    c.oval(800, 985, 640, 58, "#d98a5f", 0.7)
    for x in (640, 960):
        pendant(c, x, 250, "#2f7f6f", 130)
    seats = ((430, 1, "sit"), (1175, -1, "sit_talk"), (690, 1, "sit"))
    for x, facing, pose in seats:
        _chair(c, x, 965, facing)
        _reader(c, x, 965, facing, pose)
    c.shadow(950, 975, 90)
    person(c, 985, 968, 450, look(c, cut="bun"), "hold", -1)
    table(c, 500, 1110, 790, 985, "#b9703f", 26)
    for x, colour in ((600, "#d9573f"), (640, "#2f7f86"), (1010, "#e0a040")):
        c.rect(x - 44, 772, x + 44, 790, colour, 4)
    c.rect(560, 756, 640, 772, "#f4e6c8", 4)
    mug(c, 860, 790, "#fff6e6", 34)
    plant(c, 1540, 985, 300, "#d9a04a")
    _open_book(c, 740, 790, 60)


def _shelves(c: Canvas, x0: float, x1: float):
    spines = (
        "#c9503c",
        "#e08a3c",
        "#2f7f86",
        "#7a4b6d",
        "#e0b85a",
        "#56805a",
        "#f0e0c0",
        "#34506b",
    )
    c.rect(x0, 60, x1, 780, "#8a4f35", 8)
    for row in range(5):
        top, bottom = 84 + row * 138, 206 + row * 138
        c.rect(x0 + 18, top, x1 - 18, bottom, "#5f3530")
        x = x0 + 24
        while x < x1 - 56:
            wide, tall = c.rng.randint(16, 34), c.rng.randint(74, 112)
            if c.rng.random() < 0.07:
                x += 44
                continue
            colour = c.rng.choice(spines)
            c.rect(x, bottom - tall, x + wide, bottom, colour, 2)
            c.rect(
                x + 4, bottom - tall + 14, x + wide - 4, bottom - tall + 20, lighter(colour, 0.5)
            )
            x += wide + 2
        c.rect(x0 + 10, bottom, x1 - 10, bottom + 14, "#a8653f")


def _chair(c: Canvas, x: float, ground: float, facing: int):
    wood = "#7a4633"
    c.shadow(x, ground + 4, 110)
    back = x - facing * 66
    c.line([(back, ground), (back - facing * 10, ground - 300)], 14, wood)
    c.line([(x + facing * 60, ground), (x + facing * 56, ground - 118)], 14, darker(wood))
    c.rect(
        min(back, x + facing * 66), ground - 122, max(back, x + facing * 66), ground - 102, wood, 6
    )
    c.rect(back - 14, ground - 300, back + 14, ground - 210, lighter(wood, 0.1), 8)


def _reader(c: Canvas, x: float, ground: float, facing: int, pose: str):
    hand = person(c, x, ground - 8, 470, look(c), pose, facing)
    if pose == "sit":
        _open_book(c, hand[0] + facing * 12, hand[1] + 4, 44)


def _open_book(c: Canvas, x: float, y: float, half: float):
    for side in (-1, 1):
        c.poly([(x, y), (x + side * half, y - 14), (x + side * half, y - half * 0.62),
                (x, y - half * 0.4)], "#fffaf0" if side > 0 else "#f0e2c6")  # fmt: skip
        c.line([(x, y + 3), (x + side * half, y - 11)], 6, "#b9475d")


def canteen(c: Canvas):
    """The noon meal: a cook behind the counter, workers with trays."""
    c.gradient("#f4efd2", "#e3d8a6", 0, 740)
    for row in range(6):
        for column in range(17):
            x, y = column * 100 + (row % 2) * 50 - 50, 330 + row * 56
            c.rect(x, y, x + 94, y + 50, "#fffbe8", 4, 0.6)
    c.rect(120, 150, 1060, 330, "#3f7f5a", 12)
    for i in range(4):
        _dish(c, 240 + i * 232, 240, i)
    c.gradient("#d9a878", "#ad7250", 735, 1067)
    for x, top, pose in ((350, "#fffaf0", "work"), (760, "#fffaf0", "explain")):
        person(c, x, 850, 470, look(c, top=top, hat="chef", hat_colour="#ffffff", apron="#e9e2cf",
                                    legs="#4a4a55"), pose, 1)  # fmt: skip
    _counter(c)
    for x in (240, 620, 1000, 1380):
        pendant(c, x, 130, "#e08a35", 130)
    clothes = ("#3f6ea3", "#e5702f", "#b9475d")
    for i, x in enumerate((1070, 1275, 1480)):
        c.shadow(x, 982, 92)
        who = look(c, top=clothes[i], hat=("helmet", "", "cap")[i], hat_colour="#f4c84c")
        hand = person(c, x, 985, 470, who, "hold", -1)
        tray, y = hand[0] - 14, hand[1] - 4
        c.rect(tray - 46, y, tray + 46, y + 12, "#b9733f", 6)
        c.slice(tray - 4, y - 18, 30, 22, 0, 180, "#fffaf0")
        c.oval(tray - 4, y - 20, 30, 11, "#fffaf0")
        c.oval(tray - 4, y - 24, 23, 10, "#f0c46a")
    for x in (180, 520):
        listener(c, x, 1090, 300, look(c, hat=c.rng.choice(("", "helmet"))))


def _dish(c: Canvas, x: float, y: float, kind: int):
    """One picture of the menu board."""
    c.oval(x, y, 84, 62, "#fffaf0")
    c.oval(x, y, 66, 46, ("#e0b04a", "#d9573f", "#8fb05a", "#f0dcb0")[kind])
    for i in range(7):
        turn = i * 0.9 + kind
        c.oval(x + math.cos(turn) * 36, y + math.sin(turn) * 22, 13, 9,
               ("#c9803a", "#8a2f2f", "#5f8a3f", "#d98a4a")[kind])  # fmt: skip


def _counter(c: Canvas):
    c.rect(0, 690, 980, 716, "#d8dcd6", 6)
    c.rect(0, 712, 970, 900, "#e3873c")
    c.rect(0, 712, 970, 732, "#b9632c")
    for x in range(30, 960, 150):
        c.rect(x, 752, x + 120, 872, "#f0a25a", 10)
    for i, colour in enumerate(("#d9573f", "#8fb05a", "#f0dcb0", "#c9803a")):
        x = 70 + i * 215
        c.oval(x + 70, 676, 84, 26, colour)
        c.rect(x - 14, 676, x + 154, 704, "#b8c0c0", 8)
        steam(c, x + 70, 655, 120)


def mediation(c: Canvas):
    """Five people round a table, talking a quarrel over."""
    c.gradient("#f3e4cf", "#e6c7a6", 0, 720)
    window(c, 150, 130, 520, 520, "#fff0cf", "#b07a5a", (2, 2))
    window(c, 1080, 130, 1450, 520, "#fff0cf", "#b07a5a", (2, 2))
    c.rect(640, 150, 960, 400, "#b9734f", 8)
    c.rect(654, 164, 946, 386, "#fdf3df")
    c.oval(880, 262, 30, fill="#e58a4a")
    c.slice(770, 386, 116, 96, 180, 360, "#8fae8a")
    c.slice(870, 386, 76, 60, 180, 360, "#6f9a80")
    c.gradient("#cf9a78", "#9a6252", 705, 1067)
    c.oval(800, 930, 760, 118, "#8a4a52", 0.6)
    c.oval(800, 930, 690, 100, "#b56a5c", 0.6)
    plant(c, 70, 820, 330, "#e0a04a")
    plant(c, 1530, 820, 300, "#e0a04a", "#5a9a6a")
    pendant(c, 800, 120, "#c9503c", 170)
    people = ((350, 1, "sit_talk"), (1250, -1, "sit"))
    for x, facing, pose in ((590, 1, "sit_talk"), (800, -1, "sit_talk"), (1010, -1, "sit")):
        person(c, x, 880, 440, look(c), pose, facing)
    for x, facing, pose in people:
        _chair(c, x, 985, facing)
        person(c, x, 978, 490, look(c), pose, facing)
    c.shadow(800, 1000, 260, 34, 0.35)
    c.poly([(760, 800), (840, 800), (880, 1000), (720, 1000)], "#7a4633")
    c.oval(800, 800, 420, 86, "#8a4f35")
    c.oval(800, 784, 420, 86, "#d9925a")
    c.oval(790, 778, 380, 70, "#e3a56c")
    for x, y in ((560, 780), (1030, 772), (800, 738), (690, 744)):
        mug(c, x, y, "#fff6e6", 30)
    for x, y in ((660, 812), (905, 806)):
        c.poly([(x, y), (x + 96, y - 8), (x + 116, y + 22), (x + 8, y + 32)], "#fffaf0")
        c.line([(x + 22, y + 6), (x + 90, y)], 4, "#c9a078")
        c.line([(x + 24, y + 18), (x + 80, y + 13)], 4, "#c9a078")


def nursery_room(c: Canvas):
    """A quiet room at the works: a mother in an armchair, a cot, toys."""
    wall = c.rng.choice((("#fbe3da", "#f6cdb8"), ("#fdf0d6", "#f7d9ae"), ("#e6efe4", "#d3e2cc")))
    c.gradient(*wall, 0, 780)
    for x in range(60, 1600, 120):
        for y in range(60, 760, 120):
            c.oval(x + (y // 120 % 2) * 60, y, 9, fill="#ffffff", alpha=0.55)
    window(c, 230, 130, 620, 540, "#fff6d8", "#e0a884", (2, 2))
    for x0, x1, x2 in ((170, 270, 200), (680, 580, 650)):
        c.poly([(x0, 100), (x1, 100), (x2, 360), (x0, 600)], "#f0a08a", 0.9)
    c.rect(150, 86, 700, 104, "#c98a6a", 8)
    c.gradient("#e6b58e", "#c98a6c", 775, 1067)
    c.oval(780, 960, 620, 84, "#f6e6cc")
    c.oval(780, 960, 520, 66, "#ef9f86")
    c.oval(780, 960, 410, 48, "#f6e6cc")
    _mobile(c, 1180, 250)
    _cot(c, 980, 900)
    _armchair(c, 560, 940)
    who = look(c, cut="long", top=c.rng.choice(("#e58a6a", "#7aa0a8", "#e0a84a")), legs="#6a5a70")
    hand = person(c, 560, 948, 500, who, "sit", 1)
    _baby(c, hand)
    plant(c, 130, 930, 300, "#8fae9a")
    for x, y, radius, colour in ((800, 985, 34, "#4f9a94"), (870, 1002, 24, "#e5a03c")):
        c.shadow(x, y + radius, radius)
        c.oval(x, y, radius, fill=colour)
        c.oval(x - radius * 0.3, y - radius * 0.3, radius * 0.3, fill="#ffffff", alpha=0.6)
    for i, colour in enumerate(("#d9573f", "#f4c84c", "#5f9ab0")):
        c.rect(290 + i * 54, 972, 338 + i * 54, 1020, colour, 6)
    c.rect(316, 922, 364, 970, "#8fae6a", 6)


def _mobile(c: Canvas, x: float, y: float):
    c.line([(x, 0), (x, y)], 4, "#b9806a")
    c.line([(x - 130, y + 12), (x, y), (x + 130, y + 12)], 7, "#b9806a")
    hung = (
        (-130, 60, "#f4c84c"),
        (-50, 100, "#e5806a"),
        (50, 74, "#6fae9a"),
        (130, 110, "#8fa8d0"),
    )
    for dx, drop, colour in hung:
        c.line([(x + dx, y + 8), (x + dx, y + drop)], 3, "#b9806a")
        c.oval(x + dx, y + drop + 24, 26, fill=colour)
        c.oval(x + dx - 8, y + drop + 16, 8, fill="#ffffff", alpha=0.6)


def _cot(c: Canvas, x: float, ground: float):
    wood = "#f0cf9a"
    c.shadow(x + 210, ground + 6, 260, 24)
    c.rect(x + 14, ground - 150, x + 406, ground - 60, "#fff8ea", 8)
    c.blob([(x + 40, ground - 140), (x + 210, ground - 186), (x + 390, ground - 140),
            (x + 390, ground - 100), (x + 40, ground - 100)], "#8fb8c0")  # fmt: skip
    for i in range(11):
        c.rect(x + 12 + i * 39, ground - 250, x + 24 + i * 39, ground - 40, wood, 4)
    for y in (ground - 262, ground - 60):
        c.rect(x - 8, y, x + 428, y + 24, darker(wood, 0.1), 8)
    for leg in (x, x + 404):
        c.rect(leg - 4, ground - 280, leg + 20, ground, darker(wood, 0.16), 8)


def _armchair(c: Canvas, x: float, ground: float):
    cloth = "#d98a5f"
    c.shadow(x, ground + 14, 220, 26)
    c.blob([(x - 190, ground - 30), (x - 200, ground - 330), (x - 130, ground - 400),
            (x - 50, ground - 360), (x - 40, ground - 120), (x - 40, ground - 20)],
           darker(cloth, 0.12))  # fmt: skip
    c.rect(x - 170, ground - 150, x + 130, ground - 20, cloth, 30)
    c.rect(x - 130, ground - 150, x + 140, ground - 96, lighter(cloth, 0.2), 24)
    for leg in (x - 150, x + 100):
        c.rect(leg, ground - 24, leg + 18, ground + 12, "#8a5a44", 4)


def _baby(c: Canvas, hand):
    x, y = hand
    c.blob([(x - 110, y - 6), (x - 70, y - 54), (x + 10, y - 50), (x + 44, y - 12), (x, y + 26),
            (x - 80, y + 22)], "#fff4e0")  # fmt: skip
    c.blob([(x - 100, y), (x - 40, y - 20), (x + 40, y - 6), (x, y + 26), (x - 80, y + 22)],
           "#f4c9a8")  # fmt: skip
    c.oval(x + 26, y - 40, 34, fill="#f6d2b0")
    c.slice(x + 26, y - 42, 34, 34, 190, 330, "#3a2a2a")
    c.oval(x + 40, y - 26, 8, 6, "#e0705a", 0.35)
