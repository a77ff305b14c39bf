"""The page of one decision, which every press on it leads back to."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from samenspel.collaborations import queries as collaborations
from samenspel.decisions import analyses, queries, rules
from samenspel.decisions.choices import Body, Form, Method, Position, Said, Voters
from samenspel.decisions.forms import (
    AddressForm,
    AgainForm,
    DeclareForm,
    DeedForm,
    EscalateForm,
    ResultForm,
    SecondForm,
    WithdrawForm,
    week_later,
)
from samenspel.decisions.models import (
    ConsentRound,
    Decision,
    DecisionOption,
    Elector,
    VoteElsewhere,
)
from samenspel.people.http import MemberRequest
from samenspel.people.models import User
from samenspel.platform.errors import DomainError

PAGES = {Method.EQUAL_SHARES_ADD1.value: Method.EQUAL_SHARES.value}  # one page tells of both


def _page(
    request: MemberRequest, found: Decision, *, form: forms.Form | None = None, refusal: str = ""
) -> HttpResponse:
    context = {
        **_standing_of(request.user, found),
        "form": form,
        "refusal": refusal,
        "withdrawing": form if isinstance(form, WithdrawForm) else WithdrawForm(),
        "declaring": form if isinstance(form, DeclareForm) else _declaring(found),
    }
    status = 200 if form is None and not refusal else 422
    return render(request, "decisions/decision.html", context, status=status)


def _tried(
    request: MemberRequest, found: Decision, act: Callable[..., object], **given: Any
) -> HttpResponse:
    """What this person does now, and back to the page; a refusal is said there."""
    try:
        act(**given, by=request.user, at=timezone.now())
    except DomainError as refusal:
        return _page(request, found, refusal=str(refusal))
    return redirect("decisions:decision", found.collaboration.slug, found.pk)


def _elector(found: Decision, key: int) -> Elector:
    return get_object_or_404(queries.electors_of(found), pk=key)


def _standing_of(person: User, found: Decision) -> dict[str, Any]:
    """Where the decision stands, and what this person may do with it."""
    electors = list(queries.electors_of(found)) if found.opened_at else []
    own = list(queries.own_electors(person, found)) if found.opened_at else []
    held = list(queries.held_electors(person, found)) if found.is_open and found.proxies else []
    mine = [*own, *held] if found.is_open else []
    counted = found.is_counted and analyses.tells_numbers(found, found.tally)
    total = counted and not found.has_options
    return {
        "collaboration": found.collaboration,
        "decision": found,
        "text": queries.text_of(found),
        "shares": analyses.shares_told(found),
        "circle": list(queries.circle_of(found)) if found.voters == Voters.CIRCLE else [],
        "entitled": [each for each in electors if each.may_vote],
        "voted": sum(each.has_voted or hasattr(each, "ballot") for each in electors),
        "mine": mine,
        "can_vote": found.is_open and timezone.now() < found.closes_at,
        "choices": Said.choices,
        "receipt": analyses.new_receipt() if found.is_separated and mine else "",
        **standing_in(found, electors, own),
        **_may(person, found, electors),
        "declaration": queries.declaration_of(found),
        "sum": analyses.arithmetic(found, found.tally) if total else None,
        "tells_document": counted and analyses.tells_document(found, found.tally),
        "shows_ballots": found.is_counted and not found.is_confidential,
        **(consent_in(person, found) if found.is_by_consent else {}),
        **(choice_in(found, electors, mine, shown=counted) if found.has_options else {}),
    }


def _falls_short(found: Decision, today: date) -> bool:
    return analyses.falls_short(found, today) if found.is_proposed else found.is_consultation


def _declaring(found: Decision) -> DeclareForm:
    counted = found.tally.verdict if found.is_counted else None
    return DeclareForm(initial={"verdict": counted}, decision=found)


def _found(request: MemberRequest, slug: str, decision_id: int) -> Decision:
    visible = queries.decisions_visible_to(request.user).filter(collaboration__slug=slug)
    return get_object_or_404(visible, pk=decision_id)


def _may(person: User, found: Decision, electors: list[Elector]) -> dict[str, Any]:
    """What this person may do with it, and what the law asks of it."""
    today = timezone.localdate()
    return {
        "may_lead": rules.may_lead(person, found),
        "may_declare": rules.may_declare(person, found),
        "is_here": collaborations.visible_to(person).contains(found.collaboration),
        "asked": analyses.asked_of(found, today, electors),
        "falls_short": _falls_short(found, today),
    }


def standing_in(found: Decision, electors: list[Elector], own: list[Elector]) -> dict[str, Any]:
    """Proxies, who stepped back, and who contests the outcome."""
    running = list(queries.running_proxies(found)) if found.is_open and found.proxies else []
    gave = {each.giver_id: each for each in running}
    counted = found.is_counted
    return {
        "own": own,
        "own_proxies": [(each, gave.get(each.pk)) for each in own if found.is_open],
        "others": [each for each in electors if each.may_vote and each.pk not in gave],
        "stepped_back": [each for each in electors if each.recused_because],
        "contests": list(queries.contests_of(found)) if counted else [],
        "noting": DeedForm(),
        "again": AgainForm(initial={"again_until": week_later(timezone.localtime())}),
        **_second_in(found),
        **(_elsewhere_in(found) if found.is_elsewhere else {}),
    }


def _elsewhere_in(found: Decision) -> dict[str, Any]:
    """Where people vote, and the forms to tell that and to bring in the result."""
    kept = VoteElsewhere.objects.filter(decision=found).first()
    return {
        "vote_elsewhere": kept,
        "pointing": AddressForm(initial={"address": kept.address if kept else ""}),
        "bringing": ResultForm(),
    }


def _second_in(found: Decision) -> dict[str, Any]:
    """The second vote, or that it may be called; nothing where none was agreed."""
    if not found.allows_second or not found.is_counted:
        return {}
    may = queries.may_have_second(found) and analyses.misses_quorum(found, found.tally)
    begin = {"second_until": week_later(timezone.localtime())}
    return {
        "second": queries.second_of(found).first(),
        "calling": SecondForm(initial=begin) if may else None,
    }


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
        "silent_consents": _silent_consents(found, current),
        "standing_objections": [each for each in objections if each.is_open],
        "settled_objections": [each for each in objections if not each.is_open],
        "positions": Position.choices,
        "may_speak": found.is_open and rules.may_speak_in(person, found),
        "people": people if current and current.asks_names else (),
        "escalating": EscalateForm(initial={"to": Body.GENERAL_MEETING}),
    }


def _silent_consents(found: Decision, current: ConsentRound | None) -> int:
    """How many of the consents that were counted were silence."""
    if not (found.silence_is_consent and found.is_counted and current):
        return 0
    consented = (Position.CONSENT, Position.CONCERN)
    spoken = sum(each.position in consented for each in current.stances.all())
    return analyses.arithmetic(found, found.tally).total.in_favour - spoken


def choice_in(
    found: Decision, electors: list[Elector], own: list[Elector], *, shown: bool
) -> dict[str, Any]:
    """What the page shows of a choice among several: the options, ballots, and what came of it."""
    options = list(found.options.order_by("place"))
    names = {each.place: each.name for each in options}
    return {
        "options": options,
        "papers": [(each, _paper(each, options)) for each in own] if found.is_open else [],
        "picks": [(each, _said(each, names)) for each in electors if each.may_vote],
        "numbers": range(1, _most(found, options) + 1),
        "chosen": analyses.chosen(found, found.tally) if shown else None,
        "rule_page": f"decision-{PAGES.get(found.method, found.method)}",
        "needed": analyses.quorum_of(found, electors) if electors else 0,
    }


def _most(found: Decision, options: list[DecisionOption]) -> int:
    return len(options) if found.form == Form.RANKING else analyses.most_points_for(found)


def _paper(elector: Elector, options: list[DecisionOption]) -> list[tuple[DecisionOption, int]]:
    """Each option with what this voter gave it, or its place in their order."""
    kept = (hasattr(elector, "ballot") and elector.ballot.picked) or {}
    ranked = {p: n for n, level in enumerate(kept.get("ranking", ()), 1) for p in level}
    points = {int(place): number for place, number in kept.get("points", {}).items()}
    return [(each, ranked.get(each.place, points.get(each.place, 0))) for each in options]


def _said(elector: Elector, names: dict[int, str]) -> str:
    return (
        analyses.said_in(elector.ballot.picked or {}, names) if hasattr(elector, "ballot") else ""
    )
