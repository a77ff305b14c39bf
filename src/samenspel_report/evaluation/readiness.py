"""How ready an organisation is to work with others: what is asked, and how answers lie."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samenspel_report.i18n import LANGUAGES, translator

LOWEST, HIGHEST = 1, 4


@dataclass(frozen=True, slots=True)
class Question:
    """One question, with what one would see at each level."""

    code: str
    ask: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aspect:
    """One side of being ready, with the questions about it."""

    code: str
    name: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class LevelShown:
    """One level: what one would see, how many people chose it, and that as a part of all."""

    number: int
    text: str
    people: int | None
    share: int  # in twelfths of the fullest level, for a bar


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """One question with its levels, and a sentence that says how the answers lie."""

    code: str
    ask: str
    levels: tuple[LevelShown, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class AspectShown:
    """One side of being ready, as people read it."""

    name: str
    questions: tuple[QuestionShown, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told of one question: how many answered, their mean, and people per level."""

    n: int | None
    mean: float | None
    counts: Sequence[int] | None


@cache
def aspects(language: str) -> tuple[Aspect, ...]:
    """Everything that is asked, in one language."""
    if language not in LANGUAGES:
        raise ValueError(f"The questions speak {' and '.join(LANGUAGES)}, not {language!r}.")
    source = files("samenspel_report.evaluation").joinpath("readiness.toml")
    found = tomllib.loads(source.read_text(encoding="utf-8"))
    return tuple(
        Aspect(
            code,
            each["name"][language],
            tuple(
                Question(f"{code}.{key}", asked["ask"][language], tuple(asked["levels"][language]))
                for key, asked in each["items"].items()
            ),
        )
        for code, each in found.items()
    )


def readiness_shown(told: dict[str, Told], language: str) -> Iterator[AspectShown]:
    """The answers to every question, with how far people lie apart; no total."""
    for aspect in aspects(language):
        asked = [each for each in aspect.questions if each.code in told]
        yield AspectShown(
            aspect.name, tuple(_shown(each, told[each.code], language) for each in asked)
        )


def _shown(question: Question, told: Told, language: str) -> QuestionShown:
    counts = told.counts or ()
    most = max(counts, default=0)
    levels = tuple(
        LevelShown(
            number,
            text,
            counts[number - LOWEST] if counts else None,
            round(12 * counts[number - LOWEST] / most) if most else 0,
        )
        for number, text in enumerate(question.levels, LOWEST)
    )
    return QuestionShown(question.code, question.ask, levels, _sentence(question, told, language))


def _sentence(question: Question, told: Told, language: str) -> str:
    t = translator(language)
    if told.n is None or told.mean is None:
        return t.gettext("Too few answers to show.")
    if not told.counts:
        said = {"n": told.n, "mean": t.number(told.mean, 1)}
        return (
            t.ngettext("%(n)s answer: %(mean)s.", "%(n)s answers, %(mean)s on average.", told.n)
            % said
        )
    chosen = [number for number, count in enumerate(told.counts, LOWEST) if count]
    if len(chosen) == 1:
        return t.gettext("All %(n)s see the same.") % {"n": told.n}
    top = max(told.counts)
    said = {"n": told.n, "least": chosen[0], "most": chosen[-1], "top": top}
    if list(told.counts).count(top) > 1:
        return t.gettext("From level %(least)s to %(most)s; no level stands out.") % said
    said["level"] = question.levels[told.counts.index(top)]
    return (
        t.gettext("From level %(least)s to %(most)s; most (%(top)s of %(n)s) say: “%(level)s”.")
        % said
    )
