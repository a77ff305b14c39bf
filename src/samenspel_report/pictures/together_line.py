"""One tension scale with every side on a lane of its own: where each stands, and how sure."""

from collections.abc import Iterator, Sequence

from samenspel_analysis.meaning.results import AnswerMean
from samenspel_report.pictures.geometry import element, picture, px, text
from samenspel_report.pictures.marks import SHAPES, shaped
from samenspel_report.pictures.scale_line import EDGE, Range

LANE, TOP, BOTTOM = 46.0, 4.0, 6.0
NAME_Y, MARK_Y = 12.0, 29.0


def together_height(sides: int) -> float:
    """How high the picture of so many sides is."""
    return TOP + LANE * sides + BOTTOM


def together_line(
    sides: Sequence[tuple[str, AnswerMean]], *, low: float, high: float, label: str
) -> str:
    """Each side with its name above its lane; nobody's guess is drawn."""
    axis = Range(low, high)
    body = ""
    for place, (name, answer) in enumerate(sides):
        body += "".join(_lane(axis, name, answer, place))
    height = together_height(len(sides))
    return picture("together-line", body, label, width="100%", height=height)


def _lane(axis: Range, name: str, answer: AnswerMean, place: int) -> Iterator[str]:
    top = TOP + LANE * place
    y = top + MARK_Y
    yield text("label quiet", name, x=f"{px(EDGE)}%", y=top + NAME_Y)
    yield element("line", "axis", x1=f"{px(EDGE)}%", x2=f"{px(100 - EDGE)}%", y1=y, y2=y)
    for value in axis.ticks():
        x = f"{px(axis.at(value))}%"
        yield element("line", "tick", x1=x, x2=x, y1=y - 3, y2=y + 3)
    if answer.low is not None and answer.high is not None:
        ends = f"{px(axis.at(answer.low))}%", f"{px(axis.at(answer.high))}%"
        yield element("line", "interval", x1=ends[0], x2=ends[1], y1=y, y2=y)
        for x, end in zip(ends, (answer.low, answer.high), strict=True):
            if axis.low <= end <= axis.high:
                yield element("line", "interval", x1=x, x2=x, y1=y - 4, y2=y + 4)
    if answer.mean is not None:
        yield shaped(f"{px(axis.at(answer.mean))}%", y, SHAPES[place % len(SHAPES)])
