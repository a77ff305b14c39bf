"""Made-up votes with their moments, and people who spoil them."""

import numpy as np

from samenspel_analysis.opinion import pack
from samenspel_analysis.opinion.flags import Times
from samenspel_analysis.opinion.simulation import made_up_community, simulate_votes

PEOPLE, STATEMENTS = 1_000, 100


class Crowd:
    """Votes that grow by hand."""

    def __init__(self, seed, groups, people=PEOPLE):
        self.rng = np.random.default_rng(seed)
        community = made_up_community(STATEMENTS, groups, self.rng)
        (block,) = simulate_votes(community, people=people, votes=30, rng=self.rng)
        self.columns = [block.persons, block.statements, block.votes, block.moments / 1000]

    def add(self, person, statements, votes, seconds):
        """One more person; `seconds` are the moments of the votes."""
        new = np.full(len(statements), person), statements, votes, seconds
        pairs = zip(self.columns, new, strict=True)
        self.columns = [np.append(old, more) for old, more in pairs]

    def some(self, count=30):
        """Statements at random, each once."""
        return self.rng.permutation(STATEMENTS)[:count]

    @property
    def votes(self):
        person, statement, vote, _ = self.columns
        people = int(person.max()) + 1
        return pack(person, statement, vote, people=people, statements=STATEMENTS)

    @property
    def times(self):
        person, seconds = self.columns[0], self.columns[3]
        first, last = (np.full(int(person.max()) + 1, end) for end in (np.inf, -np.inf))
        np.minimum.at(first, person, seconds)
        np.maximum.at(last, person, seconds)
        return Times(first, last)
