"""What an opinion map finds: frozen results with named numbers.

Statements and people are numbers, as in `Votes`. Shares and p-values lie in [0, 1]; intervals hold
95 %. `None` means "cannot say", and no number is ever NaN.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from samenspel_analysis.opinion.votes import FloatArray, IntArray


class Profile(StrEnum):
    """How a map is made: our own way, or the published formulas of Polis."""

    ROBUST = "robust"
    POLIS = "polis"


class Step(StrEnum):
    """What is being worked on, for a progress bar."""

    SUMS = "sums"
    COMPONENTS = "components"
    PROJECTION = "projection"
    GROUPS = "groups"
    STRUCTURE_TEST = "structure_test"
    GROUPS_TEST = "groups_test"
    STABILITY = "stability"
    STATEMENTS = "statements"


Progress = Callable[[Step, float], None]  # a step, and the part of it that is done


class NoGroups(StrEnum):
    """Why a map shows no groups."""

    TOO_FEW_PEOPLE = "too_few_people"
    TOO_FEW_STATEMENTS = "too_few_statements"
    NO_STRUCTURE = "no_structure"  # votes hang together no more than shuffled votes do
    ONE_CLOUD = "one_cloud"  # people differ, but lie in one cloud
    TOO_SMALL = "too_small"  # every division leaves a group below the smallest allowed


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `of`, as a share with its interval (Wilson 1927); all `None` of nothing."""

    count: int
    of: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Structure:
    """Do votes hang together? The largest eigenvalues of the centred votes, and their test.

    `p` compares the first with `permutations` shuffles within statements of the votes of
    `people_tested` people.
    """

    eigenvalues: tuple[float, ...]
    p: float | None
    permutations: int
    people_tested: int


@dataclass(frozen=True, slots=True)
class Division:
    """The best division into `groups` found: its mean silhouette, and its smallest group."""

    groups: int
    silhouette: float
    smallest: int


@dataclass(frozen=True, slots=True)
class GroupsTest:
    """Are there groups, or one cloud? The silhouette against `clouds` simulated single clouds."""

    p: float | None
    clouds: int
    people_tested: int
    divisions: tuple[Division, ...]


@dataclass(frozen=True, slots=True)
class Representative:
    """A statement on which a group differs from all others.

    `direction` is 1 when the group agrees more, -1 when it disagrees more; `share` is that share
    within the group. `lift` is the share within the group by that outside it, each with one vote
    added either way. `p` is adjusted for the number of statements and groups looked at.
    """

    statement: int
    direction: int
    share: Share
    others: Share
    lift: float
    p: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """People who vote alike. `stability` is the mean Jaccard overlap over resamples of people."""

    id: int
    size: int
    share: float
    stability: float | None
    centre: tuple[float, float]
    statements: tuple[Representative, ...]


@dataclass(frozen=True, slots=True)
class Consensus:
    """A statement most people agree (1) or disagree (-1) with; ranked by the lower bound."""

    statement: int
    direction: int
    share: Share


@dataclass(frozen=True, slots=True)
class Bridging:
    """A statement that every group agrees or disagrees with, each by itself.

    `shares` has one entry per group, with intervals that hold for all groups at once. `low` is
    the smallest lower bound; the list is ranked by it. `product` is the group-informed consensus:
    the product over groups of (count + 1) / (of + 2).
    """

    statement: int
    direction: int
    shares: tuple[Share, ...]
    low: float
    product: float


@dataclass(frozen=True, slots=True)
class Divisive:
    """A statement on which groups differ most: the agreement of one group less that of another.

    `most` and `least` are group ids; ranked by `low`, which holds for all pairs of groups at once.
    """

    statement: int
    most: int
    least: int
    shares: tuple[Share, ...]
    difference: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Projection:
    """Where people and statements stand; only people with enough votes are placed.

    `people` (placed,) are person numbers, `points` (placed, 2) their places, `groups` (placed,)
    their group id or -1. `statements` (kept,) are statement numbers, with `mean` and `components`
    (kept, 2) of them; `statement_points` (kept, 2) is where someone with one agree would stand.
    """

    people: IntArray
    points: FloatArray
    groups: NDArray[np.int64]
    statements: IntArray
    mean: FloatArray
    components: FloatArray
    statement_points: FloatArray


class FlagKind(StrEnum):
    """A pattern of voting that asks for a look."""

    STRAIGHT_LINING = "straight_lining"
    IDENTICAL = "identical"
    BURST = "burst"
    NEW_ALIKE = "new_alike"


@dataclass(frozen=True, slots=True)
class Flag:
    """People whose votes show a pattern that asks for a look; never a reason to remove by itself.

    `size` is what was counted (votes in a line, people alike, votes in a burst), `expected` what
    chance would give, `p` how likely this much is by chance.
    """

    kind: FlagKind
    people: tuple[int, ...]
    size: int
    expected: float | None
    p: float | None


@dataclass(frozen=True, slots=True)
class OpinionMap:
    """Who stands where, which groups there are if any, and what joins and divides them."""

    profile: Profile
    people: int  # with at least one vote
    statements: int  # that take part in the map
    votes: int
    placed: int  # people with enough votes to be placed
    structure: Structure
    groups_test: GroupsTest
    groups: tuple[Group, ...]
    no_groups_reason: NoGroups | None
    consensus: tuple[Consensus, ...]
    bridging: tuple[Bridging, ...]
    divisive: tuple[Divisive, ...]
    projection: Projection
    flags: tuple[Flag, ...] = ()
