import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.meaning import actions, analyses, queries
from samenspel.meaning.forms import WordAnswerForm
from samenspel.meaning.models import Invitation, ScanWord, WordAnswer
from samenspel.people.http import remember
from samenspel.platform.errors import DomainError

from . import wave_keys
from .guessing import guess_again
from .making import shown_name

COOKIE, PATH = "answering_{}", "/u/"
GROUP_COOKIE, GROUP_PATH = "joined_{}", "/g/"


@dataclass(frozen=True, slots=True)
class Visit:
    """Someone who began with a personal link in this browser."""

    invitation: Invitation
    nonce: str

    @property
    def device_key(self) -> str:
        """What answers given in this browser carry."""
        return queries.device_key(self.invitation.side.scan, self.nonce)

    def is_own(self, answer: WordAnswer | None) -> bool:
        """Whether an answer was given here. Of others nothing shows, not even that they exist:
        whoever made the link would learn who answered."""
        return answer is not None and answer.device_key == self.device_key

    @property
    def done(self) -> set[int]:
        """The words that were answered in this browser."""
        respondent = queries.respondent_of(self.invitation)
        given = queries.word_answers_of(respondent) if respondent else ()
        return {answer.word_id for answer in given if self.is_own(answer)}


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def personal_link(request: HttpRequest, token: str) -> HttpResponse:
    invitation = queries.invitation_of(token)
    if invitation is not None and queries.takes_second_guess(invitation):
        return guess_again(request, invitation)
    takes = invitation is not None and invitation.side.scan.takes_answers(timezone.now())
    refused = ""
    if request.method == "POST" and invitation and takes:
        began_here = _is_of(_visit(request, invitation.side.scan_id), invitation)
        key, refused = wave_keys.chosen_key(request, invitation, began_here=began_here)
        if not refused:
            agrees, now = "small_group" in request.POST, timezone.now()
            actions.begin_answering(
                agrees_to_small_group=agrees, wave_key=key, by=invitation, at=now
            )
            return wave_keys.with_key(_begun(request, invitation), invitation, key)
    context: dict[str, object] = {"invitation": invitation, "takes": takes, "key_refused": refused}
    if invitation:
        context |= _asked_of(request, invitation)
    status = 200 if invitation else 404
    return render(request, "meaning/personal_link.html", context, status=status)


def _asked_of(request: HttpRequest, invitation: Invitation) -> dict[str, object]:
    """What someone who opens a link is asked, before they begin."""
    side = invitation.side
    words, others = list(queries.words_of(side.scan)), list(queries.other_sides(side))
    return {
        "scan": side.scan,
        "side": side,
        "others": others,
        "words": [shown_name(word) for word in words],
        "minutes": analyses.minutes_for(words, len(others)),
        "own_address": request.build_absolute_uri() if invitation.group_link_id else "",
        "asks_key": queries.wave_before(side.scan) is not None,
        "wave_key": request.POST.get("wave_key", wave_keys.held_key(request, side.scan)),
    }


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def answer_word(request: HttpRequest, scan_id: int, position: int) -> HttpResponse:
    visit = _visit(request, scan_id)
    if visit is None or not visit.invitation.side.scan.takes_answers(timezone.now()):
        return _closed(request, visit)
    side = visit.invitation.side
    asked = queries.asked_in(side.scan)
    word = next((each for each in asked.words if each.position == position), None)
    if word is None:
        raise Http404
    form = WordAnswerForm(request.POST or None, word=word, others=asked.beside(side))
    if request.method == "POST" and form.is_valid():
        try:
            _save(visit, word, form, wave_keys.held_key(request, side.scan))
            return _after(request, form, asked.words, word)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    form.others = list(queries.other_sides(side))  # with their names, to show
    earlier = queries.earlier_answer(visit.invitation, word)
    if earlier and visit.is_own(earlier):
        form.initial = WordAnswerForm.initial_of(earlier)
    context = _word_page(request, visit, asked.words, word, form)
    return render(request, "meaning/answer_word.html", context)


@login_not_required
@cache_control(private=True, no_store=True)
@require_safe
def answered(request: HttpRequest, scan_id: int) -> HttpResponse:
    visit = _visit(request, scan_id)
    if visit is None or not visit.invitation.side.scan.takes_answers(timezone.now()):
        return _closed(request, visit)
    done = visit.done
    words = queries.asked_in(visit.invitation.side.scan).words
    context = {
        "scan": visit.invitation.side.scan,
        "side": visit.invitation.side,
        "invitation": visit.invitation,
        "words": [(word, shown_name(word), word.pk in done) for word in words],
        "todo": next(((word, shown_name(word)) for word in words if word.pk not in done), None),
        "is_complete": len(done) == len(words),
        "wave_key": wave_keys.held_key(request, visit.invitation.side.scan) if done else "",
        "is_kept": "bewaard" in request.GET,
    }
    return render(request, "meaning/answered.html", context)


