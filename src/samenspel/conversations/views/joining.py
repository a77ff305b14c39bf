from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.conversations import actions, queries
from samenspel.conversations.choices import Access
from samenspel.conversations.forms import CodeForm, TakePartForm
from samenspel.conversations.models import Conversation
from samenspel.platform import limits
from samenspel.platform.limits import Limit

from .knowing import joined, not_open, participant_in

A_MEETING = Limit("conversation", most=600, seconds=600)  # a hall full shares an address
A_GUESS = Limit("conversation code", most=60, seconds=600)


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def join_conversation(request: HttpRequest, token: str) -> HttpResponse:
    found, now = queries.conversation_of(token), timezone.now()
    if found is None or not queries.takes_part(found, now):
        return not_open(request, found)
    if found.access == Access.CODES:
        return redirect("conversations:type_code", found.pk)
    if found.access == Access.MEMBERS:
        return _member(request, found)
    return _join(request, found)


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def public_conversation(request: HttpRequest, conversation_id: int) -> HttpResponse:
    found = queries.open_to_all(conversation_id)
    if found is None or not queries.takes_part(found, timezone.now()):
        return not_open(request, found)
    return _join(request, found)


@login_not_required
@require_safe
def embedded(request: HttpRequest, conversation_id: int) -> HttpResponse:
    found = queries.open_to_all(conversation_id)
    if found is None:
        raise Http404
    context = {
        "conversation": found,
        "takes_part": queries.takes_part(found, timezone.now()),
        "statements": queries.shown_statements(found)[:3],
    }
    response = render(request, "conversations/embedded.html", context)
    sites = [_origin(line) for line in found.shown_on.splitlines()]
    if sites:
        response._csp_replace = {"frame-ancestors": sites}  # type: ignore[attr-defined]
        response.xframe_options_exempt = True
    return response


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def begin_by_code(request: HttpRequest, conversation_id: int, token: str = "") -> HttpResponse:
    now = timezone.now()
    form = CodeForm(request.POST or None, now=now, initial={"code": token})
    if request.method == "POST" and form.is_valid():
        if limits.is_one_too_many(A_GUESS, who=limits.address_of(request), at=now):
            return render(request, "429.html", status=429)
        code = form.cleaned_data["code"]
        found = queries.conversation_with_code(conversation_id, code)
        if found and queries.takes_part(found, now):
            return joined(found, actions.join(conversation=found, key=code, by=None, at=now))
        form.add_error("code", _("This code does not work here. Look at the sheet once more."))
    return render(request, "conversations/begin_by_code.html", {"form": form})


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def resume(request: HttpRequest, conversation_id: int, token: str) -> HttpResponse:
    participant = queries.participant_of(conversation_id, token)
    if participant is None:
        return not_open(request, None)
    if request.method == "POST":
        return joined(participant.conversation, token)
    context = {"conversation": participant.conversation}
    return render(request, "conversations/resume.html", context)


def _member(request: HttpRequest, found: Conversation) -> HttpResponse:
    """Members have one key each, the same on every device; which is whose is written nowhere."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not queries.conversations_visible_to(request.user).filter(pk=found.pk).exists():
        return not_open(request, None)
    return _join(request, found, key=queries.member_key(found, request.user))


def _join(request: HttpRequest, found: Conversation, *, key: str = "") -> HttpResponse:
    """What is asked and kept, and a press that says yes."""
    now = timezone.now()
    earlier = participant_in(request, found.pk)
    if earlier and "not_me" not in request.POST:
        return redirect("conversations:vote", found.pk)
    form = TakePartForm(request.POST or None, now=now)
    if request.method == "POST" and form.is_valid():
        if limits.is_one_too_many(A_MEETING, who=limits.address_of(request), at=now):
            return render(request, "429.html", status=429)
        own = key or form.own_key(str(earlier.pk) if earlier else "")
        return joined(found, actions.join(conversation=found, key=own, by=None, at=now))
    context = {"conversation": found, "form": form, "count": queries.shown_statements(found).count}
    return render(request, "conversations/join_conversation.html", context)


def _origin(website: str) -> str:
    """A website as a browser names it: scheme and host."""
    parts = urlsplit(website)
    return f"{parts.scheme}://{parts.netloc}"
