"""Who takes part in this browser, without an account."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samenspel.conversations import queries
from samenspel.conversations.models import Conversation, Participant
from samenspel.people.http import remember

COOKIE, PATH = "conversation_{}", "/d/"


def participant_in(request: HttpRequest, conversation_id: int) -> Participant | None:
    """Who takes part in this browser, as its signed cookie says."""
    name = COOKIE.format(conversation_id)
    key = request.get_signed_cookie(name, default="", salt=name)
    return queries.participant_of(conversation_id, key) if key else None


def joined(conversation: Conversation, key: str) -> HttpResponse:
    """On to the first statement, in a browser that keeps the key."""
    name = COOKIE.format(conversation.pk)
    response = redirect("conversations:vote", conversation.pk)
    remember(response, name, key, path=PATH, seconds=settings.LANGUAGE_COOKIE_AGE)
    return response


def not_open(request: HttpRequest, conversation: Conversation | None) -> HttpResponse:
    """No key in this browser, or a conversation that takes no votes now."""
    context = {"conversation": conversation}
    status = 410 if conversation else 404
    return render(request, "conversations/not_open.html", context, status=status)
