"""What a reader must know first, and what nobody can conclude from a scan."""

import math
from collections.abc import Sequence

from samenspel_analysis.meaning.results import (
    CommunityWord,
    Notice,
    ScanResult,
    SideSummary,
    WordResult,
)
from samenspel_analysis.meaning.scan import TOLERANCE_SHARE
from samenspel_analysis.meaning.states import NoticeKind
from samenspel_report.i18n import Translator
from samenspel_report.sentences.words import joined, number, points, quoted, state_name

FEWEST = 3


def answered(t: Translator, side: SideSummary) -> str:
    """n of N; fewer than three are not counted out."""
    if side.population is None:
        return people(t, side.n)
    if side.n < FEWEST:
        facts = {"n": FEWEST, "all": t.number(side.population)}
        return t.gettext("fewer than %(n)s of %(all)s people") % facts
    return t.gettext("%(n)s of %(all)s people") % {
        "n": t.number(side.n),
        "all": t.number(side.population),
    }


def people(t: Translator, n: int) -> str:
    """A number of people; fewer than three are not counted out."""
    if n < FEWEST:
        return t.gettext("fewer than %(n)s people") % {"n": FEWEST}
    return t.gettext("%(n)s people") % {"n": t.number(n)}


def tolerance_fact(t: Translator, result: ScanResult) -> str:
    """The tolerance in points, on what range, and whether it is the usual one."""
    usual = math.isclose(result.tolerance, TOLERANCE_SHARE * (result.high - result.low))
    said = (
        t.gettext("%(points)s on a range from %(low)s to %(high)s: a sixth of it, the default")
        if usual
        else t.gettext("%(points)s on a range from %(low)s to %(high)s, chosen for this scan")
    )
    return said % {
        "points": points(t, result.tolerance),
        "low": number(t, result.low),
        "high": number(t, result.high),
    }


def notices(t: Translator, result: ScanResult, found: Sequence[Notice] | None = None) -> list[str]:
    """Every notice of a result, or those of `found`; the same on several words is said once."""
    groups: dict[tuple[NoticeKind, str | None, bool], list[Notice]] = {}
    for notice in result.notices if found is None else found:
        key = (notice.kind, notice.side, _has_means(result, notice))
        groups.setdefault(key, []).append(notice)
    words = _words(result)
    said = [_notice(t, group, words, has_means=key[2]) for key, group in groups.items()]
    return list(dict.fromkeys(said))


def unknown_numbers(t: Translator, result: ScanResult) -> list[str]:
    """Of which sides nobody said how many people there are, and what is reckoned instead."""
    sides = [side.name for side in result.sides if side.population is None]
    said = any(word.tension is not None for pair in result.pairs for word in pair.concepts)
    if not sides or not (said or result.community):
        return []
    return [
        t.gettext(
            "How many people there are of %(sides)s is unknown: we reckon as if those who answered"
            " are a few of very many. With that number verdicts can come out differently."
        )
        % {"sides": joined(t, sides)}
    ]


def _words(result: ScanResult) -> list[str]:
    found: list[WordResult | CommunityWord] = [w for pair in result.pairs for w in pair.concepts]
    found += result.community.concepts if result.community else ()
    return list(dict.fromkeys(word.concept for word in found))


def _has_means(result: ScanResult, notice: Notice) -> bool:
    """Whether a mean of the small group that a notice is about stands in the result."""
    if notice.kind is not NoticeKind.MEANS_ONLY:
        return False
    means = [
        scale.own[place].mean
        for pair in result.pairs
        for place, side in enumerate(pair.sides)
        for word in pair.concepts
        if (side, word.concept) == (notice.side, notice.concept)
        for scale in word.scales
    ]
    if result.community:
        told = [word for word in result.community.concepts if word.concept == notice.concept]
        means += [scale.own.mean for word in told for scale in word.scales]
    return any(mean is not None for mean in means)


def _notice(
    t: Translator, group: Sequence[Notice], words: Sequence[str], *, has_means: bool
) -> str:
    kind, side = group[0].kind, group[0].side
    named = [notice.concept for notice in group if notice.concept is not None]
    every = not named or (len(words) > 1 and set(named) >= set(words))
    count = sum(notice.count or 0 for notice in group)
    return _notice_words(t, kind, count, has_means=has_means) % {
        "side": side or t.gettext("one side"),
        "concept": t.gettext("every word")
        if every
        else joined(t, [quoted(t, name) for name in named]),
        "count": t.number(count),
    }


