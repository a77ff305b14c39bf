"""The outcome of a vote on a proposal in the documented form."""

from collections import Counter
from dataclasses import dataclass

from samenspel_analysis.decision import METHOD_VERSION
from samenspel_analysis.decision.majority import (
    Counts,
    MajorityOutcome,
    MajorityRule,
    Part,
    Resolved,
)
from samenspel_report.ballots.proposal import ProposalFile
from samenspel_report.decision.json_values import exact, exact_or_none

Json = dict[str, object]
MAJORITY = "majority"


@dataclass(frozen=True, slots=True)
class CountedMajority:
    """A proposal with its votes, the rule, and whether it is adopted."""

    file: ProposalFile
    rule: MajorityRule
    outcome: MajorityOutcome


def majority_to_json(counted: CountedMajority) -> Json:
    """Rule, outcome, margin and all the arithmetic as plain values."""
    outcome, presence = counted.outcome, counted.outcome.presence
    return {
        "rule": {
            "name": MAJORITY,
            "version": METHOD_VERSION,
            "parameters": _parameters(counted.rule),
        },
        "outcome": [outcome.verdict.value],
        "ties": [],
        "margins": [exact_or_none(outcome.margin)],
        "trace": {
            "total": _part(outcome.total),
            "classes": [_part(part) for part in outcome.classes],
            "presence": presence
            and {
                "present": presence.present,
                "entitled": presence.entitled,
                "needed": presence.needed,
                "met": presence.met,
            },
            "organ_factor": exact(outcome.organ_factor),
            "proxies": counted.file.proxies and _proxies(counted.file.proxies),
        },
    }


def _parameters(rule: MajorityRule) -> Json:
    return {
        "threshold": exact(rule.threshold.part),
        "more_than": rule.threshold.strict,
        "basis": rule.basis.value,
        "blanks_count": rule.blanks_count,
        "quorum": None if rule.quorum is None else exact(rule.quorum.part),
        "second_meeting": rule.second_meeting,
        "chambers": rule.chambers.value,
        "shares": {name: exact(share) for name, share in sorted(rule.shares.items())},
        "organs": sorted(rule.organs),
        "organ_cap": exact(rule.organ_cap),
    }


def _part(part: Part) -> Json:
    return {
        "name": part.name,
        **_counts(part.counts),
        "counted_for": exact(part.in_favour),
        "whole": exact(part.whole),
        "needed": exact(part.needed),
        "enough": part.enough,
        "share": exact_or_none(part.share),
    }


def _counts(counts: Counts) -> Json:
    return {
        "for": counts.in_favour,
        "against": counts.against,
        "blank": counts.blank,
        "silent": counts.silent,
        "absent": counts.absent,
    }


def _proxies(found: Resolved) -> Json:
    return {
        "fates": dict(sorted(Counter(fate.value for fate in found.fate).items())),
        "largest": found.largest,
        "effective": exact(found.effective),
    }
