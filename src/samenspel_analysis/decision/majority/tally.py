"""Whether a proposal is adopted: votes added up and held against what was agreed beforehand."""

from fractions import Fraction

from samenspel_analysis.decision.errors import DecisionError
from samenspel_analysis.decision.majority.results import (
    MajorityOutcome,
    Part,
    Presence,
    Verdict,
)
from samenspel_analysis.decision.majority.settings import Basis, Chambers, MajorityRule, Threshold
from samenspel_analysis.decision.majority.votes import Counts, MajorityVotes, counted

ONE = Fraction(1)
ALL = ""


def majority(votes: MajorityVotes, rule: MajorityRule) -> MajorityOutcome:
    """Count a proposal; docs/methods/decision-majority.md."""
    _check(rule, votes.class_names)
    counts = dict(zip(votes.class_names, counted(votes), strict=True))
    factor = _organ_factor(counts, rule)
    classes = tuple(
        _part(name, each, factor if name in rule.organs else ONE, rule)
        for name, each in counts.items()
    )
    total = _total(classes, rule)
    presence = _presence(total.counts, rule)
    return MajorityOutcome(
        verdict=_verdict(total, classes, presence, rule),
        total=total,
        classes=classes,
        presence=presence,
        margin=None if rule.chambers is Chambers.SHARES else total.in_favour - total.needed,
        organ_factor=factor,
    )


def _check(rule: MajorityRule, names: tuple[str, ...]) -> None:
    parts = [rule.threshold.part, *([rule.quorum.part] if rule.quorum else [])]
    if any(not 0 < part <= 1 for part in parts):
        raise DecisionError("a threshold and a quorum are parts above 0, and 1 at most")
    if rule.threshold.part == 1 and rule.threshold.strict:
        raise DecisionError("nothing is more than all; unanimity is at least all")
    if len(set(names)) < len(names):
        raise DecisionError("two classes have the same name")
    if not rule.organs <= set(names):
        raise DecisionError("an organ is a class that is not there")
    if rule.chambers is Chambers.SHARES and (
        set(rule.shares) != set(names)
        or sum(rule.shares.values()) != 1
        or min(rule.shares.values()) < 0
    ):
        raise DecisionError("each class needs a share, and shares add up to 1")


def _organ_factor(counts: dict[str, Counts], rule: MajorityRule) -> Fraction:
    """What a vote of an organ counts for, so that together they stay within their part."""
    organs = sum(_cast(each) for name, each in counts.items() if name in rule.organs)
    members = sum(_cast(each) for name, each in counts.items() if name not in rule.organs)
    if organs <= rule.organ_cap * members:
        return ONE
    return rule.organ_cap * members / organs


def _cast(counts: Counts) -> int:
    return counts.in_favour + counts.against


def _part(name: str, counts: Counts, factor: Fraction, rule: MajorityRule) -> Part:
    in_favour, whole = factor * counts.in_favour, factor * _whole(counts, rule)
    return _judged(name, counts, in_favour, whole, rule.threshold, rule.shares.get(name))


def _whole(counts: Counts, rule: MajorityRule) -> int:
    if rule.basis is Basis.ENTITLED:
        return counts.entitled
    if rule.basis is Basis.PRESENT:
        return counts.present
    return _cast(counts) + (counts.blank if rule.blanks_count else 0)


def _judged(
    name: str,
    counts: Counts,
    in_favour: Fraction,
    whole: Fraction,
    threshold: Threshold,
    share: Fraction | None,
) -> Part:
    return Part(
        name=name,
        counts=counts,
        in_favour=in_favour,
        whole=whole,
        needed=Fraction(threshold.needed(whole)),
        enough=threshold.reached(in_favour, whole),
        share=share,
    )


def _total(classes: tuple[Part, ...], rule: MajorityRule) -> Part:
    counts = classes[0].counts
    for part in classes[1:]:
        counts += part.counts
    if rule.chambers is Chambers.SHARES:
        return _of_shares(classes, counts, rule.threshold)
    in_favour = sum((part.in_favour for part in classes), Fraction(0))
    whole = sum((part.whole for part in classes), Fraction(0))
    return _judged(ALL, counts, in_favour, whole, rule.threshold, None)


def _of_shares(classes: tuple[Part, ...], counts: Counts, threshold: Threshold) -> Part:
    """Each class adds its share times the part of it in favour; one without votes adds nothing."""
    in_favour = sum(
        (
            (part.share or Fraction(0)) * part.in_favour / part.whole
            for part in classes
            if part.whole
        ),
        Fraction(0),
    )
    return Part(
        name=ALL,
        counts=counts,
        in_favour=in_favour,
        whole=ONE,
        needed=threshold.part,
        enough=threshold.reached(in_favour, ONE),
        share=None,
    )


def _presence(counts: Counts, rule: MajorityRule) -> Presence | None:
    if rule.quorum is None:
        return None
    needed = Threshold(rule.quorum.part, rule.quorum.strict).needed(counts.entitled)
    return Presence(
        counts.present, counts.entitled, needed, rule.second_meeting or counts.present >= needed
    )


def _verdict(
    total: Part, classes: tuple[Part, ...], presence: Presence | None, rule: MajorityRule
) -> Verdict:
    if presence is not None and not presence.met:
        return Verdict.NO_QUORUM
    each = rule.chambers is not Chambers.CONCURRENT or all(part.enough for part in classes)
    return Verdict.ADOPTED if total.enough and each else Verdict.REJECTED
