"""Small votes on a budget, and the rules written down a second time, one voter after another."""

from fractions import Fraction
from itertools import chain, combinations

from hypothesis import strategies as st

from samenspel_analysis.decision.budget import pack

# Garden, bench and party of the worked example: who supports what, A to F.
STREET = {"garden": (240, "ABCD"), "bench": (120, "DE"), "party": (250, "AEF")}


def street(budget=600):
    """The worked example of docs/methods/decision-budget.md."""
    names = list(STREET)
    ballots = {}
    for voter in "ABCDEF":
        key = tuple((p, 1) for p, name in enumerate(names) if voter in STREET[name][1])
        ballots[key] = ballots.get(key, 0) + 1
    return pack(names, [cost for cost, _ in STREET.values()], budget, ballots)


def named(election, projects):
    return [election.names[project] for project in projects]


@st.composite
def elections(draw, *, most_points=1, projects=5, voters=7):
    """Few projects and voters, small costs, so that ties and empty purses come often."""
    count = draw(st.integers(1, projects))
    costs = draw(st.lists(st.integers(1, 12), min_size=count, max_size=count))
    ballots = draw(
        st.lists(
            st.dictionaries(st.integers(0, count - 1), st.integers(1, most_points)),
            min_size=1, max_size=voters,
        )
    )  # fmt: skip
    return costs, draw(st.integers(1, 30)), [tuple(sorted(each.items())) for each in ballots]


def packed(costs, budget, ballots, *, names=None):
    counted = {}
    for ballot in ballots:
        counted[ballot] = counted.get(ballot, 0) + 1
    return pack(names or [f"p{p}" for p in range(len(costs))], costs, budget, counted)


def rate_by_trying(left, units, cost):
    """What supporters pay for a unit: the one set of those who give all that fits, of all sets."""
    voters = range(len(left))
    for short in chain.from_iterable(combinations(voters, k) for k in range(len(left))):
        rich = [v for v in voters if v not in short]
        rate = Fraction(cost - sum(left[v] for v in short), sum(units[v] for v in rich))
        fits = all(left[v] <= rate * units[v] for v in short)
        if rate >= 0 and fits and all(left[v] >= rate * units[v] for v in rich):
            return rate
    return None


def shares_by_trying(costs, share, ballots, places, *, utility="cost", excluded=()):
    """Equal shares for each voter in turn, as the definition says; what was bought, and paid."""
    left, bought, out = [Fraction(share)] * len(ballots), [], set()
    while True:
        found = []
        for p, cost in enumerate(costs):
            who = [v for v, ballot in enumerate(ballots) if dict(ballot).get(p)]
            units = [dict(ballots[v])[p] if utility == "points" else 1 for v in who]
            rate = rate_by_trying([left[v] for v in who], units, cost) if who else None
            if rate is not None and p not in out:
                key = rate / cost if utility == "cost" else rate
                found.append((key, places[p], p, rate, who, units))
        if not found:
            return bought, left
        _, _, p, rate, who, units = min(found)
        bought.append((p, rate))
        out |= {p, *(excluded[p] if excluded else ())}
        for v, unit in zip(who, units, strict=True):
            left[v] -= min(left[v], rate * unit)
