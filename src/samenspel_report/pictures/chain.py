"""A theory of change: boxes in five stages, and an arrow for each "leads to"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samenspel_report.pictures.geometry import element, picture, px, text
from samenspel_report.pictures.labels import shortened

WIDE, NARROW = 1000.0, 340.0
COLUMN, GUTTER = 166.0, 42.5  # five columns and four gutters are as wide as the picture
SIDE = 46.0  # room beside the boxes of a narrow drawing, for its arrows
TITLE, LINE, PADDING, BETWEEN = 30.0, 19.0, 11.0, 14.0
LETTER, LINES = 7.6, 4


@dataclass(frozen=True, slots=True)
class Box:
    """A step: in which stage, what it says, and whether the strategy rests on it."""

    stage: int
    name: str
    is_core: bool = False


@dataclass(frozen=True, slots=True)
class Leads:
    """That one box leads to another, and whether it is said what that takes for granted."""

    source: int
    target: int
    is_argued: bool


@dataclass(frozen=True, slots=True)
class _Placed:
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]


def chain_picture(
    titles: Sequence[str], boxes: Sequence[Box], leads: Sequence[Leads], label: str,
    *, narrow: bool = False,
) -> str:  # fmt: skip
    """The chain from left to right, or from top to bottom where there is little room."""
    placed, heads, height = (_stacked if narrow else _columns)(titles, boxes)
    body = "".join(text("chain-stage", title, x=x, y=y) for title, x, y in heads)
    way = _beside if narrow else _across
    for each in leads:
        css = "leads" if each.is_argued else "leads bare"
        body += element("path", css, d=way(placed[each.source], placed[each.target]))
    body += "".join(_drawn(box, at) for box, at in zip(boxes, placed, strict=True))
    width = NARROW if narrow else WIDE
    css = "chain narrow" if narrow else "chain"
    return picture(css, body, label, viewBox=f"0 0 {width:.0f} {height:.0f}")


def _columns(
    titles: Sequence[str], boxes: Sequence[Box]
) -> tuple[list[_Placed], list[tuple[str, float, float]], float]:
    downs = [TITLE] * len(titles)
    placed = []
    for box in boxes:
        lines = _wrapped(box.name, COLUMN - 2 * PADDING)
        tall = len(lines) * LINE + 2 * PADDING - 4
        x = box.stage * (COLUMN + GUTTER)
        placed.append(_Placed(x, downs[box.stage], COLUMN, tall, lines))
        downs[box.stage] += tall + BETWEEN
    heads = [(title, i * (COLUMN + GUTTER), 16.0) for i, title in enumerate(titles)]
    return placed, heads, max(downs)


def _stacked(
    titles: Sequence[str], boxes: Sequence[Box]
) -> tuple[list[_Placed], list[tuple[str, float, float]], float]:
    """The boxes come in the order of their stages."""
    found: dict[int, _Placed] = {}
    heads, down = [], 0.0
    for stage, title in enumerate(titles):
        inside = [i for i, box in enumerate(boxes) if box.stage == stage]
        if inside:
            heads.append((title, 0.0, down + 16))
            down += TITLE
        for i in inside:
            lines = _wrapped(boxes[i].name, NARROW - SIDE - 2 * PADDING)
            tall = len(lines) * LINE + 2 * PADDING - 4
            found[i] = _Placed(0.0, down, NARROW - SIDE, tall, lines)
            down += tall + BETWEEN
    return [found[i] for i in range(len(boxes))], heads, down


def _wrapped(words: str, room: float) -> tuple[str, ...]:
    """The words in at most four lines; the table has them whole."""
    letters = int(room / LETTER)
    lines = [""]
    for part in (part for word in words.split() for part in _cut(word, letters)):
        joined = f"{lines[-1]} {part}".strip()
        if len(joined) <= letters:
            lines[-1] = joined
        else:
            lines.append(part)
    lines = [line for line in lines if line] or [""]
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], " ".join(lines[LINES - 1 :])]
    return tuple(shortened(line, letters) for line in lines)


def _cut(word: str, letters: int) -> Iterator[str]:
    """A word that is longer than a line, in parts that are not."""
    while len(word) > letters:
        yield f"{word[: letters - 1]}-"
        word = word[letters - 1 :]
    yield word


def _drawn(box: Box, at: _Placed) -> str:
    css = "chain-box core" if box.is_core else "chain-box"
    body = element("rect", css, x=at.x, y=at.y, width=at.width, height=at.height, rx=3)
    for i, line in enumerate(at.lines):
        y = at.y + PADDING + 11 + i * LINE
        body += text("chain-name", line, x=at.x + PADDING, y=y)
    return body


def _across(source: _Placed, target: _Placed) -> str:
    """From the right side of one box to the left of the next; within a stage round the right."""
    y, end_y = source.y + source.height / 2, target.y + target.height / 2
    if source.x == target.x:
        return _round(source.x + source.width, y, end_y, GUTTER * 0.6)
    x, end = source.x + source.width, target.x - 7
    bend = (end - x) * 0.5
    way = f"M{px(x)} {px(y)}C{px(x + bend)} {px(y)} {px(end - bend)} {px(end_y)}"
    return f"{way} {px(end)} {px(end_y)}{_tip(end, end_y, 1)}"


def _beside(source: _Placed, target: _Placed) -> str:
    y, end_y = source.y + source.height / 2, target.y + target.height / 2
    return _round(source.x + source.width, y, end_y, min(12 + abs(end_y - y) * 0.08, SIDE - 6))


def _round(x: float, y: float, end_y: float, out: float) -> str:
    bow = x + out * 4 / 3
    way = f"M{px(x)} {px(y)}C{px(bow)} {px(y)} {px(bow)} {px(end_y)} {px(x + 7)} {px(end_y)}"
    return way + _tip(x + 7, end_y, -1)


def _tip(x: float, y: float, way: int) -> str:
    """The head of an arrow that points right (1) or left (-1)."""
    back = x - 5 * way
    return f"M{px(back)} {px(y - 4.5)}L{px(x + 5 * way)} {px(y)}L{px(back)} {px(y + 4.5)}"
