from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from samenspel.conversations import analyses, queries
from samenspel.conversations.choices import Access
from samenspel.conversations.models import Conversation
from samenspel.people.http import MemberRequest
from samenspel.platform.markup import qr_of

from .finding import find

PLACES = ("join", "unites", "divides", "groups")


@require_safe
def meeting_screen(
    request: MemberRequest, slug: str, conversation_id: int, place: int = 1
) -> HttpResponse:
    found = find(request, slug, conversation_id)
    if not 1 <= place <= len(PLACES):
        raise Http404
    kept = queries.shown_map_of(found)
    texts = _texts(found)
    address = _address(request, found)
    context = {
        "conversation": found,
        "collaboration": found.collaboration,
        "here": PLACES[place - 1],
        "previous": _step(request, found, place - 1),
        "next": _step(request, found, place + 1),
        "live": _step(request, found, place),
        "takes_part": queries.takes_part(found, timezone.now()),
        "joined": queries.joined_in_fives(found),
        "statements": len(texts),
        "address": address,
        "picture": qr_of(address) if address else "",
        "map": kept,
        "hall": analyses.hall_of(kept.payload, kept.axes, texts) if kept else None,
    }
    is_part = bool(request.headers.get("HX-Request"))
    template = "conversations/meeting_screen.html" + ("#live" if is_part else "")
    return render(request, template, context)


def _texts(found: Conversation) -> dict[int, analyses.Reading]:
    """Statements in the language of who looks."""
    language = get_language() or "nl"
    worded = queries.wordings_of(found)
    return {number: analyses.read_in(language, each) for number, each in worded.items()}


def _address(request: MemberRequest, found: Conversation) -> str:
    """Where people begin, if it may be known: by the link just made, or in a public one."""
    token = request.GET.get("link", "")
    if token and queries.conversation_of(token) == found:
        path = reverse("conversations:join_conversation", args=[token])
    elif found.access == Access.PUBLIC and not found.is_draft:
        path = reverse("conversations:public_conversation", args=[found.pk])
    else:
        return ""
    return request.build_absolute_uri(path)


def _step(request: MemberRequest, found: Conversation, place: int) -> str:
    """The address of a part of the screen; empty beyond the last."""
    if not 1 <= place <= len(PLACES):
        return ""
    path = reverse("conversations:meeting_part", args=[found.collaboration.slug, found.pk, place])
    token = request.GET.get("link", "")
    return f"{path}?{urlencode({'link': token})}" if token else path
