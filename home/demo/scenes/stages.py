"""Where people learn and compete: the classroom, the lecture, the contest."""

from .canvas import Canvas, darker, lighter
from .people import TOPS, listener, look, person
from .props import beam, bunting, gear, pendant, plant, window


def _audience(c: Canvas, rows, hats: tuple[str, ...] = ("",)):
    """Rows of people from behind, the nearest last; a row is (y, width, count, shift)."""
    for y, width, count, shift in rows:
        step = 1600 / count
        for i in range(count):
            who = look(c, hat=c.rng.choice(hats), hat_colour=c.rng.choice(("#f4c84c", "#f6efe0")))
            wobble = c.rng.uniform(-12, 12)
            listener(c, (i + 0.5) * step + shift + wobble, y + c.rng.uniform(-8, 8), width, who)


def lecture(c: Canvas):
    """A speaker beside a bright screen, the hall from the back row."""
    c.gradient("#8c2f35", "#c25a3f", 0, 780)
    for x in range(0, 1600, 100):
        c.rect(x, 0, x + 46, 700, "#7d2831", alpha=0.55)
    c.glow(700, 330, 820, "#ffdf9f", 0.5)
    c.rect(306, 116, 1094, 574, "#5c1f2b", 10)
    c.gradient("#fff9e6", "#fde6bd", 130, 560, x0=320, x1=1080)
    _chart(c)
    c.gradient("#a8533f", "#7a3438", 690, 800)
    c.rect(0, 690, 1600, 704, "#e3a066")
    c.shadow(1245, 706, 110)
    person(c, 1235, 706, 430, look(c, top=c.rng.choice(("#2f6f8c", "#f0ece0", "#3d4a6b"))),
           "raise", -1)  # fmt: skip
    c.poly([(1290, 500), (1440, 500), (1420, 706), (1310, 706)], "#8a4a32")
    c.rect(1276, 486, 1454, 512, "#b9693f", 4)
    c.line([(1340, 486), (1318, 440)], 6, "#3a2230")
    c.oval(1316, 434, 11, 14, "#3a2230")
    plant(c, 180, 706, 240, "#d9903f", "#5f9a5a")
    for x in (260, 800, 1340):
        c.glow(x, 0, 300, "#ffe9b8", 0.5)
    c.gradient("#5e2836", "#3d1a2b", 790, 1067)
    _audience(c, ((850, 150, 9, 0), (960, 190, 7, -60), (1075, 250, 6, 30)))


def _chart(c: Canvas):
    """What the screen shows: a sun, hills, a rising line."""
    c.oval(860, 290, 76, fill="#f0a04a")
    c.slice(520, 560, 200, 110, 180, 360, "#f0c890")
    c.slice(860, 560, 220, 150, 180, 360, "#e8b878")
    c.rect(320, 530, 1080, 560, "#d9905a")
    bars = (90, 130, 170, 240)
    for i, tall in enumerate(bars):
        x = 400 + i * 100
        c.rect(x, 530 - tall, x + 56, 530, ("#d9573f", "#2f7f86", "#e0a040", "#b9475d")[i], 4)
    c.line([(428, 400), (528, 352), (628, 318), (728, 240)], 9, "#8c2f35")
    for spot in ((428, 400), (528, 352), (628, 318), (728, 240)):
        c.oval(*spot, 14, fill="#8c2f35")
    for y, x1 in ((180, 560), (212, 480)):
        c.rect(380, y, x1, y + 14, "#c98a5a", 7)


def classroom(c: Canvas):
    """A lesson on gears: a teacher at the board, learners at their desks."""
    c.gradient("#fdf0d4", "#f6d3a2", 0, 760)
    for x in (1180, 1400):
        window(c, x, 130, x + 170, 520, "#fff6d8", "#c98a5a", (2, 3))
    c.rect(196, 116, 1064, 560, "#a8653f", 12)
    c.gradient("#2f6a5c", "#3d7f6a", 134, 542, x0=214, x1=1046)
    c.rect(240, 560, 1020, 580, "#8a4f35", 6)
    _drawing(c)
    c.rect(0, 640, 1600, 654, "#d9a06a")
    c.gradient("#e0a878", "#b97a5a", 700, 1067)
    for x in (1180, 1400):
        beam(c, x, 560, x + 170, -190, 980, 0.12)
    c.shadow(1020, 742, 90)
    hand = person(c, 1030, 745, 470, look(c, top=c.rng.choice(("#d9573f", "#3f6ea3", "#e58a3c"))),
                  "raise", -1)  # fmt: skip
    c.line([hand, (hand[0] - 120, hand[1] - 46)], 6, "#fff3d8")
    plant(c, 110, 745, 250)
    for y, width, count, shift in ((860, 170, 6, -20), (1060, 240, 5, 40)):
        _desks(c, y - width * 0.5, width)
        _audience(c, ((y, width, count, shift),), ("", "", "", "helmet"))


