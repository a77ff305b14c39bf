"""Published networks: the reciprocity that R gives for them, and Krackhardt's counted by hand."""

import os
from pathlib import Path

import numpy as np
import pytest

from samenspel_analysis.exchange import finish, part

FOLDER = Path(os.environ.get("SAMENSPEL_DATA", "../shared/data")) / "06_reciprocity" / "networks"
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no real data in {FOLDER}"),
]


def network(name):
    giver, receiver, amount = np.genfromtxt(FOLDER / f"{name}.csv", delimiter=",", skip_header=1).T
    parties = int(max(giver.max(), receiver.max()))
    return finish(part(giver.astype(int) - 1, receiver.astype(int) - 1, amount, parties=parties))


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("law_advice", 0.392377), ("law_cowork", 0.684783), ("law_friends", 0.612174),
        ("ht_advice", 0.473684), ("ht_friends", 0.450980), ("ht_reports", 0.0),
        ("UKfaculty", 0.587515), ("coleman_w1", 0.510288), ("coleman_w2", 0.463878),
    ],
)  # fmt: skip
def test_ties_go_both_ways_as_r_counts_them(name, share):
    assert round(network(name).share, 6) == share


def test_lawyers_ask_advice_of_whom_they_advise_as_often_as_published():
    found = network("law_advice")
    pairs = found.parties * (found.parties - 1) // 2
    one_way = found.ties - 2 * found.mutual
    assert (found.mutual, one_way, pairs - found.mutual - one_way) == (175, 542, 1768)


def test_messages_weigh_as_r_weighs_them():
    assert round(network("UKfaculty").weighted, 6) == 0.642359


@pytest.mark.parametrize(
    ("name", "ties", "mutual", "above", "free"),
    [("ht_friends", 102, 23, 0.2749, 0.2842), ("ht_advice", 190, 45, 0.0389, 0.0524)],
)
def test_managers_of_krackhardt_against_chance(name, ties, mutual, above, free):
    found = network(name)
    assert (found.ties, found.mutual) == (ties, mutual)
    assert (round(found.above_chance, 4), round(found.free_choice, 4)) == (above, free)
