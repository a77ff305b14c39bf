"""Numbers in words: states, tension, shares, importance, points."""

from collections.abc import Sequence

from samenspel_analysis.meaning.results import Estimate
from samenspel_analysis.meaning.states import State, Verdict
from samenspel_report.i18n import Translator

MORE_THAN_THERE_IS = 1.15
THE_OTHER_WAY = -0.05


def state_name(t: Translator, state: State) -> str:
    """The name of a state, as on the map."""
    return {
        State.SHARED_GROUND: t.gettext("shared ground"),
        State.SEEN_DIFFERENCE: t.gettext("seen difference"),
        State.HIDDEN_DIFFERENCE: t.gettext("hidden difference"),
        State.IMAGINED_DIFFERENCE: t.gettext("imagined difference"),
        State.UNDECIDED: t.gettext("not yet to say"),
        State.DIVIDED: t.gettext("divided"),
    }[state]


def state_note(t: Translator, state: State) -> str:
    """What a state says, in half a line."""
    return {
        State.SHARED_GROUND: t.gettext("no difference, and you know it"),
        State.SEEN_DIFFERENCE: t.gettext("here a difference may start to flow"),
        State.HIDDEN_DIFFERENCE: t.gettext("here a difference may blow"),
        State.IMAGINED_DIFFERENCE: t.gettext("imagined, not real"),
        State.UNDECIDED: t.gettext("too few answers, or just on the edge"),
        State.DIVIDED: t.gettext("talk within that side first"),
    }[state]


def verdict_name(t: Translator, verdict: Verdict | None) -> str:
    """The verdict on one scale, in a table."""
    if verdict is None:
        return t.gettext("no verdict")
    return {
        Verdict.DIFFERENT: t.gettext("difference"),
        Verdict.SHARED: t.gettext("shared"),
        Verdict.UNDECIDED: t.gettext("not yet to say"),
    }[verdict]


def tension_words(t: Translator, tension: Estimate | None, tolerance: float) -> str:
    """Tension in words; `tolerance` is a part of the range and is the measuring rod.

    One tolerance of difference on a word that matters fully is where "moderate" ends.
    """
    if tension is None or tension.mean is None:
        return t.gettext("not yet to say")
    low = tension.mean if tension.low is None else tension.low
    high = tension.mean if tension.high is None else tension.high
    first, last = (_amount(t, value / tolerance) for value in (low, high))
    if first == last:
        return first
    return t.gettext("%(first)s to %(last)s") % {"first": first, "last": last}


def _amount(t: Translator, tolerances: float) -> str:
    if tolerances < 0.5:
        return t.gettext("little")
    if tolerances < 1:
        return t.gettext("moderate")
    if tolerances < 2:
        return t.gettext("much")
    return t.gettext("very much")


def share_words(t: Translator, share: float) -> str:
    """A share of a difference or a road, said as people say it."""
    steps = (
        (THE_OTHER_WAY, t.gettext("less than nothing")),
        (0.12, t.gettext("almost nothing")),
        (0.27, t.gettext("about a fifth")),
        (0.42, t.gettext("about a third")),
        (0.6, t.gettext("about half")),
        (0.72, t.gettext("about two thirds")),
        (MORE_THAN_THERE_IS, t.gettext("almost everything")),
    )
    for limit, words in steps:
        if share < limit:
            return words
    return t.gettext("more than there is")


def importance_level(importance: Estimate | None) -> int | None:
    """Which of the five answers the mean of a side is nearest to."""
    if importance is None or importance.mean is None:
        return None
    return round(importance.mean * 4)


def importance_words(t: Translator, level: int | None) -> str:
    """One of the five answers to "how important is this word to you?"."""
    if level is None:
        return t.gettext("not asked")
    return (
        t.gettext("plays no part"),
        t.gettext("a little"),
        t.gettext("important"),
        t.gettext("very important"),
        t.gettext("without this I do not take part"),
    )[level]


def number(t: Translator, value: float, *, decimals: int = 1) -> str:
    """As many decimals as there are to see, and no more than asked for."""
    for places in range(decimals):
        if abs(value - round(value, places)) < 0.5 / 10**decimals:
            return t.number(round(value, places) + 0.0, places)
    return t.number(value, decimals)


def points(t: Translator, value: float, *, decimals: int = 1) -> str:
    """A number of points."""
    written = number(t, value, decimals=decimals)
    count = 1 if written == "1" else 2
    return t.ngettext("%(value)s point", "%(value)s points", count) % {"value": written}


def estimate(t: Translator, value: Estimate | None, *, decimals: int = 1) -> str:
    """A mean with its interval, for a table."""
    if value is None or value.mean is None:
        return t.gettext("no number")
    mean = signed(t, value.mean, decimals)
    if value.low is None or value.high is None:
        return mean
    return t.gettext("%(mean)s (%(low)s to %(high)s)") % {
        "mean": mean,
        "low": signed(t, value.low, decimals),
        "high": signed(t, value.high, decimals),
    }


def signed(t: Translator, value: float, decimals: int) -> str:
    """A number with a real minus sign, and no minus before nothing."""
    return t.number(round(value, decimals) + 0.0, decimals).replace("-", "−")


def joined(t: Translator, names: Sequence[str]) -> str:
    """Names as in a sentence: a, b and c."""
    if len(names) < 2:
        return "".join(names)
    return t.gettext("%(before)s and %(last)s") % {
        "before": ", ".join(names[:-1]),
        "last": names[-1],
    }


def quoted(t: Translator, words: str) -> str:
    """Someone's own words, marked as such."""
    return t.gettext("‘%(words)s’") % {"words": words}
