from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.meaning import actions, analyses, queries, rules
from samenspel.meaning.forms import PlanForm, TalkWordForm
from samenspel.meaning.models import Talk
from samenspel.people.http import MemberRequest
from samenspel.platform.calendars import calendar_file
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once


@require_http_methods(["GET", "POST"])
def talk(request: MemberRequest, slug: str, scan_id: int) -> HttpResponse:
    found = find_talk(request, slug, scan_id)
    initial = {"planned_at": found.planned_at} if found.planned_at else None
    form = PlanForm(request.POST or None, now=timezone.now(), initial=initial)
    if request.method == "POST" and form.is_valid():
        planned_at, now = form.cleaned_data["planned_at"], timezone.now()
        try:
            actions.plan_talk(talk=found, planned_at=planned_at, by=request.user, at=now)
            return redirect("meaning:talk", slug, scan_id)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _talk_page(request, found, form)


@require_http_methods(["GET", "POST"])
@pressed_once
def talk_word(request: MemberRequest, slug: str, scan_id: int, place: int) -> HttpResponse:
    found = find_talk(request, slug, scan_id)
    concepts = analyses.concepts_of(found.scan.result)
    if not 0 < place <= len(concepts):
        raise Http404
    concept = concepts[place - 1]
    known = queries.written_in(found).get(concept)
    form = TalkWordForm(
        request.POST or None,
        today=timezone.localdate(),
        initial=TalkWordForm.initial_of(known),
    )
    if request.method == "POST" and form.is_valid():
        try:
            _write(request, found, concept, form)
            return redirect(_onward(request.POST.get("go", ""), found, place, len(concepts)))
        except actions.WrittenMeanwhile as refusal:
            known = queries.written_in(found)[concept]
            form.add_error("notes", ValidationError(str(refusal), "meanwhile"))
            form.now_sees(known)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    theirs = known if form.has_error("notes", "meanwhile") else None
    context = _word_page(found, concepts, place, form) | {"theirs": theirs}
    return render(request, "meaning/talk_word.html", context)


@require_http_methods(["GET", "POST"])
def talk_guess(request: MemberRequest, slug: str, scan_id: int) -> HttpResponse:
    found = find_talk(request, slug, scan_id)
    if request.method == "POST":
        try:
            actions.open_guessing(talk=found, by=request.user, at=timezone.now())
        except DomainError:
            return redirect("meaning:scan_detail", slug, scan_id)
        return redirect("meaning:talk_guess", slug, scan_id)
    if request.htmx and found.is_done:
        return HttpResponse(
            headers={"HX-Redirect": reverse("meaning:scan_detail", args=[slug, scan_id])}
        )
    concepts = analyses.concepts_of(found.scan.result)
    context = _about(found) | {
        "counts": queries.guess_counts(found) if found.takes_guesses else [],
        "can_guess": bool(queries.words_named(found.scan, concepts)),
        "total": len(concepts),
        "may_skip": rules.may_skip_talk(request.user, found.scan.collaboration),
    }
    template = "meaning/talk_guess.html" + ("#stand" if request.htmx else "")
    return render(request, template, context)


@require_POST
def drop_agreement(
    request: MemberRequest, slug: str, scan_id: int, place: int, agreement_id: int
) -> HttpResponse:
    found = find_talk(request, slug, scan_id)
    agreed = get_object_or_404(queries.agreements_in(found), pk=agreement_id)
    actions.drop_agreement(agreed=agreed, by=request.user, at=timezone.now())
    return redirect("meaning:talk_word", slug, scan_id, place)


@require_POST
def open_numbers(request: MemberRequest, slug: str, scan_id: int) -> HttpResponse:
    found = find_talk(request, slug, scan_id)
    actions.open_numbers(talk=found, by=request.user, at=timezone.now())
    return redirect("meaning:scan_detail", slug, scan_id)


@require_POST
def skip_talk(request: MemberRequest, slug: str, scan_id: int) -> HttpResponse:
    found = find_talk(request, slug, scan_id)
    try:
        actions.skip_talk(talk=found, by=request.user, at=timezone.now())
    except DomainError as refusal:
        return _talk_page(request, found, PlanForm(now=timezone.now()), refusal=refusal)
    return redirect("meaning:scan_detail", slug, scan_id)


@require_safe
def talk_calendar(request: MemberRequest, slug: str, scan_id: int) -> HttpResponse:
    found = find_talk(request, slug, scan_id)
    address = request.build_absolute_uri(reverse("meaning:talk", args=[slug, scan_id]))
    items = queries.days_of_talk(found, address=address, host=request.get_host())
    if not items:
        raise Http404
    response = HttpResponse(
        calendar_file(items, at=timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="samenspel.ics"'
    return response


def find_talk(request: MemberRequest, slug: str, scan_id: int) -> Talk:
    """The talk about an outcome that was opened, in a collaboration of this person."""
    talks = queries.talks_of(request.user).filter(scan__collaboration__slug=slug)
    return get_object_or_404(talks, scan=scan_id)


def _talk_page(
    request: MemberRequest, found: Talk, form: PlanForm, *, refusal: DomainError | None = None
) -> HttpResponse:
    """The first step, with the reason why something could not be done."""
    concepts = analyses.concepts_of(found.scan.result)
    content = analyses.talk_of(found.scan.result, get_language() or "nl")
    written = queries.written_in(found)
    context = _about(found) | {
        "content": content,
        "form": form,
        "refusal": refusal,
        "words": [
            (block, written.get(concept))
            for block, concept in zip(content.words, concepts, strict=True)
        ],
        "agreements": queries.agreements_in(found),
        "may_skip": rules.may_skip_talk(request.user, found.scan.collaboration),
    }
    return render(request, "meaning/talk.html", context, status=409 if refusal else 200)


def _about(found: Talk) -> dict[str, object]:
    return {"talk": found, "scan": found.scan, "collaboration": found.scan.collaboration}


def _word_page(
    found: Talk, concepts: list[str], place: int, form: TalkWordForm
) -> dict[str, object]:
    content = analyses.talk_of(found.scan.result, get_language() or "nl")
    return _about(found) | {
        "word": content.words[place - 1],
        "content": content,
        "form": form,
        "place": place,
        "total": len(concepts),
        "agreements": queries.agreements_in(found).filter(concept=concepts[place - 1]),
    }


def _write(request: MemberRequest, found: Talk, concept: str, form: TalkWordForm) -> None:
    """Keep what was written of a word, and what was agreed."""
    said, now = form.cleaned_data, timezone.now()
    actions.write_word(
        talk=found,
        concept=concept,
        notes=said["notes"],
        shared_meaning=said["shared_meaning"],
        version=said["version"] or 0,
        by=request.user,
        at=now,
    )
    if said["what"]:
        actions.agree(
            talk=found,
            concept=concept,
            what=said["what"],
            owner=said["owner"],
            due_on=said["due_on"],
            by=request.user,
            at=now,
        )


def _onward(go: str, found: Talk, place: int, total: int) -> str:
    """Where the button that was pressed leads."""
    here = [found.scan.collaboration.slug, found.scan_id]
    if go == "next" and place == total:
        return reverse("meaning:talk_guess", args=here)
    if go == "previous" and place == 1:
        return reverse("meaning:talk", args=here)
    steps = {"next": 1, "previous": -1}
    return reverse("meaning:talk_word", args=[*here, place + steps.get(go, 0)])
