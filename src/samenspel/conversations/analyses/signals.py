"""Patterns of voting that ask moderators for a look, and the map without those people."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .speaking import FEWEST

if TYPE_CHECKING:
    from samenspel_analysis.opinion import OpinionMap, Votes
    from samenspel_analysis.opinion.comparison import Difference
    from samenspel_analysis.opinion.results import Flag, FlagKind
    from samenspel_report.i18n import Translator


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, how many people show it, and why it asks for a look."""

    what: str
    people: int
    why: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A statement, and of a hundred who agree: with and without those people."""

    text: str
    with_them: str
    without: str


@dataclass(frozen=True, slots=True)
class Signals:
    """What asks for a look, and what would change; people of fewer than five are not told."""

    patterns: tuple[Pattern, ...]
    change: tuple[str, ...]
    moved: tuple[Moved, ...]


def signals_in(
    votes: "Votes",
    found: "OpinionMap",
    remade: "Callable[[Votes], OpinionMap]",
    texts: Mapping[int, str],
) -> Callable[[str], dict[str, Any]]:
    """Patterns that at least five people show, ready to be told in a language.

    `remade` makes the map of other votes; nobody is left out of the map that is shown.
    """
    import numpy as np

    from samenspel_analysis.opinion.comparison import difference, without
    from samenspel_analysis.opinion.flags import flags

    shown = _of_many(flags(votes))
    change = None
    if shown:
        marked = np.zeros(votes.people, dtype=bool)
        marked[sorted(set().union(*shown.values()))] = True
        change = difference(votes, marked, found, remade(without(votes, marked)))
    return lambda language: _told(shown, change, texts, language)


def _of_many(found: "tuple[Flag, ...]") -> "dict[FlagKind, set[int]]":
    """The people of each pattern that at least five show; fewer would be told of by their votes."""
    people: dict[FlagKind, set[int]] = {}
    for flag in found:
        people.setdefault(flag.kind, set()).update(flag.people)
    return {kind: who for kind, who in people.items() if len(who) >= FEWEST}


def _told(
    shown: "Mapping[FlagKind, set[int]]",
    change: "Difference | None",
    texts: Mapping[int, str],
    language: str,
) -> dict[str, Any]:
    from samenspel_report.i18n import translator
    from samenspel_report.opinion.flagged import difference_sentences
    from samenspel_report.opinion.words import flag_reason, flag_words, percent

    t: Translator = translator(language)
    patterns = [
        [flag_words(t, kind), len(who), flag_reason(t, kind)] for kind, who in shown.items()
    ]
    if change is None:
        return {"patterns": patterns, "change": [], "moved": []}
    moved = [
        [texts[each.statement], percent(t, each.before), percent(t, each.after)]
        for each in change.shares
        if each.statement in texts
    ]
    said = list(difference_sentences(t, change, lambda number: texts.get(number, "")))
    return {"patterns": patterns, "change": said, "moved": moved}


def signals_of(pages: Mapping[str, Mapping[str, Any]], language: str) -> Signals | None:
    """What a stored map says of patterns; `None` of a map that did not look for them."""
    told = pages.get(language, {}).get("signals")
    if told is None:
        return None
    return Signals(
        tuple(Pattern(*each) for each in told["patterns"]),
        tuple(told["change"]),
        tuple(Moved(*each) for each in told["moved"]),
    )
