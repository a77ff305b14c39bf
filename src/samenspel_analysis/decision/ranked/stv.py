"""Single transferable vote: quota of Droop, weighted inclusive Gregory transfers."""

from fractions import Fraction

from samenspel_analysis.decision.ranked.ballots import RankedElection
from samenspel_analysis.decision.ranked.pairwise import PLAIN
from samenspel_analysis.decision.ranked.results import Act, RankedOutcome
from samenspel_analysis.decision.ranked.settings import Arithmetic, RankedTerms
from samenspel_analysis.decision.ranked.transfer import Count

FINEST = 100_000  # five decimals


def stv(
    election: RankedElection,
    *,
    terms: RankedTerms = PLAIN,
    arithmetic: Arithmetic = Arithmetic.FIVE,
) -> RankedOutcome:
    """Fill seats in proportion; docs/methods/decision-ranked.md."""
    count = Count(election, terms)
    quota = Fraction(droop(sum(count.piles.votes, Fraction(0)), terms.seats))
    waiting: list[int] = []  # elected, with a surplus that has not moved yet
    while True:
        elected = _reached(count, quota)
        waiting += [option for option in elected if count.piles.votes[option] > quota]
        if not count.vacancies:
            count.write(elected, Act.ENDED)
            return count.outcome(quota)
        if len(count.hopeful) <= count.vacancies:
            count.write((*elected, *count.elect(count.hopeful)), Act.ENDED)
            return count.outcome(quota)
        if waiting:
            _move_surplus(count, quota, waiting, elected, arithmetic)
        else:
            count.exclude_lowest(elected)


def droop(votes: Fraction, seats: int) -> int:
    """The smallest whole number of votes that more options than there are seats cannot reach."""
    return int(votes // (seats + 1)) + 1


def _reached(count: Count, quota: Fraction) -> tuple[int, ...]:
    """Elect who has the quota; never more than there are seats, by the size of the quota."""
    return count.elect([o for o in count.hopeful if count.piles.votes[o] >= quota])


def _move_surplus(
    count: Count,
    quota: Fraction,
    waiting: list[int],
    elected: tuple[int, ...],
    arithmetic: Arithmetic,
) -> None:
    """The largest surplus moves on: each ballot takes its part of it."""
    piles = count.piles
    most = max(piles.votes[option] for option in waiting)
    level = [option for option in waiting if piles.votes[option] == most]
    option = count.first_of(level, 1) if len(level) > 1 else level[0]
    waiting.remove(option)
    count.write(elected, Act.SURPLUS, option)
    total, rows = piles.votes[option], piles.of(option)
    surplus = total - quota
    become, moved = dict[int, Fraction](), Fraction(0)
    for value, size, weight in piles.worth(rows):
        become[size] = _rounded(surplus * value / total, arithmetic)
        moved += become[size] * weight / piles.orders.parts
    piles.revalue(rows, become)
    piles.move(option, count.still_in)
    piles.votes[option] = quota
    count.lost += surplus - moved


def _rounded(value: Fraction, arithmetic: Arithmetic) -> Fraction:
    if arithmetic is Arithmetic.EXACT:
        return value
    return Fraction(value.numerator * FINEST // value.denominator, FINEST)
