from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.collaborations import queries as collaborations
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once
from samenspel.portfolio import actions, analyses, queries, rules
from samenspel.portfolio.choices import Stage
from samenspel.portfolio.forms import ArrowForm, IndicatorForm, StepForm
from samenspel.portfolio.models import ChainStep, Indicator


@require_http_methods(["GET", "POST"])
@pressed_once
def theory(request: MemberRequest, party_id: int) -> HttpResponse:
    party = get_object_or_404(collaborations.parties_of(request.user), pk=party_id)
    form = StepForm(request.POST or None)
    if form.is_valid():
        try:
            told = form.told
            step = actions.add_step(party=party, told=told, by=request.user, at=timezone.now())
            return redirect("portfolio:chain_step", party.pk, step.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    found = queries.theory_of(party)
    context = {
        "party": party,
        "theory": found,
        "picture": analyses.picture_of(found),
        "stages": [(stage.label, found.at(stage)) for stage in Stage],
        "form": form,
        "may_keep": rules.may_keep(request.user, party),
    }
    status = 422 if form.is_bound else 200
    return render(request, "portfolio/theory.html", context, status=status)


@require_http_methods(["GET", "POST"])
@pressed_once
def chain_step(request: MemberRequest, party_id: int, step_id: int) -> HttpResponse:
    step = _step(request, party_id, step_id)
    initial = {"stage": step.stage, "name": step.name, "weight": step.weight}
    form = StepForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.change_step(step=step, told=form.told, by=request.user, at=timezone.now())
            return redirect("portfolio:chain_step", party_id, step.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _step_page(request, step, form, None)


@require_POST
def draw_arrow(request: MemberRequest, party_id: int, step_id: int) -> HttpResponse:
    step = _step(request, party_id, step_id)
    form = ArrowForm(request.POST, theory=queries.theory_of(step.party), source=step)
    if form.is_valid():
        target = get_object_or_404(queries.steps_of(step.party), pk=form.cleaned_data["target"])
        try:
            actions.draw_arrow(
                source=step, target=target, assumption=form.cleaned_data["assumption"],
                by=request.user, at=timezone.now(),
            )  # fmt: skip
            return redirect("portfolio:chain_step", party_id, step.pk)
        except DomainError as refusal:
            form.add_error("target", str(refusal))
    return _step_page(request, step, None, form)


@require_POST
def drop_arrow(request: MemberRequest, party_id: int, arrow_id: int) -> HttpResponse:
    visible = queries.arrows_visible_to(request.user).filter(source__party=party_id)
    arrow = get_object_or_404(visible, pk=arrow_id)
    step_id = arrow.source_id
    try:
        actions.drop_arrow(arrow=arrow, by=request.user, at=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("portfolio:chain_step", party_id, step_id)


@require_POST
def drop_step(request: MemberRequest, party_id: int, step_id: int) -> HttpResponse:
    step = _step(request, party_id, step_id)
    try:
        actions.drop_step(step=step, by=request.user, at=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("portfolio:theory", party_id)


@require_http_methods(["GET", "POST"])
@pressed_once
def new_indicator(request: MemberRequest, party_id: int, step_id: int) -> HttpResponse:
    return _indicator_page(request, _step(request, party_id, step_id), None)


@require_http_methods(["GET", "POST"])
@pressed_once
def indicator(request: MemberRequest, party_id: int, indicator_id: int) -> HttpResponse:
    found = _indicator(request, party_id, indicator_id)
    return _indicator_page(request, found.step, found)


@require_POST
def drop_indicator(request: MemberRequest, party_id: int, indicator_id: int) -> HttpResponse:
    found = _indicator(request, party_id, indicator_id)
    try:
        actions.drop_indicator(indicator=found, by=request.user, at=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("portfolio:chain_step", party_id, found.step_id)


def _step(request: MemberRequest, party_id: int, step_id: int) -> ChainStep:
    visible = queries.steps_visible_to(request.user).filter(party=party_id)
    return get_object_or_404(visible, pk=step_id)


def _indicator(request: MemberRequest, party_id: int, indicator_id: int) -> Indicator:
    visible = queries.indicators_visible_to(request.user).filter(step__party=party_id)
    return get_object_or_404(visible, pk=indicator_id)


def _step_page(
    request: MemberRequest, step: ChainStep, form: StepForm | None, arrow_form: ArrowForm | None
) -> HttpResponse:
    initial = {"stage": step.stage, "name": step.name, "weight": step.weight}
    found = queries.theory_of(step.party)
    context = {
        "party": step.party,
        "step": step,
        "leads_to": [each for each in found.arrows if each.source_id == step.pk],
        "comes_from": [each for each in found.arrows if each.target_id == step.pk],
        "indicators": step.indicators.order_by("pk"),
        "is_measured": step.stage in Stage.measured(),
        "form": form or StepForm(initial=initial),
        "arrow_form": arrow_form or ArrowForm(theory=found, source=step),
        "may_keep": rules.may_keep(request.user, step.party),
    }
    refused = any(each is not None and each.is_bound for each in (form, arrow_form))
    status = 422 if refused else 200
    return render(request, "portfolio/chain_step.html", context, status=status)


def _indicator_page(
    request: MemberRequest, step: ChainStep, kept: Indicator | None
) -> HttpResponse:
    names = IndicatorForm.base_fields
    initial = {name: getattr(kept, name) for name in names} if kept else {}
    form = IndicatorForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.set_indicator(
                step=step, told=form.told, indicator=kept, by=request.user, at=timezone.now()
            )
            return redirect("portfolio:chain_step", step.party_id, step.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {"party": step.party, "step": step, "indicator": kept, "form": form,
               "may_keep": rules.may_keep(request.user, step.party)}  # fmt: skip
    template = "portfolio/indicator.html" if kept else "portfolio/new_indicator.html"
    return render(request, template, context, status=422 if form.is_bound else 200)
