"""The scale library: words that partners share, each with tension scales of its own."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samenspel_report.i18n import LANGUAGES

__all__ = ["LANGUAGES", "LibraryScale", "LibraryWord", "library", "word_named"]


@dataclass(frozen=True, slots=True)
class LibraryScale:
    """Two ways to mean the same word; neither pole is the better one."""

    code: str
    pole_low: str
    pole_high: str


@dataclass(frozen=True, slots=True)
class LibraryWord:
    """A word that partners share, its scales, and the question that opens the talk about it."""

    code: str
    name: str
    question: str
    scales: tuple[LibraryScale, ...]


@cache
def library(language: str) -> tuple[LibraryWord, ...]:
    """All words of the library in one language, `nl` or `en`, in the library's order."""
    if language not in LANGUAGES:
        raise ValueError(f"The library speaks {' and '.join(LANGUAGES)}, not {language!r}.")
    text = files(__name__).joinpath("library.toml").read_text(encoding="utf-8")
    return tuple(
        LibraryWord(
            code=code,
            name=word["name"][language],
            question=word["question"][language],
            scales=tuple(
                LibraryScale(scale_code, *poles[language])
                for scale_code, poles in word["scales"].items()
            ),
        )
        for code, word in tomllib.loads(text).items()
    )


def word_named(name_or_code: str, language: str) -> LibraryWord | None:
    """The word with this code, or with this name in this language; `None` if it is not ours."""
    wanted = name_or_code.strip().casefold()
    return next((w for w in library(language) if wanted in (w.code, w.name.casefold())), None)
