from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.evaluation import actions, queries, rules
from samenspel.evaluation.actions import NewLink
from samenspel.evaluation.forms import InviteForm
from samenspel.evaluation.models import EvaluationSide
from samenspel.evaluation.tasks import mail_invitation, mail_reminder
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once

PEOPLE_ON_A_PAGE = 50


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
@pressed_once
def invite(
    request: MemberRequest, slug: str, evaluation_id: int, evaluation_side_id: int
) -> HttpResponse:
    side = _own_side(request, slug, evaluation_id, evaluation_side_id)
    form = InviteForm(request.POST or None, initial={"population": side.population})
    links: list[NewLink] = []
    if form.is_valid():
        try:
            links = actions.invite(
                side=side,
                guests=form.cleaned_data["people"],
                population=form.cleaned_data["population"],
                language=get_language() or "nl",
                mail=mail_invitation,
                site=request.build_absolute_uri("/"),
                by=request.user,
                at=timezone.now(),
            )
            if not links:
                return redirect("evaluation:invite", slug, evaluation_id, evaluation_side_id)
            side.refresh_from_db(fields=["population"])
            form = InviteForm(initial={"population": form.cleaned_data["population"]})
        except DomainError as refusal:
            form.add_error("people", str(refusal))
    return _page(request, side, form, links)


@require_POST
@pressed_once
def ask_yourself(
    request: MemberRequest, slug: str, evaluation_id: int, evaluation_side_id: int
) -> HttpResponse:
    side = _own_side(request, slug, evaluation_id, evaluation_side_id)
    language = get_language() or "nl"
    try:
        link = actions.ask_yourself(
            side=side, language=language, by=request.user, at=timezone.now()
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("evaluation:evaluation", slug, evaluation_id)
    return redirect("evaluation:personal_link", link.token)


@cache_control(private=True, no_store=True)
@require_POST
@pressed_once
def renew_link(
    request: MemberRequest, slug: str, evaluation_id: int, evaluation_side_id: int, guest_id: int
) -> HttpResponse:
    side = _own_side(request, slug, evaluation_id, evaluation_side_id)
    invitation = get_object_or_404(queries.people_asked(side), pk=guest_id)
    try:
        token = actions.renew_link(
            invitation=invitation, mail=mail_invitation, by=request.user, at=timezone.now(),
            site=request.build_absolute_uri("/"),
        )  # fmt: skip
    except DomainError as refusal:
        messages.error(request, str(refusal))
        token = ""
    if token:
        form = InviteForm(initial={"population": side.population})
        return _page(request, side, form, [NewLink(invitation, token)])
    return redirect("evaluation:invite", slug, evaluation_id, evaluation_side_id)


@require_POST
def withdraw_invitation(
    request: MemberRequest, slug: str, evaluation_id: int, evaluation_side_id: int, guest_id: int
) -> HttpResponse:
    side = _own_side(request, slug, evaluation_id, evaluation_side_id)
    invitation = get_object_or_404(queries.people_asked(side), pk=guest_id)
    try:
        actions.withdraw_invitation(invitation=invitation, by=request.user, at=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("evaluation:invite", slug, evaluation_id, evaluation_side_id)


@require_POST
@pressed_once
def remind(
    request: MemberRequest, slug: str, evaluation_id: int, evaluation_side_id: int
) -> HttpResponse:
    side = _own_side(request, slug, evaluation_id, evaluation_side_id)
    try:
        actions.remind_people(side=side, mail=mail_reminder, by=request.user, at=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("evaluation:invite", slug, evaluation_id, evaluation_side_id)


@csrf_exempt  # mail programs press this button too (RFC 8058); the token in the address is the key
@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def refuse_mail(request: HttpRequest, token: str) -> HttpResponse:
    invitation = queries.invitation_of(token)
    is_refused = invitation is not None and invitation.mail_refused_at is not None
    if request.method == "POST" and invitation:
        actions.refuse_mail(by=invitation, at=timezone.now())
        is_refused = True
    context = {"invitation": invitation, "is_refused": is_refused}
    status = 200 if invitation else 404
    return render(request, "evaluation/refuse_mail.html", context, status=status)


def _page(
    request: MemberRequest, side: EvaluationSide, form: InviteForm, links: list[NewLink]
) -> HttpResponse:
    asked = Paginator(queries.people_asked(side), PEOPLE_ON_A_PAGE)
    context = {
        "side": side,
        "evaluation": side.evaluation,
        "collaboration": side.evaluation.collaboration,
        "form": form,
        "people": asked.get_page(request.GET.get("pagina")),
        "too_many": queries.asked_too_many(side),
        "links": [(each.invitation, _address(request, each.token)) for each in links],
        "takes_answers": side.evaluation.takes_answers(timezone.now()) and not side.accepted_at,
        "is_by_mail": queries.guests_by_mail(side).exists(),
        "most_reminders": actions.MOST_REMINDERS,
        "may_invite": rules.may_decide_for(request.user, side.party, side.evaluation.collaboration),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "evaluation/invite.html", context, status=status)


def _address(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("evaluation:personal_link", args=[token]))


def _own_side(
    request: MemberRequest, slug: str, evaluation_id: int, evaluation_side_id: int
) -> EvaluationSide:
    """A side of a party that this person speaks for; names of others are not theirs to read."""
    visible = queries.evaluations_visible_to(request.user).filter(collaboration__slug=slug)
    found = get_object_or_404(visible, pk=evaluation_id)
    mine = request.user.representations.values("party")
    return get_object_or_404(queries.sides_of(found), pk=evaluation_side_id, party__in=mine)
