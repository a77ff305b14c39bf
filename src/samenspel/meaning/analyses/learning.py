"""What a talk taught: first and second guesses as arrays, and what is found in them."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString

from samenspel.meaning import queries
from samenspel.meaning.models import ScanResult, ScanSide, ScanWord, SecondGuess, Talk
from samenspel.platform.markup import ours

from .heard import Heard, heard_of, may_show, people_of
from .naming import in_language
from .sealed import _points
from .showing import found_in, kept, place_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from samenspel_report.scan.lessons import SideLessons

    Array = NDArray[np.float64]

METHOD_VERSION = "1"


def learning_in(talk: Talk) -> dict[str, Any]:
    """What each side learned of each other in a talk; empty when nobody guessed again.

    Only words of the outcome count, and only means that so many people may be shown as.
    """
    from samenspel_report.result_json.lessons import lessons_to_json

    scan = talk.scan
    shown = {each["concept"] for pair in scan.result.payload["pairs"] for each in pair["concepts"]}
    words = [word for word in queries.words_of(scan) if word.name_nl in shown]
    sides = list(scan.sides.select_related("party").order_by("pk"))
    heard = {(side.pk, word.pk): heard_of(side, word) for side in sides for word in words}
    again = {side.pk: list(queries.second_guesses_of(side)) for side in sides}
    found = [
        lessons
        for side in sides
        for other in queries.other_sides(side)
        if (lessons := _about(side, other, words, heard, again[side.pk], scan.tolerance))
    ]
    if not found:
        return {}
    learned = lessons_to_json(found)
    seen = hashlib.sha256(json.dumps(learned).encode()).hexdigest()
    return {"lessons": learned, "method_version": METHOD_VERSION, "result_hash": seen}


def _about(
    side: ScanSide,
    other: ScanSide,
    words: Sequence[ScanWord],
    heard: dict[tuple[int, int], Heard],
    again: Sequence[SecondGuess],
    tolerance: float,
) -> "SideLessons | None":
    """What one side learned of another; `None` where too few guessed again to show a mean."""
    from samenspel_analysis.meaning.learning import lesson
    from samenspel_report.scan.lessons import SideLessons, WordLesson

    learned = []
    for word in words:
        before = _given(side, word, heard, other.pk)
        after = _guessed(again, word, other)
        found = lesson(before, after, _given(other, word, heard, None), tolerance=tolerance)
        if any(found.scales):
            learned.append(WordLesson(word.name_nl, _keys(word), found))
    if not learned:
        return None
    people = (max(w.found.people[0] for w in learned), max(w.found.people[1] for w in learned))
    return SideLessons(side.party.name, other.party.name, people, tuple(learned))


def _given(
    side: ScanSide, word: ScanWord, heard: dict[tuple[int, int], Heard], about: int | None
) -> "Array":
    people = people_of(side, [word], heard)
    return _points(people, [word], [heard[side.pk, word.pk].said], about)


def _guessed(again: Sequence[SecondGuess], word: ScanWord, about: ScanSide) -> "Array":
    """Second guesses, a row per person and a column per scale; too few on a scale are left out."""
    import numpy as np

    said = [
        {point.scale_id: point.points for point in guess.points.all() if point.about_id == about.pk}
        for guess in again
    ]
    columns = []
    for scale in word.scales.all():
        who = [guess for guess, points in zip(again, said, strict=True) if scale.pk in points]
        shown = may_show(who)
        columns.append([points.get(scale.pk) if shown else None for points in said])
    return np.array(columns, dtype=float).T.reshape(len(again), len(columns))


def _keys(word: ScanWord) -> tuple[str, ...]:
    return tuple(scale.key for scale in word.scales.all())


def lessons_in(talk: Talk, result: ScanResult, language: str) -> "tuple[SideLessons, ...]":
    """What a talk taught, its words by the names they have for whoever reads them."""
    from samenspel_report.result_json.lessons import lessons_from_json

    if not talk.learning:
        return ()
    payload, _context = in_language(result.payload, result.context, language)
    names = {
        concept["concept"]: renamed["concept"]
        for old, new in zip(result.payload["pairs"], payload["pairs"], strict=True)
        for concept, renamed in zip(old["concepts"], new["concepts"], strict=True)
    }
    return tuple(
        replace(each, words=tuple(replace(w, concept=names[w.concept]) for w in each.words))
        for each in lessons_from_json(talk.learning["lessons"])
    )


def learned_page(
    talk: Talk, result: ScanResult, language: str, reader: str | None = None
) -> SafeString | None:
    """What a talk taught, in the language of whoever reads it; `None` when nobody guessed again.

    `reader` names the side that reads it as "we".
    """
    if not talk.learning:
        return None

    def make() -> str:
        from samenspel_report.scan.lessons import lessons_body

        return lessons_body(
            lessons_in(talk, result, language),
            found_in(result, language)[1].poles,
            talk.scan.tolerance,
            language,
            perspective=reader,
        )

    kind = f"learned{place_of(result, reader)}-{talk.learning['result_hash']}"
    return ours(kept(result, kind, language, make))
