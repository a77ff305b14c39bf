"""The same votes give the same bits: in any order, turned round, in parts, in another process."""

import json
import os
import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel_analysis.opinion import Settings, opinion_map, pack_matrix, part
from samenspel_analysis.opinion.simulation import cast
from samenspel_analysis.opinion.sums import merged
from tests.opinion.test_map import told

QUICK = Settings(permutations=19, clouds=19, groups_level=0.05, resamples=1)
SEEDS = st.integers(0, 2**32 - 1)


def wide_votes(seed, people=60, statements=14):
    """Votes of two groups as a wide matrix, no two people alike."""
    rng = np.random.default_rng(seed)
    leaning = rng.normal(0, 2.5, (2, statements))
    votes = cast(rng.integers(0, 2, people), leaning, 11, rng)
    wide = np.full((people, statements), np.nan)
    wide[votes.person, votes.statement] = votes.vote
    return np.unique(wide, axis=0)


@settings(max_examples=6, deadline=None)
@given(SEEDS)
def test_any_order_of_people_and_statements_gives_the_same_bits(seed):
    wide = wide_votes(seed)
    chance = np.random.default_rng(seed)
    people, statements = (chance.permutation(size) for size in wide.shape)
    first = told(opinion_map(pack_matrix(wide), settings=QUICK))
    again = opinion_map(pack_matrix(wide[people][:, statements]), settings=QUICK)
    assert told(again, statements, people) == first


@settings(max_examples=6, deadline=None)
@given(SEEDS)
def test_all_votes_turned_give_the_same_groups(seed):
    wide = wide_votes(seed)
    first = told(opinion_map(pack_matrix(wide), settings=QUICK))
    assert told(opinion_map(pack_matrix(-wide), settings=QUICK), turn=-1) == first


@given(SEEDS, st.lists(st.integers(0, 40), max_size=4))
def test_sums_of_parts_are_the_sums_of_all(seed, cuts):
    wide = wide_votes(seed, people=40)
    ends = [0, *sorted(min(cut, len(wide)) for cut in cuts), len(wide)]
    parts = [part(pack_matrix(wide[a:b])) for a, b in pairwise(ends)]
    whole, summed = part(pack_matrix(wide)), merged(parts)
    for name in ("both", "mixed", "values"):
        assert np.array_equal(getattr(summed, name), getattr(whole, name))


SAYS = """
import json
from samenspel_analysis.opinion import opinion_map, pack_matrix
from tests.opinion.test_invariance import QUICK, wide_votes
found = opinion_map(pack_matrix(wide_votes(7)), settings=QUICK)
print(json.dumps([found.projection.points.tobytes().hex(), repr(found.groups)]))
"""


@pytest.mark.slow
def test_another_process_with_more_threads_gives_the_same_bits():
    said = []
    for threads in ("1", "4"):
        env = dict(os.environ, OMP_NUM_THREADS=threads, OPENBLAS_NUM_THREADS=threads)
        done = subprocess.run(
            [sys.executable, "-c", SAYS], env=env, capture_output=True, text=True, check=True
        )
        said.append(json.loads(done.stdout))
    assert said[0] == said[1]
