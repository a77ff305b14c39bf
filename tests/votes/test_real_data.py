import os
from pathlib import Path

import pytest

from samenspel_report.votes import read_votes
from samenspel_report.votes.statements import beside, read_statements
from tests.votes.files import matrix_of

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("SAMENSPEL_DATA", ROOT / ".." / "shared" / "data"))
OPEN = FOLDER / "20_opinion" / "openData"
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not OPEN.is_dir(), reason="SAMENSPEL_DATA names no folder with data"),
]
BOTH = sorted(p.parent.name for p in OPEN.glob("*/votes.csv.gz")) if OPEN.is_dir() else []


@pytest.mark.parametrize("name", BOTH)
def test_the_last_votes_of_the_long_file_are_the_wide_matrix(name):
    long = read_votes(OPEN / name / "votes.csv.gz")
    wide = read_votes(OPEN / name / "participants-votes.csv.gz")
    assert matrix_of(long) == matrix_of(wide)


def test_biodiversity_holds_its_published_numbers():
    folder = OPEN / "scoop-hivemind.biodiversity"
    long, wide = read_votes(folder), read_votes(folder / "participants-votes.csv.gz")
    assert (long.rows, wide.rows, len(long.people)) == (29_802, 29_719, 536)
    found = read_statements(beside(folder))
    assert (len(found.texts), sum(code < 0 for code in found.moderation.values())) == (316, 162)


def test_bowling_green_holds_its_published_numbers():
    wide = read_votes(OPEN / "american-assembly.bowling-green")
    assert (wide.rows, len(wide.people)) == (225_524, 2_031)
    assert wide.rows / len(wide.people) == pytest.approx(111, abs=0.1)
