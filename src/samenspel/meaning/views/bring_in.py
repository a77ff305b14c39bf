from datetime import datetime
from typing import cast
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Collaboration
from samenspel.meaning import actions, analyses, queries
from samenspel.meaning.forms import BringInForm, QuestionnaireForm
from samenspel.meaning.tasks import read_answer_file
from samenspel.people.http import MemberRequest
from samenspel.platform import uploads
from samenspel.platform.choices import JobState
from samenspel.platform.errors import DomainError
from samenspel.platform.models import Job
from samenspel.platform.pressed import pressed_once


@require_http_methods(["GET", "POST"])
def bring_in(request: MemberRequest, slug: str) -> HttpResponse:
    collaboration = get_object_or_404(collaborations.visible_to(request.user), slug=slug)
    form = BringInForm(
        request.POST or None,
        request.FILES or None,
        parties=collaborations.parties_here(request.user, collaboration),
        was_too_large=uploads.was_too_large(request),
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _read_or_queue(request, collaboration, form)
        except analyses.FileRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        except DomainError as refusal:
            form.add_error("file", str(refusal))
    return _page(request, collaboration, form)


@require_safe
def questionnaire(request: MemberRequest, slug: str, ending: str) -> HttpResponse:
    collaboration = get_object_or_404(collaborations.visible_to(request.user), slug=slug)
    if ending not in analyses.QUESTIONNAIRE_ENDINGS:
        raise Http404
    parties = collaborations.names_of_parties(collaboration)
    asked = QuestionnaireForm(request.GET, parties=len(parties))
    if not asked.is_valid():
        own = collaborations.parties_here(request.user, collaboration)
        return _page(request, collaboration, BringInForm(parties=own), asked=asked)
    language, people = get_language() or "nl", asked.cleaned_data["people"]
    content = analyses.questionnaire_file(
        asked.cleaned_data["words"], parties, people, ending=ending, language=language
    )
    response = HttpResponse(content, content_type=analyses.QUESTIONNAIRE_ENDINGS[ending])
    name = _("questionnaire")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response


@require_safe
def reading(request: MemberRequest, slug: str, job_id: UUID) -> HttpResponse:
    collaboration = get_object_or_404(collaborations.visible_to(request.user), slug=slug)
    job = get_object_or_404(queries.jobs_in(collaboration, person=request.user), pk=job_id)
    if job.state == JobState.DONE:
        return _go(request, _place_of(request, slug, job.outcome["scan"]))
    context: dict[str, object] = {"collaboration": collaboration, "job": job}
    if job.is_open:
        template = "meaning/reading.html" + ("#stand" if request.htmx else "")
        return render(request, template, context)
    if request.htmx:
        return _go(request, request.path)
    parties = collaborations.parties_here(request.user, collaboration)
    form = BringInForm(initial=job.request["typed"], parties=parties)
    return _page(request, collaboration, form, job=job)


@require_POST
def stop_reading(request: MemberRequest, slug: str, job_id: UUID) -> HttpResponse:
    collaboration = get_object_or_404(collaborations.visible_to(request.user), slug=slug)
    job = get_object_or_404(queries.jobs_in(collaboration, person=request.user), pk=job_id)
    actions.stop_reading(job=job, by=request.user, at=timezone.now())
    return redirect("meaning:reading", slug, job_id)


def _page(
    request: MemberRequest,
    collaboration: Collaboration,
    form: BringInForm,
    *,
    asked: QuestionnaireForm | None = None,
    job: Job | None = None,
) -> HttpResponse:
    parties = len(collaborations.names_of_parties(collaboration))
    questions = asked or QuestionnaireForm(parties=parties)
    context = {"collaboration": collaboration, "form": form, "questions": questions, "job": job}
    return render(request, "meaning/bring_in.html", context)


def _read_or_queue(
    request: MemberRequest, collaboration: Collaboration, form: BringInForm
) -> HttpResponse:
    upload = form.cleaned_data["file"]
    if upload.size > settings.READ_AT_ONCE:
        return _queue(request, collaboration, form)
    key = str(uuid4())
    try:
        path = uploads.keep(upload, key=key)
        finding = analyses.finding_in(path, form.choices(language=get_language() or "nl"))
    finally:
        uploads.discard(key)
    return _store(request, collaboration, form, finding)


@pressed_once
def _store(
    request: MemberRequest,
    collaboration: Collaboration,
    form: BringInForm,
    finding: analyses.Finding,
) -> HttpResponse:
    scan = actions.bring_in_scan(
        collaboration=collaboration,
        party=form.cleaned_data["party"],
        title=form.cleaned_data["title"],
        finding=finding,
        by=request.user,
        at=timezone.now(),
    )
    return redirect(_place_of(request, collaboration.slug, scan.pk))


@pressed_once
def _queue(request: MemberRequest, collaboration: Collaboration, form: BringInForm) -> HttpResponse:
    job = _job(request, collaboration, form, timezone.now())
    uploads.keep(cast(UploadedFile[bytes], form.cleaned_data["file"]), key=str(job.pk))
    actions.ask_to_read(job=job, task=read_answer_file, by=request.user, at=job.asked_at)
    return redirect("meaning:reading", collaboration.slug, job.pk)


def _job(
    request: MemberRequest, collaboration: Collaboration, form: BringInForm, at: datetime
) -> Job:
    choices = form.choices(language=get_language() or "nl")
    asked = {
        "collaboration": collaboration.pk,
        "party": form.cleaned_data["party"].pk,
        "typed": form.as_typed(),
        "choices": choices.as_stored(),
    }
    return Job(kind=queries.JOB_KIND, owner=request.user, request=asked, asked_at=at)


def _place_of(request: MemberRequest, slug: str, scan_id: int) -> str:
    """Where someone goes on with what they brought in; it may be gone meanwhile."""
    if queries.scans_to_match(request.user).filter(pk=scan_id).exists():
        return reverse("meaning:match_sides", args=[slug, scan_id])
    if queries.scans_visible_to(request.user).filter(pk=scan_id).exists():
        return reverse("meaning:scan_detail", args=[slug, scan_id])
    return reverse("meaning:scans", args=[slug])


def _go(request: MemberRequest, place: str) -> HttpResponse:
    """To another page; under htmx the whole page goes, not the fragment."""
    return HttpResponse(headers={"HX-Redirect": place}) if request.htmx else redirect(place)
