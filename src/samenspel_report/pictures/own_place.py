"""One's own place among the groups: an outline of every group, and one mark for who looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from samenspel_report.pictures.geometry import element, picture, px, text
from samenspel_report.pictures.labels import Box, Sheet
from samenspel_report.pictures.opinion_map import (
    AROUND,
    NARROW,
    RADIUS,
    Ground,
    Points,
    ground_of,
    marks_of,
    outline,
    people_per_mark,
)

SIZE = NARROW
OWN = RADIUS + 2


@dataclass(frozen=True, slots=True)
class Outlines:
    """Groups without their people: a line around each, the top of that line, and the scale."""

    paths: tuple[str, ...]
    tops: tuple[tuple[float, float], ...]
    scale: float
    middle: tuple[float, float]


def outlines_of(crowds: Sequence[Points]) -> Outlines | None:
    """The outlines of these groups, or of everyone; drawn from marks of at least five people."""
    per_mark = people_per_mark(sum(len(points) for points in crowds))
    marks = [marks_of(points, per_mark) for points in crowds]
    if not marks or not all(len(spots) for spots in marks):
        return None
    ground = ground_of(np.concatenate(marks), SIZE)
    placed = [ground.spots(spots) for spots in marks]
    tops = tuple((float(spots[:, 0].mean()), float(spots[:, 1].min()) - AROUND) for spots in placed)
    return Outlines(
        tuple(outline(spots) for spots in placed), tops, ground.scale, ground.middle
    )  # fmt: skip


def own_place(
    outlines: Outlines, letters: Sequence[str], place: tuple[float, float], *, you: str, label: str
) -> str:
    """Where someone stands; who stands beyond every group is drawn at the edge."""
    spot = Ground(outlines.scale, outlines.middle, SIZE).spots(np.array([place]))[0]
    edge = OWN + 4
    x, y = np.clip(spot, edge, np.array([SIZE.width, SIZE.height]) - edge).tolist()
    sheet = Sheet(SIZE.width, SIZE.height)
    sheet.reserve(x - OWN, y - OWN, x + OWN, y + OWN)
    own = (you, x, y - OWN - 4)
    return _drawn(outlines, [own, *_named(outlines, letters)], sheet, label, _own_mark(x, y))


def group_places(outlines: Outlines, letters: Sequence[str], *, label: str) -> str:
    """The groups alone, for a screen that many look at."""
    sheet = Sheet(SIZE.width, SIZE.height)
    return _drawn(outlines, _named(outlines, letters), sheet, label, "")


def _named(outlines: Outlines, letters: Sequence[str]) -> list[tuple[str, float, float]]:
    return [(words, *top) for words, top in zip(letters, outlines.tops, strict=False)]


def _drawn(
    outlines: Outlines,
    said: Sequence[tuple[str, float, float]],
    sheet: Sheet,
    label: str,
    above: str,
) -> str:
    ground = Box(0.0, 0.0, SIZE.width, SIZE.height)
    body = "".join(element("path", "hull", d=path) for path in outlines.paths) + above
    for words, across, up in said:
        at = sheet.place(across, up, words, SIZE.letters, ground)
        body += text("group-name halo", words, x=at.x, y=at.y, text_anchor=at.anchor)
    size: dict[str, Any] = {"viewBox": f"0 0 {px(SIZE.width)} {px(SIZE.height)}"}
    return picture("opinion-map narrow own-place", body, label, **size)


def _own_mark(x: float, y: float) -> str:
    """A ring with a point in it: like no mark of a group."""
    ring = element("circle", "own-ring", cx=x, cy=y, r=OWN)
    return ring + element("circle", "own-point", cx=x, cy=y, r=OWN / 2)
