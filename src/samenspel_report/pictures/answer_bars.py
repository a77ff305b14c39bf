"""How many people of each side chose each point: bars on a lane of its own, with the mean below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samenspel_report.pictures.geometry import element, picture, px, text
from samenspel_report.pictures.marks import SHAPES, shaped
from samenspel_report.pictures.scale_line import Range

LANE, FOOT, BAR = 84.0, 6.0, 24.0
NAME_Y, AXIS_Y, MEAN_Y = 12.0, 56.0, 66.0
WIDE = 7.0  # percent


@dataclass(frozen=True, slots=True)
class BarLane:
    """One side: its name, people at each point, and the mean with its interval."""

    name: str
    counts: Sequence[int] | None
    mean: float | None
    low: float | None
    high: float | None


def bars_height(lanes: int) -> float:
    """How high the picture of so many lanes is."""
    return LANE * lanes + FOOT


def answer_bars(lanes: Sequence[BarLane], *, low: int, high: int, label: str) -> str:
    """The lanes below each other; bars of one lane add up to its people."""
    axis = Range(low, high)
    body = "".join("".join(_lane(axis, lane, place)) for place, lane in enumerate(lanes))
    return picture("answer-bars", body, label, width="100%", height=bars_height(len(lanes)))


def _lane(axis: Range, lane: BarLane, place: int) -> Iterator[str]:
    top = LANE * place
    yield text("label quiet", lane.name, x="0%", y=top + NAME_Y)
    foot = top + AXIS_Y
    most = max(lane.counts or (1,))
    for point, count in enumerate(lane.counts or (), int(axis.low)):
        if count:
            tall = BAR * count / most
            yield element(
                "rect", "crowd-2", x=f"{px(axis.at(point) - WIDE / 2)}%", y=foot - tall,
                width=f"{px(WIDE)}%", height=tall,
            )  # fmt: skip
            yield text(
                "label quiet", str(count), x=f"{px(axis.at(point))}%", y=foot - tall - 3,
                text_anchor="middle",
            )  # fmt: skip
    yield element("line", "axis", x1="0%", x2="100%", y1=foot, y2=foot)
    for tick in axis.ticks():
        x = f"{px(axis.at(tick))}%"
        yield element("line", "tick", x1=x, x2=x, y1=foot, y2=foot + 4)
    yield from _mean(axis, lane, top + MEAN_Y, place)


def _mean(axis: Range, lane: BarLane, y: float, place: int) -> Iterator[str]:
    if lane.low is not None and lane.high is not None:
        ends = f"{px(axis.at(lane.low))}%", f"{px(axis.at(lane.high))}%"
        yield element("line", "interval", x1=ends[0], x2=ends[1], y1=y, y2=y)
    if lane.mean is not None:
        yield shaped(f"{px(axis.at(lane.mean))}%", y, SHAPES[place % len(SHAPES)])
