import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.evaluation import actions, queries
from samenspel.evaluation.forms import ChecksForm, FacetsForm
from samenspel.evaluation.models import (
    Evaluation,
    EvaluationInvitation,
    FacetAnswer,
    Improvement,
)
from samenspel.people.http import remember
from samenspel.platform.errors import DomainError
from samenspel_report.evaluation import Facet, minutes

COOKIE, PATH = "evaluating_{}", "/e/"
PAGES = (
    ("why", "in_what", "how"),
    ("reciprocity", "flexibility", "sensitivity"),
    ("reliability", "conviction", "effort", "again"),
)


@dataclass(frozen=True, slots=True)
class Visit:
    """Someone who began with a personal link in this browser."""

    invitation: EvaluationInvitation
    nonce: str

    @property
    def evaluation(self) -> Evaluation:
        return self.invitation.side.evaluation

    @property
    def takes_answers(self) -> bool:
        side = self.invitation.side
        return side.accepted_at is None and self.evaluation.takes_answers(timezone.now())


@dataclass(frozen=True, slots=True)
class Steps:
    """The pages of an evaluation in order: first what was agreed earlier, if there is anything."""

    checks: Sequence[Improvement]
    facets: Sequence[Sequence[Facet]]

    @property
    def total(self) -> int:
        return len(self.facets) + bool(self.checks)

    def facets_at(self, place: int) -> Sequence[Facet]:
        """The facets on a page; none where earlier improvements are asked about."""
        before = bool(self.checks)
        return self.facets[place - 1 - before] if place > before else ()


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def personal_link(request: HttpRequest, token: str) -> HttpResponse:
    invitation = queries.invitation_of(token)
    takes = invitation is not None and Visit(invitation, "").takes_answers
    if request.method == "POST" and invitation and takes:
        agrees = "small_group" in request.POST
        actions.begin_answering(agrees_to_small_group=agrees, by=invitation, at=timezone.now())
        return _begun(request, invitation)
    context: dict[str, object] = {"invitation": invitation, "takes": takes}
    if invitation:
        context |= _asked_of(invitation)
    return render(
        request, "evaluation/personal_link.html", context, status=200 if invitation else 404
    )


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def answer_part(request: HttpRequest, evaluation_id: int, place: int) -> HttpResponse:
    visit = _visit(request, evaluation_id)
    if visit is None or not visit.takes_answers:
        return _closed(request, visit)
    steps = _steps(visit.evaluation)
    if not 1 <= place <= steps.total:
        raise Http404
    earlier = queries.answers_given_here(visit.invitation, visit.nonce)
    form = _form(request, steps, place, earlier)
    if form.is_valid():
        try:
            actions.save_answer(
                said=form.said(), nonce=visit.nonce, by=visit.invitation, at=timezone.now()
            )
            if place < steps.total:
                return redirect("evaluation:answer_part", evaluation_id, place + 1)
            return redirect("evaluation:answered", evaluation_id)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = _shared(visit) | {
        "form": form,
        "is_check": isinstance(form, ChecksForm),
        "place": place,
        "before": place - 1,
        "total": steps.total,
    }
    status = 422 if form.is_bound else 200
    return render(request, "evaluation/answer_part.html", context, status=status)


@login_not_required
@cache_control(private=True, no_store=True)
@require_safe
def answered(request: HttpRequest, evaluation_id: int) -> HttpResponse:
    visit = _visit(request, evaluation_id)
    if visit is None or not visit.takes_answers:
        return _closed(request, visit)
    steps = _steps(visit.evaluation)
    context = _shared(visit) | {"places": range(1, steps.total + 1)}
    return render(request, "evaluation/answered.html", context)


@login_not_required
@cache_control(private=True, no_store=True)
@require_POST
def erase_answers(request: HttpRequest, evaluation_id: int) -> HttpResponse:
    visit = _visit(request, evaluation_id)
    if visit is None or not visit.takes_answers:
        return _closed(request, visit)
    actions.erase_answers(by=visit.invitation, at=timezone.now())
    return _left(request, evaluation_id, "erased")


@login_not_required
@cache_control(private=True, no_store=True)
@require_POST
def not_me(request: HttpRequest, evaluation_id: int) -> HttpResponse:
    return _left(request, evaluation_id, "left")


def _form(
    request: HttpRequest, steps: Steps, place: int, earlier: dict[str, FacetAnswer]
) -> ChecksForm | FacetsForm:
    given = request.POST if request.method == "POST" else None
    facets = steps.facets_at(place)
    if facets:
        return FacetsForm(given, facets=facets, initial=FacetsForm.initial_of(earlier))
    initial = ChecksForm.initial_of(earlier)
    return ChecksForm(given, improvements=steps.checks, initial=initial)


def _steps(evaluation: Evaluation) -> Steps:
    asked = {each.code: each for each in queries.asked_in(evaluation, get_language() or "nl")}
    pages = [[asked[code] for code in page if code in asked] for page in PAGES]
    return Steps(list(queries.checked_by(evaluation)), [page for page in pages if page])


def _asked_of(invitation: EvaluationInvitation) -> dict[str, object]:
    evaluation = invitation.side.evaluation
    asked = queries.asked_in(evaluation, get_language() or "nl")
    return {
        "evaluation": evaluation,
        "side": invitation.side,
        "collaboration": evaluation.collaboration,
        "minutes": minutes(tuple(asked)),
        "facets": [each.name for each in asked],
    }


def _shared(visit: Visit) -> dict[str, object]:
    return {
        "evaluation": visit.evaluation,
        "collaboration": visit.evaluation.collaboration,
        "side": visit.invitation.side,
        "invitation": visit.invitation,
    }


def _visit(request: HttpRequest, evaluation_id: int) -> Visit | None:
    """Who answers in this browser, as its signed cookie says, unless the link was withdrawn."""
    name = COOKIE.format(evaluation_id)
    held = request.get_signed_cookie(name, default="", salt=name)
    number, _colon, nonce = (held or "").partition(":")
    found = queries.invitation_for(evaluation_id, int(number)) if number.isdecimal() else None
    return Visit(found, nonce) if found and nonce else None


def _begun(request: HttpRequest, invitation: EvaluationInvitation) -> HttpResponse:
    key = invitation.side.evaluation_id
    earlier = _visit(request, key)
    same = earlier is not None and earlier.invitation == invitation
    nonce = earlier.nonce if earlier and same else secrets.token_urlsafe(16)
    response = redirect("evaluation:answer_part", key, 1)
    held, name = f"{invitation.pk}:{nonce}", COOKIE.format(key)
    remember(response, name, held, path=PATH, seconds=settings.SESSION_COOKIE_AGE)
    return response


def _left(request: HttpRequest, evaluation_id: int, how: str) -> HttpResponse:
    response = render(request, "evaluation/left.html", {"how": how})
    response.delete_cookie(COOKIE.format(evaluation_id), path=PATH, samesite="Lax")
    return response


def _closed(request: HttpRequest, visit: Visit | None) -> HttpResponse:
    """No link in this browser, or an evaluation that takes no answers now."""
    context: dict[str, object] = {"invitation": None, "takes": False}
    if visit:
        context |= _shared(visit)
    return render(request, "evaluation/personal_link.html", context, status=410 if visit else 404)
