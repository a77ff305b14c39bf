from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet

from samenspel.conversations.models import (
    AboutAnswer,
    AboutOption,
    AboutQuestion,
    Conversation,
    Participant,
)

from .talking import AT_ONCE


def about_questions_of(conversation: Conversation) -> QuerySet[AboutQuestion]:
    """What people may tell of themselves here, with the answers to choose from."""
    options = Prefetch("options", AboutOption.objects.order_by("number"))
    return conversation.about_questions.prefetch_related(options).order_by("pk")


def about_told(participant: Participant) -> dict[int, int]:
    """What this person told, by question."""
    return dict(participant.about_answers.values_list("question_id", "option_id"))


def about_answers_to(conversation: Conversation) -> Iterator[tuple[int, int, int]]:
    """Every answer: who gave it, to which question, and the number of what was chosen."""
    answers = AboutAnswer.objects.filter(question__conversation=conversation).order_by()
    rows = answers.values_list("participant_id", "question_id", "option__number")
    return rows.iterator(chunk_size=AT_ONCE)
