"""A report of an opinion map before it has a form: sentences, pictures and tables of the same."""

from dataclasses import dataclass

from samenspel_report.scan.content import Drawing, Table


@dataclass(frozen=True, slots=True)
class GroupBlock:
    """A group: its mark, its name, how firm it is, and what it stands for."""

    place: int
    name: str
    sentence: str
    statements: tuple["StatementBlock", ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement for one reader, and as it was written where that is another language.

    Languages are `None` where nobody said which it is.
    """

    text: str
    language: str | None = None
    original: str | None = None
    original_language: str | None = None


@dataclass(frozen=True, slots=True)
class StatementBlock:
    """A statement, what can be said of it, and the shares as a picture."""

    saying: Saying
    sentence: str
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """The map in three sizes."""

    wide: Drawing
    narrow: Drawing
    page: Drawing


@dataclass(frozen=True, slots=True)
class StatementList:
    """Statements of one kind, the first of them drawn, all of them in a table."""

    id: str
    title: str
    lede: str
    blocks: tuple[StatementBlock, ...]
    none: str | None
    table: Table | None


@dataclass(frozen=True, slots=True)
class FlagBlock:
    """What asks for a look, and what the map would be without it."""

    sentences: tuple[str, ...]
    difference: tuple[str, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class OpinionReport:
    """A whole report."""

    title: str
    heading: str
    lede: str
    facts: tuple[tuple[str, str], ...]
    source: str | None
    notices: tuple[str, ...]
    map: MapDrawing | None
    map_lede: str
    map_table: Table | None
    groups: tuple[GroupBlock, ...]
    groups_table: Table | None
    lists: tuple[StatementList, ...]
    tests: tuple[str, ...]
    tests_table: Table
    flags: FlagBlock | None
    limits: tuple[str, ...]
    method: tuple[str, ...]
    labels: dict[str, str]
