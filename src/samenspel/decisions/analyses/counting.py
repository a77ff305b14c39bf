"""Rows to arrays, one call into the count, and a stored outcome to what a page shows."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil

from samenspel.collaborations.models import Party
from samenspel.decisions import queries
from samenspel.decisions.choices import (
    Basis,
    Majority,
    Position,
    Said,
    Turnout,
    Verdict,
    Voters,
)
from samenspel.decisions.models import ConsentRound, Decision, Elector, Tally
from samenspel.decisions.queries import Entitled
from samenspel_analysis.decision import majority as core
from samenspel_report.ballots.proposal import ProposalFile
from samenspel_report.decision.document import document_of
from samenspel_report.decision.document.rules import majority_rule
from samenspel_report.decision.document.values import Value
from samenspel_report.decision.majority_json import CountedMajority

from .box import weight_in
from .choosing import ballots_of, choosing_rule_of, count_choice
from .telling import FEWEST, few_of_a_party

TOGETHER = "all"
CHAMBERS = {
    Voters.EACH_PARTY: core.Chambers.CONCURRENT,
    Voters.SHARES: core.Chambers.SHARES,
}
THRESHOLDS = {
    Majority.HALF: core.Threshold(Fraction(1, 2), strict=True),
    Majority.TWO_THIRDS: core.Threshold(Fraction(2, 3), strict=False),
    Majority.THREE_QUARTERS: core.Threshold(Fraction(3, 4), strict=False),
    Majority.NINE_TENTHS: core.Threshold(Fraction(9, 10), strict=False),
    Majority.ALL: core.Threshold(Fraction(1), strict=False),
}
QUORUMS = {
    Turnout.NONE: None,
    Turnout.HALF: core.Quorum(Fraction(1, 2)),
    Turnout.TWO_THIRDS: core.Quorum(Fraction(2, 3)),
    Turnout.THREE_QUARTERS: core.Quorum(Fraction(3, 4)),
}
CHOICES = {
    Said.FOR: core.Choice.FOR,
    Said.AGAINST: core.Choice.AGAINST,
    Said.BLANK: core.Choice.BLANK,
}
STANCES = {
    Position.CONSENT: core.Choice.FOR,
    Position.CONCERN: core.Choice.FOR,
    Position.OBJECTION: core.Choice.AGAINST,
    Position.ASIDE: core.Choice.BLANK,
}
Json = dict[str, object]


def digest_of(text: str) -> str:
    """The fingerprint of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def electorate_hash(entries: Iterable[Entitled]) -> str:
    """The fingerprint of an electorate, whatever the order in which it is told."""
    rows = sorted([each.key, each.votes, each.party.pk, each.is_entitled] for each in entries)
    return digest_of(json.dumps(rows, sort_keys=True))


def rule_of(decision: Decision, entries: Sequence[Entitled]) -> Json:
    """The rule with every parameter, in the documented form, to be kept when a vote opens."""
    if decision.has_options:
        return choosing_rule_of(decision)
    shares = _shares(decision, entries) if decision.voters == Voters.SHARES else {}
    names = list(shares) or [TOGETHER]
    asked = core.MajorityRule(
        threshold=THRESHOLDS[Majority(decision.majority)],
        basis=core.Basis(Basis(decision.basis).value),
        quorum=QUORUMS[Turnout(decision.turnout)],
        second_meeting=decision.is_second,
        chambers=CHAMBERS.get(Voters(decision.voters), core.Chambers.TOGETHER),
        shares=shares,
    )
    silent = core.votes_of(
        [core.Choice.NOTHING] * len(names), classes=range(len(names)), class_names=names
    )
    nobody = ProposalFile(silent, None, "")
    counted = CountedMajority(nobody, asked, core.majority(nobody.votes, asked))
    return Value("", "", document_of(counted))["rule"].whole_object()


def count(decision: Decision, electors: Sequence[Elector]) -> Json:
    """Count the ballots by the rule that was kept; a document that anyone can count again."""
    if decision.has_options:
        return count_choice(decision, ballots_of(decision, electors))
    if decision.is_boxed:
        return _count_box(decision, electors)
    said = _said_by(decision, electors)
    parties = (each.party for each in electors)
    names = _class_names(parties) if _has_classes(decision, electors, said) else {}
    numbers = {party: number for number, party in enumerate(names)}
    votes = core.votes_of(
        said,
        weights=[each.votes for each in electors],
        classes=[numbers.get(each.party_id, 0) for each in electors],
        entitled=[each.may_vote for each in electors],
        class_names=list(names.values()) or [TOGETHER],
    )
    file = ProposalFile(votes, None, decision.title)
    kept = majority_rule(Value("", "rule", decision.rule))
    return document_of(CountedMajority(file, kept, core.majority(votes, kept)))


