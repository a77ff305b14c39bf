from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django_tasks.base import Task

from samenspel.collaborations.models import Collaboration, Party
from samenspel.people.models import User
from samenspel.platform import audit
from samenspel.platform.errors import DomainError

from . import analyses, queries, rules
from .choices import (
    Basis,
    Body,
    Kind,
    LegalForm,
    Majority,
    Said,
    Secrecy,
    State,
    Turnout,
    Verdict,
    Voters,
)
from .models import Ballot, Decision, DecisionText, Declaration, Elector, Tally
from .queries import Entitled

CountLater = Task[[int], None]


class NotForYou(DomainError):
    """Someone tried what is for the chair, the proposers, or those who may vote."""


class NotOpen(DomainError):
    """A vote came in before it opened or after it ended."""


class TextFixed(DomainError):
    """A text or a rule was changed after the vote had opened."""


class TextChanged(DomainError):
    """A vote was given on another text than the one that is put to the vote."""


class EndsTooSoon(DomainError):
    """A vote would close before anyone could take part."""


class NobodyVotes(DomainError):
    """A vote was opened in which nobody may vote."""


class StillVoting(DomainError):
    """A vote was closed before its time, while someone did not vote yet."""


class AlreadyOver(DomainError):
    """Something was done with a decision that was counted, declared or withdrawn before."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is fixed before a vote: who votes, how it is counted, who sees what, until when."""

    title: str
    why: str
    closes_at: datetime
    changes: str = ""
    body: Body = Body.PARTNERS
    kind: Kind = Kind.MATTER
    voters: Voters = Voters.PARTIES
    majority: Majority = Majority.HALF
    basis: Basis = Basis.CAST
    turnout: Turnout = Turnout.NONE
    secrecy: Secrecy = Secrecy.OPEN
    legal_form: LegalForm = LegalForm.INFORMAL
    meeting_on: date | None = None
    noticed_on: date | None = None
    allows_electronic: bool = False
    own_majority: bool = False


@transaction.atomic
def propose(
    *, collaboration: Collaboration, text: str, terms: Terms, party: Party, chair: User | None,
    by: User | None, at: datetime,
) -> Decision:  # fmt: skip
    """Put a text forward, with everything about the vote; nobody can vote yet."""
    if by is not None and not rules.parties_to_propose_for(by, collaboration).contains(party):
        raise NotForYou(_("You do not decide for this party here. Its manager does."))
    _check_ends_later(terms.closes_at, at)
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    last = collaboration.decisions.aggregate(last=Max("number"))["last"] or 0
    decision = Decision.objects.create(
        collaboration=collaboration, number=last + 1, chair=chair, proposed_for=party,
        proposed_by=by, proposed_at=at, **asdict(terms),
    )  # fmt: skip
    _write(decision, 1, text, "", by, at)
    audit.record("decisions.proposed", subject=decision, by=by, at=at)
    return decision


@transaction.atomic
def change_text(
    *, decision: Decision, text: str, why: str, by: User | None, at: datetime
) -> DecisionText:
    """Write another wording of what is proposed; the earlier one stays to be read."""
    locked = _leading(decision, by)
    if not locked.is_proposed:
        raise TextFixed(_("The vote has opened. Withdraw the decision to propose another text."))
    newest = queries.text_of(locked)
    if newest.text == text:
        raise TextFixed(_("The text is the same. Change something first."))
    written = _write(locked, newest.number + 1, text, why, by, at)
    audit.record("decisions.text_changed", subject=written, by=by, at=at)
    return written


@transaction.atomic
def open_vote(
    *, decision: Decision, electorate: Sequence[Entitled] | None, count: "CountLater",
    by: User | None, at: datetime,
) -> Decision:  # fmt: skip
    """Fix text, rule and who may vote, and let them vote from now on.

    `electorate` is who may vote where that is known elsewhere; otherwise who takes part here now.
    """
    locked = _leading(decision, by)
    if not locked.is_proposed:
        raise AlreadyOver(_("This vote was opened or withdrawn before."))
    _check_ends_later(locked.closes_at, at)
    entries = list(_electorate_now(locked) if electorate is None else electorate)
    if not any(each.is_entitled and each.votes for each in entries):
        raise NobodyVotes(_("Nobody may vote here yet. Ask people to speak for their party first."))
    locked.state, locked.opened_at = State.OPEN, at
    locked.rule = analyses.rule_of(locked)
    locked.electorate_hash = analyses.electorate_hash(entries)
    locked.is_consultation = analyses.falls_short(locked, queries.day_of(at))
    locked.save(update_fields=["state", "opened_at", "rule", "electorate_hash", "is_consultation"])
    Elector.objects.bulk_create(Elector(decision=locked, **_fields(each)) for each in entries)
    audit.record("decisions.opened", subject=locked, by=by, at=at)
    count.using(run_after=locked.closes_at).enqueue(locked.pk)
    return locked


