"""How far the map of many people makes a process grow (docs/methods/opinion-speed.md)."""

import os

import pytest

from benchmarks.opinion.conversations import made_up
from benchmarks.opinion.runs import ours

FULL = os.environ.get("SAMENSPEL_SIZE") == "full"
PEOPLE, MOST = (1_000_000, 500) if FULL else (100_000, 130)  # MB
WIDE_MOST = 100  # MB; tables of all pairs of 9,034 statements would take 2,600
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("plain", [False, True], ids=["machine code", "numpy"])
def test_a_map_of_packed_votes_grows_no_more_than_it_says(plain):
    file = made_up(PEOPLE, 1_000, 30)
    assert ours(file, "packed", plain=plain)["packed"]["megabytes"] <= MOST


@pytest.mark.parametrize("plain", [False, True], ids=["machine code", "numpy"])
def test_more_statements_than_a_table_of_pairs_can_hold_take_little_memory(plain):
    file = made_up(18_081, 9_034, 22)
    assert ours(file, "packed", plain=plain)["packed"]["megabytes"] <= WIDE_MOST
