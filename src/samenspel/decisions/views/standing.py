from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samenspel.decisions import actions, queries
from samenspel.decisions.forms import (
    AgainForm,
    AnswerForm,
    DeedForm,
    ProxyForm,
    ReasonForm,
    SecondForm,
)
from samenspel.decisions.models import Contest, Decision
from samenspel.people.http import MemberRequest
from samenspel.platform.pressed import pressed_once

from .page import _elector, _found, _page, _tried


def _contest(found: Decision, key: int) -> Contest:
    return get_object_or_404(queries.contests_of(found), pk=key)


@require_POST
@pressed_once
def step_back(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found, form = _found(request, slug, decision_id), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, found, refusal=_("Say which interest you have."))
    elector, why = _elector(found, form.cleaned_data["elector"]), form.cleaned_data["why"]
    return _tried(request, found, actions.recuse, elector=elector, why=why[:200])


@require_POST
@pressed_once
def give_proxy(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found, form = _found(request, slug, decision_id), ProxyForm(request.POST)
    if not (form.is_valid() and form.cleaned_data["holder"]):
        return _page(request, found, refusal=_("Choose who votes for you."))
    giver = _elector(found, form.cleaned_data["elector"])
    holder = _elector(found, form.cleaned_data["holder"])
    return _tried(request, found, actions.give_proxy, giver=giver, holder=holder)


@require_POST
@pressed_once
def revoke_proxy(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found, form = _found(request, slug, decision_id), ProxyForm(request.POST)
    if not form.is_valid():
        return _page(request, found, refusal=_("You have no proxy running."))
    giver = _elector(found, form.cleaned_data["elector"])
    return _tried(request, found, actions.revoke_proxy, giver=giver)


@require_POST
@pressed_once
def contest_outcome(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found, form = _found(request, slug, decision_id), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, found, refusal=_("Say what is wrong with the outcome."))
    elector, why = _elector(found, form.cleaned_data["elector"]), form.cleaned_data["why"]
    return _tried(request, found, actions.contest, elector=elector, why=why)


@require_POST
@pressed_once
def back_contest(
    request: MemberRequest, slug: str, decision_id: int, contest_id: int
) -> HttpResponse:
    found, form = _found(request, slug, decision_id), ProxyForm(request.POST)
    doubt = _contest(found, contest_id)
    if not form.is_valid():
        return _page(request, found, refusal=_("This is not yours to say."))
    elector = _elector(found, form.cleaned_data["elector"])
    return _tried(request, found, actions.back, contest=doubt, elector=elector)


@require_POST
@pressed_once
def dismiss_contest(
    request: MemberRequest, slug: str, decision_id: int, contest_id: int
) -> HttpResponse:
    found, form = _found(request, slug, decision_id), AnswerForm(request.POST)
    doubt = _contest(found, contest_id)
    if not form.is_valid():
        return _page(request, found, refusal=_("Say why the outcome stands."))
    answer = form.cleaned_data["answer"]
    return _tried(request, found, actions.dismiss, contest=doubt, answer=answer)


@require_POST
@pressed_once
def vote_again(
    request: MemberRequest, slug: str, decision_id: int, contest_id: int
) -> HttpResponse:
    found, form = _found(request, slug, decision_id), AgainForm(request.POST)
    doubt = _contest(found, contest_id)
    if not form.is_valid():
        return _page(request, found, refusal=_("Choose until when people can vote again."))
    until = form.cleaned_data["again_until"]
    return _tried(request, found, actions.vote_again, contest=doubt, closes_at=until)


@require_POST
@pressed_once
def vote_second(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found, form = _found(request, slug, decision_id), SecondForm(request.POST)
    if not form.is_valid():
        return _page(request, found, refusal=_("Choose until when people can vote again."))
    given = form.cleaned_data
    return _tried(
        request, found, actions.vote_second, decision=found, closes_at=given["second_until"],
        meeting_on=given["meeting_on"], noticed_on=given["noticed_on"],
    )  # fmt: skip


@require_POST
@pressed_once
def note_deed(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found, form = _found(request, slug, decision_id), DeedForm(request.POST)
    if not (form.is_valid() and form.cleaned_data["on"]):
        return _page(request, found, refusal=_("Say which deed it is, and since when it holds."))
    given = form.cleaned_data
    return _tried(
        request, found, actions.bring_into_force, decision=found, on=given["on"], deed=given["deed"]
    )
