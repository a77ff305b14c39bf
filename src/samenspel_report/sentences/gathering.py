"""What a reader must know of how the answers of a scan were gathered."""

from collections.abc import Sequence

from samenspel_report.i18n import Translator
from samenspel_report.sentences.words import joined, quoted


def talk_skipped(t: Translator, name: str, day: str) -> str:
    """Who opened the numbers before a talk, if there was one at all."""
    if name and day:
        return t.gettext(
            "The talk was skipped: %(name)s opened these numbers on %(day)s, without talking about"
            " the words first."
        ) % {"name": name, "day": day}
    return t.gettext(
        "The talk was skipped: these numbers were opened without talking about the words first."
    )


def talk_held(t: Translator, name: str, day: str) -> str:
    """Whose word it is that the talk was held: nobody else checked it."""
    if name:
        return t.gettext(
            "%(name)s said on %(day)s that the talk was held, and opened the numbers."
        ) % {"name": name, "day": day}
    return t.gettext("The numbers opened after the talk, on %(day)s.") % {"day": day}


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