def _notice_words(t: Translator, kind: NoticeKind, count: int, *, has_means: bool) -> str:
    return {
        NoticeKind.TOO_FEW: t.gettext(
            "Too few people of %(side)s answered on %(concept)s. We show a result from"
            " 5 answers, or from 3 if everyone agrees."
        ),
        NoticeKind.MEANS_ONLY: _small_group(t, has_means=has_means),
        NoticeKind.NO_GUESSES: t.gettext(
            "%(side)s did not guess what the other means."
            " So we cannot say which difference is seen and which is hidden."
        ),
        NoticeKind.NO_IMPORTANCE: t.gettext(
            "How important the words are was not asked of %(side)s."
            " So every word weighs the same there."
        ),
        NoticeKind.MISSING_ANSWERS: t.ngettext(
            "Of %(side)s %(count)s answer is missing: a person and a scale without an answer."
            " We fill in nothing.",
            "Of %(side)s %(count)s answers are missing: a person and a scale without an answer."
            " We fill in nothing.",
            count,
        ),
        NoticeKind.DIVIDED_SIDE: t.gettext(
            "Within %(side)s the answers on %(concept)s lie as far apart as if people"
            " had answered at random. Talk about it within %(side)s first."
        ),
        NoticeKind.WIDE_TOLERANCE: t.gettext(
            "The tolerance is more than a quarter of the range. Then much counts as shared."
        ),
        NoticeKind.NO_LINKED_PEOPLE: t.gettext(
            "Nobody of %(side)s can be recognised in both waves. So we cannot tell movement"
            " from a change of people."
        ),
    }[kind]


def _small_group(t: Translator, *, has_means: bool) -> str:
    if has_means:
        return t.gettext(
            "Fewer than 5 people of %(side)s answered on %(concept)s. They all agreed that their"
            " means are shown; we show no more than that."
        )
    return t.gettext(
        "Fewer than 5 people of %(side)s answered on %(concept)s. Their means are not shown:"
        " that takes 3 answers on a scale, and that all of these people agree."
    )


def cannot_conclude(t: Translator, result: ScanResult) -> list[str]:
    """The limits of every scan, and those of this one."""
    out = [
        t.gettext(
            "Whether the collaboration will succeed or fail."
            " A difference in itself is neither good nor bad."
        ),
        t.gettext("Who is right. No word has one correct meaning."),
        t.gettext("Whether you do better than others. Every collaboration has its own words."),
        t.gettext("What one person thinks. A mean hides who said what."),
    ]
    out += [_silent(t, side) for side in result.sides if _has_silent(side)]
    if any(side.population is None for side in result.sides):
        out.append(
            t.gettext("What people think who were not asked. We do not know how many there are.")
        )
    if result.movements:
        out.append(
            t.gettext("Why something moved. Two scans show what came after what, not the cause.")
        )
    return out


def _has_silent(side: SideSummary) -> bool:
    return side.population is not None and side.population > side.n


def _silent(t: Translator, side: SideSummary) -> str:
    if side.n < FEWEST or side.population is None:
        sentence = t.gettext("What the people of %(side)s think who did not answer.")
        return sentence % {"side": side.name}
    left = side.population - side.n
    return t.ngettext(
        "What the %(count)s person of %(side)s thinks who did not answer.",
        "What the %(count)s people of %(side)s think who did not answer.",
        left,
    ) % {"count": t.number(left), "side": side.name}


def other_tolerances(t: Translator, words: Sequence[WordResult], tolerance: float) -> str:
    """Which words would come out otherwise with a stricter or a wider tolerance."""
    facts = {
        "tight": points(t, tolerance * 0.75, decimals=2),
        "wide": points(t, tolerance * 1.25, decimals=2),
    }
    moved = [
        quoted(t, word.concept)
        for word in words
        if _changes(word.state_at_tighter_tolerance, word)
        or _changes(word.state_at_wider_tolerance, word)
    ]
    if not moved:
        return (
            t.gettext("With a tolerance of %(tight)s or %(wide)s every word comes out the same.")
            % facts
        )
    facts["words"] = joined(t, moved)
    return (
        t.ngettext(
            "With a tolerance of %(tight)s or %(wide)s %(words)s would come out differently.",
            "With a tolerance of %(tight)s or %(wide)s %(words)s would come out differently.",
            len(moved),
        )
        % facts
    )


def _changes(state: object, word: WordResult) -> bool:
    return state is not None and state is not word.state


def tolerance_rows(t: Translator, words: Sequence[WordResult]) -> list[tuple[str, ...]]:
    """Every word with its state at a stricter, the chosen and a wider tolerance."""
    rows = []
    for word in words:
        states = (word.state_at_tighter_tolerance, word.state, word.state_at_wider_tolerance)
        said = (t.gettext("no verdict") if s is None else state_name(t, s) for s in states)
        rows.append((word.concept, *said))
    return rows
