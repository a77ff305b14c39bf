"""The outcome of a vote on a proposal in sentences."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from samenspel_analysis.decision.majority import Basis, Chambers, Fate, Part, Verdict
from samenspel_report.decision.majority_json import CountedMajority
from samenspel_report.decision.ranked_sentences import votes_in
from samenspel_report.i18n import Translator, mark

VERDICTS: Mapping[Verdict, str] = {
    Verdict.ADOPTED: mark("The proposal is adopted."),
    Verdict.REJECTED: mark("The proposal is rejected."),
    Verdict.NO_QUORUM: mark("Too few were present or represented to decide."),
}
OF_WHAT: Mapping[Basis, str] = {
    Basis.CAST: mark("%(needed)s of %(whole)s votes cast were needed; %(got)s were for."),
    Basis.PRESENT: mark("%(needed)s of %(whole)s votes present were needed; %(got)s were for."),
    Basis.ENTITLED: mark("%(needed)s of all %(whole)s votes were needed; %(got)s were for."),
}
LOST: Mapping[Fate, str] = {
    Fate.CIRCLE: mark("Not cast, as mandates go round in a circle: %(count)s."),
    Fate.DEAD_END: mark("Not cast, as the holder did not vote: %(count)s."),
    Fate.CHAIN_TOO_LONG: mark("Not cast, as a mandate was handed on: %(count)s."),
    Fate.OVER_LIMIT: mark("Not cast, as the holder has the most allowed: %(count)s."),
}


def opening(t: Translator, counted: CountedMajority) -> Iterator[str]:
    """The verdict, and the numbers that decided."""
    outcome, rule = counted.outcome, counted.rule
    yield t.gettext(VERDICTS[outcome.verdict])
    presence = outcome.presence
    if presence is not None:
        sentence = (
            t.gettext("%(present)s of %(entitled)s votes were present; %(needed)s were needed.")
            if not rule.second_meeting
            else t.gettext(
                "%(present)s of %(entitled)s votes were present; in a second meeting that is "
                "enough."
            )
        )
        yield sentence % {
            "present": t.number(presence.present),
            "entitled": t.number(presence.entitled),
            "needed": t.number(presence.needed),
        }
    if rule.chambers is Chambers.SHARES:
        yield _of_shares(t, counted)
    else:
        yield _needed(t, outcome.total, counted)


def _needed(t: Translator, part: Part, counted: CountedMajority) -> str:
    return t.gettext(OF_WHAT[counted.rule.basis]) % {
        "needed": votes_in(t, part.needed),
        "whole": votes_in(t, part.whole),
        "got": votes_in(t, part.in_favour),
    }


def _of_shares(t: Translator, counted: CountedMajority) -> str:
    threshold, total = counted.rule.threshold, counted.outcome.total
    sentence = (
        t.gettext("The classes together were %(got)s for; more than %(needed)s was needed.")
        if threshold.strict
        else t.gettext("The classes together were %(got)s for; at least %(needed)s was needed.")
    )
    return sentence % {"got": total.in_favour, "needed": threshold.part}


def class_lines(t: Translator, counted: CountedMajority) -> Iterator[str]:
    """Each class with its votes, where there is more than one."""
    if len(counted.outcome.classes) < 2:
        return
    for part in counted.outcome.classes:
        yield f"{part.name}: {_votes(t, part)}"


def _votes(t: Translator, part: Part) -> str:
    counts = part.counts
    return t.gettext(
        "%(in_favour)s for, %(against)s against, %(blank)s blank, %(silent)s without a word, "
        "%(absent)s absent"
    ) % {
        "in_favour": t.number(counts.in_favour),
        "against": t.number(counts.against),
        "blank": t.number(counts.blank),
        "silent": t.number(counts.silent),
        "absent": t.number(counts.absent),
    }


def vote_lines(t: Translator, counted: CountedMajority) -> Iterator[str]:
    """The votes of all together."""
    yield _votes(t, counted.outcome.total)


def margin_lines(t: Translator, counted: CountedMajority) -> Iterator[str]:
    """What would have changed it."""
    margin = counted.outcome.margin
    if margin is None or counted.outcome.verdict is Verdict.NO_QUORUM:
        return
    size = abs(margin)
    many = 1 if size == 1 else 2
    sentence = (
        t.ngettext("%(votes)s vote for was lacking.", "%(votes)s votes for were lacking.", many)
        if margin < 0
        else t.ngettext(
            "%(votes)s vote for could have been missed.",
            "%(votes)s votes for could have been missed.",
            many,
        )
    )
    yield sentence % {"votes": votes_in(t, size)}


def notice_lines(t: Translator, counted: CountedMajority) -> Iterator[str]:
    """Organs that were held back, and votes handed over that were not cast."""
    factor = counted.outcome.organ_factor
    if factor != Fraction(1):
        yield t.gettext("Votes of organs count for %(factor)s each, to stay within their part.") % {
            "factor": factor
        }
    if counted.file.proxies is not None:
        fates = Counter(counted.file.proxies.fate)
        yield t.gettext("Cast by proxy: %(count)s.") % {"count": fates[Fate.CARRIED]}
        for fate, sentence in LOST.items():
            if fates[fate]:
                yield t.gettext(sentence) % {"count": fates[fate]}
