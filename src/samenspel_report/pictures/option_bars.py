"""What each option got: a bar for each, below its name, in groups that follow one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samenspel_report.pictures.geometry import element, picture, text

ROW, BAR, GAP = 44.0, 16.0, 0.4
HEAD = 34.0
MOST = 100.0  # percent
LEAST = 0.5


@dataclass(frozen=True, slots=True)
class OptionBar:
    """One option: its name with what it got in words, and that as a part of the longest bar.

    `lacked` is drawn behind it, dashed: what there was not.
    """

    name: str
    part: float
    stands_out: bool = False
    lacked: float = 0.0


@dataclass(frozen=True, slots=True)
class BarGroup:
    """Bars that belong together, such as those of one round; without a title they are all."""

    bars: Sequence[OptionBar]
    title: str = ""


def option_bars(groups: Sequence[BarGroup], label: str) -> str:
    """The groups below each other; percentages, so that text keeps its size."""
    body, top = "", 0.0
    for group in groups:
        if group.title:
            body += text("stream-note strong", group.title, x="0%", y=top + 22)
            top += HEAD
        for bar in group.bars:
            body += "".join(_bar(bar, top))
            top += ROW
    return picture("option-bars", body, label, width="100%", height=max(top, ROW))


def _bar(bar: OptionBar, top: float) -> Iterator[str]:
    yield text("stream-note", bar.name, x="0%", y=top + 15)
    css = "part-first" if bar.stands_out else "part-other"
    width = max(bar.part * MOST - GAP, LEAST)
    yield element("rect", css, x="0%", y=top + 21, width=f"{width:.2f}%", height=BAR)
    if bar.lacked:
        yield element(
            "rect", "part-lacked", x=f"{width + GAP:.2f}%", y=top + 21,
            width=f"{max(bar.lacked * MOST - GAP, LEAST):.2f}%", height=BAR,
        )  # fmt: skip
