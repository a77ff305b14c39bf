"""Why a word stands on the agenda, and how sure its place is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samenspel_analysis.meaning.groups import MINIMUM_GROUP
from samenspel_analysis.meaning.results import AgendaItem, Estimate, PairResult, WordResult
from samenspel_analysis.meaning.states import State, Verdict
from samenspel_report.i18n import Translator
from samenspel_report.sentences.by_name import ByName, Sides
from samenspel_report.sentences.own_side import told_of
from samenspel_report.sentences.undecided import undecided_sentences
from samenspel_report.sentences.words import (
    MORE_THAN_THERE_IS,
    THE_OTHER_WAY,
    importance_level,
    importance_words,
    joined,
    points,
    quoted,
    share_words,
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; `first` comes before everything else and is said with weight."""

    text: str
    first: bool = False


def reasons(
    t: Translator, word: WordResult, sides: Sides, tolerance: float, *, ours: bool = False
) -> list[Reason]:
    """Why this word: divided first, then importance, difference, and who saw it coming.

    `ours` when the first side reads it.
    """
    told = told_of(t, sides, ours=ours)
    out = [Reason(told.divided(i), first=True) for i, part in enumerate(word.sides) if part.divided]
    out += [Reason(line) for line in _importance(t, word, told)]
    if word.state is State.UNDECIDED and word.tension is not None:
        return [*out, *map(Reason, undecided_sentences(t, word, tolerance, told))]
    out.append(Reason(_difference(t, word, tolerance, told)))
    out += [Reason(line) for line in _seen(t, word, told)]
    if word.state is State.IMAGINED_DIFFERENCE:
        out.append(Reason(told.imagined()))
    return out


def _importance(t: Translator, word: WordResult, told: ByName) -> Iterator[str]:
    levels = [importance_level(part.importance) for part in word.sides]
    if levels[0] is None or levels[1] is None or any(part.n < MINIMUM_GROUP for part in word.sides):
        return
    first, second = (quoted(t, importance_words(t, level)) for level in levels)
    matters = [level >= 2 for level in levels if level is not None]
    if levels[0] == levels[1] and matters[0]:
        yield told.matters_as_much(first)
        return
    most = None if matters[0] == matters[1] else matters.index(True)
    yield told.matters((first, second), most=most, much=all(matters))


def _difference(t: Translator, word: WordResult, tolerance: float, told: ByName) -> str:
    verdicts = [scale.difference.verdict for scale in word.scales]
    apart, size = verdicts.count(Verdict.DIFFERENT), points(t, tolerance)
    if not verdicts or all(verdict is None for verdict in verdicts):
        return told.too_few()
    if apart:
        return told.apart(apart, len(verdicts), size)
    if verdicts.count(Verdict.SHARED) == len(verdicts):
        return told.near(size)
    return told.unsure_where(size)


def _seen(t: Translator, word: WordResult, told: ByName) -> Iterator[str]:
    if word.state in (State.SHARED_GROUND, State.IMAGINED_DIFFERENCE):
        return
    shares = {
        place: part.seen_share
        for place, part in enumerate(word.sides)
        if not word.sides[1 - place].divided  # it has no one meaning that anyone could guess
    }
    if not any(share is not None and share.mean is not None for share in shares.values()):
        return
    if len(shares) > 1 and all(_ordinary(share) for share in shares.values()):
        first, second = (_said(t, share) for share in shares.values())
        yield told.both_saw(first) if first == second else told.each_saw(first, second)
        return
    for place, share in shares.items():
        yield _seen_by(t, place, share, told)


def _ordinary(share: Estimate | None) -> bool:
    return (
        share is not None
        and share.mean is not None
        and THE_OTHER_WAY <= share.mean < MORE_THAN_THERE_IS
    )


def _said(t: Translator, share: Estimate | None) -> str:
    return share_words(t, 0.0 if share is None or share.mean is None else share.mean)


def _seen_by(t: Translator, place: int, share: Estimate | None, told: ByName) -> str:
    if share is None or share.mean is None:
        return told.saw_nobody_knows(place)
    if share.mean < THE_OTHER_WAY:
        return told.saw_the_other_way(place)
    if share.mean >= MORE_THAN_THERE_IS:
        return told.saw_too_much(place)
    return told.saw(place, share_words(t, share.mean))


def tie_sentences(t: Translator, agenda: Sequence[AgendaItem]) -> list[str]:
    """Which words of the agenda may change places, and which words might have stood here."""
    listed = [item.concept for item in agenda]
    named = {name for item in agenda for name in item.tied_with}
    tied = [item.concept for item in agenda if item.concept in named or _inside(item, listed)]
    outside = sorted(named - set(listed))
    out = []
    if len(tied) > 1:
        out.append(
            t.gettext("%(words)s lie close together; the order between them is not certain.")
            % {"words": joined(t, [quoted(t, name) for name in tied])}
        )
    if outside:
        out.append(
            t.ngettext(
                "%(words)s might have stood here too.",
                "%(words)s might have stood here too.",
                len(outside),
            )
            % {"words": joined(t, [quoted(t, name) for name in outside])}
        )
    return out


def _inside(item: AgendaItem, listed: Sequence[str]) -> bool:
    return any(name in listed for name in item.tied_with)


def all_shared(pair: PairResult) -> bool:
    """Whether every word is shared ground."""
    return bool(pair.concepts) and all(word.state is State.SHARED_GROUND for word in pair.concepts)


def empty_agenda(t: Translator, pair: PairResult) -> str:
    """Why there is no word to talk about first."""
    if all_shared(pair):
        return t.gettext(
            "On every word you mean about the same. There is no word that has to come first."
        )
    if any(word.state_probability is not None for word in pair.concepts):
        return t.gettext("No word stands out as one that has to come first.")
    return t.gettext("There are too few answers to choose words to talk about first.")
