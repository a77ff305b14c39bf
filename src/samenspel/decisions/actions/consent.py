from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.decisions import queries, rules
from samenspel.decisions.choices import (
    Body,
    Form,
    Kind,
    LegalForm,
    Position,
    RemarkKind,
    Standing,
    Step,
    Voters,
)
from samenspel.decisions.models import (
    ConsentRound,
    Decision,
    Elector,
    Nomination,
    Objection,
    Remark,
    Stance,
)
from samenspel.people.models import User
from samenspel.platform import audit
from samenspel.platform.letters import Mail

from .errors import EndsTooSoon, NoArgument, NotForYou, NotOpen, TextChanged, TextFixed, WrongStep
from .proposing import (
    CountLater,
    _leading,
    _locked,
    _plan,
    _tell_voters,
    _write,
    propose,
)
from .terms import Terms, _check_ends_later
from .voting import _count

NEXT = {
    Step.QUESTIONS: Step.REACTIONS,
    Step.REACTIONS: Step.CONSENT,
    Step.NOMINATIONS: Step.CHANGES,
}
SAID_AT = {Step.QUESTIONS: RemarkKind.QUESTION, Step.REACTIONS: RemarkKind.REACTION}
NEED_WORDS = (Position.CONCERN, Position.OBJECTION)
TIME_TO_ANSWER = timedelta(days=3)  # where who says nothing consents
TIME_TO_READ = timedelta(days=14)  # to vote on what could not be agreed by consent


@dataclass(frozen=True, slots=True)
class Amendment:
    """Another text, which objections are worked into it, and what is asked of it first."""

    text: str
    why: str
    closes_at: datetime
    integrates: Sequence[Objection] = ()
    asks: Step = Step.CONSENT


@transaction.atomic
def remark(*, decision: Decision, words: str, by: User | None, at: datetime) -> Remark:
    """Ask a question to understand a proposal, or react to it, whichever is due."""
    locked, current = _in_round(decision, at)
    if not current.hears_remarks:
        raise WrongStep(_("Questions and reactions come before consent is asked."))
    if by is not None and not rules.may_speak_in(by, locked):
        raise NotForYou(_("Those who decide about it speak here."))
    kind = SAID_AT[Step(current.step)]
    said = current.remarks.create(kind=kind, words=words, said_by=by, said_at=at)
    audit.record("decisions.remarked", subject=said, by=by, at=at)
    return said


@transaction.atomic
def answer(*, remark: Remark, words: str, by: User | None, at: datetime) -> None:
    """Answer a question or a reaction; answering again replaces the earlier answer."""
    locked = _leading(remark.round.decision, by)
    if not locked.is_open:
        raise NotOpen(_("This is not open."))
    remark.answer, remark.answered_by, remark.answered_at = words, by, at
    remark.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record("decisions.answered", subject=remark, by=by, at=at)


@transaction.atomic
def go_on(
    *, decision: Decision, after: Step, by: User | None, at: datetime, mail: Mail | None = None
) -> ConsentRound:
    """Go from a step of a round to the one after it; `after` is where the round was seen.

    With `mail` everyone hears when consent is asked of them and their silence would give it.
    """
    _leading(decision, by)
    locked, current = _in_round(decision, at)
    if current.step != after or after not in NEXT:
        raise WrongStep(_("The round went on already. Look where it stands now."))
    _check_time_to_answer(locked, NEXT[after], locked.closes_at, at)
    current.step = NEXT[after]
    current.save(update_fields=["step"])
    audit.record("decisions.stepped", subject=current, by=by, at=at)
    if locked.silence_is_consent and current.asks_consent:
        _tell_voters(locked, mail)
    return current


@transaction.atomic
def nominate(
    *, elector: Elector, nominee: User, why: str, by: User | None, at: datetime
) -> Nomination:
    """Say whom someone wants for a task and why; again in a turn replaces it."""
    locked, current = _in_round(elector.decision, at)
    if not current.asks_names:
        raise WrongStep(_("Nobody is nominated at this step."))
    _check_is_own(elector, locked, by)
    if not why:
        raise NoArgument(_("Say why: what does this person have that the task needs?"))
    if not queries.speakers_in(locked.collaboration).contains(nominee):
        raise NotForYou(_("Choose someone who takes part here."))
    given = {"nominee": nominee, "why": why, "given_at": at}
    said, _is_new = Nomination.objects.update_or_create(
        round=current, elector=elector, turn=current.step, defaults=given
    )
    audit.record("decisions.nominated", subject=elector, by=by, at=at)
    return said


