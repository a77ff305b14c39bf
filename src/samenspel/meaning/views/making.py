from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.collaborations import queries as collaborations
from samenspel.meaning import actions, analyses, queries, rules
from samenspel.meaning.forms import DraftForm, ScanForm, WordAnswerForm, WordForm
from samenspel.meaning.models import Scan, ScanWord
from samenspel.meaning.tasks import mail_invitation
from samenspel.people.http import MemberRequest
from samenspel.platform.errors import DomainError
from samenspel.platform.pressed import pressed_once


@require_http_methods(["GET", "POST"])
@pressed_once
def make_scan(request: MemberRequest, slug: str) -> HttpResponse:
    found = collaborations.collaborations_of(request.user)
    collaboration = get_object_or_404(found, slug=slug)
    parties = [part.party for part in collaboration.participations.all()]
    form = ScanForm(request.POST or None, parties=parties, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            scan = actions.make_scan(
                collaboration=collaboration,
                title=form.cleaned_data["title"],
                words=form.drafts(),
                populations=form.populations(),
                guesses=form.guesses(),
                closes_at=form.closes_at(),
                by=request.user,
                at=timezone.now(),
            )
            return redirect("meaning:scan_state", slug, scan.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    may_make = rules.may_make_scan(request.user, collaboration)
    context = {"collaboration": collaboration, "form": form, "may_make": may_make}
    context["minutes"] = analyses.minutes_of_light_scan()
    return render(request, "meaning/make_scan.html", context)


@require_safe
def scan_state(request: MemberRequest, slug: str, scan_id: int) -> HttpResponse:
    scan = find_scan(request, slug, scan_id)
    if scan.is_revealed:
        return redirect("meaning:scan_detail", slug, scan.pk)
    return _state_page(request, scan)


@require_http_methods(["GET", "POST"])
@pressed_once
def change_draft(request: MemberRequest, slug: str, scan_id: int) -> HttpResponse:
    scan = find_scan(request, slug, scan_id)
    sides = list(scan.sides.select_related("party").order_by("pk"))
    form = DraftForm(
        request.POST or None,
        parties=[side.party for side in sides],
        today=timezone.localdate(),
        initial=DraftForm.initial_of(scan, sides, queries.guesses_in(scan)),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_draft(
                scan=scan,
                title=form.cleaned_data["title"],
                populations=form.populations(),
                guesses=form.guesses(),
                closes_at=form.closes_at(),
                by=request.user,
                at=timezone.now(),
            )
            return redirect("meaning:scan_state", slug, scan.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return render(request, "meaning/change_draft.html", {"scan": scan, "form": form})


@require_http_methods(["GET", "POST"])
@pressed_once
def edit_word(
    request: MemberRequest, slug: str, scan_id: int, word_id: int | None = None
) -> HttpResponse:
    scan = find_scan(request, slug, scan_id)
    word = get_object_or_404(queries.words_of(scan), pk=word_id) if word_id else None
    if request.method == "GET" and not scan.is_draft:  # nothing to change any more
        return redirect("meaning:scan_state", slug, scan.pk)
    initial = WordForm.initial_of(word) if word else None
    form = WordForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        draft, now = form.draft(), timezone.now()
        try:
            if word:
                seen = request.POST.get("seen", "")
                actions.change_word(asked=word, word=draft, by=request.user, at=now, seen=seen)
            else:
                actions.add_word(scan=scan, word=draft, by=request.user, at=now)
            return redirect("meaning:scan_state", slug, scan.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    seen = queries.mark_of([word] if word else [])
    context = {"scan": scan, "word": word, "form": form, "seen": seen}
    return render(request, "meaning/edit_word.html", context)


@require_POST
def remove_word(request: MemberRequest, slug: str, scan_id: int, word_id: int) -> HttpResponse:
    scan = find_scan(request, slug, scan_id)
    word = get_object_or_404(queries.words_of(scan), pk=word_id)
    try:
        actions.remove_word(asked=word, by=request.user, at=timezone.now())
    except DomainError as refusal:
        return _state_page(request, scan, refusal=refusal)
    return redirect("meaning:scan_state", slug, scan.pk)


@require_POST
def open_scan(request: MemberRequest, slug: str, scan_id: int) -> HttpResponse:
    scan = find_scan(request, slug, scan_id)
    try:
        actions.open_scan(
            scan=scan,
            mail=mail_invitation,
            site=request.build_absolute_uri("/"),
            by=request.user,
            at=timezone.now(),
            seen=request.POST.get("seen", ""),
        )
    except DomainError as refusal:
        return _state_page(request, scan, refusal=refusal)
    return redirect("meaning:scan_state", slug, scan.pk)


@require_safe
def preview_word(request: MemberRequest, slug: str, scan_id: int, position: int) -> HttpResponse:
    scan = find_scan(request, slug, scan_id)
    words = list(queries.words_of(scan))
    word = get_object_or_404(queries.words_of(scan), pk=_at(words, position))
    sides = list(scan.sides.select_related("party").order_by("pk"))
    asked_for = request.GET.get("kant", "")
    side = next((each for each in sides if str(each.pk) == asked_for), sides[0])
    form = WordAnswerForm(word=word, others=list(queries.other_sides(side)))
    context = {
        "scan": scan,
        "side": side,
        "sides": sides,
        "word": word,
        "word_name": shown_name(word),
        "form": form,
        "position": position,
        "total": len(words),
        "minutes": analyses.minutes_for(words[position - 1 :], len(form.others)),
        "next_position": position + 1 if position < len(words) else None,
    }
    return render(request, "meaning/preview_word.html", context)


def find_scan(request: MemberRequest, slug: str, scan_id: int) -> Scan:
    """The scan, if it is asked in a collaboration of this person."""
    scans = queries.sealed_scans(request.user).filter(collaboration__slug=slug)
    return get_object_or_404(scans, pk=scan_id)


def _state_page(
    request: MemberRequest, scan: Scan, *, refusal: DomainError | None = None
) -> HttpResponse:
    """Where a scan stands, with the reason why something could not be done."""
    now, words = timezone.now(), list(queries.words_of(scan))
    counts = queries.side_counts(scan, person=request.user, at=now)
    context = {
        "scan": scan,
        "collaboration": scan.collaboration,
        "is_over": scan.is_over(now),
        "is_withheld": any(count.side.withheld_at for count in counts),
        "words": [(word, shown_name(word)) for word in words],
        "seen": queries.mark_of(words),
        "counts": counts,
        "may_make": rules.may_make_scan(request.user, scan.collaboration),
        "before": queries.wave_before(scan) if scan.wave > 1 else None,
        "refusal": refusal,
    }
    status = 409 if refusal else 200
    return render(request, "meaning/scan_state.html", context, status=status)


def shown_name(word: ScanWord) -> str:
    """A word in the language of whoever reads it."""
    return word.name_en if get_language() == "en" and word.name_en else word.name_nl


def _at(words: list[ScanWord], position: int) -> int:
    return words[position - 1].pk if 0 < position <= len(words) else 0
