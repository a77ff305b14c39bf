from datetime import datetime

from samenspel.conversations.models import Conversation, OpinionMap

from .talking import takes_part


def map_of(conversation: Conversation) -> OpinionMap | None:
    """The newest map, if there is one; without pages while it is made again."""
    return OpinionMap.objects.filter(conversation=conversation).first()


def which_map_of(conversation: Conversation) -> tuple[datetime, str] | None:
    """Which map is the newest: when it was made, and the fingerprint of its votes."""
    found = OpinionMap.objects.filter(conversation=conversation)
    return found.values_list("made_at", "input_hash").first()


def shown_map_of(conversation: Conversation) -> OpinionMap | None:
    """The newest map, if there is one to show."""
    found = OpinionMap.objects.defer("counted", "standing", "routing", "papers")
    return found.filter(conversation=conversation).exclude(pages={}).first()


def map_to_print(conversation: Conversation) -> OpinionMap | None:
    """The newest map with its document, if there is one to show."""
    found = OpinionMap.objects.filter(conversation=conversation)
    return (
        found.defer("counted", "standing", "routing", "pages")
        .exclude(pages={})
        .exclude(papers={})
        .first()
    )


def map_to_take(conversation: Conversation, at: datetime) -> OpinionMap | None:
    """The last map with every number in it; `None` while people can vote."""
    if takes_part(conversation, at):
        return None
    found = OpinionMap.objects.filter(conversation=conversation).defer("standing")
    return found.exclude(pages={}).first()
