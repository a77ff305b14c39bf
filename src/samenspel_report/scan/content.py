"""A report before it has a form: written sentences, drawn pictures and tables of the same."""

from dataclasses import dataclass

from samenspel_report.sentences.agenda import Reason


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, and the size at which print draws it."""

    svg: str
    alt: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text; the first cell of a row names it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Voices:
    """What people of one side wrote themselves."""

    side: str
    square: bool
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScaleBlock:
    """One scale: its poles, its picture, its verdict and its sentence."""

    name: str
    poles: tuple[str, str]
    drawing: Drawing
    heading: str
    sentence: str


@dataclass(frozen=True, slots=True)
class WordBlock:
    """One word with everything there is to say about it."""

    id: str
    name: str
    state: str
    tension: str
    strand: Drawing | None
    reasons: tuple[Reason, ...]
    question: str | None
    scales: tuple[ScaleBlock, ...]
    tables: tuple[Table, ...]
    voices: tuple[Voices, ...]


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A mark and what it stands for; `square` and `guessed` say which mark."""

    words: str
    square: bool
    guessed: bool


@dataclass(frozen=True, slots=True)
class MapBlock:
    """The map in three sizes, its table, and where the same words stand in it."""

    wide: Drawing
    narrow: Drawing
    page: Drawing
    table: Table


@dataclass(frozen=True, slots=True)
class MovementBlock:
    """What moved on one word after an earlier wave."""

    name: str
    pattern: str
    drawing: Drawing | None
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MovementsBlock:
    """All words between two waves."""

    title: str
    words: tuple[MovementBlock, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class PairBlock:
    """Two sides: the agenda, every word, the map, and the same with another tolerance."""

    id: str
    title: str | None
    lanes: tuple[str, ...]
    legend: tuple[LegendItem, ...]
    estimated: str | None
    agenda: tuple[WordBlock, ...]
    remarks: tuple[str, ...]
    words: tuple[WordBlock, ...]
    map: MapBlock | None
    tolerance: str | None
    tolerance_table: Table | None
    movements: tuple[MovementsBlock, ...]


@dataclass(frozen=True, slots=True)
class CardWord:
    """A word to talk about between two of many sides."""

    name: str
    state: str
    strand: Drawing | None


@dataclass(frozen=True, slots=True)
class PairCard:
    """Two of many sides at a glance; `row` and `column` place it in the matrix."""

    id: str
    url: str
    title: str
    row: int
    column: int
    say: str
    words: tuple[CardWord, ...]


@dataclass(frozen=True, slots=True)
class PairsAlike:
    """The pairs of which the same can be said on one scale."""

    heading: str
    pairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TogetherScale:
    """One scale with every side on it."""

    poles: tuple[str, str]
    drawing: Drawing
    verdicts: tuple[PairsAlike, ...]


@dataclass(frozen=True, slots=True)
class TogetherWord:
    """One word with every side on each of its scales."""

    name: str
    scales: tuple[TogetherScale, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class CommunityBlock:
    """One community: what holds over all words, and each word."""

    lanes: tuple[str, ...]
    legend: tuple[LegendItem, ...]
    sentences: tuple[str, ...]
    overview_legend: tuple[LegendItem, ...]
    overview: tuple[ScaleBlock, ...]
    table: Table
    words: tuple[WordBlock, ...]


@dataclass(frozen=True, slots=True)
class TalkedBlock:
    """What a talk gave: each word in the group's own sentence, and what was agreed."""

    meanings: tuple[tuple[str, str], ...]
    agreements: Table | None


@dataclass(frozen=True, slots=True)
class LessonItem:
    """What one side learned of another about one word."""

    name: str
    sentences: tuple[str, ...]
    drawing: Drawing | None


@dataclass(frozen=True, slots=True)
class LessonBlock:
    """What one side learned of another."""

    id: str
    title: str
    people: str
    words: tuple[LessonItem, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class LearnedBlock:
    """What every side learned of every other."""

    title: str
    lede: str
    table: str
    sides: tuple[LessonBlock, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report."""

    title: str
    heading: str
    lede: str
    facts: tuple[tuple[str, str], ...]
    source: str | None
    notices: tuple[str, ...]
    talked: TalkedBlock | None
    learned: LearnedBlock | None
    matrix: Table | None
    cards: tuple[PairCard, ...]
    together: tuple[TogetherWord, ...]
    pairs: tuple[PairBlock, ...]
    community: CommunityBlock | None
    limits: tuple[str, ...]
    method: tuple[str, ...]
    method_url: str | None
    labels: dict[str, str]
