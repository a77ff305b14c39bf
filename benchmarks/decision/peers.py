"""The same with other libraries: `python peers.py WAY FILE` in an environment that has them.

Stands alone: nothing of Samenspel is in that environment.
"""

import gzip
import re
import sys
import tempfile
from pathlib import Path

from process import measured, say

MEATH_SEATS = 5


def _text(path):
    return gzip.decompress(Path(path).read_bytes()).decode("utf-8-sig")


def _budget(path):
    from pabutools.election import parse_pabulib

    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "a.pb"
        plain.write_text(_text(path), encoding="utf-8")
        return parse_pabulib(str(plain))


def shares(path, increment=None):
    """Equal shares, exact fractions, ballots grouped; with Add1 until it overspends."""
    from pabutools.election import Cost_Sat
    from pabutools.rules import exhaustion_by_budget_increase, method_of_equal_shares

    instance, profile = _budget(path)
    profile = profile.as_multiprofile()
    if increment is None:
        return lambda: method_of_equal_shares(instance, profile, sat_class=Cost_Sat)
    return lambda: exhaustion_by_budget_increase(
        instance,
        profile,
        method_of_equal_shares,
        {"sat_class": Cost_Sat},
        budget_step=instance.budget_limit * 0 + len(_budget(path)[1]),
        exhaustive_stop=False,
    )


def greedy(path):
    """Most votes first."""
    from pabutools.election import Cardinality_Sat
    from pabutools.rules import greedy_utilitarian_welfare

    instance, profile = _budget(path)
    profile = profile.as_multiprofile()
    return lambda: greedy_utilitarian_welfare(instance, profile, sat_class=Cardinality_Sat)


def parsing(path):
    """From text to an election."""
    return lambda: _budget(path)


def _orders(path):
    for line in _text(path).splitlines():
        if found := re.fullmatch(r"(\d+): ([\d,]+)", line.strip()):
            yield int(found[1]), tuple(int(each) for each in found[2].split(","))


def stv(path):
    """Transferable votes of votelib, Gregory."""
    import votelib.evaluate.sequential

    ballots = {}
    for weight, order in _orders(path):
        ballots[order] = ballots.get(order, 0) + weight
    count = votelib.evaluate.sequential.TransferableVoteSelector(quota_function="droop")
    return lambda: count.evaluate(ballots, MEATH_SEATS)


def irv(path):
    """Instant run-off of pref_voting."""
    from pref_voting.profiles_with_ties import ProfileWithTies
    from pref_voting.voting_methods import instant_runoff_for_truncated_linear_orders as count

    found = list(_orders(path))
    rankings = [{option: place for place, option in enumerate(order)} for _, order in found]
    profile = ProfileWithTies(rankings, [weight for weight, _ in found])
    profile.use_extended_strict_preference()
    return lambda: count(profile)


WAYS = {
    "shares": shares,
    "add1": lambda path: shares(path, 1),
    "greedy": greedy,
    "parsing": parsing,
    "stv": stv,
    "irv": irv,
}

if __name__ == "__main__":
    say(measured(WAYS[sys.argv[1]](sys.argv[2]), times=1))
