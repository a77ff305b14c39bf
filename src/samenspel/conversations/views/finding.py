"""A conversation as someone who speaks for a party finds it."""

from django.shortcuts import get_object_or_404

from samenspel.conversations import queries
from samenspel.conversations.models import Conversation
from samenspel.people.http import MemberRequest


def find(request: MemberRequest, slug: str, conversation_id: int) -> Conversation:
    """The conversation of one of the person's own collaborations, or not found."""
    visible = queries.conversations_visible_to(request.user).filter(collaboration__slug=slug)
    return get_object_or_404(visible, pk=conversation_id)
