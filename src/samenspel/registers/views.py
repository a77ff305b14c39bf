from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Party
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once

from . import actions, queries
from .choices import Answer, BreachKind, RequestKind
from .forms import AnswerForm, BreachForm, ExtendForm, NoteRequestForm, ReportForm
from .models import Breach, PrivacyRequest


@require_safe
def processing(request: MemberRequest) -> HttpResponse:
    _for_administrators(request)
    record = queries.processing_record(get_language() or "nl")
    if request.GET.get("als") == "csv":
        return _as_file(*_processing_table(record), name="verwerkingen")
    context = {"record": record, "controller": settings.CONTROLLER}
    return render(request, "registers/processing.html", context)


@require_http_methods(["GET", "POST"])
@pressed_once
def requests(request: MemberRequest) -> HttpResponse:
    _for_administrators(request)
    initial = {"received_on": timezone.localdate()}
    form = NoteRequestForm(request.POST or None, initial=initial)
    if form.is_valid():
        given = form.cleaned_data | {"kind": RequestKind(form.cleaned_data["kind"])}
        try:
            made = actions.note_request(**given, by=request.user, at=timezone.now())
            return redirect("registers:privacy_request", made.pk)
        except DomainError as refusal:
            form.add_error("received_on", str(refusal))
    found = queries.privacy_requests()
    context = {"requests": found, "form": form, "today": timezone.localdate()}
    return render(request, "registers/requests.html", context, status=_status(form.is_bound))


@require_http_methods(["GET", "POST"])
@pressed_once
def privacy_request(request: MemberRequest, request_id: int) -> HttpResponse:
    _for_administrators(request)
    found = get_object_or_404(PrivacyRequest, pk=request_id)
    answering = AnswerForm(request.POST if "answer" in request.POST else None)
    extending = ExtendForm(request.POST if "extend" in request.POST else None, auto_id="longer_%s")
    try:
        if _is_settled(request, found, answering, extending):
            return redirect("registers:privacy_request", found.pk)
    except DomainError as refusal:
        (answering if answering.is_bound else extending).add_error("reason", str(refusal))
    today = timezone.localdate()
    context = {
        "asked": found,
        "form": answering if answering.is_bound else extending,
        "answering": answering,
        "extending": extending,
        "today": today,
        "may_extend": not found.extended_on and today <= found.extendable_until,
    }
    status = _status(answering.is_bound or extending.is_bound)
    return render(request, "registers/privacy_request.html", context, status=status)


@require_http_methods(["GET", "POST"])
@pressed_once
def breaches(request: MemberRequest) -> HttpResponse:
    _for_administrators(request)
    form = BreachForm(request.POST or None, initial={"noticed_at": timezone.localtime()})
    if form.is_valid():
        given = form.cleaned_data | {"kind": BreachKind(form.cleaned_data["kind"])}
        try:
            made = actions.note_breach(**given, by=request.user, at=timezone.now())
            return redirect("registers:breach", made.pk)
        except DomainError as refusal:
            form.add_error("noticed_at", str(refusal))
    context = {"breaches": queries.breaches(), "form": form, "now": timezone.now()}
    return render(request, "registers/breaches.html", context, status=_status(form.is_bound))


@require_http_methods(["GET", "POST"])
@pressed_once
def breach(request: MemberRequest, breach_id: int) -> HttpResponse:
    _for_administrators(request)
    found = get_object_or_404(Breach, pk=breach_id)
    form = ReportForm(request.POST or None)
    if form.is_valid():
        reason, at = form.cleaned_data["reason"], timezone.now()
        try:
            if "close" in request.POST:
                actions.close_breach(breach=found, reason=reason, by=request.user, at=at)
            else:
                told = form.cleaned_data["people_told"]
                actions.report_breach(
                    breach=found, people_told=told, late_reason=reason, by=request.user, at=at
                )
            return redirect("registers:breach", found.pk)
        except DomainError as refusal:
            form.add_error("reason", str(refusal))
    context = {"breach": found, "form": form, "now": timezone.now()}
    return render(request, "registers/breach.html", context, status=_status(form.is_bound))


@require_http_methods(["GET", "POST"])
@pressed_once
def rights(request: MemberRequest) -> HttpResponse:
    _for_administrators(request)
    return _rights_page(request, None)


@require_http_methods(["GET", "POST"])
@pressed_once
def party_rights(request: MemberRequest, party_id: int) -> HttpResponse:
    ours = get_object_or_404(collaborations.managed_by(request.user), pk=party_id)
    return _rights_page(request, ours)


def _rights_page(request: MemberRequest, party: Party | None) -> HttpResponse:
    if request.method == "POST":
        actions.note_review(party=party, by=request.user, at=timezone.now())
        messages.success(request, _("It was noted that you went through this."))
        return redirect(request.path)
    found = queries.rights_in(party) if party else queries.rights_of_all()
    if request.GET.get("als") == "csv":
        return _as_file(*_rights_table(found), name="rechten")
    context = {
        "party": party,
        "rights": found,
        "last": queries.last_review(party),
        "next_on": queries.next_review_on(party),
        "today": timezone.localdate(),
    }
    return render(request, "registers/rights.html", context)


def _is_settled(
    request: MemberRequest, found: PrivacyRequest, answering: AnswerForm, extending: ExtendForm
) -> bool:
    by, at = request.user, timezone.now()
    if answering.is_valid():
        given = answering.cleaned_data
        said = Answer(given["answer"])
        actions.answer(request=found, answer=said, reason=given["reason"], by=by, at=at)
    elif extending.is_valid():
        actions.extend(request=found, reason=extending.cleaned_data["reason"], by=by, at=at)
    else:
        return False
    return True


def _processing_table(record: list[queries.Processing]) -> tuple[list[str], list[list[str]]]:
    head = [
        _("Controller"), _("Processing"), _("Purpose"), _("Lawful basis"), _("Whose data"),
        _("Which data"), _("Special data (article 9)"), _("Recipients"),
        _("Outside the European Union"), _("How long"), _("Security"),
    ]  # fmt: skip
    rows = [
        [settings.CONTROLLER, each.name, each.purpose, each.basis, each.persons, each.held,
         _("yes") if each.is_special else _("no"), each.recipients, each.transfers, each.terms,
         each.measures]
        for each in record
    ]  # fmt: skip
    return head, rows


def _rights_table(found: list[queries.Rights]) -> tuple[list[str], list[list[str]]]:
    head = [_("Name"), _("E-mail address"), _("Roles"), _("Runs this installation"),
            _("Signed in last"), _("Second factor")]  # fmt: skip
    rows = [
        [each.person.name, each.person.email, each.says,
         _("yes") if each.person.is_staff else _("no"), _moment(each.person.last_login),
         each.second_factor]
        for each in found
    ]  # fmt: skip
    return head, rows


def _moment(at: datetime | None) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""


def _as_file(head: list[str], rows: list[list[str]], *, name: str) -> HttpResponse:
    response = HttpResponse(queries.as_csv(head, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _for_administrators(request: MemberRequest) -> None:
    """To anyone else the page does not exist."""
    if not request.user.is_staff:
        raise Http404


def _status(is_bound: bool) -> int:  # noqa: FBT001 the only thing there is to say
    return 422 if is_bound else 200
