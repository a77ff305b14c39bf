"""A new sentence beside those that are there, and a question on a poster."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samenspel.conversations.models import Conversation
    from samenspel_analysis.opinion.likeness import Sentence

STEMMERS = {"nl": "dutch_porter", "en": "english"}


def alike_among(text: str, others: Mapping[int, str], language: str) -> list[int]:
    """The numbers of the statements that say much the same as this sentence, most alike first."""
    from samenspel_analysis.opinion.likeness import alike

    numbers = list(others)
    stemmed = [_sentence(other, language) for other in others.values()]
    return [numbers[each.place] for each in alike(_sentence(text, language), stemmed)]


def _sentence(text: str, language: str) -> "Sentence":
    from samenspel_analysis.opinion.likeness import Sentence

    words = re.findall(r"\w+", text.casefold())
    return Sentence(text, frozenset(_stem(word, language) for word in words))


@lru_cache(maxsize=20_000)  # the same words come back in every statement
def _stem(word: str, language: str) -> str:
    import snowballstemmer

    # one of its own: a stemmer holds the word it works on, and threads share this function
    stem: str = snowballstemmer.stemmer(STEMMERS[language]).stemWord(word)
    return stem


def poster_of(conversation: "Conversation", address: str, statements: int, language: str) -> bytes:
    """A page to hang up, as a PDF."""
    from samenspel_report.conversation_poster import ConversationPoster, conversation_poster_pdf

    poster = ConversationPoster(
        conversation.question,
        conversation.collaboration.name,
        statements,
        conversation.closes_at,
        address,
    )
    return conversation_poster_pdf(poster, language)
