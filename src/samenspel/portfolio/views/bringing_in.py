from uuid import UUID, uuid4

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Party
from samenspel.people.http import MemberRequest
from samenspel.platform import uploads
from samenspel.platform.errors import DomainError
from samenspel.platform.models import Job
from samenspel.platform.pressed import pressed_once
from samenspel.portfolio import actions, analyses, queries, rules
from samenspel.portfolio.choices import JobKind
from samenspel.portfolio.forms import ActivitiesForm, FileForm, MappingForm
from samenspel.portfolio.tasks import read_portfolio_file


@require_http_methods(["GET", "POST"])
def bring_in(request: MemberRequest, party_id: int) -> HttpResponse:
    party = get_object_or_404(collaborations.parties_of(request.user), pk=party_id)
    form = FileForm(
        request.POST or None, request.FILES or None, was_too_large=uploads.was_too_large(request)
    )
    if request.method == "POST" and form.is_valid():
        try:
            _look_into(form.cleaned_data["file"])
            return _give(request, party, form.cleaned_data["file"])
        except DomainError as refusal:
            form.add_error("file", str(refusal))
    context = {"party": party, "form": form, "may_keep": rules.may_keep(request.user, party)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "portfolio/bring_in.html", context, status=status)


@require_http_methods(["GET", "POST"])
def columns(request: MemberRequest, party_id: int, job_id: UUID) -> HttpResponse:
    party, job = _job(request, party_id, job_id)
    if job.task_id or not job.is_open:
        return redirect("portfolio:reading", party.pk, job.pk)
    outcomes = list(queries.outcomes_of(party))
    language = get_language() or "nl"
    try:
        preview = analyses.preview_of(uploads.path_of(str(job.pk)), outcomes, language)
    except DomainError:  # it was kept a while, and is gone
        return redirect("portfolio:bring_in", party.pk)
    form = MappingForm(request.POST or None, preview=preview, outcomes=outcomes)
    if form.is_valid():
        try:
            return _ask_to_read(request, party, job, form.mapping)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {"party": party, "job": job, "form": form, "preview": preview,
               "outcomes": outcomes}  # fmt: skip
    return render(request, "portfolio/columns.html", context, status=422 if form.is_bound else 200)


@require_safe
def reading(request: MemberRequest, party_id: int, job_id: UUID) -> HttpResponse:
    party, job = _job(request, party_id, job_id)
    if job.is_open and not job.task_id:
        return redirect("portfolio:columns", party.pk, job.pk)
    if request.htmx and not job.is_open:
        return HttpResponse(headers={"HX-Redirect": request.path})
    template = "portfolio/reading.html" + ("#stand" if request.htmx else "")
    return render(request, template, {"party": party, "job": job})


@require_POST
def stop_reading(request: MemberRequest, party_id: int, job_id: UUID) -> HttpResponse:
    party, job = _job(request, party_id, job_id)
    actions.stop_reading(job=job, by=request.user, at=timezone.now())
    return redirect("portfolio:reading", party.pk, job.pk)


@require_http_methods(["GET", "POST"])
def activities(request: MemberRequest, party_id: int) -> HttpResponse:
    party = get_object_or_404(collaborations.parties_of(request.user), pk=party_id)
    form = ActivitiesForm(
        request.POST or None, request.FILES or None, was_too_large=uploads.was_too_large(request)
    )
    if request.method == "POST" and form.is_valid():
        content, language = form.cleaned_data["file"].read(), get_language() or "nl"
        try:
            found = analyses.activities_in(content, party, language=language)
            return _write(request, party, found)
        except DomainError as refusal:
            form.add_error("file", str(refusal))
    entries, reported = queries.entries_of(party), queries.entries_to_report(party)
    context = {
        "party": party, "form": form, "number": analyses.number_of(party),
        "reported": reported.count(), "left_out": entries.filter(begins_on=None).count(),
        "may_keep": rules.may_keep(request.user, party),
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "portfolio/activities.html", context, status=status)


@require_safe
def activities_document(request: MemberRequest, party_id: int) -> HttpResponse:
    party = get_object_or_404(collaborations.parties_of(request.user), pk=party_id)
    reported = queries.entries_to_report(party)
    if not analyses.number_of(party) or not reported:
        raise Http404
    content = analyses.iati_file(
        party, reported, made_at=timezone.now(), language=get_language() or "nl"
    )
    response = HttpResponse(content, content_type="application/xml; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="samenspel-iati.xml"'
    return response


def _look_into(file: UploadedFile[bytes]) -> None:
    """Refuse what cannot be read, before anything is written: meanwhile others can write."""
    key = str(uuid4())
    try:
        analyses.preview_of(uploads.keep(file, key=key), [], get_language() or "nl")
    finally:
        uploads.discard(key)


@pressed_once
def _give(request: MemberRequest, party: Party, file: UploadedFile[bytes]) -> HttpResponse:
    asked = {"party": party.pk}
    job = Job(kind=JobKind.BRING_IN, owner=request.user, request=asked, asked_at=timezone.now())
    uploads.keep(file, key=str(job.pk))
    try:
        actions.give_file(job=job, party=party, by=request.user, at=job.asked_at)
    except DomainError:
        uploads.discard(str(job.pk))
        raise
    return redirect("portfolio:columns", party.pk, job.pk)


@pressed_once
def _ask_to_read(
    request: MemberRequest, party: Party, job: Job, mapping: dict[str, int]
) -> HttpResponse:
    actions.ask_to_read(
        job=job, party=party, mapping=mapping, language=get_language() or "nl",
        task=read_portfolio_file, by=request.user, at=timezone.now(),
    )  # fmt: skip
    return redirect("portfolio:reading", party.pk, job.pk)


@pressed_once
def _write(
    request: MemberRequest, party: Party, found: list[analyses.ActivityTold]
) -> HttpResponse:
    new, changed = actions.bring_in_activities(
        party=party, activities=found, by=request.user, at=timezone.now()
    )
    says = _("%(new)s new and %(changed)s changed from the file of IATI.")
    messages.success(request, says % {"new": new, "changed": changed})
    return redirect("portfolio:overview", party.pk)


def _job(request: MemberRequest, party_id: int, job_id: UUID) -> tuple[Party, Job]:
    party = get_object_or_404(collaborations.parties_of(request.user), pk=party_id)
    return party, get_object_or_404(queries.jobs_for(party, person=request.user), pk=job_id)
