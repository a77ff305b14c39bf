"""The map of the words: more to the right is more tension, higher is seen better."""

from collections.abc import Sequence
from dataclasses import dataclass

from samenspel_analysis.meaning.results import WordResult
from samenspel_analysis.meaning.states import State
from samenspel_report.pictures.geometry import element, picture, px, text
from samenspel_report.pictures.labels import Sheet, fitting, shortened, spread
from samenspel_report.pictures.regions import (
    MapLabels,
    MapSize,
    Regions,
    region_grounds,
    region_names,
)
from samenspel_report.pictures.strand import full_tension, mean_of


@dataclass(frozen=True, slots=True)
class Point:
    """A word on the map: where, how sure, and in which state."""

    name: str
    state: State
    x: float
    y: float
    across: tuple[float, float] | None
    upright: tuple[float, float] | None


def tension_map(
    words: Sequence[WordResult], labels: MapLabels, *, size: MapSize, label: str
) -> str:
    """The whole map in one size; call it once for wide and once for narrow screens."""
    regions = Regions(size)
    points = _points(words, regions, _widest(words))
    sheet = Sheet(size.width, size.height)
    for point in points:
        sheet.reserve(point.x - 9, point.y - 9, point.x + 9, point.y + 9)
        _keep_clear(point, sheet)
    body = region_grounds(regions) + "".join(_cross(point) for point in points)
    body += region_names(regions, labels, sheet) + "".join(_dot(point) for point in points)
    body += "".join(_name(point, sheet, regions) for point in points)
    return picture(
        f"map {size.css}", body, label, viewBox=f"-1 -1 {px(size.width + 2)} {px(size.height + 34)}"
    )


def _widest(words: Sequence[WordResult]) -> float:
    """The tension at the right edge, so that every line fits."""
    highs = [word.tension.high for word in words if word.tension is not None]
    return max([full_tension(words), *(high for high in highs if high is not None)])


def least_seen(word: WordResult) -> tuple[float, float | None, float | None] | None:
    """The seen share of the side that saw least, kept between nothing and all."""
    shares = [side.seen_share for side in word.sides if side.seen_share is not None]
    known = [share for share in shares if share.mean is not None]
    if len(known) < len(word.sides):
        return None
    least = min(known, key=lambda share: share.mean or 0.0)
    return _part(least.mean or 0.0), _maybe(least.low), _maybe(least.high)


def _points(words: Sequence[WordResult], regions: Regions, full: float) -> list[Point]:
    out = []
    for state in State:
        here = [word for word in words if word.state is state]
        slots = spread(len(here), *regions.column(state)) if here else []
        out += [_point(word, regions, full, y) for word, y in zip(here, slots, strict=True)]
    return out


def _point(word: WordResult, regions: Regions, full: float, slot: float) -> Point:
    left, right = regions.across(word.state)

    def at(tension: float) -> float:
        return left + (right - left) * min(1.0, max(0.0, tension / full))

    tension, seen = word.tension, least_seen(word)
    mean = mean_of(tension)
    across = upright = None
    if tension is not None and tension.low is not None and tension.high is not None:
        across = (at(tension.low), at(tension.high))
    y = slot
    if regions.has_height(word.state) and seen is not None:
        y = regions.height_of(seen[0])
        if seen[1] is not None and seen[2] is not None:
            upright = (regions.height_of(seen[2]), regions.height_of(seen[1]))
    x = (left + right) / 2 if mean is None else at(mean)
    return Point(word.concept, word.state, x, y, across, upright)


def _keep_clear(point: Point, sheet: Sheet) -> None:
    """No name lies over a line that says how sure we are."""
    if point.across is not None:
        sheet.reserve(point.across[0], point.y - 2, point.across[1], point.y + 2)
    if point.upright is not None:
        sheet.reserve(point.x - 2, point.upright[0], point.x + 2, point.upright[1])


def _cross(point: Point) -> str:
    body = ""
    if point.across is not None:
        x1, x2 = point.across
        body += element("line", "cross", x1=x1, x2=x2, y1=point.y, y2=point.y)
    if point.upright is not None:
        y1, y2 = point.upright
        body += element("line", "cross", x1=point.x, x2=point.x, y1=y1, y2=y2)
    return body


def _dot(point: Point) -> str:
    match point.state:
        case State.UNDECIDED:
            return element("circle", "point-open", cx=point.x, cy=point.y, r=8)
        case State.DIVIDED:
            return "".join(
                element("circle", "point-open", cx=point.x + shift, cy=point.y, r=4.5)
                for shift in (-6.5, 6.5)
            )
    return element("circle", "point", cx=point.x, cy=point.y, r=8)


def _name(point: Point, sheet: Sheet, regions: Regions) -> str:
    """The name, which stays on the ground of its state."""
    size, ground = regions.size, regions.ground(point.state)
    room = ground.right - ground.left - 4
    words = fitting(shortened(point.name, size.letters), room, size.letter_size)
    place = sheet.place(point.x, point.y, words, size.letter_size, ground)
    line = ""
    if place.far:
        middle = (place.box.left + place.box.right) / 2
        end = place.box.bottom if place.y < point.y else place.box.top
        line = element("line", "lead", x1=point.x, y1=point.y, x2=middle, y2=end)
    return line + text("word halo", words, x=place.x, y=place.y, text_anchor=place.anchor)


def _part(value: float) -> float:
    return min(1.0, max(0.0, value))


def _maybe(value: float | None) -> float | None:
    return None if value is None else _part(value)
