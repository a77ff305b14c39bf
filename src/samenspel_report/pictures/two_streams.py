"""The signature picture: what parties agree and give above the line, what words mean below it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samenspel_analysis.meaning.results import WordResult
from samenspel_analysis.meaning.states import State
from samenspel_report.pictures.geometry import curve, element, picture, px, ribbon, text
from samenspel_report.pictures.labels import fitting, folded
from samenspel_report.pictures.strand import full_tension, mean_of, seen_of

SPREADS_BY = 0.17  # of the time: how soon the streams have left their source
THINNEST = 2.0
LINE = 16.0
APART = 18.0  # two stones, so that each can be seen; the table counts them all


@dataclass(frozen=True, slots=True)
class Band:
    """What one side gave: how much at moments at equal distances, 0 to 1, and that in words."""

    heights: tuple[float, ...]
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Stone:
    """Something agreed or promised: when (0 is the beginning, 1 is today), and how it stands."""

    at: float
    kind: str  # kept, running or paused: the marks of the legend


@dataclass(frozen=True, slots=True)
class Span:
    """A phase, from when to when."""

    begins: float
    ends: float
    name: str


@dataclass(frozen=True, slots=True)
class Sounding:
    """When the undercurrent was asked about, and what that moment is called."""

    at: float
    name: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the last scan, as readers call it, with what is seen in it."""

    found: WordResult
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class River:
    """All that is drawn of a collaboration; moments are shares of the time until today."""

    titles: tuple[tuple[str, str], tuple[str, str]]  # of both streams, with what they hold
    bands: tuple[Band, Band] | None
    stones: tuple[Stone, ...]
    stones_say: tuple[str, str]
    ahead: tuple[str, str] | None
    spans: tuple[Span, ...]
    soundings: tuple[Sounding, ...]
    words: tuple[Word, ...]
    asked_at: float
    today: str
    label: str


@dataclass(frozen=True, slots=True)
class _Room:
    width: float
    source: float
    today: float
    labels: float
    surface: float
    middle: float
    channel: float
    tallest: float
    row: float
    letter: float
    pitch: float  # from one label in the air to the next
    lines: int  # that the note of such a label may take

    def x(self, share: float) -> float:
        return self.source + (self.today - self.source) * min(1.0, max(0.0, share))

    def fan(self, share: float) -> float:
        return 1.0 - float((1 - min(1.0, max(0.0, share) / SPREADS_BY)) ** 2.4)

    def centre(self, share: float) -> float:
        return self.surface + (self.middle - self.surface) * self.fan(share)


UNDER, BETWEEN = 30, 24  # for what was asked, under its line; from one label to the next
WIDE = _Room(1160, 8, 800, 900, 352, 200, 40, 66, 52, 16, 62, 2)
NARROW = _Room(360, 8, 188, 204, 384, 208, 30, 46, 50, 14, 76, 3)


def two_streams(river: River, *, narrow: bool = False) -> str:
    """The picture; call it once for wide and once for narrow screens."""
    room = NARROW if narrow else WIDE
    rows = max(len(river.words), 3)
    bottom = room.surface + 58 + rows * room.row
    under = UNDER if river.soundings else 0
    height = bottom + under + (56 if narrow else 26)
    body = "".join(
        (
            *_ground(room, height),
            *_spans(river, room, narrow=narrow),
            *_upper(river, room),
            *_under(river, room),
            *_line(river, room, bottom),
            *_titles(river, room, height, narrow=narrow),
        )
    )
    css = "two-streams narrow" if narrow else "two-streams"
    return picture(css, body, river.label, viewBox=f"0 0 {px(room.width)} {px(height)}")


def _ground(room: _Room, height: float) -> Iterator[str]:
    deep = height - room.surface
    yield element("rect", "air", x=0, y=0, width=room.width, height=room.surface)
    yield element("rect", "water", x=0, y=room.surface, width=room.width, height=deep)


