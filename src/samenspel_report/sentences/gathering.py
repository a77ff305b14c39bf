"""What a reader must know of how the answers of a scan were gathered."""

from collections.abc import Sequence

from samenspel_report.i18n import Translator
from samenspel_report.sentences.words import joined, quoted


def talk_skipped(t: Translator) -> str:
    """That the numbers came before a talk, if there was one at all."""
    return t.gettext(
        "The talk was skipped: these numbers were opened without talking about the words first."
    )


def left_out(t: Translator, words: Sequence[str]) -> str:
    """Which words were asked and are not shown."""
    sentence = t.ngettext(
        "%(words)s was asked too, and is not shown: on one side too few people answered it.",
        "%(words)s were asked too, and are not shown: on one side too few people answered them.",
        len(words),
    )
    return sentence % {"words": joined(t, [quoted(t, word) for word in words])}


def unchecked(t: Translator, sides: Sequence[str]) -> str:
    """For which sides anyone with a group link could answer."""
    return t.gettext(
        "People could also answer for %(sides)s with a group link. Of them we did not check who"
        " they were, nor whether someone answered twice on another device."
    ) % {"sides": joined(t, list(sides))}
