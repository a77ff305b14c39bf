from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.decisions import analyses, queries, rules
from samenspel.decisions.analyses import Picked
from samenspel.decisions.choices import Form, News, Said, State, Step, Verdict
from samenspel.decisions.models import Ballot, Decision, Declaration, Elector, Tally
from samenspel.people.models import User
from samenspel.platform import audit, events
from samenspel.platform.letters import Mail

from .errors import (
    AlreadyOver,
    BoxDiffers,
    NoProxy,
    NotForYou,
    NotOpen,
    ObjectionsOpen,
    StillVoting,
    TextChanged,
    WrongBallot,
    WrongStep,
)
from .proposing import SOON, _leading, _locked, _tell_voters


@transaction.atomic
def cast(
    *, elector: Elector, choice: Said, why: str, on_text: str, by: User | None, at: datetime
) -> Ballot:
    """Record what an elector says; casting again until it closes replaces the earlier vote."""
    _ready_to_vote(elector, on_text, by, at, forms=(Form.MAJORITY,))
    return _kept(elector, {"choice": choice, "picked": None}, why, on_text, by, at)


@transaction.atomic
def pick(
    *, elector: Elector, picked: Picked, why: str, on_text: str, by: User | None, at: datetime
) -> Ballot:
    """Record what an elector chooses among several; again until it closes replaces it."""
    decision = _ready_to_vote(elector, on_text, by, at, forms=Form.of_options())
    if fault := analyses.fault_in(decision, picked):
        raise WrongBallot(fault)
    said = {"choice": "", "picked": analyses.stored(decision, picked)}
    return _kept(elector, said, why, on_text, by, at)


def _ready_to_vote(
    elector: Elector, on_text: str, by: User | None, at: datetime, *, forms: Sequence[Form],
    boxed: bool = False,
) -> Decision:  # fmt: skip
    """The decision, for us alone, if this is the moment, the person and the text."""
    decision = Decision.objects.select_for_update().get(pk=elector.decision_id)
    if decision.form not in forms or decision.is_boxed != boxed or decision.is_elsewhere:
        raise WrongStep(_("Here people decide in another way."))
    if not decision.is_open or decision.opened_at is None or at < decision.opened_at:
        raise NotOpen(_("This vote is not open."))
    if at >= decision.closes_at:
        raise NotOpen(_("The time to vote is over. Your vote was not counted."))
    mine = by is None or queries.own_electors(by, decision).contains(elector)
    mine = mine or _holds_proxy(elector, decision, by)
    if not (mine and elector.may_vote and elector.decision_id == decision.pk):
        raise NotForYou(_("This vote is not yours to cast."))
    if on_text != queries.text_of(decision).digest:
        raise TextChanged(_("The text has changed since you opened this page. Read it again."))
    return decision


def _holds_proxy(elector: Elector, decision: Decision, by: User | None) -> bool:
    """By proxy, unless the voter voted in person: one’s own vote goes before it."""
    if by is None or not queries.held_electors(by, decision).contains(elector):
        return False
    ballot = getattr(elector, "ballot", None)
    if ballot is not None and not ballot.by_proxy:
        raise NoProxy(_("This person voted in person, and that goes before a proxy."))
    return True


def _kept(
    elector: Elector, said: Mapping[str, object], why: str, on_text: str, by: User | None,
    at: datetime,
) -> Ballot:  # fmt: skip
    by_proxy = by is not None and not queries.own_electors(by, elector.decision).contains(elector)
    row = {
        **said, "why": why, "text_digest": on_text, "cast_by": by, "cast_at": at,
        "by_proxy": by_proxy,
    }  # fmt: skip
    ballot, _is_new = Ballot.objects.update_or_create(elector=elector, defaults=row)
    audit.record("decisions.cast", subject=elector, by=by, at=at)
    return ballot


@transaction.atomic
def close(*, decision: Decision, by: User | None, at: datetime, mail: Mail | None = None) -> Tally:
    """End a vote and count it: when its time is over, or once everyone has voted.

    With `mail` each voter gets a letter with what was counted and the audit line.
    """
    locked = _leading(decision, by)
    if not locked.is_open:
        raise AlreadyOver(_("This vote is not open."))
    if locked.is_elsewhere:
        raise WrongStep(_("People vote elsewhere. Bring in the result to have it counted."))
    electors = list(queries.electors_of(locked).select_for_update(of=("self",)))
    if at < locked.closes_at:
        _check_all_is_said(locked, electors)
    tally = _count(locked, electors, by, at)
    _tell_voters(locked, mail)
    return tally


def _check_all_is_said(decision: Decision, electors: Sequence[Elector]) -> None:
    if queries.silent_of(decision, electors):
        raise StillVoting(_("Not everyone has voted, and the time to vote is not over yet."))
    if decision.is_by_consent and queries.open_objections(decision).exists():
        raise ObjectionsOpen(
            _("Someone’s objection still stands. Change the text by it, or take it elsewhere.")
        )


def _count(locked: Decision, electors: Sequence[Elector], by: User | None, at: datetime) -> Tally:
    locked.state, locked.closed_at = State.CLOSED, at
    locked.save(update_fields=["state", "closed_at"])
    if locked.is_separated and locked.box.count() != sum(each.has_voted for each in electors):
        raise BoxDiffers(_("The box does not hold as many votes as people who voted."))
    document = analyses.count(locked, electors)
    locked.rounds.exclude(step=Step.OVER).update(step=Step.OVER)
    tally = Tally.objects.create(
        decision=locked, document=document, input_hash=analyses.input_hash(document),
        box_hash=analyses.box_hash(locked),
        verdict=Verdict(analyses.verdict_of(locked, document, electors)), counted_at=at,
    )  # fmt: skip
    audit.record("decisions.counted", subject=tally, by=by, at=at)
    events.tell(News.COUNTED, queries.news_about(locked), at=at)
    return tally


@transaction.atomic
def tell_closing(*, decision: Decision, by: User | None, at: datetime) -> None:
    """Tell the programs of the parties once that people can vote for less than a day."""
    locked = _locked(decision)
    last_day = locked.closes_at - SOON
    over = not locked.is_open or not last_day <= at < locked.closes_at
    if over or queries.was_told_closing(locked, last_day):
        return
    audit.record("decisions.closing", subject=locked, by=by, at=at)
    events.tell(News.CLOSING, queries.news_about(locked), at=at)


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
    events.tell(News.DECLARED, queries.news_about(locked), at=at)
    return said
