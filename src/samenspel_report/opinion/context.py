"""What a report of an opinion map needs to know besides the map."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from samenspel_analysis.opinion.comparison import Difference
from samenspel_report.votes.identities import Names


@dataclass(frozen=True, slots=True)
class PeopleNames:
    """What participants are called in their file; made into text only where one is named."""

    ids: Names = ()

    def name(self, person: int) -> str:
        """One participant; their number where the file is not known."""
        return str(self.ids[person]) if len(self.ids) else str(person)


@dataclass(frozen=True, slots=True)
class AxesFrom:
    """Whose sums the axes come from: so many people, of so many parts."""

    people: int
    parts: int


@dataclass(frozen=True, slots=True)
class Wording:
    """In which language a statement was written, and how it reads in others, by a person."""

    language: str
    others: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MapContext:
    """Names and facts around a map. `ids` and `texts` are of statements, by number and by id.

    `texts` are as people wrote them; `wordings`, by id, says in which language that is.
    """

    title: str
    made_on: date
    ids: tuple[str, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    people: PeopleNames = PeopleNames()
    removed: int = 0  # statements left out by a moderator, or about the conversation itself
    seed: int | None = None
    source: str | None = None
    difference: Difference | None = None  # the map without flagged people
    flags_sought: bool = True
    flags_shown: bool = True  # not where everyone reads, only where a moderator does
    seconds: Mapping[str, float] = field(default_factory=dict)
    projection: str | None = None  # the file that says where each person stands
    axes_from: AxesFrom | None = None  # where axes come from more than these votes
