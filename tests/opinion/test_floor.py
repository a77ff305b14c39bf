"""The worked example of docs/methods/opinion-speed.md: what a map has to read and to add."""

import numpy as np
import pytest

from benchmarks.opinion.ours import size
from samenspel_analysis.opinion import UNTESTED


def test_four_people_with_thirty_votes_take_240_bytes_and_1860_sums(tmp_path):
    person, statement = np.divmod(np.arange(120), 30)
    file = tmp_path / "votes.npz"
    np.savez(file, person=person, statement=statement, vote=np.ones(120, dtype=np.int8))
    found = size(str(file), 1, UNTESTED)
    assert (found["people"], found["votes"]) == (4, 120)
    assert found["megabytes"] * 1e6 == pytest.approx(240)
    assert found["updates"] * 1e6 == pytest.approx(1860)