def _count_box(decision: Decision, electors: Sequence[Elector]) -> Json:
    """Count what is in the box; who did not vote is absent."""
    said = [CHOICES[Said(each.choice)] for each in decision.box.all()]
    absent = sum(each.may_vote for each in electors) - len(said)
    choices = said + [core.Choice.NOTHING] * absent
    weight = weight_in(electors)
    votes = core.votes_of(
        choices, weights=[weight] * len(choices), classes=[0] * len(choices),
        entitled=[True] * len(choices), class_names=[TOGETHER],
    )  # fmt: skip
    file = ProposalFile(votes, None, decision.title)
    kept = majority_rule(Value("", "rule", decision.rule))
    return document_of(CountedMajority(file, kept, core.majority(votes, kept)))


def input_hash(document: Json) -> str:
    """The fingerprint of rule and ballots, without what came out of them."""
    asked = {name: document[name] for name in ("rule", "question")}
    return digest_of(json.dumps(asked, sort_keys=True))


def verdict_of(decision: Decision, document: Json, electors: Sequence[Elector]) -> str:
    """What a count says became of a proposal, or of a choice among several."""
    result = Value("", "", document)["result"]
    outcome = [each.text() for each in result["outcome"].each()]
    if not decision.has_options:
        return Verdict.NO_QUORUM if few_of_a_party(decision, document) else outcome[0]
    if result["voters"].whole() < quorum_of(decision, electors):
        return Verdict.NO_QUORUM
    return Verdict.CHOSEN if outcome else Verdict.REJECTED


def quorum_of(decision: Decision, electors: Sequence[Elector]) -> int:
    """How many votes must at least be cast; one, where nothing more was asked."""
    asked = QUORUMS[Turnout(decision.turnout)]
    if asked is None or decision.is_second:
        return 1
    return ceil(asked.part * sum(each.votes for each in electors if each.may_vote))


def misses_quorum(decision: Decision, tally: Tally) -> bool:
    """Whether too few voted: fewer than was agreed beforehand."""
    result = tally.document["result"]
    if decision.has_options:
        electors = list(queries.electors_of(decision))
        return int(result["voters"]) < quorum_of(decision, electors)
    presence = result["trace"]["presence"]
    return bool(presence) and not presence["met"]


def _class_names(parties: Iterable[Party]) -> dict[int, str]:
    """The name of each party; of two with the same name the second gets a number."""
    names: dict[int, str] = {}
    for party in sorted(set(parties), key=lambda each: each.pk):
        same = sum(name == party.name for name in names.values())
        names[party.pk] = f"{party.name} ({same + 1})" if same else party.name
    return names


def _shares(decision: Decision, entries: Sequence[Entitled]) -> dict[str, Fraction]:
    """The part of the outcome of each party with voters; the same for all unless fixed."""
    names = _class_names(each.party for each in entries)
    fixed = {party: decision.shares.get(str(party), 1) for party in names}
    return {name: Fraction(fixed[party], sum(fixed.values())) for party, name in names.items()}


def _has_classes(
    decision: Decision, electors: Sequence[Elector], said: Sequence[core.Choice]
) -> bool:
    """Whether the document tells each party apart: in confidence only if enough of each voted.

    A rule that asks a majority within each party cannot be counted without.
    """
    if decision.voters == Voters.PARTIES:
        return False
    if decision.voters in Voters.by_party() or not decision.is_confidential:
        return True
    cast = dict.fromkeys((each.party_id for each in electors), 0)
    for each, choice in zip(electors, said, strict=True):
        cast[each.party_id] += choice != core.Choice.NOTHING
    return all(number >= FEWEST for number in cast.values())


def _said_by(decision: Decision, electors: Sequence[Elector]) -> list[core.Choice]:
    if decision.is_by_consent:
        return _stood_by(decision, electors)
    return [_said(each) for each in electors]


def _stood_by(decision: Decision, electors: Sequence[Elector]) -> list[core.Choice]:
    """Where each stands on the text of the newest round; an objection stands until it is settled.

    What was said of an earlier text is no consent for this one.
    """
    current = queries.round_of(decision)
    stances = current.stances.all() if current else ()
    said = {each.elector_id: STANCES[Position(each.position)] for each in stances}
    objecting = dict.fromkeys(
        queries.open_objections(decision).values_list("elector", flat=True), core.Choice.AGAINST
    )
    said |= objecting
    silent = core.Choice.FOR if _silence_counts(decision, current) else core.Choice.NOTHING
    return [said.get(each.pk, silent if each.may_vote else core.Choice.NOTHING)
            for each in electors]  # fmt: skip


def _silence_counts(decision: Decision, current: ConsentRound | None) -> bool:
    """Only where that was agreed, once everyone had the time to say where they stand."""
    if not decision.silence_is_consent or current is None or not current.asks_consent:
        return False
    return decision.closed_at is not None and decision.closed_at >= decision.closes_at


def _said(elector: Elector) -> core.Choice:
    ballot = getattr(elector, "ballot", None)
    return core.Choice.NOTHING if ballot is None else CHOICES[Said(ballot.choice)]
