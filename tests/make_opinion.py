"""Maps of made-up votes, for reports."""

from dataclasses import replace
from datetime import date

import numpy as np

from samenspel_analysis.opinion import Settings, opinion_map, pack, polis_map
from samenspel_analysis.opinion.comparison import difference, without
from samenspel_analysis.opinion.flags import flagged_people, flags
from samenspel_analysis.opinion.simulation import made_up_community, simulate_votes
from samenspel_report.opinion import MapContext

QUICK = Settings(permutations=39, clouds=39, resamples=4, enough=5)
STATEMENTS = 24


def make_votes(groups=3, people=120, liners=0):
    """Votes of so many groups, and of people who agree with everything."""
    rng = np.random.default_rng(3)
    community = made_up_community(STATEMENTS, groups, rng)
    (block,) = simulate_votes(community, people=people, votes=22, rng=rng)
    everything = np.tile(np.arange(STATEMENTS), liners)
    who = np.repeat(np.arange(people, people + liners), STATEMENTS)
    return pack(
        np.append(block.persons, who),
        np.append(block.statements, everything),
        np.append(block.votes, np.ones(len(who))),
        people=people + liners,
        statements=STATEMENTS,
    )


def make_map(**sizes):
    """A map with its flags."""
    votes = make_votes(**sizes)
    return replace(opinion_map(votes, settings=QUICK, seed=1), flags=flags(votes))


def make_polis_map():
    """The same votes as Polis maps them."""
    return polis_map(make_votes())


def make_map_context(**changes):
    """What a report needs besides the map."""
    ids = tuple(str(i) for i in range(STATEMENTS))
    given = {
        "title": "Wijkraad De Linde",
        "made_on": date(2026, 11, 27),
        "ids": ids,
        "texts": {i: f"Stelling nummer {i} over de wijk." for i in ids},
        "seed": 1,
        **changes,
    }
    return MapContext(**given)


def make_difference(found, **sizes):
    """What the flagged people of a map change."""
    votes = make_votes(**sizes)
    marked = flagged_people(found.flags, votes.people)
    rest = opinion_map(without(votes, marked), settings=QUICK, seed=1)
    return difference(votes, marked, found, rest)
