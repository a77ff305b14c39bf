"""Votes that someone else casts: who ends up with whose vote, and why a vote is not cast."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from samenspel_analysis.decision.errors import DecisionError


class Fate(StrEnum):
    """What became of somebody's vote."""

    OWN = "own"
    CARRIED = "carried"
    NOT_CAST = "not_cast"
    REVOKED = "revoked"
    EXPIRED = "expired"
    CIRCLE = "circle"
    DEAD_END = "dead_end"
    CHAIN_TOO_LONG = "chain_too_long"
    OVER_LIMIT = "over_limit"


@dataclass(frozen=True, slots=True)
class Mandate:
    """`giver` lets `holder` vote; from `given_at` until `ends_at`, unless taken back.

    Moments are whole numbers of any unit; of two mandates of one giver the later holds.
    """

    giver: int
    holder: int
    given_at: int = 0
    ends_at: int | None = None
    revoked_at: int | None = None


@dataclass(frozen=True, slots=True)
class MandateRule:
    """How far a vote may travel, how many a holder may carry, and what part of all votes."""

    longest: int = 1
    most_each: int | None = None
    most_part: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who casts whose vote: `caster[i]`, or `None` with the reason in `fate[i]`.

    `carried` is the weight that each caster casts, their own included. `effective` is the number
    of equal casters that would be as concentrated: all weight squared by the sum of squares.
    """

    caster: tuple[int | None, ...]
    fate: tuple[Fate, ...]
    carried: tuple[int, ...]
    effective: Fraction

    @property
    def largest(self) -> int:
        """The weight of who casts most."""
        return max(self.carried, default=0)


def resolve(
    weights: Sequence[int],
    voted: Sequence[bool],
    mandates: Sequence[Mandate],
    rule: MandateRule,
    *,
    at: int,
) -> Resolved:
    """Follow each mandate to who votes. A vote of one's own goes before any mandate."""
    _check(weights, voted, mandates, rule)
    holds, ended = _holding(mandates, at)
    caster: list[int | None] = [None] * len(weights)
    fate = [ended.get(voter, Fate.NOT_CAST) for voter in range(len(weights))]
    for voter in range(len(weights)):
        if voted[voter]:
            caster[voter], fate[voter] = voter, Fate.OWN
        elif voter in holds:
            caster[voter], fate[voter] = _end(voter, voted, holds, rule.longest)
    _limit(weights, caster, fate, holds, rule)
    carried = [0] * len(weights)
    for voter, to in enumerate(caster):
        if to is not None:
            carried[to] += weights[voter]
    squares = sum(weight * weight for weight in carried)
    effective = Fraction(sum(carried) ** 2, squares) if squares else Fraction(0)
    return Resolved(tuple(caster), tuple(fate), tuple(carried), effective)


def _check(
    weights: Sequence[int], voted: Sequence[bool], mandates: Sequence[Mandate], rule: MandateRule
) -> None:
    if len(weights) != len(voted) or any(weight < 0 for weight in weights):
        raise DecisionError("as many weights of 0 or more as voters are expected")
    for mandate in mandates:
        if not (0 <= mandate.giver < len(weights) and 0 <= mandate.holder < len(weights)):
            raise DecisionError("a mandate names someone who is not there")
        if mandate.giver == mandate.holder:
            raise DecisionError("a mandate to oneself is no mandate")
    if rule.longest < 1:
        raise DecisionError("a chain has at least one link")


def _holding(mandates: Sequence[Mandate], at: int) -> tuple[dict[int, Mandate], dict[int, Fate]]:
    """The mandate of each giver that holds at a moment, and why one does not."""
    holds: dict[int, Mandate] = {}
    ended: dict[int, Fate] = {}
    for mandate in sorted(mandates, key=lambda each: each.given_at):
        if mandate.given_at > at:
            continue
        holds.pop(mandate.giver, None)
        if mandate.revoked_at is not None and mandate.revoked_at <= at:
            ended[mandate.giver] = Fate.REVOKED
        elif mandate.ends_at is not None and mandate.ends_at <= at:
            ended[mandate.giver] = Fate.EXPIRED
        else:
            holds[mandate.giver] = mandate
    return holds, ended


def _end(
    voter: int, voted: Sequence[bool], holds: dict[int, Mandate], longest: int
) -> tuple[int | None, Fate]:
    """Who votes at the end of a chain."""
    seen, now = {voter}, voter
    while now in holds:
        now = holds[now].holder
        if now in seen:
            return None, Fate.CIRCLE
        seen.add(now)
        if voted[now]:
            if len(seen) - 1 > longest:
                return None, Fate.CHAIN_TOO_LONG
            return now, Fate.CARRIED
    return None, Fate.DEAD_END


def _limit(
    weights: Sequence[int],
    caster: list[int | None],
    fate: list[Fate],
    holds: dict[int, Mandate],
    rule: MandateRule,
) -> None:
    """Of a holder with too many, those that came last are not cast."""
    room = None if rule.most_part is None else rule.most_part * sum(weights)
    count: dict[int, int] = {}
    weight = [weights[v] if caster[v] == v else 0 for v in range(len(weights))]
    carried = [v for v in range(len(weights)) if fate[v] is Fate.CARRIED]
    for voter in sorted(carried, key=lambda v: (holds[v].given_at, v)):
        to = caster[voter]
        if to is None:
            continue
        full = rule.most_each is not None and count.get(to, 0) >= rule.most_each
        heavy = room is not None and weight[to] + weights[voter] > room
        if full or heavy:
            caster[voter], fate[voter] = None, Fate.OVER_LIMIT
        else:
            count[to] = count.get(to, 0) + 1
            weight[to] += weights[voter]
