"""How a round of consent is told to a program."""

from samenspel.decisions.choices import Position, RemarkKind, Step, Voters
from samenspel.decisions.models import ConsentRound, Elector, Nomination, Objection, Remark, Stance
from samenspel.platform.asking import Moment, Out, Page

from .common import ObjectionStanding


class RemarkOut(Out):
    """A question or a reaction, and the answer to it."""

    id: int
    kind: RemarkKind
    name: str | None
    words: str
    said_at: Moment
    answer: str
    answered_by: str | None


class NominationOut(Out):
    """Whom someone wants for a task, and why; `turn` is before or after hearing the others."""

    voter: int
    name: str | None
    turn: Step
    nominee: str | None
    why: str


class StanceOut(Out):
    """Where someone stands on the text of a round."""

    voter: int
    name: str | None
    position: Position
    words: str


class ObjectionOut(Out):
    """Why a text would do harm, and what became of that."""

    id: int
    voter: int
    name: str | None
    argument: str
    standing: ObjectionStanding
    outcome: str
    in_version: int | None


class RoundOut(Out):
    """One text that goes round: what is asked now, and what was said."""

    number: int
    step: Step
    text_version: int
    text_digest: str
    began_at: Moment
    remarks: list[RemarkOut]
    nominations: list[NominationOut]
    stances: list[StanceOut]
    objections: list[ObjectionOut]


class RoundPage(Page[RoundOut]):
    """Rounds, newest first."""


def round_for(mine: set[int], each: ConsentRound) -> RoundOut:
    """A round for whoever casts these votes; at the first turn they read their own names only."""
    hidden = each.step == Step.NOMINATIONS
    names = [n for n in each.nominations.all() if not hidden or n.elector_id in mine]
    return RoundOut(
        number=each.number,
        step=Step(each.step),
        text_version=each.text.number,
        text_digest=each.text.digest,
        began_at=each.began_at,
        remarks=[_remark(said) for said in each.remarks.all()],
        nominations=[_nomination(said, each) for said in names],
        stances=[_stance(said, each) for said in each.stances.all()],
        objections=[_objection(said, each) for said in each.objections.all()],
    )


def _called(elector: Elector, of: ConsentRound) -> str | None:
    """The name of who said it; of a party where parties decide, of someone erased none."""
    if elector.person is not None:
        return elector.person.name
    return elector.party.name if of.decision.voters == Voters.PARTIES else None


def _remark(said: Remark) -> RemarkOut:
    return RemarkOut(
        id=said.pk,
        kind=RemarkKind(said.kind),
        name=said.said_by.name if said.said_by else None,
        words=said.words,
        said_at=said.said_at,
        answer=said.answer,
        answered_by=said.answered_by.name if said.answered_by else None,
    )


def _nomination(said: Nomination, of: ConsentRound) -> NominationOut:
    return NominationOut(
        voter=said.elector_id,
        name=_called(said.elector, of),
        turn=Step(said.turn),
        nominee=said.nominee.name if said.nominee else None,
        why=said.why,
    )


def _stance(said: Stance, of: ConsentRound) -> StanceOut:
    return StanceOut(
        voter=said.elector_id,
        name=_called(said.elector, of),
        position=Position(said.position),
        words=said.words,
    )


def _objection(said: Objection, of: ConsentRound) -> ObjectionOut:
    return ObjectionOut(
        id=said.pk,
        voter=said.elector_id,
        name=_called(said.elector, of),
        argument=said.argument,
        standing=ObjectionStanding(said.standing),
        outcome=said.outcome,
        in_version=said.integrated_in.number if said.integrated_in else None,
    )
