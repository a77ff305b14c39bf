"""What a scan can ask: words of the library in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil

from samenspel.meaning import queries
from samenspel.meaning.models import ScanSide, ScanWord
from samenspel_report.library import library

SCALES_PROPOSED = 6
WORDS_IN_LIGHT_SCAN = 3
SECONDS_PER_SCALE, SECONDS_PER_WORD = 6, 25


@dataclass(frozen=True, slots=True)
class ScaleDraft:
    """A scale to ask, with both ends in both languages."""

    low_nl: str
    high_nl: str
    low_en: str = ""
    high_en: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class WordDraft:
    """A word to ask, in both languages, with its scales."""

    name_nl: str
    name_en: str
    scales: tuple[ScaleDraft, ...]
    code: str = ""

    def name(self, language: str) -> str:
        """The word in the language of whoever reads it."""
        return self.name_en if language == "en" and self.name_en else self.name_nl


@cache
def library_words() -> tuple[WordDraft, ...]:
    """Every word of the library with all its scales."""
    return tuple(
        WordDraft(
            nl.name,
            en.name,
            tuple(
                ScaleDraft(a.pole_low, a.pole_high, b.pole_low, b.pole_high, a.code)
                for a, b in zip(nl.scales, en.scales, strict=True)
            ),
            nl.code,
        )
        for nl, en in zip(library("nl"), library("en"), strict=True)
    )


def with_codes(word: WordDraft) -> WordDraft:
    """The same, knowing which word and scales are the library's own, unchanged."""
    known = next((w for w in library_words() if w.name_nl == word.name_nl), None)
    if known is None or (word.name_en and word.name_en != known.name_en):
        return word
    ends = {(s.low_nl, s.high_nl, s.low_en, s.high_en): s for s in known.scales}
    scales = tuple(ends.get((s.low_nl, s.high_nl, s.low_en, s.high_en), s) for s in word.scales)
    return WordDraft(known.name_nl, known.name_en, scales, known.code)


def minutes_of(words: Sequence[ScanWord], side: ScanSide) -> int:
    """How long a whole scan takes someone of this side."""
    return minutes_for(words, queries.other_sides(side).count())


def minutes_for(words: Sequence[ScanWord], others: int) -> int:
    """How long these words take with guesses about so many other sides, rounded up."""
    return _minutes(len(words), sum(len(word.scales.all()) for word in words), others)


def minutes_of_light_scan() -> int:
    """How long a light scan takes with the scales proposed and guesses about one other side."""
    return _minutes(WORDS_IN_LIGHT_SCAN, WORDS_IN_LIGHT_SCAN * SCALES_PROPOSED, 1)


def _minutes(words: int, scales: int, others: int) -> int:
    return ceil((scales * (1 + others) * SECONDS_PER_SCALE + words * SECONDS_PER_WORD) / 60)
