from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samenspel.decisions import actions, analyses, tasks
from samenspel.decisions.actions import GivenResult, RollLine
from samenspel.decisions.forms import AddressForm, ResultForm
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once

from .page import _found, _page, _tried


@require_POST
@pressed_once
def point_to(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found, form = _found(request, slug, decision_id), AddressForm(request.POST)
    if not form.is_valid():
        return _page(request, found, refusal=_("Give an address that begins with https://."))
    address = form.cleaned_data["address"]
    return _tried(request, found, actions.point_to, decision=found, address=address)


@require_POST
def take_roll(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    """Not kept as a press, since that would keep the addresses of the voters."""
    found = _found(request, slug, decision_id)
    try:
        roll = actions.take_roll(decision=found, by=request.user, at=timezone.now())
    except DomainError as refusal:
        return _page(request, found, refusal=str(refusal))
    lines = "".join(f"{_for_belenios(each)}\n" for each in roll)
    response = HttpResponse(lines, content_type="text/plain; charset=utf-8")
    name = f"samenspel-stemgerechtigden-{found.number}.txt"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _for_belenios(line: RollLine) -> str:
    """An address; with how many votes, where it has more than one."""
    return line.email if line.votes == 1 else f"{line.email},,{line.votes}"


@require_POST
@pressed_once
def bring_in_result(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found, form = _found(request, slug, decision_id), ResultForm(request.POST, request.FILES)
    if not form.is_valid():
        refusal = _("Choose the file with the result, and say how many voted.")
        if form.has_error("result", code="too_large"):
            refusal = str(form.errors["result"][0])
        return _page(request, found, refusal=refusal)
    file = form.cleaned_data["result"]
    given = GivenResult(file.read(), file.name, form.cleaned_data["people"])
    return _tried(
        request, found, actions.bring_in_result, decision=found, given=given,
        mail=tasks.mail_counted,
    )  # fmt: skip


@require_safe
def result_file(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found = _found(request, slug, decision_id)
    counted = found.is_elsewhere and found.is_counted
    if not counted or not analyses.tells_document(found, found.tally):
        raise Http404
    kept = found.elsewhere
    response = HttpResponse(kept.result.encode(), content_type="application/json")
    name = f"samenspel-uitslag-elders-{found.number}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
