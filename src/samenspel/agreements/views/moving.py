from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.agreements import actions, analyses, queries, rules
from samenspel.agreements.choices import Conclusion, Turn
from samenspel.agreements.forms import (
    ConcludeForm,
    ExtendForm,
    ForPartyForm,
    PauseForm,
    UpheavalForm,
)
from samenspel.agreements.models import Pause
from samenspel.agreements.tasks import mail_pause
from samenspel.collaborations import queries as collaborations
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once


@require_safe
def flexibility(request: MemberRequest, slug: str) -> HttpResponse:
    here = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    mine = list(rules.parties_to_decide_for(request.user, here))
    pauses = list(queries.pauses_in(here))
    today = timezone.localdate()
    context = {
        "collaboration": here,
        "mine": mine,
        "resting": [(each, each.is_due(today)) for each in pauses if each.ended_at is None],
        "rested": [each for each in pauses if each.ended_at],
        "upheavals": [
            (each, analyses.questions_about(each.kind)) for each in queries.upheavals_in(here)
        ],
        "conclusions": Conclusion,
    }
    return render(request, "agreements/flexibility.html", context)


@require_http_methods(["GET", "POST"])
@pressed_once
def new_pause(request: MemberRequest, slug: str) -> HttpResponse:
    here = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    mine = rules.parties_to_decide_for(request.user, here)
    form = PauseForm(
        request.POST or None,
        parties=mine,
        agreements=queries.agreements_that_hold(here),
        initial={"message": _message()},
    )
    if form.is_valid():
        try:
            actions.pause(
                collaboration=here, mail=mail_pause, by=request.user, at=timezone.now(),
                **form.cleaned_data,
            )  # fmt: skip
            return redirect("agreements:flexibility", slug)
        except DomainError as refusal:
            fields = {actions.PauseInThePast: "until_on", actions.AlreadyPaused: "agreement"}
            form.add_error(fields.get(type(refusal)), str(refusal))
    context = {"collaboration": here, "form": form, "may_ask": mine.exists()}
    status = 422 if form.is_bound else 200
    return render(request, "agreements/new_pause.html", context, status=status)


@require_POST
@pressed_once
def extend_pause(request: MemberRequest, slug: str, pause_id: int) -> HttpResponse:
    found = _pause(request, slug, pause_id)
    mine = rules.parties_to_decide_for(request.user, found.collaboration)
    form = ExtendForm(request.POST, parties=mine)
    if form.is_valid():
        try:
            actions.extend_pause(
                pause=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except DomainError as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("Choose a day after today."))
    return redirect("agreements:flexibility", slug)


@require_POST
@pressed_once
def end_pause(request: MemberRequest, slug: str, pause_id: int) -> HttpResponse:
    found = _pause(request, slug, pause_id)
    mine = rules.parties_to_decide_for(request.user, found.collaboration)
    form = ForPartyForm(request.POST, parties=mine)
    if form.is_valid():
        try:
            actions.end_pause(pause=found, by=request.user, at=timezone.now(), **form.cleaned_data)
        except DomainError as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("You do not decide for this party here. Its manager does."))
    return redirect("agreements:flexibility", slug)


@require_http_methods(["GET", "POST"])
@pressed_once
def new_upheaval(request: MemberRequest, slug: str) -> HttpResponse:
    here = get_object_or_404(collaborations.collaborations_of(request.user), slug=slug)
    mine = rules.parties_to_decide_for(request.user, here)
    form = UpheavalForm(
        request.POST or None, parties=mine, initial={"happened_on": timezone.localdate()}
    )
    if form.is_valid():
        said = form.cleaned_data
        party = said["party"]
        where = queries.collaborations_with(party) if said["everywhere"] else [here]
        try:
            actions.note_upheaval(
                collaborations=where, kind=Turn(said["kind"]), what=said["what"], party=party,
                happened_on=said["happened_on"], by=request.user, at=timezone.now(),
            )  # fmt: skip
            return redirect("agreements:flexibility", slug)
        except DomainError as refusal:
            field = "happened_on" if isinstance(refusal, actions.NotYetGiven) else None
            form.add_error(field, str(refusal))
    context = {"collaboration": here, "form": form, "may_note": mine.exists()}
    status = 422 if form.is_bound else 200
    return render(request, "agreements/new_upheaval.html", context, status=status)


@require_POST
@pressed_once
def conclude(request: MemberRequest, slug: str, reassessment_id: int) -> HttpResponse:
    visible = queries.reassessments_visible_to(request.user)
    found = get_object_or_404(
        visible.filter(upheaval__collaboration__slug=slug), pk=reassessment_id
    )
    mine = rules.parties_to_decide_for(request.user, found.upheaval.collaboration)
    form = ConcludeForm(request.POST, parties=mine)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.conclude(
                reassessment=found, conclusion=Conclusion(said["conclusion"]), party=said["party"],
                because=said["because"], by=request.user, at=timezone.now(),
            )  # fmt: skip
        except DomainError as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("Choose what comes of it."))
    return redirect("agreements:flexibility", slug)


def _pause(request: MemberRequest, slug: str, pause_id: int) -> Pause:
    visible = queries.pauses_visible_to(request.user).filter(collaboration__slug=slug)
    return get_object_or_404(visible, pk=pause_id)


def _message() -> str:
    """What one could tell the others; it is theirs to change."""
    return _(
        "We notice that a lot is asked of you now. We let our agreements rest for a while, without "
        "asking anything back. What you gave stays valuable to us. Ring us when you need us; at "
        "the end of the pause we look together at what fits then."
    )
