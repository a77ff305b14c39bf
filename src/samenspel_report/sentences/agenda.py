"""Why a word stands on the agenda, and how sure its place is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samenspel_analysis.meaning.groups import MINIMUM_GROUP
from samenspel_analysis.meaning.results import AgendaItem, Estimate, PairResult, WordResult
from samenspel_analysis.meaning.states import State, Verdict
from samenspel_report.i18n import Translator
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

Sides = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; `first` comes before everything else and is said with weight."""

    text: str
    first: bool = False


def reasons(t: Translator, word: WordResult, sides: Sides, tolerance: float) -> list[Reason]:
    """Why this word: divided first, then importance, difference, and who saw it coming."""
    out = [Reason(line, first=True) for line in _divided(t, word, sides)]
    out += [Reason(line) for line in _importance(t, word, sides)]
    if word.state is State.UNDECIDED and word.tension is not None:
        return [*out, *(Reason(line) for line in undecided_sentences(t, word, tolerance))]
    out.append(Reason(_difference(t, word, tolerance)))
    out += [Reason(line) for line in _seen(t, word, sides)]
    if word.state is State.IMAGINED_DIFFERENCE:
        out.append(Reason(t.gettext("You expected a difference that is hardly there.")))
    return out


def _divided(t: Translator, word: WordResult, sides: Sides) -> Iterator[str]:
    for side, other, part in zip(sides, sides[::-1], word.sides, strict=True):
        if part.divided:
            yield t.gettext(
                "Within %(side)s the answers lie far apart. So %(other)s could not guess well"
                " what %(side)s means. Talk within %(side)s first."
            ) % {"side": side, "other": other}


def _importance(t: Translator, word: WordResult, sides: Sides) -> Iterator[str]:
    levels = [importance_level(part.importance) for part in word.sides]
    if levels[0] is None or levels[1] is None or any(part.n < MINIMUM_GROUP for part in word.sides):
        return
    said = [quoted(t, importance_words(t, level)) for level in levels]
    names = {"first": sides[0], "second": sides[1], "one": said[0], "two": said[1]}
    matters = [level >= 2 for level in levels if level is not None]
    if levels[0] == levels[1] and matters[0]:
        yield t.gettext("It matters to both of you: on average you both say %(one)s.") % names
    elif all(matters):
        yield (
            t.gettext(
                "It matters to both of you: on average %(first)s says %(one)s and"
                " %(second)s says %(two)s."
            )
            % names
        )
    elif not any(matters):
        yield (
            t.gettext(
                "It matters less to both of you: on average %(first)s says %(one)s and"
                " %(second)s says %(two)s."
            )
            % names
        )
    else:
        names["most"] = sides[0] if matters[0] else sides[1]
        yield (
            t.gettext(
                "It matters most to %(most)s: on average %(first)s says %(one)s and"
                " %(second)s says %(two)s."
            )
            % names
        )


def _difference(t: Translator, word: WordResult, tolerance: float) -> str:
    verdicts = [scale.difference.verdict for scale in word.scales]
    apart = verdicts.count(Verdict.DIFFERENT)
    facts = {"count": apart, "all": len(verdicts), "points": points(t, tolerance)}
    if not verdicts or all(verdict is None for verdict in verdicts):
        return t.gettext("There are too few answers to say whether you mean different things.")
    if apart:
        return (
            t.ngettext(
                "You mean different things: on %(count)s of the %(all)s scales"
                " you differ by more than %(points)s.",
                "You mean different things: on %(count)s of the %(all)s scales"
                " you differ by more than %(points)s.",
                apart,
            )
            % facts
        )
    if verdicts.count(Verdict.SHARED) == len(verdicts):
        return t.gettext("On all scales you probably differ by less than %(points)s.") % facts
    return (
        t.gettext("We cannot say yet on which scales you differ by more than %(points)s.") % facts
    )


def _seen(t: Translator, word: WordResult, sides: Sides) -> Iterator[str]:
    if word.state in (State.SHARED_GROUND, State.IMAGINED_DIFFERENCE):
        return
    shares = [part.seen_share for part in word.sides]
    if not any(share is not None and share.mean is not None for share in shares):
        return
    if all(_ordinary(share) for share in shares):
        first, second = (_said(t, share) for share in shares)
        if first == second:
            yield t.gettext("You both saw %(share)s of that difference coming.") % {"share": first}
            return
        yield t.gettext("%(first)s saw %(one)s of that difference coming, %(second)s %(two)s.") % {
            "first": sides[0],
            "second": sides[1],
            "one": first,
            "two": second,
        }
        return
    for side, share in zip(sides, shares, strict=True):
        yield _seen_by(t, side, share)


def _ordinary(share: Estimate | None) -> bool:
    return (
        share is not None
        and share.mean is not None
        and THE_OTHER_WAY <= share.mean < MORE_THAN_THERE_IS
    )


def _said(t: Translator, share: Estimate | None) -> str:
    return share_words(t, 0.0 if share is None or share.mean is None else share.mean)


def _seen_by(t: Translator, side: str, share: Estimate | None) -> str:
    if share is None or share.mean is None:
        return t.gettext("We cannot say how much of it %(side)s saw coming.") % {"side": side}
    if share.mean < THE_OTHER_WAY:
        return t.gettext("%(side)s expected the difference the other way round.") % {"side": side}
    if share.mean >= MORE_THAN_THERE_IS:
        return t.gettext("%(side)s saw more difference than there is.") % {"side": side}
    return t.gettext("%(side)s saw %(share)s of that difference coming.") % {
        "side": side,
        "share": share_words(t, share.mean),
    }


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
