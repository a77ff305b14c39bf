"""What programs may read of decisions: as on the pages, and no vote before the count."""

from datetime import date

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Query

from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, InPath, Key, Moment, Out, Page, page_of
from samenspel.platform.asking import router as new_router

from . import queries
from .choices import Body, Form, Secrecy, State, Verdict
from .models import Decision

router = new_router(_("decisions"))


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


class DecisionPage(Page[DecisionOut]):
    """Decisions, newest first."""


class DecisionsAsked(Asked):
    """Of which collaboration."""

    collaboration: Key | None = None


@router.get("/decisions", response=DecisionPage, summary=_("Decisions"),
            operation_id="listDecisions")  # fmt: skip
def decisions(request: MemberRequest, asked: Query[DecisionsAsked]) -> DecisionPage:
    """What was put to a vote in your collaborations, and what came of it."""
    found = queries.decisions_visible_to(request.user).order_by("-proposed_at", "-pk")
    return page_of(DecisionPage, found, asked, request, _shown)


@router.get("/decisions/{decision_id}", response=DecisionOut, summary=_("Decision"),
            operation_id="getDecision")  # fmt: skip
def decision(request: MemberRequest, decision_id: InPath) -> DecisionOut:
    """One decision with the wording that is put to the vote."""
    found = queries.decisions_visible_to(request.user)
    return _shown(get_object_or_404(found, pk=decision_id))


def _shown(found: Decision) -> DecisionOut:
    text, said = queries.text_of(found), queries.declaration_of(found)
    return DecisionOut(
        id=found.pk,
        collaboration=found.collaboration_id,
        number=found.number,
        title=found.title,
        text=text.text,
        text_digest=text.digest,
        why=found.why,
        decided_by=Body(found.body),
        decided_how=Form(found.form),
        secrecy=Secrecy(found.secrecy),
        decision_state=State(found.state),
        is_consultation=found.is_consultation,
        proposed_at=found.proposed_at,
        opened_at=found.opened_at,
        closes_at=found.closes_at,
        closed_at=found.closed_at,
        counted=Verdict(found.tally.verdict) if found.is_counted else None,
        declared=Verdict(said.verdict) if said else None,
        evaluate_on=found.evaluate_on,
        ends_on=found.ends_on,
        in_force_on=found.in_force_on,
        follows=found.follows_id,
    )