@login_not_required
@cache_control(private=True, no_store=True)
@require_POST
def erase_answers(request: HttpRequest, scan_id: int) -> HttpResponse:
    visit = _visit(request, scan_id)
    if visit is None:
        return _closed(request, visit)
    try:
        actions.erase_answers(by=visit.invitation, at=timezone.now())
    except DomainError:
        return _closed(request, visit)
    return _left(request, scan_id, "erased")


@login_not_required
@cache_control(private=True, no_store=True)
@require_POST
def not_me(request: HttpRequest, scan_id: int) -> HttpResponse:
    return _left(request, scan_id, "left")


def _visit(request: HttpRequest, scan_id: int) -> Visit | None:
    """Who answers in this browser, as its signed cookie says, unless the link was withdrawn."""
    name = COOKIE.format(scan_id)
    held = request.get_signed_cookie(name, default="", salt=name)
    number, _colon, nonce = (held or "").partition(":")
    is_save = request.method == "POST"  # then most of it is never shown
    found = queries.invitation_to_save_for if is_save else queries.invitation_for
    invitation = found(scan_id, int(number)) if number.isdecimal() else None
    if invitation is None or not nonce:
        return None
    return Visit(invitation, nonce)


def _is_of(visit: Visit | None, invitation: Invitation) -> bool:
    return visit is not None and visit.invitation == invitation


def _begun(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    scan = invitation.side.scan
    earlier = _visit(request, scan.pk)
    nonce = earlier.nonce if earlier and _is_of(earlier, invitation) else secrets.token_urlsafe(16)
    done = Visit(invitation, nonce).done
    todo = next((word for word in queries.asked_in(scan).words if word.pk not in done), None)
    response = (
        redirect("meaning:answer_word", scan.pk, todo.position)
        if todo
        else redirect("meaning:answered", scan.pk)
    )
    name = COOKIE.format(scan.pk)
    remember(
        response, name, f"{invitation.pk}:{nonce}", path=PATH, seconds=settings.SESSION_COOKIE_AGE
    )
    return response


def _left(request: HttpRequest, scan_id: int, how: str) -> HttpResponse:
    response = render(request, "meaning/left.html", {"how": how})
    response.delete_cookie(COOKIE.format(scan_id), path=PATH, samesite="Lax")
    response.delete_cookie(GROUP_COOKIE.format(scan_id), path=GROUP_PATH, samesite="Lax")
    return wave_keys.without_key(response, scan_id)


def _closed(request: HttpRequest, visit: Visit | None) -> HttpResponse:
    """No link in this browser, or a scan that takes no answers now."""
    context: dict[str, object] = {"invitation": None, "takes": False}
    if visit:
        context["invitation"] = visit.invitation
        context |= {"scan": visit.invitation.side.scan, "side": visit.invitation.side}
    status = 410 if visit else 404
    return render(request, "meaning/personal_link.html", context, status=status)


def _save(visit: Visit, word: ScanWord, form: WordAnswerForm, wave_key: str) -> None:
    """Keep the answer; a page left empty does not wipe what was answered in another browser."""
    if form.is_empty():
        earlier = queries.earlier_answer(visit.invitation, word)
        if earlier and not visit.is_own(earlier):
            return
    actions.save_answer(
        word=word, given=form.given(), nonce=visit.nonce, wave_key=wave_key, by=visit.invitation,
        at=timezone.now(),
    )  # fmt: skip


def _after(
    request: HttpRequest, form: WordAnswerForm, words: Sequence[ScanWord], word: ScanWord
) -> HttpResponse:
    """The next word; or the same once more, with a gentle remark about what was left open."""
    if form.left_open() and "remarked" not in request.POST:
        return redirect(f"{request.path}?open=1")
    later = next((each for each in words if each.position > word.position), None)
    if later:
        return redirect("meaning:answer_word", word.scan_id, later.position)
    return redirect("meaning:answered", word.scan_id)


def _word_page(
    request: HttpRequest,
    visit: Visit,
    words: Sequence[ScanWord],
    word: ScanWord,
    form: WordAnswerForm,
) -> dict[str, object]:
    place = words.index(word)
    return {
        "scan": visit.invitation.side.scan,
        "side": visit.invitation.side,
        "invitation": visit.invitation,
        "word": word,
        "word_name": shown_name(word),
        "form": form,
        "position": place + 1,
        "total": len(words),
        "earlier": words[place - 1] if place else None,
        "minutes": analyses.minutes_for(words[place:], len(form.others)),
        "remarked": "open" in request.GET or "remarked" in request.POST,
    }
