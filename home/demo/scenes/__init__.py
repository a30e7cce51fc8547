"""Photos for the demo site, drawn rather than taken: nobody's face, nobody's copyright."""

from random import Random

from .canvas import Canvas
from .rooms import bookroom, canteen, mediation, nursery_room
from .stages import classroom, contest, lecture
from .streets import harbour, night_shift, rider, service_station
from .works import textile_mill, workshop

#: The keys that ``draw`` knows → who paints each.
SCENES = {
    painter.__name__: painter
    for painter in (
        workshop,
        classroom,
        rider,
        lecture,
        bookroom,
        contest,
        harbour,
        service_station,
        nursery_room,
        mediation,
        night_shift,
        canteen,
        textile_mill,
    )
}
_ONE_WAY = ("lecture",)  # a rising curve must not fall
_TINTS = ("#b08a70", "#a88a7c", "#b48c60", "#9c8c88")


def draw(scene: str, seed: int, size: tuple[int, int] = (1600, 1067)) -> bytes:
    """Return the scene as a JPEG; the same key and seed give the same bytes."""
    rng = Random(f"{scene}:{seed}")  # noqa: S311
    canvas = Canvas(size, rng)
    tint = rng.choice(_TINTS)
    mirrored = rng.random() < 0.5 and scene not in _ONE_WAY
    SCENES[scene](canvas)
    return canvas.jpeg(mirrored, tint)
