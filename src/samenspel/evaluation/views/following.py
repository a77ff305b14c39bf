from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samenspel.evaluation import actions, queries
from samenspel.evaluation.choices import Fate
from samenspel.evaluation.forms import EvaluatorForm, FindingsForm, ForPartyForm, SettleForm
from samenspel.evaluation.models import Evaluation
from samenspel.evaluation.tasks import mail_evaluator
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once

from .evaluations import _show, back_to, find_evaluation


@require_POST
@pressed_once
def settle_improvement(request: MemberRequest, slug: str, improvement_id: int) -> HttpResponse:
    visible = queries.improvements_visible_to(request.user)
    found = get_object_or_404(visible, pk=improvement_id, evaluation__collaboration__slug=slug)
    here = found.evaluation.collaboration
    form = SettleForm(request.POST, parties=queries.speaking_parties(request.user, here))
    if form.is_valid():
        given = {"party": form.cleaned_data["party"], "fate": Fate(form.cleaned_data["fate"])}
        try:
            actions.settle_improvement(
                improvement=found, by=request.user, at=timezone.now(), **given
            )
        except DomainError as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("You do not decide for this party here. Its manager does."))
    return back_to(found.evaluation, "#doen")


@require_POST
@pressed_once
def ask_evaluator(request: MemberRequest, slug: str, evaluation_id: int) -> HttpResponse:
    found = _ours(request, slug, evaluation_id)
    mine = queries.speaking_parties(request.user, found.collaboration)
    form = EvaluatorForm(request.POST, parties=mine)
    if form.is_valid():
        try:
            actions.ask_evaluator(
                evaluation=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            return back_to(found, "#buiten")
        except DomainError as refusal:
            form.add_error("email", str(refusal))
    return _show(request, found, proposing=form)


@require_POST
@pressed_once
def accept_evaluator(request: MemberRequest, slug: str, evaluation_id: int) -> HttpResponse:
    return _answer(request, slug, evaluation_id, accepts=True)


@require_POST
@pressed_once
def drop_evaluator(request: MemberRequest, slug: str, evaluation_id: int) -> HttpResponse:
    return _answer(request, slug, evaluation_id, accepts=False)


@require_POST
@pressed_once
def write_findings(request: MemberRequest, slug: str, evaluation_id: int) -> HttpResponse:
    found = find_evaluation(request, slug, evaluation_id)
    form = FindingsForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data["findings"]
        try:
            actions.write_findings(
                evaluation=found, findings=said, by=request.user, at=timezone.now()
            )
        except DomainError as refusal:
            messages.error(request, str(refusal))
        return back_to(found, "#buiten")
    return _show(request, found, writing=form)


def _answer(
    request: MemberRequest, slug: str, evaluation_id: int, *, accepts: bool
) -> HttpResponse:
    found = _ours(request, slug, evaluation_id)
    mine = queries.speaking_parties(request.user, found.collaboration)
    form = ForPartyForm(request.POST, parties=mine)
    if form.is_valid():
        given = {"party": form.cleaned_data["party"], "by": request.user, "at": timezone.now()}
        try:
            if accepts:
                actions.accept_evaluator(evaluation=found, mail=mail_evaluator, **given)
            else:
                actions.drop_evaluator(evaluation=found, **given)
        except DomainError as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("You do not decide for this party here. Its manager does."))
    return back_to(found, "#buiten")


def _ours(request: MemberRequest, slug: str, evaluation_id: int) -> Evaluation:
    visible = queries.evaluations_visible_to(request.user).filter(collaboration__slug=slug)
    return get_object_or_404(visible, pk=evaluation_id)
