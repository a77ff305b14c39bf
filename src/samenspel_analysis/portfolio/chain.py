"""A theory of change as steps and arrows: does it come back to itself, and what hangs loose?"""

from collections.abc import Sequence
from dataclasses import dataclass

Arrow = tuple[int, int]


class PortfolioError(ValueError):
    """The numbers of a portfolio do not fit each other."""


@dataclass(frozen=True, slots=True)
class LooseEnds:
    """Steps to which nothing leads, and steps that lead to nothing, where something should."""

    led_to_by_none: tuple[int, ...]
    leading_nowhere: tuple[int, ...]


def loop_in(steps: int, arrows: Sequence[Arrow]) -> tuple[int, ...]:
    """The steps of one way round that comes back to itself, in order; empty when there is none."""
    _check(steps, arrows)
    after: list[list[int]] = [[] for _ in range(steps)]
    for source, target in arrows:
        after[source].append(target)
    waiting, done = set[int](), set[int]()
    for first in range(steps):
        if first not in done and (found := _walk(first, after, waiting, done)):
            return found
    return ()


def loose_ends(stages: Sequence[int], arrows: Sequence[Arrow], *, last: int) -> LooseEnds:
    """What hangs loose: stage 0 needs no cause, stage `last` no effect."""
    _check(len(stages), arrows)
    led_to = {target for _, target in arrows}
    leading = {source for source, _ in arrows}
    return LooseEnds(
        led_to_by_none=tuple(i for i, at in enumerate(stages) if at > 0 and i not in led_to),
        leading_nowhere=tuple(i for i, at in enumerate(stages) if at < last and i not in leading),
    )


def _walk(
    first: int, after: Sequence[Sequence[int]], waiting: set[int], done: set[int]
) -> tuple[int, ...]:
    """Depth first without recursion; `waiting` are the steps on the way we are on."""
    path = [(first, iter(after[first]))]
    waiting.add(first)
    while path:
        step, ways = path[-1]
        following = next(ways, None)
        if following is None:
            path.pop()
            waiting.discard(step)
            done.add(step)
        elif following in waiting:
            names = [each for each, _ in path]
            return tuple(names[names.index(following) :])
        elif following not in done:
            waiting.add(following)
            path.append((following, iter(after[following])))
    return ()


def _check(steps: int, arrows: Sequence[Arrow]) -> None:
    if any(not 0 <= end < steps for arrow in arrows for end in arrow):
        raise PortfolioError("An arrow points at a step that is not there.")
