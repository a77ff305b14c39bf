"""The named regions of the map, in any size."""

from dataclasses import dataclass
from itertools import pairwise

from samenspel_analysis.meaning.states import State
from samenspel_report.pictures.geometry import element, px, text
from samenspel_report.pictures.labels import LETTER, Box, Sheet

LEFT = (State.SHARED_GROUND, State.IMAGINED_DIFFERENCE)
MIDDLE = (State.UNDECIDED, State.DIVIDED)


@dataclass(frozen=True, slots=True)
class MapSize:
    """A size of the drawing and of its letters."""

    css: str
    width: float
    height: float
    name_size: float
    letter_size: float
    letters: int
    edges: tuple[float, float]  # where the middle region begins and ends, as parts of the width
    notes: bool


WIDE = MapSize("wide", 1100, 460, 16, 18, 28, (0.22, 0.4), notes=True)
NARROW = MapSize("narrow", 360, 480, 13, 13, 15, (0.33, 0.64), notes=False)
PAGE = MapSize("page", 720, 430, 14, 15, 20, (0.22, 0.44), notes=True)


@dataclass(frozen=True, slots=True)
class MapLabels:
    """The words on the map: for each state its name and what it says about it."""

    names: dict[State, str]
    notes: dict[State, str]
    little: str
    much: str


@dataclass(frozen=True, slots=True)
class Regions:
    """Where each state has its place."""

    size: MapSize

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """The four upright lines."""
        first, second = self.size.edges
        return 0.0, self.size.width * first, self.size.width * second, self.size.width

    def across(self, state: State) -> tuple[float, float]:
        """From little to much tension within the region of this state."""
        zero, first, second, end = self.edges
        if state in LEFT:
            return zero + 16, first - 16
        if state in MIDDLE:
            return first + 14, second - 14
        return second + 16, end - 20

    def ground(self, state: State) -> Box:
        """The ground of this state, which its names do not leave."""
        zero, first, second, end = self.edges
        if state in MIDDLE:
            return Box(first, 0.0, second, self.size.height)
        left, right = (zero, first) if state in LEFT else (second, end)
        half = self.size.height / 2
        if state in (State.SHARED_GROUND, State.SEEN_DIFFERENCE):
            return Box(left, 0.0, right, half)
        return Box(left, half, right, self.size.height)

    def column(self, state: State) -> tuple[float, float]:
        """The heights between which words stand that have no height of their own."""
        half, end = self.size.height / 2, self.size.height
        match state:
            case State.SHARED_GROUND | State.SEEN_DIFFERENCE:
                return 62, half - 8
            case State.IMAGINED_DIFFERENCE | State.HIDDEN_DIFFERENCE:
                return half + 22, end - 52
            case State.DIVIDED:
                return half, end - 30
        return 62, half + 20

    def has_height(self, state: State) -> bool:
        """Left there is no difference to see; divided words have no one meaning to see."""
        return state not in LEFT and state is not State.DIVIDED

    def height_of(self, seen: float) -> float:
        """Where a seen share stands: nothing below, all above."""
        margin = 62 if self.size.notes else 44
        return self.size.height - margin - (self.size.height - 2 * margin) * seen


def region_grounds(regions: Regions) -> str:
    """The grounds, which everything else stands on."""
    height = regions.size.height
    half = height / 2
    zero, first, second, end = regions.edges
    areas = (
        ("region", zero, 0.0, first, half),
        ("region", zero, half, first, height),
        ("region unsure", first, 0.0, second, height),
        ("region", second, 0.0, end, half),
        ("region deepest", second, half, end, height),
    )
    return "".join(
        element("rect", css, x=x1, y=y1, width=x2 - x1, height=y2 - y1)
        for css, x1, y1, x2, y2 in areas
    )


def region_names(regions: Regions, labels: MapLabels, sheet: Sheet) -> str:
    """The names, which keep their place on the sheet, and the axis below."""
    height = regions.size.height
    zero, first, second, _ = regions.edges
    corners = (
        (State.SHARED_GROUND, zero, first, 24.0, 1),
        (State.IMAGINED_DIFFERENCE, zero, first, height - 14, -1),
        (State.UNDECIDED, first, second, 24.0, 1),
        (State.DIVIDED, first, second, height - 14, -1),
        (State.SEEN_DIFFERENCE, second, regions.edges[3], 24.0, 1),
        (State.HIDDEN_DIFFERENCE, second, regions.edges[3], height - 14, -1),
    )
    body = ""
    for state, left, right, y, direction in corners:
        inset = 10 if regions.size.notes else 6
        lines = _lines(labels, state, right - left - 2 * inset, regions.size)
        body += _stack(lines, left + inset, y, direction, regions.size, sheet)
    return body + _axis(regions, labels)


def _lines(
    labels: MapLabels, state: State, room: float, size: MapSize
) -> list[tuple[str, str, float]]:
    """The name and, where there is room, its note: (class, words, letter size) per line."""
    names = _wrapped(labels.names[state], room, size.name_size)
    out = [("region-name halo", line, size.name_size) for line in names]
    if size.notes and state in labels.notes:
        wrapped = _wrapped(labels.notes[state], room, 14)
        out += [("region-note", line, 14.0) for line in wrapped]
    return out


def _stack(
    lines: list[tuple[str, str, float]],
    x: float,
    y: float,
    direction: int,
    size: MapSize,
    sheet: Sheet,
) -> str:
    step = size.name_size + 3
    first = y if direction > 0 else y - step * (len(lines) - 1)
    body = ""
    for i, (css, words, letter) in enumerate(lines):
        base = first + i * step
        sheet.reserve(x - 2, base - letter, x + len(words) * letter * LETTER, base + 5)
        body += text(css, words, x=x, y=base)
    return body


def _wrapped(words: str, room: float, letter: float) -> list[str]:
    """Words over as few lines as fit the room."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and len(longer) * letter * LETTER > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _axis(regions: Regions, labels: MapLabels) -> str:
    """In each region tension runs from little to much."""
    y = regions.size.height + 22
    ends = regions.edges
    body = ""
    for left, right in pairwise(ends):
        body += element(
            "path", "lead", d=f"M{px(left + 8)} {px(y - 14)}H{px(right - 8)}m-5 -4l5 4l-5 4"
        )
    body += text("region-note", labels.little, x=0, y=y + 8)
    return body + text("region-note", labels.much, x=ends[3], y=y + 8, text_anchor="end")
