"""One community in words: each member against the typical other member."""

from samenspel_analysis.meaning.groups import MINIMUM_GROUP
from samenspel_analysis.meaning.results import CommunityScale, Correlations, Distances, Estimate
from samenspel_report.i18n import Translator
from samenspel_report.sentences.words import points, quoted

WEAK, STRONG = 0.3, 0.5  # Cohen (1988): medium and large


def distance_sentences(t: Translator, distances: Distances) -> list[str]:
    """How far members are apart, how far they guess off, and how far they think they are apart."""
    said = (
        (
            distances.own_others_mad,
            t.gettext("On average a member stands %(points)s away from what the others mean."),
        ),
        (
            distances.guess_others_mad,
            t.gettext("A guess of what the others mean is on average %(points)s off."),
        ),
        (
            distances.own_guess_mad,
            t.gettext("Members think the others stand %(points)s away from them."),
        ),
    )
    return [
        sentence % {"points": points(t, value.mean)}
        for value, sentence in said
        if value.mean is not None
    ]


def compared(t: Translator, distances: Distances) -> list[str]:
    """Whether members know how far they are apart."""
    real, thought = distances.own_others_mad, distances.own_guess_mad
    apart = _apart(real, thought)
    if real.mean is None or thought.mean is None or apart is None:
        return []
    if apart:
        if thought.mean < real.mean:
            return [t.gettext("So members think they are closer together than they are.")]
        return [t.gettext("So members think they are further apart than they are.")]
    return [t.gettext("So members judge about right how far they are apart.")]


def _apart(one: Estimate, other: Estimate) -> bool | None:
    """Whether two intervals do not touch; without intervals nobody can say."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return None
    return one.high < other.low or other.high < one.low


def correlation_sentences(t: Translator, correlations: Correlations) -> list[str]:
    """The three correlations, said with a word and their number."""
    said = (
        (
            correlations.agreement,
            t.gettext("What members mean goes together with what others mean: %(word)s."),
        ),
        (
            correlations.accuracy,
            t.gettext("What they guess goes together with what others mean: %(word)s."),
        ),
        (
            correlations.congruency,
            t.gettext("What they guess goes together with what they mean themselves: %(word)s."),
        ),
    )
    return [
        sentence % {"word": _strength(t, value.mean)}
        for value, sentence in said
        if value.mean is not None and value.low is not None
    ]


def _strength(t: Translator, correlation: float) -> str:
    shown = {"number": t.number(correlation, 2)}
    if correlation < 0:
        return t.gettext("rather the other way round (%(number)s, 1 is fully)") % shown
    if correlation < WEAK:
        return t.gettext("hardly (%(number)s, 1 is fully)") % shown
    if correlation < STRONG:
        return t.gettext("partly (%(number)s, 1 is fully)") % shown
    return t.gettext("strongly (%(number)s, 1 is fully)") % shown


def community_scale_sentence(t: Translator, scale: CommunityScale, tolerance: float) -> str:
    """Whether members together see what they together mean."""
    own, guess = scale.own.mean, scale.guess.mean
    if own is None:
        return t.gettext("We show a mean only when enough people answered.")
    if guess is None:
        return t.gettext("What members think of the others was not asked.")
    if min(scale.own.n, scale.guess.n) < MINIMUM_GROUP:
        return t.gettext("Fewer than 5 members answered here. So we show means and say no more.")
    facts = {"points": points(t, abs(guess - own))}
    if abs(guess - own) <= tolerance:
        return (
            t.gettext("Together members guess themselves well: %(points)s of difference.") % facts
        )
    return t.gettext("Together members guess themselves %(points)s off.") % facts


def community_divided(t: Translator, concept: str) -> str:
    """The warning that comes before any mean."""
    return t.gettext(
        "On %(concept)s the answers lie as far apart as if people had answered at random."
        " A mean says little here."
    ) % {"concept": quoted(t, concept)}
