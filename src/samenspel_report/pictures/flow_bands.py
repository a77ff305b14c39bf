"""Who gave to whom: a band from each giver on the left to each receiver on the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from samenspel_report.pictures.geometry import element, picture, ribbon, text
from samenspel_report.pictures.labels import folded

WIDE, NARROW = 640.0, 340.0
TOP, BETWEEN, LABEL = 8.0, 18.0, 22.0
LINE, MOST_LINES = 18.0, 4  # of a name
EDGE, BAR = 2.0, 6.0
LETTER, SMALL = 14.0, 12.5  # of a name, and of one in the narrow picture
TALLEST, LEAST = 150.0, 6.0


@dataclass(frozen=True, slots=True)
class Flow:
    """What went from one to another: how much, and that in words."""

    giver: str
    receiver: str
    amount: float
    says: str


def flow_picture(flows: Sequence[Flow], label: str, *, narrow: bool = False) -> str:
    """The bands, as thick as what went; call it once for wide and once for narrow screens."""
    width = NARROW if narrow else WIDE
    unit = TALLEST / sum(flow.amount for flow in flows)
    thick = [max(flow.amount * unit, LEAST) for flow in flows]
    left, low = _stacked([flow.giver for flow in flows], thick, width)
    right, high = _stacked([flow.receiver for flow in flows], thick, width)
    body = "".join(
        element("path", f"given given-{_place(flows, flow.giver) % 2}", d=_band(a, b, size, width))
        for flow, a, b, size in zip(flows, left, right, thick, strict=True)
    )
    body += _ends([flow.giver for flow in flows], left, thick, EDGE, "start", width)
    body += _ends([flow.receiver for flow in flows], right, thick, width - EDGE, "end", width)
    for flow, a, size in zip(flows, left, thick, strict=True):
        body += text("label flow-says", flow.says, x=EDGE + 18, y=a + size / 2 + 5)
    height = max(low, high) + 8
    css = "flow-bands narrow" if narrow else "flow-bands"
    return picture(css, body, label, viewBox=f"0 0 {width:.0f} {height:.0f}")


def _place(flows: Sequence[Flow], name: str) -> int:
    return list(dict.fromkeys(flow.giver for flow in flows)).index(name)


def _stacked(
    names: Sequence[str], thick: Sequence[float], width: float
) -> tuple[list[float], float]:
    """Where each band begins on this end, those of one name together; and how far down it goes."""
    tops, down = [0.0] * len(names), TOP
    for name in dict.fromkeys(names):
        down += LINE * len(_lines(name, width))
        for i, own in enumerate(names):
            if own == name:
                tops[i] = down
                down += max(thick[i], LABEL)
        down += BETWEEN + LABEL - LINE
    return tops, down - BETWEEN - LABEL + LINE


def _lines(name: str, width: float) -> list[str]:
    """A name over as many lines as its half of the picture needs."""
    return folded(name, width / 2 - 8, SMALL if width == NARROW else LETTER, MOST_LINES)


def _band(a: float, b: float, size: float, width: float) -> str:
    xs = (EDGE + BAR, width * 0.35, width * 0.65, width - EDGE - BAR)
    return ribbon(xs, (a, a, b, b), (a + size, a + size, b + size, b + size))


def _ends(
    names: Sequence[str],
    tops: Sequence[float],
    thick: Sequence[float],
    x: float,
    anchor: str,
    width: float,
) -> str:
    body = ""
    for name in dict.fromkeys(names):
        own = [(tops[i], thick[i]) for i, each in enumerate(names) if each == name]
        for top, size in own:
            at = x if anchor == "start" else x - BAR
            body += element("rect", "flow-end", x=at, y=top, width=BAR, height=size)
        lines = _lines(name, width)
        for i, line in enumerate(lines, 1 - len(lines)):
            body += text("flow-name", line, x=x, y=own[0][0] - 8 + LINE * i, text_anchor=anchor)
    return body
