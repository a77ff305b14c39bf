"""How a decision is told to a program: as its page shows it, and no vote before the count."""

from datetime import date
from typing import Any

from django.utils import timezone

from samenspel.decisions import analyses, queries, rules
from samenspel.decisions.choices import (
    Basis,
    Body,
    Form,
    LegalForm,
    Majority,
    Method,
    Secrecy,
    State,
    Turnout,
    Verdict,
    Voters,
)
from samenspel.decisions.models import Decision
from samenspel.people.models import User
from samenspel.platform.asking import Moment, Out
from samenspel_report.law import Consequence

from .common import MatterKind


class DecisionOut(Out):
    """A text put to a vote, how it stands, and what came of it."""

    id: int
    collaboration: int
    number: int
    title: str
    text: str
    text_digest: str
    why: str
    decided_by: Body
    decided_how: Form
    secrecy: Secrecy
    decision_state: State
    is_consultation: bool
    proposed_at: Moment
    opened_at: Moment | None
    closes_at: Moment
    closed_at: Moment | None
    counted: Verdict | None
    declared: Verdict | None
    evaluate_on: date | None
    ends_on: date | None
    in_force_on: date | None
    follows: int | None


class OptionOut(Out):
    """One to choose from: its place, by which a vote names it, and what it costs."""

    place: int
    name: str
    cost: int | None


class AskedByLawOut(Out):
    """One thing that the law asks; `isMet` is null where someone has to do or to know it."""

    article: str
    says: str
    consequence: Consequence
    is_met: bool | None


class OutcomePartOut(Out):
    """A party with the part of the outcome that it has."""

    name: str
    share: str


class WordingOut(Out):
    """A wording, with its fingerprint."""

    number: int
    text: str
    digest: str
    why: str
    written_at: Moment


class DecisionDetail(DecisionOut):
    """A decision with everything that was fixed about the vote, and what the law asks of it."""

    party: int
    changes: str
    texts: list[WordingOut]
    options: list[OptionOut]
    counted_by: Method
    seats: int
    dots: int
    budget: int | None
    kind: MatterKind
    legal_form: LegalForm
    meeting_on: date | None
    noticed_on: date | None
    allows_electronic: bool
    own_majority: bool
    silence_is_consent: bool
    allows_second: bool
    is_second: bool
    deciding_body: int | None
    voters: Voters
    circle: list[str]
    shares: list[OutcomePartOut]
    majority: Majority
    basis: Basis
    turnout: Turnout
    proxies: int
    chair: str | None
    entitled: int
    voted: int
    electorate_hash: str
    deed: str
    voted_at: str
    withdrawn_because: str
    asked_by_law: list[AskedByLawOut]
    falls_short: bool
    you_lead: bool


def shown(found: Decision) -> DecisionOut:
    """As it stands in a list."""
    return DecisionOut(**_told(found))


def whole(person: User, found: Decision) -> DecisionDetail:
    """With everything about the vote, in the language of the reader."""
    today = timezone.localdate()
    electors = list(queries.electors_of(found)) if found.opened_at else []
    entitled = [each for each in electors if each.may_vote]
    proposed = found.is_proposed
    same = ("changes", "seats", "dots", "budget", "kind", "legal_form", "meeting_on", "noticed_on",
            "allows_electronic", "own_majority", "voters", "majority", "basis", "turnout",
            "proxies", "electorate_hash", "deed", "withdrawn_because", "silence_is_consent",
            "allows_second", "is_second")  # fmt: skip
    return DecisionDetail(
        **_told(found),
        **{name: getattr(found, name) for name in same},
        party=found.proposed_for_id,
        circle=_circle(found),
        shares=[
            OutcomePartOut(name=name, share=part) for name, part in analyses.shares_told(found)
        ],
        deciding_body=found.decided_by_id,
        voted_at=found.elsewhere.address if hasattr(found, "elsewhere") else "",
        texts=[WordingOut.model_validate(each) for each in found.texts.all()],
        options=[OptionOut.model_validate(each) for each in found.options.order_by("place")],
        counted_by=Method(found.method),
        chair=found.chair.name if found.chair else None,
        entitled=len(entitled),
        voted=queries.number_who_took_part(found, electors),
        asked_by_law=[
            AskedByLawOut.model_validate(each) for each in analyses.asked_of(found, today, electors)
        ],
        falls_short=analyses.falls_short(found, today) if proposed else found.is_consultation,
        you_lead=rules.may_lead(person, found),
    )


def _told(found: Decision) -> dict[str, Any]:
    text, said = queries.text_of(found), queries.declaration_of(found)
    same = ("number", "title", "why", "secrecy", "is_consultation", "proposed_at", "opened_at",
            "closes_at", "closed_at", "evaluate_on", "ends_on", "in_force_on")  # fmt: skip
    return {name: getattr(found, name) for name in same} | {
        "id": found.pk,
        "collaboration": found.collaboration_id,
        "text": text.text,
        "text_digest": text.digest,
        "decided_by": found.body,
        "decided_how": found.form,
        "decision_state": found.state,
        "counted": found.tally.verdict if found.is_counted else None,
        "declared": said.verdict if said else None,
        "follows": found.follows_id,
    }


def _circle(found: Decision) -> list[str]:
    """Who are in the circle that decides, by name."""
    if found.voters != Voters.CIRCLE:
        return []
    return [each.name for each in queries.circle_of(found)]
