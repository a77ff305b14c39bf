"""One tension scale: two lanes, four marks, their intervals, one gap and two misses."""

from collections.abc import Iterator
from dataclasses import dataclass

from samenspel_analysis.meaning.groups import MINIMUM_GROUP
from samenspel_analysis.meaning.results import AnswerMean
from samenspel_report.pictures.geometry import element, picture, px, text
from samenspel_report.pictures.marks import mark

EDGE = 5.0  # percent kept free at both ends, so that marks and caps fit
LANE_HEIGHTS = {1: 68, 2: 116}


@dataclass(frozen=True, slots=True)
class Lane:
    """One side on a scale: what it means, and what was thought of it, with a short label."""

    meant: AnswerMean
    guessed: AnswerMean
    guess_label: str


@dataclass(frozen=True, slots=True)
class Range:
    """The answer range as a horizontal axis in percentages."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """Where a value stands, never off the axis."""
        share = (value - self.low) / (self.high - self.low)
        return EDGE + min(1.0, max(0.0, share)) * (100 - 2 * EDGE)

    def ticks(self) -> list[float]:
        """Whole points where they are few, else six equal steps."""
        span = self.high - self.low
        whole = self.low == int(self.low) and self.high == int(self.high)
        steps = int(span) if whole and 2 <= span <= 10 else 6
        return [self.low + span * i / steps for i in range(steps + 1)]


def scale_line(lanes: tuple[Lane, ...], *, low: float, high: float, label: str) -> str:
    """One scale as a picture. One lane for a community, two for a pair; the first is above."""
    axis = Range(low, high)
    height = LANE_HEIGHTS[len(lanes)]
    axis_y = 58.0
    lane_ys = (34.0, 82.0)[: len(lanes)]
    body = "".join(_axis(axis, axis_y))
    body += "".join(_gap(axis, lanes, lane_ys, axis_y))
    for lane, y, below in zip(lanes, lane_ys, (False, True), strict=False):
        body += "".join(_lane(axis, lane, y, below=below))
    return picture("scale-line", body, label, width="100%", height=float(height))


def _axis(axis: Range, y: float) -> Iterator[str]:
    ticks = axis.ticks()
    major = {0, len(ticks) - 1, (len(ticks) - 1) / 2}
    for i, value in enumerate(ticks):
        yield _vertical("tick", axis.at(value), y, 6 if i in major else 4)
    yield _horizontal("axis", EDGE, 100 - EDGE, y)


def _gap(
    axis: Range, lanes: tuple[Lane, ...], lane_ys: tuple[float, ...], y: float
) -> Iterator[str]:
    """The distance between what both mean: neutral, on the axis."""
    ends = [axis.at(lane.meant.mean) for lane in lanes if lane.meant.mean is not None]
    for lane, lane_y in zip(lanes, lane_ys, strict=True):
        if lane.meant.mean is not None:
            x = f"{px(axis.at(lane.meant.mean))}%"
            yield element("line", "drop", x1=x, x2=x, y1=min(lane_y, y), y2=max(lane_y, y))
    if len(ends) == 2 and all(lane.meant.n >= MINIMUM_GROUP for lane in lanes):
        yield _horizontal("gap", ends[0], ends[1], y)


def _lane(axis: Range, lane: Lane, y: float, *, below: bool) -> Iterator[str]:
    meant, guessed = lane.meant.mean, lane.guessed.mean
    enough = min(lane.meant.n, lane.guessed.n) >= MINIMUM_GROUP
    if enough and meant is not None and guessed is not None:
        yield _horizontal("miss", axis.at(guessed), axis.at(meant), y)
    guess_y = y + 13 if below else y - 13
    yield from _interval(axis, lane.guessed, guess_y, "interval-guess")
    yield from _interval(axis, lane.meant, y, "interval")
    if guessed is not None:
        yield mark(f"{px(axis.at(guessed))}%", y, square=below, guessed=True)
    if meant is not None:
        yield mark(f"{px(axis.at(meant))}%", y, square=below, guessed=False)
    if guessed is not None:
        yield _label(axis.at(guessed), y + 30 if below else y - 20, lane.guess_label)


def _interval(axis: Range, answer: AnswerMean, y: float, css: str) -> Iterator[str]:
    """A cap stands only where the interval ends inside the range."""
    if answer.low is None or answer.high is None:
        return
    yield _horizontal(css, axis.at(answer.low), axis.at(answer.high), y)
    if css == "interval":
        for end in (answer.low, answer.high):
            if axis.low <= end <= axis.high:
                yield _vertical(css, axis.at(end), y, 4)


def _label(x: float, y: float, words: str) -> str:
    """Near an edge the label grows inwards."""
    if x < 26:
        return text("label", words, x=f"{px(max(x - 4, 0))}%", y=y, text_anchor="start")
    if x > 74:
        return text("label", words, x=f"{px(min(x + 4, 100))}%", y=y, text_anchor="end")
    return text("label", words, x=f"{px(x)}%", y=y, text_anchor="middle")


def _horizontal(css: str, x1: float, x2: float, y: float) -> str:
    return element("line", css, x1=f"{px(x1)}%", x2=f"{px(x2)}%", y1=y, y2=y)


def _vertical(css: str, x: float, y: float, half: float) -> str:
    return element("line", css, x1=f"{px(x)}%", x2=f"{px(x)}%", y1=y - half, y2=y + half)
