"""Which side of a file is which party, and a finding under the names of the parties."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from samenspel_report.i18n import LANGUAGES, translator

from .reading import SEED, Finding, name_of_one_side

if TYPE_CHECKING:
    from samenspel_analysis.meaning.results import ScanResult as Found


@dataclass(frozen=True, slots=True)
class SideFound:
    """A side as the file calls it, and how many of its people answered."""

    name: str
    people: str


def sides_found(payload: Mapping[str, Any], language: str) -> list[SideFound]:
    """The sides of a finding, in the order of the file."""
    from samenspel_report.sentences.limits import people

    t = translator(language)
    return [SideFound(side["name"], people(t, side["n"])) for side in payload["sides"]]


def parties_named(payload: Mapping[str, Any], parties: Iterable[str]) -> dict[str, str]:
    """The sides that bear the name of a party, capitals and spaces aside; and that party's name."""
    known = {_plain(name): name for name in parties}
    names = [side["name"] for side in payload["sides"]]
    return {name: known[_plain(name)] for name in names if _plain(name) in known}


def is_about_others(payload: Mapping[str, Any], parties: Iterable[str]) -> bool:
    """Whether a side bears a name that is no party's; a file that names no side tells nothing."""
    named = parties_named(payload, parties).keys() | {name_of_one_side(tag) for tag in LANGUAGES}
    return any(side["name"] not in named for side in payload["sides"])


def under_names(finding: Finding, names: Mapping[str, str], language: str) -> Finding:
    """The same finding, with other names for its sides; a side that is not named keeps its own."""
    from samenspel_report.result_json import from_json, to_json

    if all(old == new for old, new in names.items()):
        return finding
    found = _renamed(from_json(finding.payload), names)
    voices = [[word, names.get(side, side), said] for word, side, said in finding.context["voices"]]
    return replace(
        finding,
        payload=to_json(found, seed=SEED, language=language),
        context={**finding.context, "voices": voices},
    )


def _renamed(found: "Found", names: Mapping[str, str]) -> "Found":
    def new(name: str | None) -> Any:
        return name if name is None else names.get(name, name)

    return replace(
        found,
        sides=tuple(replace(side, name=new(side.name)) for side in found.sides),
        pairs=tuple(replace(pair, sides=(*map(new, pair.sides),)) for pair in found.pairs),
        movements=tuple(replace(each, sides=(*map(new, each.sides),)) for each in found.movements),
        notices=tuple(replace(notice, side=new(notice.side)) for notice in found.notices),
    )


def _plain(name: str) -> str:
    from samenspel_report.intake.cells import cleaned

    return cleaned(name).casefold()
