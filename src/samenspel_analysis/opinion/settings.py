"""How a map is made, with where each number comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Numbers of the robust profile.

    `fewest_votes`: votes before someone is placed, and the cap on how many statements that may
    be (Polis: 7). `smallest_group` and `smallest_share`: a group is at least max(5, 2 %).
    `level`: the chance of seeing structure where there is none. `groups_level`: the same of groups;
    one cloud is estimated, so a little below 0.05 keeps false groups at one in twenty when that is
    simulated (docs/methods/opinion.md). `permutations` and
    `clouds`: at most so many shuffles and simulated clouds; both stop early once `enough` of them
    went beyond the votes, which leaves the p-value exact (Besag & Clifford 1991). `resamples`: of
    people, for stability. `sample`: people that tests rest on, at most; those of structure and of
    groups rest on `tested_votes` votes of these, or on `votes_a_statement` where that is more.
    `discovery`: the largest expected share of false statements among those said to be typical of
    groups (Benjamini & Hochberg 1995). `longest`: statements in a list, at most. Zero switches a
    test off.
    """

    most_groups: int = 5
    fewest_votes: int = 7
    smallest_group: int = 5
    smallest_share: float = 0.02
    level: float = 0.05
    groups_level: float = 0.03
    permutations: int = 199
    clouds: int = 99
    enough: int = 10
    resamples: int = 20
    sample: int = 5000
    tested_votes: int = 50_000
    votes_a_statement: int = 60
    discovery: float = 0.05
    longest: int = 5


DEFAULTS = Settings()
UNTESTED = Settings(permutations=0, clouds=0, resamples=0)
