from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samenspel.decisions import actions, analyses, queries
from samenspel.decisions.choices import Said
from samenspel.decisions.forms import BallotForm, PickForm
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError

from .page import _elector, _found, _page


@require_POST
def drop_in_box(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    """Not kept as a press, since that would tie the answer, with its code, to who pressed."""
    found = _found(request, slug, decision_id)
    among = found.has_options
    form = PickForm(request.POST, decision=found) if among else BallotForm(request.POST)
    if not form.is_valid():
        return _page(request, found, refusal=_("Choose first what you vote."))
    said = form.cleaned_data
    elector = _elector(found, said["elector"])
    receipt = request.POST.get("receipt", "")
    try:
        actions.drop_in_box(
            elector=elector, receipt=receipt, on_text=said["on_text"], by=request.user,
            said=form.picked if isinstance(form, PickForm) else Said(said["choice"]),
            at=timezone.now(),
        )  # fmt: skip
    except DomainError as refusal:
        return _page(request, found, refusal=str(refusal))
    context = {"collaboration": found.collaboration, "decision": found, "receipt": receipt}
    return render(request, "decisions/drop_in_box.html", context)


@require_safe
def ballot_box(request: MemberRequest, slug: str, decision_id: int) -> HttpResponse:
    found = _found(request, slug, decision_id)
    closed = found.is_separated and found.is_counted
    shown = closed and analyses.tells_numbers(found, found.tally)
    names = {each.place: each.name for each in found.options.all()}
    context = {
        "collaboration": found.collaboration,
        "decision": found,
        "shown": shown,
        "ballots": analyses.published(found, names) if shown else [],
        "voted": sum(each.has_voted for each in queries.electors_of(found)),
    }
    return render(request, "decisions/ballot_box.html", context)
