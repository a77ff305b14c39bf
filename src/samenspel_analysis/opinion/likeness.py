"""Which sentences say much the same as a new one: by the stems they share, and by their letters."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

SHARED = 0.5  # of the weight of their stems: half of what they say
SPELT = 0.8  # of their letters in place: four of five
MOST = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is read, and the stems of its words."""

    text: str
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """The sentence at `place` among the others, and how much it is like the new one, 0 to 1."""

    place: int
    stems: float
    letters: float


def alike(new: Sentence, others: Sequence[Sentence], *, most: int = MOST) -> tuple[Likeness, ...]:
    """The sentences that share half of what they say with the new one, or four letters of five.

    Stems that few sentences hold weigh more, so that "the" and "we" say little. The most alike
    comes first; of sentences as much alike the earlier one.
    """
    rarity = _rarity(new, others)
    found = [
        Likeness(place, _shared(new.stems, other.stems, rarity), _spelt(new.text, other.text))
        for place, other in enumerate(others)
    ]
    near = [each for each in found if each.stems >= SHARED or each.letters >= SPELT]
    ranked = sorted(near, key=lambda each: (-max(each.stems, each.letters), each.place))
    return tuple(ranked[:most])


def _rarity(new: Sentence, others: Sequence[Sentence]) -> dict[str, float]:
    """The weight of each stem: the logarithm of how many sentences there are for one with it."""
    held = Counter(stem for each in (new, *others) for stem in each.stems)
    sentences = len(others) + 1
    return {stem: math.log(1 + sentences / times) for stem, times in held.items()}


def _shared(one: frozenset[str], other: frozenset[str], rarity: dict[str, float]) -> float:
    """The weight of the stems in both, of that of the stems in either (Jaccard 1901)."""
    either = math.fsum(rarity[stem] for stem in one | other)
    return math.fsum(rarity[stem] for stem in one & other) / either if either else 0.0


def _spelt(one: str, other: str) -> float:
    """What is left of the letters after the fewest changes; 0 where fewer than `SPELT` can be."""
    one, other = one.casefold(), other.casefold()
    longest = max(len(one), len(other))
    most = math.floor((1 - SPELT) * longest + 1e-9)
    in_common = sum((Counter(one) & Counter(other)).values())
    if not longest or longest - in_common > most:
        return 0.0
    changes = _changes(one, other, most)
    return 1 - changes / longest if changes <= most else 0.0


def _changes(one: str, other: str, most: int) -> int:
    """The fewest letters to add, leave out or replace (Levenshtein 1966), as far as `most`."""
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row] + [most + 1] * len(other)
        for column in range(max(1, row - most), min(len(other), row + most) + 1):
            replaced = above[column - 1] + (letter != other[column - 1])
            here[column] = min(replaced, above[column] + 1, here[column - 1] + 1)
        if min(here) > most:
            return most + 1
        above = here
    return above[-1]
