"""The page of one decision, which every press on it leads back to."""

from datetime import date
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from samenspel.collaborations import queries as collaborations
from samenspel.decisions import analyses, queries, rules
from samenspel.decisions.choices import Body, Position, Said
from samenspel.decisions.forms import DeclareForm, EscalateForm, WithdrawForm
from samenspel.decisions.models import Decision
from samenspel.people.http import MemberRequest
from samenspel.people.models import User


def _page(
    request: MemberRequest, found: Decision, *, form: Form | None = None, refusal: str = ""
) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    electors = list(queries.electors_of(found)) if found.opened_at else []
    counted = found.is_counted and analyses.tells_numbers(found, found.tally)
    context = {
        "collaboration": found.collaboration,
        "decision": found,
        "text": queries.text_of(found),
        "entitled": [each for each in electors if each.is_entitled],
        "voted": sum(hasattr(each, "ballot") for each in electors),
        "mine": list(queries.own_electors(request.user, found)) if found.is_open else [],
        "can_vote": found.is_open and now < found.closes_at,
        "choices": Said.choices,
        "may_lead": rules.may_lead(request.user, found),
        "may_declare": rules.may_declare(request.user, found),
        "declaration": queries.declaration_of(found),
        "sum": analyses.arithmetic(found, found.tally) if counted else None,
        "shows_ballots": found.is_counted and not found.is_confidential,
        "asked": analyses.asked_of(found, today),
        "falls_short": _falls_short(found, today),
        "is_here": collaborations.visible_to(request.user).contains(found.collaboration),
        "form": form,
        "refusal": refusal,
        "withdrawing": form if isinstance(form, WithdrawForm) else WithdrawForm(),
        "declaring": form if isinstance(form, DeclareForm) else _declaring(found),
    } | (consent_in(request.user, found) if found.is_by_consent else {})  # fmt: skip
    status = 200 if form is None and not refusal else 422
    return render(request, "decisions/decision.html", context, status=status)


def _falls_short(found: Decision, today: date) -> bool:
    return analyses.falls_short(found, today) if found.is_proposed else found.is_consultation


def _declaring(found: Decision) -> DeclareForm:
    return DeclareForm(initial={"verdict": found.tally.verdict if found.is_counted else None})


def _found(request: MemberRequest, slug: str, decision_id: int) -> Decision:
    visible = queries.decisions_visible_to(request.user).filter(collaboration__slug=slug)
    return get_object_or_404(visible, pk=decision_id)


def consent_in(person: User, found: Decision) -> dict[str, Any]:
    """What the page shows of a decision by consent: its rounds, and what is asked now."""
    rounds = list(queries.rounds_of(found)) if found.opened_at else []
    current = rounds[0] if rounds else None
    objections = [each for of in reversed(rounds) for each in of.objections.all()]
    people = queries.speakers_in(found.collaboration)
    return {
        "current": current,
        "earlier": rounds[1:],
        "voted": len(current.stances.all()) if current else 0,
        "standing_objections": [each for each in objections if each.is_open],
        "settled_objections": [each for each in objections if not each.is_open],
        "positions": Position.choices,
        "may_speak": found.is_open and rules.may_speak_in(person, found),
        "people": people if current and current.asks_names else (),
        "escalating": EscalateForm(initial={"to": Body.GENERAL_MEETING}),
    }
