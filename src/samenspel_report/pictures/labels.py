"""Where the names on a map go, so that none covers another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from textwrap import wrap

LETTER = 0.6  # width of a letter as a part of its size, also in a wide fallback font
STEP = 9.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: "Box") -> bool:
        """Whether two rectangles share any ground."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands."""

    x: float
    y: float
    anchor: str
    box: Box
    far: bool  # too far from its point to do without a line


@dataclass(slots=True)
class Sheet:
    """A drawing of this size with what is already taken."""

    width: float
    height: float
    taken: list[Box] = field(default_factory=list)

    def reserve(self, left: float, top: float, right: float, bottom: float) -> None:
        """Keep this free of names."""
        self.taken.append(Box(left, top, right, bottom))

    def place(
        self, x: float, y: float, words: str, size: float, within: Box | None = None
    ) -> Place:
        """The free place nearest to the point; the least bad one if none is free."""
        ground = within or Box(0.0, 0.0, self.width, self.height)
        options = list(_options(x, y, len(words) * LETTER * size, size, ground))
        best = min(options, key=lambda place: self._cost(place.box))
        self.taken.append(best.box)
        return best

    def _cost(self, box: Box) -> int:
        return sum(other.covers(box) for other in self.taken)


def _options(x: float, y: float, wide: float, size: float, ground: Box) -> Iterator[Place]:
    """Every place for a name on this ground, the nearest to the point first."""
    for drop in _offsets(ground.bottom - ground.top, size):
        for anchor, left in (
            ("start", x + 13),
            ("end", x - 13 - wide),
            ("middle", x - wide / 2),
        ):
            base = y + drop
            inside = max(min(left, ground.right - wide - 2), ground.left + 2)
            box = Box(inside, base - size, inside + wide, base + size * 0.3)
            if box.top < ground.top or box.bottom > ground.bottom:
                continue
            # Letters take less than the room kept for them: between an edge and a point, share it.
            side = anchor if inside == left else "middle"
            yield Place(_anchored(inside, wide, side), base, side, box, abs(drop) > 30)


def fitting(words: str, room: float, size: float) -> str:
    """The words, or as much of their beginning as this room holds."""
    return shortened(words, max(2, int(room / (LETTER * size))))


def folded(words: str, room: float, size: float, lines: int) -> list[str]:
    """The words on at most so many lines that this room holds."""
    letters = max(2, int(room / (LETTER * size)))
    return wrap(words, letters, max_lines=lines, placeholder="…") or [""]


def shortened(words: str, letters: int) -> str:
    """The words, or their beginning where they do not fit; the table has them whole."""
    return words if len(words) <= letters else words[: letters - 1].rstrip() + "…"


def spread(count: int, start: float, end: float) -> Sequence[float]:
    """So many places with equal distances between two ends."""
    return [start + (end - start) * (i + 0.5) / count for i in range(count)]


def _offsets(height: float, size: float) -> Iterator[float]:
    """Just above the point, just below it, there but clear of it, then ever further away."""
    yield -10.0
    yield 22.0
    yield -10.0 - size * 0.3
    yield 10.0 + size
    distance = 22.0
    while distance < height:
        distance += STEP
        yield -distance
        yield distance + 12.0


def _anchored(left: float, wide: float, anchor: str) -> float:
    return {"start": left, "end": left + wide, "middle": left + wide / 2}[anchor]
