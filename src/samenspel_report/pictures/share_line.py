"""Shares of several groups on one line from nobody to everybody, each with its interval."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samenspel_report.pictures.geometry import element, picture, px, text
from samenspel_report.pictures.opinion_map import group_mark

LEFT, RIGHT = 8.0, 96.0  # percent
LANE, TOP, FOOT = 26.0, 5.0, 24.0


@dataclass(frozen=True, slots=True)
class ShareLane:
    """One group: its letter, which mark it has (`None` for all people), its share and interval."""

    name: str
    place: int | None
    share: float | None
    low: float | None
    high: float | None


def share_height(lanes: int) -> float:
    """How high the picture of so many lanes is."""
    return TOP + LANE * lanes + FOOT


def share_line(lanes: Sequence[ShareLane], ends: tuple[str, str, str], label: str) -> str:
    """The lanes below each other; `ends` are the words at nobody, half and everybody."""
    height = share_height(len(lanes))
    foot = height - FOOT
    body = element(
        "rect", "most", x=_at(0.5), y=0.0, width=f"{px((RIGHT - LEFT) / 2)}%", height=foot
    )
    for value, words, anchor in zip(
        (0.0, 0.5, 1.0), ends, ("middle", "middle", "end"), strict=True
    ):
        body += element("line", "axis", x1=_at(value), x2=_at(value), y1=0.0, y2=foot + 4)
        body += text("label quiet", words, x=_at(value), y=height - 3, text_anchor=anchor)
    for place, lane in enumerate(lanes):
        body += "".join(_lane(lane, TOP + LANE * (place + 0.5)))
    return picture("share-line", body, label, width="100%", height=height)


def _lane(lane: ShareLane, y: float) -> Iterator[str]:
    yield text("label quiet", lane.name, x="0%", y=y + 5)
    if lane.low is not None and lane.high is not None:
        yield element("line", "interval", x1=_at(lane.low), x2=_at(lane.high), y1=y, y2=y)
        for end in (lane.low, lane.high):
            yield element("line", "interval", x1=_at(end), x2=_at(end), y1=y - 4, y2=y + 4)
    if lane.share is not None:
        drawn = (
            element("circle", "mark-real", cx=0, cy=0, r=6)
            if lane.place is None
            else group_mark(0.0, 0.0, lane.place)
        )
        yield f'<svg x="{_at(lane.share)}" y="{px(y)}" overflow="visible">{drawn}</svg>'


def _at(share: float) -> str:
    return f"{px(LEFT + share * (RIGHT - LEFT))}%"
