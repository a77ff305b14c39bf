from typing import NamedTuple

from samenspel.conversations.models import Conversation, Statement

from .talking import shown_statements


class Worded(NamedTuple):
    """What a statement says, in which language it was written, and how it reads in the other.

    `translation` is empty while no person made one.
    """

    text: str
    language: str
    translation: str

    @property
    def others(self) -> dict[str, str]:
        """How it reads in other languages, by language."""
        return (
            {"en" if self.language == "nl" else "nl": self.translation} if self.translation else {}
        )


def worded(statement: Statement, conversation: Conversation) -> Worded:
    """One of its statements; in the language of the conversation unless said."""
    language = statement.language or conversation.language
    return Worded(statement.text, language, statement.translation)


def wordings_of(conversation: Conversation) -> dict[int, Worded]:
    """The statements that are shown, by number; in the language of the conversation unless said."""
    rows = shown_statements(conversation).values_list("number", "text", "language", "translation")
    return {
        number: Worded(text, language or conversation.language, translation)
        for number, text, language, translation in rows
    }