@transaction.atomic
def stand(
    *, elector: Elector, position: Position, words: str, on_text: str, by: User | None,
    at: datetime,
) -> Stance:  # fmt: skip
    """Record where someone stands on the text of this round.

    An objection of theirs that still stood is withdrawn by any other stance, or replaced.
    """
    locked, current = _in_round(elector.decision, at)
    if not current.asks_consent:
        raise WrongStep(_("Consent is not asked yet. First come questions and reactions."))
    _check_is_own(elector, locked, by)
    if on_text != current.text.digest:
        raise TextChanged(_("The text has changed since you opened this page. Read it again."))
    if position in NEED_WORDS and not words:
        raise NoArgument(_("Say what your concern or objection is: what harm would it do?"))
    said = {"position": position, "words": words, "text_digest": on_text, "given_by": by,
            "given_at": at}  # fmt: skip
    stance, _is_new = Stance.objects.update_or_create(round=current, elector=elector, defaults=said)
    objects = position == Position.OBJECTION
    earlier = Objection.objects.filter(elector=elector, standing=Standing.OPEN)
    became = Standing.REPLACED if objects else Standing.WITHDRAWN
    earlier.update(standing=became, settled_at=at, outcome=words[:500])
    if objects:
        current.objections.create(elector=elector, argument=words, raised_at=at)
    audit.record("decisions.stood", subject=elector, by=by, at=at)
    return stance


@transaction.atomic
def amend(
    *, decision: Decision, amendment: Amendment, count: CountLater, by: User | None, at: datetime,
    mail: Mail | None = None,
) -> ConsentRound:  # fmt: skip
    """Begin a new round with another text; everyone says anew where they stand on it.

    With `mail` everyone hears of it where their silence would give consent.
    """
    locked = _leading(decision, by)
    _locked_now, current = _in_round(locked, at)
    if current.text.text == amendment.text:
        raise TextFixed(_("The text is the same. Change something first."))
    if locked.is_election and current.step == Step.NOMINATIONS:
        raise WrongStep(_("First let everyone hear the others and nominate again."))
    _check_ends_later(amendment.closes_at, at)
    _check_time_to_answer(locked, amendment.asks, amendment.closes_at, at)
    number = queries.text_of(locked).number + 1
    written = _write(locked, number, amendment.text, amendment.why, by, at)
    mine = {each.pk for each in amendment.integrates}
    queries.open_objections(locked).filter(pk__in=mine).update(
        standing=Standing.INTEGRATED, integrated_in=written, settled_at=at,
        outcome=amendment.why[:500],
    )  # fmt: skip
    ConsentRound.objects.filter(pk=current.pk).update(step=Step.OVER)
    begun = ConsentRound.objects.create(
        decision=locked, number=current.number + 1, text=written, step=amendment.asks, began_at=at
    )
    if amendment.closes_at != locked.closes_at:
        locked.closes_at = amendment.closes_at
        locked.save(update_fields=["closes_at"])
        _plan(locked, count, at)
    audit.record("decisions.amended", subject=begun, by=by, at=at)
    if locked.silence_is_consent and begun.asks_consent:
        _tell_voters(locked, mail)
    return begun


@transaction.atomic
def escalate(
    *, decision: Decision, to: Body, why: str, by: User | None, at: datetime
) -> Decision:  # fmt: skip
    """End the rounds because an objection stays, and put the text to the vote elsewhere."""
    locked = _leading(decision, by)
    _in_round(locked, at)
    standing = queries.open_objections(locked)
    if not standing.exists():
        raise WrongStep(_("Nobody’s objection stands, so there is nothing to take elsewhere."))
    text = queries.text_of(locked).text
    _count(locked, list(queries.electors_of(locked)), by, at)
    standing.update(standing=Standing.ESCALATED, settled_at=at, outcome=why)
    terms = Terms(
        title=locked.title, why=locked.why, changes=locked.changes, form=Form.MAJORITY, body=to,
        kind=Kind(locked.kind), legal_form=LegalForm(locked.legal_form),
        voters=_voters_elsewhere(locked), closes_at=max(locked.closes_at, at + TIME_TO_READ),
    )  # fmt: skip
    audit.record("decisions.escalated", subject=locked, by=by, at=at)
    return propose(
        collaboration=locked.collaboration, text=text, terms=terms, party=locked.proposed_for,
        chair=locked.chair, by=None, at=at, follows=locked,
    )  # fmt: skip


def _voters_elsewhere(decision: Decision) -> Voters:
    """What a circle cannot agree on goes to all who speak for a party."""
    return Voters.PEOPLE if decision.voters == Voters.CIRCLE else Voters(decision.voters)


def _in_round(decision: Decision, at: datetime) -> tuple[Decision, ConsentRound]:
    """The decision as it is now, for us alone, and the round that is going on."""
    locked = _locked(decision)
    current = queries.round_of(locked)
    if not locked.is_open or current is None or current.step == Step.OVER:
        raise NotOpen(_("This is not open."))
    if at >= locked.closes_at:
        raise NotOpen(_("The time for this is over."))
    return locked, current


def _check_time_to_answer(
    decision: Decision, step: Step, closes_at: datetime, at: datetime
) -> None:  # fmt: skip
    """Nobody consents by silence to what they had no time to read; a new round may close later."""
    asks = decision.silence_is_consent and step == Step.CONSENT
    if asks and closes_at < at + TIME_TO_ANSWER:
        raise EndsTooSoon(
            _("Who says nothing consents, so everyone gets at least three days to answer. Begin a "
              "new round that closes later.")
        )  # fmt: skip


def _check_is_own(elector: Elector, decision: Decision, by: User | None) -> None:
    mine = by is None or queries.own_electors(by, decision).contains(elector)
    if not (mine and elector.may_vote):
        raise NotForYou(_("This is not yours to say."))
