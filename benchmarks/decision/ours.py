"""One measurement of ours in a process of its own: `python -m benchmarks.decision.ours WAY`."""

import resource
import sys
from collections.abc import Callable
from fractions import Fraction
from hashlib import sha256

from benchmarks.decision import elections as these
from benchmarks.opinion.process import measured, say
from samenspel_analysis.decision.budget import EqualShares, equal_shares, greedy
from samenspel_analysis.decision.majority import MajorityRule, majority, votes_of
from samenspel_analysis.decision.ranked import Arithmetic, RankedTerms, irv, pack_ranks, stv
from samenspel_analysis.decision.ranked.pairwise import preferred
from samenspel_report.ballots import read_pabulib
from samenspel_report.ballots.preflib import read_orders

EVENTS = 200_000
Work = Callable[[], object]


def _budget(name: str, rule: EqualShares | None) -> Work:
    election = read_pabulib(these.budget_file(name)).election
    if rule is None:
        return lambda: greedy(election)
    return lambda: equal_shares(election, rule)


def _parsing() -> Work:
    return lambda: read_pabulib(these.budget_file(these.LODZ))


def _stv(arithmetic: Arithmetic) -> Work:
    election = read_orders(these.MEATH).election
    terms = RankedTerms(these.MEATH_SEATS)
    return lambda: stv(election, terms=terms, arithmetic=arithmetic)


def _irv() -> Work:
    election = read_orders(these.MEATH).election
    return lambda: irv(election)


def _pairwise() -> Work:
    ranks = these.made_up_ranks()
    names = [str(option) for option in range(len(ranks))]
    weights = ranks[0] * 0 + 1
    return lambda: preferred(pack_ranks(names, ranks, weights))


def _tally() -> Work:
    made_up = these.made_up_votes()
    choices, more = made_up.pop("choices"), {**made_up, "class_names": ("a", "b", "c")}
    return lambda: majority(votes_of(choices, **more), MajorityRule())


def _chain() -> object:
    """What a chain of events costs at least: each hash over the one before and a line of text."""
    last = b""
    for number in range(EVENTS):
        last = sha256(last + b'{"kind":"ballot","seq":%d}' % number).digest()
    return last


ADD_ONE = EqualShares(increment=Fraction(1))
WAYS: dict[str, Callable[[], Work]] = {
    **{
        f"{rule} {name}": (lambda name=name, kind=kind: _budget(name, kind))
        for rule, kind in (("greedy", None), ("shares", EqualShares()), ("add1", ADD_ONE))
        for name in (these.ASSEN, these.SWIECIE, these.AMSTERDAM, these.LODZ, these.TOULOUSE)
    },
    "parsing": _parsing,
    "stv": lambda: _stv(Arithmetic.FIVE),
    "stv exact": lambda: _stv(Arithmetic.EXACT),
    "irv": _irv,
    "pairwise": _pairwise,
    "tally": _tally,
    "chain": lambda: _chain,
}


def main(way: str, times: int) -> None:
    """Measure one way, and how large the whole process became."""
    found = measured(WAYS[way](), times=times)
    say({**found, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024})


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