def _desks(c: Canvas, y: float, width: float):
    c.rect(0, y, 1600, y + width * 0.12, "#d98f52")
    c.rect(0, y + width * 0.12, 1600, y + width * 0.2, "#9c5a3c")
    for x in range(60, 1600, round(width * 1.3)):
        c.poly([(x, y), (x + width * 0.34, y), (x + width * 0.38, y - 16), (x + 10, y - 16)],
               "#fffaf0")  # fmt: skip


def _drawing(c: Canvas):
    chalk, board = "#f4efda", "#347060"
    for x, y, radius in ((430, 330, 120), (620, 280, 82), (600, 440, 64)):
        gear(c, x, y, radius, chalk, board)
        gear(c, x, y, radius - 9, board, board)
        c.ring(x, y, radius * 0.34, 6, chalk)
        c.line([(x - radius * 1.15, y), (x + radius * 1.15, y)], 3, "#e8b45a")
        c.line([(x, y - radius * 1.15), (x, y + radius * 1.15)], 3, "#e8b45a")
    for i, width in enumerate((190, 150, 210, 120)):
        c.line([(740, 220 + i * 46), (740 + width, 220 + i * 46)], 6, chalk)
    c.line([(740, 430), (800, 470), (850, 410), (930, 450)], 6, "#f0a06a")


def contest(c: Canvas):
    """Four benches under the flags: a contest of skill against the clock."""
    c.gradient("#2f7f86", "#7fb8a8", 0, 640)
    for x in range(40, 1600, 200):
        c.rect(x, 0, x + 90, 640, "#ffffff", alpha=0.05)
    c.rect(0, 470, 1600, 640, "#276a72")
    for i in range(22):
        who = look(c)
        c.oval(40 + i * 72 + c.rng.uniform(-8, 8), 452 + c.rng.uniform(-10, 6), 25, 29, who.hair)
        c.blob([(6 + i * 72, 540), (16 + i * 72, 492), (40 + i * 72, 474), (66 + i * 72, 492),
                (76 + i * 72, 540)], lighter(c.rng.choice(TOPS), 0.1))  # fmt: skip
    c.rect(0, 520, 1600, 640, "#f6e3bd")
    for x in range(0, 1600, 160):
        c.poly([(x, 520), (x + 80, 520), (x + 40, 640), (x - 40, 640)], "#e8863a", 0.85)
    c.gradient("#e9c18f", "#b9805e", 638, 1067)
    bunting(c, 26, ("#d9573f", "#f4c84c", "#fff4dc", "#e58a3c"))
    _clock(c)
    for x in (380, 1220):
        pendant(c, x, 190, "#e5702f", 150)
    tops = ["#d9573f", "#3f6ea3", "#f0b03f", "#4f8a5b"]
    c.rng.shuffle(tops)
    for i, x in enumerate((205, 560, 920, 1280)):
        _bench(c, x, 945 + (i % 2) * 34, tops[i])


def _clock(c: Canvas):
    c.oval(800, 235, 104, fill="#8a3a34")
    c.oval(800, 235, 88, fill="#fff8e6")
    c.slice(800, 235, 74, 74, -90, 100, "#f6c98a")
    c.line([(800, 235), (800, 172)], 10, "#5b2a30")
    c.line([(800, 235), (790, 292)], 8, "#d9573f")
    c.oval(800, 235, 11, fill="#5b2a30")


def _bench(c: Canvas, x: float, ground: float, top: str):
    """One competitor with a vice, a part and a lamp."""
    c.shadow(x + 60, ground + 4, 190, 26)
    who = look(c, top=top, hat="cap", hat_colour=darker(top, 0.1), apron="#6b4a44")
    hand = person(c, x - 30, ground, 470, who, "work", 1)
    y = ground - 215
    c.rect(x + 10, y, x + 265, y + 24, "#a8623f", 6)
    c.rect(x + 26, y + 24, x + 250, ground, "#c97f4f", 4)
    for row in range(2):
        low = y + 44 + row * 78
        c.rect(x + 44, low, x + 232, low + 62, "#b56d43", 6)
        c.rect(x + 118, low + 26, x + 158, low + 36, "#f4d9a8", 4)
    c.rect(x + 92, y - 36, x + 150, y, "#4b5a68", 4)
    c.rect(x + 82, y - 54, x + 162, y - 34, "#62727f", 4)
    c.rect(x + 104, y - 74, x + 140, y - 52, "#e8d9b8", 3)
    c.line([hand, (x + 122, y - 70)], 9, "#f4e2bd")
    c.line([(x + 236, y), (x + 240, y - 120), (x + 186, y - 150)], 7, "#3f4a58")
    c.slice(x + 176, y - 140, 34, 30, 160, 340, "#e5702f")
    c.glow(x + 165, y - 96, 100, "#fff3b8", 0.55)