def _spans(river: River, room: _Room, *, narrow: bool) -> Iterator[str]:
    for span in river.spans:
        begins, ends = room.x(span.begins), room.x(span.ends)
        if ends - begins > 6:
            yield element("line", "phase-bar", x1=begins + 3, x2=ends - 3, y1=40, y2=40)
        is_last = span is river.spans[-1]
        free = (room.width if is_last and narrow else ends) - begins
        if free > 5 * room.letter:
            name = fitting(span.name, free - 6, room.letter)
            yield text("stream-note", name, x=begins + 3, y=28)


def _upper(river: River, room: _Room) -> Iterator[str]:
    if river.bands is None:
        for i in range(3):
            yield _hair(room, room.surface - 60 - 44 * i, "hair upper", 1.0)
        return
    count = len(river.bands[0].heights)
    shares = [i / (count - 1) for i in range(count)]
    xs = [room.x(share) for share in shares]
    edges = [(room.centre(s), room.channel / 2 * room.fan(s), room.fan(s)) for s in shares]
    for band, way, css in zip(river.bands, (-1, 1), ("ours", "theirs"), strict=True):
        inner = [centre + way * half for centre, half, _fan in edges]
        outer = [
            at + way * max(height * room.tallest, THINNEST if height else 0.6) * fan
            for at, height, (_c, _h, fan) in zip(inner, band.heights, edges, strict=True)
        ]
        top, low = (outer, inner) if way < 0 else (inner, outer)
        yield element("path", css, d=ribbon(xs, top, low))
    last = room.width
    for stone in sorted(river.stones, key=lambda stone: stone.at, reverse=True):
        x = room.x(stone.at)
        if last - x >= APART:
            yield _stone(x, room.centre(stone.at), stone.kind)
            last = x
    yield from _upper_labels(river, river.bands, room)


def _upper_labels(river: River, bands: tuple[Band, Band], room: _Room) -> Iterator[str]:
    said = [(bands[0].label, bands[0].note), river.stones_say, (bands[1].label, bands[1].note)]
    ends = [-room.channel / 2 - 8, 0.0, room.channel / 2 + 8]
    ahead = room.surface - 10 - LINE * room.lines
    heights = _beside(room, said, ahead if river.ahead else room.surface + LINE)
    for (label, note), end, y in zip(said, ends, heights, strict=True):
        if label:
            yield from _label(room, y, label, note, lines=room.lines)
            yield _lead(room, room.middle + end, y)
    if river.ahead:
        yield from _label(room, ahead, *river.ahead, lines=room.lines)
        yield _stone(room.today + (16 if room is WIDE else 0), room.surface, "running")


def _beside(room: _Room, said: Sequence[tuple[str, str]], floor: float) -> list[float]:
    """Where each label stands: at even distances, but higher where the next would be in its way."""
    found = [room.middle + (i - 1) * room.pitch for i in range(len(said))]
    for i, (label, note) in reversed([*enumerate(said)]):
        lines = sum(map(len, _folded(room, label, note, room.lines)))
        found[i] = floor = min(found[i], floor - BETWEEN - LINE * (lines - 1))
    return found


def _under(river: River, room: _Room) -> Iterator[str]:
    if not river.words:
        for i in range(3):
            yield _hair(room, room.surface + 60 + room.row * i, "hair", 1.0)
        return
    full = full_tension([word.found for word in river.words])
    begins = min(max(river.asked_at, 0.1), 0.9)
    for i, word in enumerate(river.words):
        y = room.surface + 58 + room.row * (i + 0.5)
        yield _hair(room, y, "hair", begins)
        tall = (mean_of(word.found.tension) or 0.0) / full * (room.row - 12)
        yield from _strand(word.found, room, begins, y, max(tall, 3.0))
        yield from _label(room, y, word.name, word.note)
        if room is WIDE:
            d = f"M{px(room.today)} {px(y)}H{px(room.labels - 10)}"
            yield element("path", "hair", d=d)


