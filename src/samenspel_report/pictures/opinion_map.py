"""Who votes alike: marks that stand for some people each, and a line around every group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import ConvexHull

from samenspel_report.pictures.geometry import element, ornament, picture, px, text
from samenspel_report.pictures.labels import Box, Sheet

Points = npt.NDArray[np.float64]

MARK_SHAPES = ("round", "square", "triangle", "diamond", "bar")
FEWEST_PER_MARK = 5  # so that nobody is a mark alone
MOST_MARKS = 90
RADIUS = 7.0
APART = 2 * RADIUS + 2
STEPS = 60
CORNERS = 32
AROUND = 20.0  # from the outer marks to the line around them


@dataclass(frozen=True, slots=True)
class Crowd:
    """People to draw: their places (people, 2), and the words above their group, if it is one."""

    points: Points
    words: str | None


@dataclass(frozen=True, slots=True)
class MapSize:
    """The size of a drawing and of its letters."""

    css: str
    width: float
    height: float
    letters: float


@dataclass(frozen=True, slots=True)
class Ground:
    """How a place among votes becomes a point on a sheet: up on the map is up on the sheet."""

    scale: float
    middle: tuple[float, float]
    size: MapSize

    def spots(self, points: Points) -> Points:
        """Where these places (n, 2) are drawn."""
        sheet = np.array([self.size.width, self.size.height + self.size.letters]) / 2
        spots: Points = (points - self.middle) * [self.scale, -self.scale] + sheet
        return spots


WIDE = MapSize("wide", 700, 460, 17)
NARROW = MapSize("narrow", 360, 380, 15)
PAGE = MapSize("page", 640, 430, 15)


def people_per_mark(people: int) -> int:
    """How many people a mark stands for, at the least."""
    return max(FEWEST_PER_MARK, -(-people // MOST_MARKS))


def opinion_map(crowds: Sequence[Crowd], size: MapSize, label: str) -> str:
    """The map; the first crowd is the first group. Axes have no names, for they mean nothing."""
    per_mark = people_per_mark(sum(len(crowd.points) for crowd in crowds))
    marks = [marks_of(crowd.points, per_mark) for crowd in crowds]
    placed = _placed(marks, size)
    sheet = Sheet(size.width, size.height)
    body = ""
    for crowd, spots in zip(crowds, placed, strict=True):
        if crowd.words is not None and len(spots):
            body += element("path", "hull", d=outline(spots))
        for x, y in spots:
            sheet.reserve(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)
    for place, spots in enumerate(placed):
        body += "".join(group_mark(x, y, place) for x, y in spots)
    body += "".join(_names(crowds, placed, sheet, size))
    css = f"opinion-map {size.css}"
    return picture(css, body, label, viewBox=f"0 0 {px(size.width)} {px(size.height)}")


def group_mark(x: float, y: float, place: int) -> str:
    """One mark of the group in this place."""
    css, shape = f"crowd crowd-{place % 5 + 1}", MARK_SHAPES[place % 5]
    if shape == "round":
        return element("circle", css, cx=x, cy=y, r=RADIUS)
    r = RADIUS
    corners = {
        "square": (-r + 0.5, -r + 0.5, r - 0.5, -r + 0.5, r - 0.5, r - 0.5, -r + 0.5, r - 0.5),
        "triangle": (0.0, -r - 1, r + 1, r - 1, -r - 1, r - 1),
        "diamond": (0.0, -r - 2, r + 1, 0.0, 0.0, r + 2, -r - 1, 0.0),
        "bar": (-3.0, -r - 1, 3.0, -r - 1, 3.0, r + 1, -3.0, r + 1),
    }[shape]
    points = " ".join(
        f"{px(x + dx)},{px(y + dy)}" for dx, dy in zip(corners[::2], corners[1::2], strict=True)
    )
    return element("polygon", css, points=points)


def group_key(place: int) -> str:
    """The mark of a group in a line of text."""
    return ornament("key", group_mark(9.0, 9.0, place), "-1 -1 20 20")


def marks_of(points: Points, per_mark: int) -> Points:
    """Means of neighbours, each of at least so many people; the crowd is halved until small."""
    if len(points) < 2 * per_mark:
        return points.mean(axis=0, keepdims=True) if len(points) else np.zeros((0, 2))
    axis = int(np.argmax(np.ptp(points, axis=0)))
    order = np.argsort(points[:, axis], kind="stable")
    half = len(points) // 2
    low, high = points[order[:half]], points[order[half:]]
    return np.concatenate([marks_of(low, per_mark), marks_of(high, per_mark)])


def _placed(marks: Sequence[Points], size: MapSize) -> list[Points]:
    """On the sheet, with the same scale both ways, and no mark upon another."""
    every = np.concatenate(list(marks)) if marks else np.zeros((0, 2))
    if not len(every):
        return [np.zeros((0, 2)) for _ in marks]
    spots = _pushed_apart(ground_of(every, size).spots(every), size)
    cuts = np.cumsum([len(some) for some in marks])[:-1]
    return np.split(spots, cuts)


def ground_of(points: Points, size: MapSize) -> Ground:
    """A sheet on which all these places fit, with the same scale both ways."""
    low, high = points.min(axis=0), points.max(axis=0)
    room = np.array([size.width, size.height]) - 2 * (AROUND + RADIUS) - [0.0, 2 * size.letters]
    scale = float(min(room / np.maximum(high - low, 1e-9)))
    across, up = ((low + high) / 2).tolist()
    return Ground(scale, (across, up), size)


def _pushed_apart(spots: Points, size: MapSize) -> Points:
    margin = RADIUS + 4
    order = np.arange(len(spots), dtype=np.float64)[:, None]
    spots = spots + 0.01 * order  # two in one place must know which way
    for _ in range(STEPS):
        between = spots[:, None] - spots[None]
        met = (between == 0.0).all(axis=2)[..., None]  # pushed into one corner of the sheet
        between = np.where(met, (order - order.T)[..., None], between)
        distance = np.hypot(between[..., 0], between[..., 1])
        np.fill_diagonal(distance, np.inf)
        push = np.maximum(APART - distance, 0.0) / 2
        if not push.any():
            break
        spots = spots + (between / distance[..., None] * push[..., None]).sum(axis=1)
        spots = np.clip(spots, margin, np.array([size.width, size.height]) - margin)
    return spots


def outline(spots: Points) -> str:
    """A closed line around the marks, round at its corners."""
    turns = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    ring = AROUND * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    cloud = (spots[:, None] + ring[None]).reshape(-1, 2)
    corners = cloud[ConvexHull(cloud).vertices]
    return "M" + "L".join(f"{px(x)} {px(y)}" for x, y in corners.tolist()) + "Z"


def _names(
    crowds: Sequence[Crowd], placed: Sequence[Points], sheet: Sheet, size: MapSize
) -> Iterator[str]:
    ground = Box(0.0, 0.0, size.width, size.height)
    for crowd, spots in zip(crowds, placed, strict=True):
        if crowd.words is None or not len(spots):
            continue
        top = spots[np.argmin(spots[:, 1])]
        x, y = float(spots[:, 0].mean()), float(top[1]) - AROUND
        place = sheet.place(x, y, crowd.words, size.letters, ground)
        yield text("group-name halo", crowd.words, x=place.x, y=place.y, text_anchor=place.anchor)
