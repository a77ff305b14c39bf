"""The road between two first meanings, and how far each side went along it."""

from collections.abc import Iterator
from dataclasses import dataclass

from samenspel_analysis.meaning.results import Estimate
from samenspel_report.pictures.geometry import element, picture, px, text
from samenspel_report.pictures.marks import mark

HEIGHT = 96
AXIS_Y, LANES = 52.0, (32.0, 72.0)
BEYOND = 0.4  # of the road, shown outside both first meanings
START, END = 5.0, 95.0  # percent of the width


@dataclass(frozen=True, slots=True)
class Place:
    """Where a side stands on the road in the later wave; 0 and 1 are both first meanings."""

    at: float
    low: float | None
    high: float | None


def road_line(
    roads: tuple[Estimate | None, Estimate | None], *, then: str, middle: str, label: str
) -> str:
    """Both sides on one road. `then` names the two ends, `middle` the point half way."""
    body = "".join(_axis(then, middle))
    for place, origin, y, square in zip(_places(roads), (0.0, 1.0), LANES, (0, 1), strict=True):
        if place is not None:
            body += "".join(_lane(place, origin, y, square=bool(square)))
    return picture("road-line", body, label, width="100%", height=float(HEIGHT))


def _places(roads: tuple[Estimate | None, Estimate | None]) -> Iterator[Place | None]:
    """The first side goes from 0 to the right, the second from 1 to the left."""
    for road, origin, way in zip(roads, (0.0, 1.0), (1, -1), strict=True):
        if road is None or road.mean is None:
            yield None
        elif road.low is None or road.high is None:
            yield Place(origin + way * road.mean, None, None)
        else:
            ends = sorted((origin + way * road.low, origin + way * road.high))
            yield Place(origin + way * road.mean, *ends)


def _x(share: float) -> float:
    inside = min(1.0, max(0.0, (share + BEYOND) / (1 + 2 * BEYOND)))
    return START + inside * (END - START)


def _axis(then: str, middle: str) -> Iterator[str]:
    yield _line("axis", _x(-BEYOND), _x(1 + BEYOND), AXIS_Y)
    for share, words in ((0.0, then), (0.5, middle), (1.0, then)):
        x = f"{px(_x(share))}%"
        half = 8 if words is then else 4
        yield element("line", "tick", x1=x, x2=x, y1=AXIS_Y - half, y2=AXIS_Y + half)
        yield text("label quiet", words, x=x, y=12, text_anchor="middle")


def _lane(place: Place, origin: float, y: float, *, square: bool) -> Iterator[str]:
    start = f"{px(_x(origin))}%"
    yield element("line", "drop", x1=start, x2=start, y1=min(y, AXIS_Y), y2=max(y, AXIS_Y))
    yield _line("gap", _x(origin), _x(place.at), y)
    yield from _interval(place.at, place.low, place.high, y)
    yield mark(f"{px(_x(place.at))}%", y, square=square, guessed=False)


def _interval(at: float, low: float | None, high: float | None, y: float) -> Iterator[str]:
    """The interval with its ends; an arrow at the edge where it, or the mark, goes on outside."""
    least, most = at, at
    if low is not None and high is not None:
        least, most = low, high
        yield _line("interval", _x(low), _x(high), y)
        for end in (low, high):
            if -BEYOND <= end <= 1 + BEYOND:
                x = f"{px(_x(end))}%"
                yield element("line", "interval", x1=x, x2=x, y1=y - 4, y2=y + 4)
    if least < -BEYOND:
        yield _arrow(-BEYOND, y, way=-1)
    if most > 1 + BEYOND:
        yield _arrow(1 + BEYOND, y, way=1)


def _arrow(edge: float, y: float, *, way: int) -> str:
    """Two strokes that point outside, beside a mark that may stand on the edge."""
    x = f"{px(_x(edge))}%"
    strokes = "".join(
        element("line", "interval", x1=way * 10, x2=way * 14, y1=side * 5, y2=0) for side in (-1, 1)
    )
    return f'<svg class="arrow" x="{x}" y="{px(y)}" overflow="visible">{strokes}</svg>'


def _line(css: str, x1: float, x2: float, y: float) -> str:
    return element("line", css, x1=f"{px(x1)}%", x2=f"{px(x2)}%", y1=y, y2=y)


LESSON_HEIGHT, LESSON_AXIS, LESSON_LANE = 72.0, 46.0, 28.0


def lesson_line(share: Estimate, *, ends: tuple[str, str], label: str, square: bool) -> str:
    """How far a guess came on the road from what was guessed before to what is meant."""
    body = _line("axis", _x(-BEYOND), _x(1 + BEYOND), LESSON_AXIS)
    for at, words in zip((0.0, 1.0), ends, strict=True):
        x = f"{px(_x(at))}%"
        body += element("line", "tick", x1=x, x2=x, y1=LESSON_AXIS - 8, y2=LESSON_AXIS + 8)
        body += text("label quiet", words, x=x, y=LESSON_HEIGHT - 4, text_anchor="middle")
    if share.mean is not None:
        body += "".join(_lesson_lane(share.mean, share, square=square))
    return picture("road-line", body, label, width="100%", height=LESSON_HEIGHT)


def _lesson_lane(at: float, share: Estimate, *, square: bool) -> Iterator[str]:
    y = LESSON_LANE
    yield _line("miss", _x(0.0), _x(at), y)
    yield from _interval(at, share.low, share.high, y)
    yield mark(f"{px(_x(at))}%", y, square=square, guessed=True)
