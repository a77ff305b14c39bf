"""The answers of a sealed scan as arrays, and what is found in them."""

import hashlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from samenspel.meaning import queries
from samenspel.meaning.models import Respondent, Scan, ScanSide, ScanWord, WordAnswer
from samenspel.platform.errors import DomainError

from .earlier import wave_before
from .heard import Heard, given_by, heard_of, may_show, people_of
from .reading import SEED, Finding

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from samenspel_analysis.meaning.answers import Questionnaire, Side

    Array = NDArray[np.float64]


class TooFewAnswers(DomainError):
    """No word was answered by enough people of every side."""


def finding_of(scan: Scan) -> Finding:
    """Analyse the answers of a scan; words that too few people answered are left out."""
    import numpy as np

    from samenspel_analysis.meaning.answers import Wave
    from samenspel_analysis.meaning.scan import METHOD_VERSION, analyse
    from samenspel_report.result_json import to_json

    sides = list(scan.sides.select_related("party").order_by("pk"))
    asked = list(queries.words_of(scan))
    heard = {(side.pk, word.pk): heard_of(side, word) for side in sides for word in asked}
    words = [w for w in asked if all(heard[side.pk, w.pk].may_show for side in sides)]
    if not words:
        raise TooFewAnswers(
            _(
                "Too few people answered. An outcome needs five people of every side, or three "
                "or four who all agreed to a small group. The answers stay sealed."
            )
        )
    arrays = [_side(side, sides, words, heard) for side in sides]
    waves = [Wave(f"scan {scan.wave}", tuple(arrays))]
    before = wave_before(scan, words, {s.party_id: people_of(s, words, heard) for s in sides})
    found = analyse(
        _questionnaire(scan, words),
        [before, *waves] if before else waves,
        rng=np.random.default_rng(SEED),
        tolerance=scan.tolerance,
        means_of_small_groups=True,  # who did not agree was left out before
    )
    return Finding(
        payload=to_json(found, seed=SEED, language="nl"),
        context=_context(words, sides, heard, left_out=[w for w in asked if w not in words]),
        input_hash=_hash(arrays),
        method_version=METHOD_VERSION,
    )


def _questionnaire(scan: Scan, words: Sequence[ScanWord]) -> "Questionnaire":
    import numpy as np

    from samenspel_analysis.meaning.answers import Questionnaire

    scales = [(index, scale) for index, word in enumerate(words) for scale in word.scales.all()]
    return Questionnaire(
        tuple(word.name_nl for word in words),
        tuple(scale.key for _index, scale in scales),
        np.array([index for index, _scale in scales]),
        float(scan.low),
        float(scan.high),
    )


def _side(
    side: ScanSide,
    sides: Sequence[ScanSide],
    words: Sequence[ScanWord],
    heard: dict[tuple[int, int], Heard],
) -> "Side":
    import numpy as np

    from samenspel_analysis.meaning.answers import Side

    mine = [heard[side.pk, word.pk].said for word in words]
    people = people_of(side, words, heard)
    importance = np.array([_importances(people, said) for said in mine], dtype=float).T
    others = [other for other in sides if other != side]
    guesses = {other.party.name: _points(people, words, mine, other.pk) for other in others}
    return Side(
        name=side.party.name,
        people=np.arange(len(people)),
        own=_points(people, words, mine, None),
        guesses={name: guess for name, guess in guesses.items() if not np.isnan(guess).all()},
        importance=None if np.isnan(importance).all() else importance,
        population=max(side.population, len(people)),
    )


def _importances(
    people: Sequence[Respondent], said: dict[Respondent, WordAnswer]
) -> list[int | None]:
    """How important a word is to each; blank for all where too few answered."""
    given = [said[person].importance if person in said else None for person in people]
    answered = [p for p, answer in zip(people, given, strict=True) if answer is not None]
    return given if may_show(answered) else [None] * len(people)


def _points(
    people: Sequence[Respondent],
    words: Sequence[ScanWord],
    said: Sequence[dict[Respondent, WordAnswer]],
    about: int | None,
) -> "Array":
    """A row per person, a column per scale; a scale that too few answered is left blank."""
    import numpy as np

    columns = []
    for word, answers in zip(words, said, strict=True):
        for scale in word.scales.all():
            given = {person: given_by(answers.get(person), scale, about) for person in people}
            answered = [person for person, points in given.items() if points is not None]
            shown = given if may_show(answered) else {}
            columns.append([shown.get(person) for person in people])
    return np.array(columns, dtype=float).T


def _context(
    words: Sequence[ScanWord],
    sides: Sequence[ScanSide],
    heard: dict[tuple[int, int], Heard],
    *,
    left_out: Sequence[ScanWord],
) -> dict[str, Any]:
    from samenspel_report.intake.texts import FEWEST_WRITERS

    voices = []
    for word in words:
        for side in sides:
            said = heard[side.pk, word.pk].said.values()
            written = [answer.own_words for answer in said if answer.own_words]
            texts = sorted(set(written), key=lambda text: (text.casefold(), text))
            if len(written) >= FEWEST_WRITERS:
                voices.append([word.name_nl, side.party.name, texts])
    return {
        "poles": [
            [word.name_nl, scale.key, scale.pole_low_nl, scale.pole_high_nl]
            for word in words
            for scale in word.scales.all()
        ],
        "english": _in_english([*words, *left_out]),
        "voices": voices,
        "left_out": [word.name_nl for word in left_out],
        "unchecked": [
            side.party.name
            for side in sides
            if any(who.came_by_group_link for word in words for who in heard[side.pk, word.pk].said)
        ],
    }


def _in_english(words: Sequence[ScanWord]) -> dict[str, Any]:
    """What the makers of a scan called its words and the ends of its scales in English."""
    return {
        "words": [[word.name_nl, word.name_en] for word in words if word.name_en],
        "poles": [
            [word.name_nl, scale.key, scale.pole_low_en, scale.pole_high_en]
            for word in words
            for scale in word.scales.all()
            if scale.pole_low_en and scale.pole_high_en
        ],
    }


def _hash(sides: Sequence["Side"]) -> str:
    """For a recount only, never told: who tries every row would read what is withheld."""
    says = [
        [side.name, side.population, side.own.tolist(), str(side.importance),
         {name: guess.tolist() for name, guess in side.guesses.items()}]
        for side in sides
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(says).encode()).hexdigest()
