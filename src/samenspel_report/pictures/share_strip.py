"""What is divided, as parts of one line; percentages, so that text keeps its size."""

from collections.abc import Sequence
from dataclasses import dataclass

from samenspel_report.pictures.geometry import element, picture, text

GAP = 0.3  # percent of the line between two parts
LEAST = 0.25
HALF = 50.0


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the whole in [0, 1], with a name where there is room for one."""

    part: float
    name: str = ""


def share_strip(shares: Sequence[Share], label: str) -> str:
    """The line; the first part stands out."""
    body, begin = "", 0.0
    for place, share in enumerate(shares):
        width = max(share.part * 100 - GAP, LEAST)
        css = "part-first" if place == 0 else "part-other"
        body += element("rect", css, x=f"{begin:.2f}%", y=24, width=f"{width:.2f}%", height=26)
        if share.name:
            far = begin > HALF
            at, anchor = (begin + width, "end") if far else (begin, "start")
            body += text("stream-note", share.name, x=f"{at:.2f}%", y=15, text_anchor=anchor)
        begin += share.part * 100
    return picture("share-strip", body, label)
