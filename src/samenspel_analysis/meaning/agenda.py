"""At most three words to talk about first, and which of them might change places."""

from dataclasses import dataclass

import numpy as np

from samenspel_analysis.meaning.answers import FloatArray
from samenspel_analysis.meaning.results import AgendaItem
from samenspel_analysis.meaning.states import State
from samenspel_analysis.meaning.word_state import SURE

LONGEST = 3
FIRST = (State.HIDDEN_DIFFERENCE, State.DIVIDED, State.UNDECIDED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may be put on the agenda; draws of shape (draws,)."""

    concept: str
    state: State
    hidden: FloatArray  # hidden part; where nobody guessed, the whole tension
    imagined: FloatArray

    @property
    def rank(self) -> FloatArray:
        """The draws by which the word is ordered within its group."""
        return self.imagined if self.state is State.IMAGINED_DIFFERENCE else self.hidden


def agenda(candidates: tuple[Candidate, ...]) -> tuple[AgendaItem, ...]:
    """Words by mean hidden part, imagined differences after them; ties are named, not broken."""
    hidden = [word for word in candidates if word.state in FIRST]
    imagined = [word for word in candidates if word.state is State.IMAGINED_DIFFERENCE]
    chosen: list[Candidate] = []
    for group in (hidden, imagined):
        weighing = [word for word in group if word.rank.mean() > 0]
        chosen += sorted(weighing, key=lambda word: (-word.rank.mean(), word.concept))
    first, rest = chosen[:LONGEST], chosen[LONGEST:]
    return tuple(AgendaItem(word.concept, word.state, _ties(word, first + rest)) for word in first)


def _ties(word: Candidate, others: list[Candidate]) -> tuple[str, ...]:
    group = word.state is State.IMAGINED_DIFFERENCE
    return tuple(
        other.concept
        for other in others
        if other is not word
        and (other.state is State.IMAGINED_DIFFERENCE) is group
        and 1 - SURE < np.mean(word.rank > other.rank) < SURE
    )