@transaction.atomic
def cast(
    *, elector: Elector, choice: Said, why: str, on_text: str, by: User | None, at: datetime
) -> Ballot:
    """Record what an elector says; casting again until it closes replaces the earlier vote."""
    decision = Decision.objects.select_for_update().get(pk=elector.decision_id)
    if not decision.is_open or decision.opened_at is None or at < decision.opened_at:
        raise NotOpen(_("This vote is not open."))
    if at >= decision.closes_at:
        raise NotOpen(_("The time to vote is over. Your vote was not counted."))
    mine = by is None or queries.own_electors(by, decision).contains(elector)
    if not (mine and elector.is_entitled and elector.decision_id == decision.pk):
        raise NotForYou(_("This vote is not yours to cast."))
    if on_text != queries.text_of(decision).digest:
        raise TextChanged(_("The text has changed since you opened this page. Read it again."))
    said = {"choice": choice, "why": why, "text_digest": on_text, "cast_by": by, "cast_at": at}
    ballot, _is_new = Ballot.objects.update_or_create(elector=elector, defaults=said)
    audit.record("decisions.cast", subject=elector, by=by, at=at)
    return ballot


@transaction.atomic
def close(*, decision: Decision, by: User | None, at: datetime) -> Tally:
    """End a vote and count it: when its time is over, or once everyone has voted."""
    locked = _leading(decision, by)
    if not locked.is_open:
        raise AlreadyOver(_("This vote is not open."))
    electors = list(queries.electors_of(locked).select_for_update(of=("self",)))
    silent = [e for e in electors if e.is_entitled and not hasattr(e, "ballot")]
    if at < locked.closes_at and silent:
        raise StillVoting(_("Not everyone has voted, and the time to vote is not over yet."))
    locked.state, locked.closed_at = State.CLOSED, at
    locked.save(update_fields=["state", "closed_at"])
    document = analyses.count(locked, electors)
    tally = Tally.objects.create(
        decision=locked, document=document, input_hash=analyses.input_hash(document),
        verdict=Verdict(analyses.verdict_in(document)), counted_at=at,
    )  # fmt: skip
    audit.record("decisions.counted", subject=tally, by=by, at=at)
    return tally


@transaction.atomic
def declare(
    *, decision: Decision, verdict: Verdict, words: str, by: User | None, at: datetime
) -> Declaration:
    """Say for the chair what the outcome is; what was counted stays beside it."""
    locked = _locked(decision)
    if by is not None and not rules.may_declare(by, locked):
        raise NotForYou(_("The chair declares the outcome."))
    if locked.state != State.CLOSED:
        raise AlreadyOver(_("There is nothing to declare: not counted yet, or declared before."))
    if verdict != locked.tally.verdict and not words:
        raise NotForYou(_("You declare something else than was counted. Say why."))
    said = Declaration.objects.create(
        tally=locked.tally, verdict=verdict, words=words, declared_by=by, declared_at=at
    )
    locked.state = State.DECLARED
    locked.save(update_fields=["state"])
    audit.record("decisions.declared", subject=said, by=by, at=at)
    return said


@transaction.atomic
def withdraw(*, decision: Decision, because: str, by: User | None, at: datetime) -> None:
    """Take a decision back before it is counted; what was voted is never counted."""
    locked = _leading(decision, by)
    if not (locked.is_proposed or locked.is_open):
        raise AlreadyOver(_("This decision was counted or withdrawn before."))
    locked.state, locked.closed_at, locked.withdrawn_because = State.WITHDRAWN, at, because
    locked.save(update_fields=["state", "closed_at", "withdrawn_because"])
    audit.record("decisions.withdrawn", subject=locked, by=by, at=at)


def _electorate_now(decision: Decision) -> list[Entitled]:
    """Who takes part in the collaboration at this moment, by how the decision gives votes."""
    if decision.voters == Voters.LISTED:
        return []  # that list comes from elsewhere
    by_party = list(queries.speakers_by_party(decision.collaboration))
    if decision.voters == Voters.PARTIES:
        return [Entitled(f"party-{party.pk}", party) for party, _people in by_party]
    found: dict[int, Entitled] = {}
    for party, people in by_party:
        for person in people:
            key = f"person-{audit.alias_of(person)}"
            found.setdefault(person.pk, Entitled(key, party, person))
    return list(found.values())


def _leading(decision: Decision, by: User | None) -> Decision:
    """The decision as it is now, for us alone, if this person leads it."""
    locked = _locked(decision)
    if by is not None and not rules.may_lead(by, locked):
        raise NotForYou(_("The chair and the party that proposed it do this."))
    return locked


def _locked(decision: Decision) -> Decision:
    found = Decision.objects.select_for_update(of=("self",)).select_related("collaboration")
    return found.get(pk=decision.pk)


def _write(
    decision: Decision, number: int, text: str, why: str, by: User | None, at: datetime
) -> DecisionText:
    return decision.texts.create(
        number=number, text=text, digest=analyses.digest_of(text), why=why, written_by=by,
        written_at=at,
    )  # fmt: skip


def _check_ends_later(closes_at: datetime, at: datetime) -> None:
    if closes_at <= at:
        raise EndsTooSoon(_("Choose a moment to close that is still to come."))


def _fields(entry: Entitled) -> dict[str, object]:
    names = ("key", "party", "person", "votes", "is_entitled", "reason")
    return {name: getattr(entry, name) for name in names}
