"""Figures that others published of their conversations, from the open data of Polis."""

import numpy as np
import pytest

from samenspel_analysis.opinion import UNTESTED, Moderation, opinion_map, pack, pack_matrix
from tests.opinion.polis_files import FOLDER, NEEDED, rows

pytestmark = [pytest.mark.realdata, NEEDED]
OPEN = FOLDER / "openData"


def wide(name):
    """The matrix of votes as exported, NaN where there is none, and the ids of its statements."""
    lines = rows(OPEN / name / "participants-votes.csv.gz")
    ids = [key for key in lines[0] if key.isdigit()]
    cells = [[float(line[key]) if line[key] else np.nan for key in ids] for line in lines]
    return np.array(cells), np.array(ids, dtype=int)


def test_biodiversity_has_536_people_and_29802_votes_of_which_29719_stand():
    cast = rows(OPEN / "scoop-hivemind.biodiversity" / "votes.csv.gz")
    assert len(cast) == 29_802
    person, statement, vote = (
        np.array([int(row[key]) for row in cast]) for key in ("voter-id", "comment-id", "vote")
    )
    votes = pack(person, statement, vote)
    assert np.count_nonzero(np.diff(votes.starts)) == 536
    assert len(votes.packed) == 29_719


def test_bowling_green_has_2031_people_and_111_votes_each():
    matrix, ids = wide("american-assembly.bowling-green")
    votes = pack_matrix(matrix)
    assert votes.people == 2_031
    assert len(votes.packed) == 225_524
    assert round(len(votes.packed) / votes.people, 1) == 111.0
    states = {
        int(row["comment-id"]): int(row["moderated"])
        for row in rows(OPEN / "american-assembly.bowling-green" / "comments.csv.gz")
    }
    out = np.flatnonzero([states.get(each) == -1 for each in ids])
    found = opinion_map(votes, moderation=Moderation(removed=out), settings=UNTESTED)
    assert found.statements == 607
