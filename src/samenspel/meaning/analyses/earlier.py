"""The wave before a sealed scan, laid on the words of this one, with the same people tied."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from samenspel.meaning import queries
from samenspel.meaning.models import Respondent, Scan, ScanScale, ScanSide, ScanWord, WordAnswer

from .heard import given_by, heard_of, may_show

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from samenspel_analysis.meaning.answers import Side, Wave

    Array = NDArray[np.float64]

Said = list[dict[Respondent, WordAnswer]]


def wave_before(
    scan: Scan, words: Sequence[ScanWord], now: Mapping[int, Sequence[Respondent]]
) -> "Wave | None":
    """The answers of the wave before on these words; `now` holds who answers for each party.

    A word or scale that was asked in other terms then is left blank.
    """
    from samenspel_analysis.meaning.answers import Wave

    then = queries.wave_before(scan)
    if then is None:
        return None
    asked = {word.name_nl: word for word in queries.words_of(then)}
    twins = [_twins(word, asked.get(word.name_nl)) for word in words]
    sides = list(then.sides.filter(party__in=list(now)).select_related("party").order_by("pk"))
    arrays = []
    for side in sides:
        said = [heard_of(side, asked[w.name_nl]).said if w.name_nl in asked else {} for w in words]
        keys = _tags_now(scan, now[side.party_id])
        arrays.append(_side(side, sides, said, twins, keys))
    return Wave(f"scan {then.wave}", tuple(arrays))


def _twins(word: ScanWord, earlier: ScanWord | None) -> list[ScanScale | None]:
    """Each scale of a word as it was asked before, between the same two ends."""
    known = {
        (scale.pole_low_nl, scale.pole_high_nl): scale
        for scale in (earlier.scales.all() if earlier else ())
    }
    return [known.get((scale.pole_low_nl, scale.pole_high_nl)) for scale in word.scales.all()]


def _tags_now(scan: Scan, people: Sequence[Respondent]) -> dict[str, int]:
    """The row of everyone who answers now with a key that nobody else of the side used."""
    tags = [queries.unsealed_tag(scan, person) for person in people]
    times = Counter(tags)
    return {tag: row for row, tag in enumerate(tags) if tag and times[tag] == 1}


def _side(
    side: ScanSide,
    sides: Sequence[ScanSide],
    said: Said,
    twins: Sequence[Sequence[ScanScale | None]],
    rows_now: Mapping[str, int],
) -> "Side":
    import numpy as np

    from samenspel_analysis.meaning.answers import Side

    found = {person for each in said for person in each}
    people = sorted(found, key=lambda person: person.pk)
    strangers = range(-1, -1 - len(people), -1)
    keys = [rows_now.get(p.wave_tag, no) for p, no in zip(people, strangers, strict=True)]
    others = [other for other in sides if other != side]
    guesses = {other.party.name: _points(people, said, twins, other.pk) for other in others}
    return Side(
        name=side.party.name,
        people=np.array(keys, dtype=np.int64),
        own=_points(people, said, twins, None),
        guesses={name: guess for name, guess in guesses.items() if not np.isnan(guess).all()},
        population=max(side.population, len(people)),
    )


def _points(
    people: Sequence[Respondent],
    said: Said,
    twins: Sequence[Sequence[ScanScale | None]],
    about: int | None,
) -> "Array":
    """A row per person, a column per scale of now; blank where too few answered, or not asked."""
    import numpy as np

    columns: list[list[int | None]] = []
    for answers, scales in zip(said, twins, strict=True):
        for scale in scales:
            given = {p: given_by(answers.get(p), scale, about) if scale else None for p in people}
            answered = [person for person, points in given.items() if points is not None]
            shown = given if may_show(answered) else {}
            columns.append([shown.get(person) for person in people])
    return np.array(columns, dtype=float).reshape(len(columns), len(people)).T