def _strand(found: WordResult, room: _Room, begins: float, y: float, tall: float) -> Iterator[str]:
    x = room.x(begins)
    xs = (x, x + (room.today - x) * 0.25, x + (room.today - x) * 0.6, room.today)

    def band(css: str, top: float, low: float) -> str:
        grown = (0.05, 0.8, 1.0, 1.0)
        return element(
            "path", css, d=ribbon(xs, [y + top * g for g in grown], [y + low * g for g in grown])
        )

    half = tall / 2
    match found.state:
        case _ if mean_of(found.tension) is None:
            yield element("path", "hair", d=curve((x, room.today), (y, y)))
        case State.UNDECIDED | State.DIVIDED:
            yield band("vague", -half, half)
        case State.SHARED_GROUND:
            yield band("seen", -half, half)
        case State.IMAGINED_DIFFERENCE:
            around = max(half + 4, 8.0)
            yield band("imagined", -around, around) + band("seen", -half, half)
        case _:
            split = -half + tall * seen_of(found)
            yield band("seen", -half, split)
            yield band("hidden", split, half) + band("hatch", split, half)


def _line(river: River, room: _Room, bottom: float) -> Iterator[str]:
    surface, today = room.surface, room.today
    yield element("line", "horizon", x1=room.source, x2=today, y1=surface, y2=surface)
    yield element("circle", "spring", cx=room.source, cy=surface, r=5)
    yield element("line", "now", x1=today, x2=today, y1=66, y2=bottom)
    yield text("stream-note strong", river.today, x=today, y=60, text_anchor="end")
    taken = -1000.0
    for sounding in river.soundings:
        x, wide = room.x(sounding.at), len(sounding.name) * room.letter * 0.55
        yield element("line", "wave", x1=x, x2=x, y1=surface, y2=bottom - 12)
        left = max(min(x - wide / 2, today - wide), room.source)
        if left > taken:
            at, end = (today - 6, "end") if left < x - wide / 2 else (left, "start")
            yield text("stream-note wave-name", sounding.name, x=at, y=bottom + 4, text_anchor=end)
            taken = left + wide + 10


def _titles(river: River, room: _Room, height: float, *, narrow: bool) -> Iterator[str]:
    (upper, holds), (under, means) = river.titles
    yield text("stream-title upper-title", upper, x=room.source, y=92)
    yield text("stream-note", holds, x=room.source, y=114)
    y = height - (28 if narrow else 20)
    yield text("stream-title under-title", under, x=room.source, y=y)
    if narrow:
        yield text("stream-note", means, x=room.source, y=height - 8)
    else:
        yield text("stream-note", means, x=room.source + 150, y=y)


def _label(room: _Room, y: float, label: str, note: str, *, lines: int = 1) -> Iterator[str]:
    names, notes = _folded(room, label, note, lines)
    for i, name in enumerate(names):
        yield text("stream-label", name, x=room.labels, y=y - 2 + LINE * i)
    for i, line in enumerate(notes, len(names) - 1):
        yield text("stream-note", line, x=room.labels, y=y + 17 + LINE * i)


def _folded(room: _Room, label: str, note: str, lines: int) -> tuple[list[str], list[str]]:
    free = room.width - room.labels
    names = folded(label, free, room.letter, min(lines, 2))
    return names, folded(note, free, room.letter * 0.95, lines - len(names) + 1)


def _lead(room: _Room, begin: float, end: float) -> str:
    far = room.labels - (30 if room is WIDE else 10)
    d = f"M{px(room.today + 4)} {px(begin)}L{px(far)} {px(end - 4)}H{px(room.labels - 5)}"
    return element("path", "lead", d=d)


def _stone(x: float, y: float, kind: str) -> str:
    if kind == "paused":
        return element("path", "stone", d=f"M{px(x - 4)} {px(y - 6)}v12M{px(x + 4)} {px(y - 6)}v12")
    css = "stone" if kind == "kept" else "stone open"
    return element("path", css, d=f"M{px(x)} {px(y - 7)}l7 7l-7 7l-7 -7Z")


def _hair(room: _Room, y: float, css: str, until: float) -> str:
    stops: Sequence[float] = (0.0, 0.16, 0.62, 0.97, 1.0)
    xs = [room.x(until * share) for share in (0.0, 0.2, 0.5, 0.8, 1.0)]
    return element("path", css, d=curve(xs, [room.surface + (y - room.surface) * s for s in stops]))
