"""A thousand parties with a million contributions, by the command that prints the figure."""

import re
import subprocess
import sys

import pytest

from tests.consistency.house import ROOT

pytestmark = pytest.mark.slow
MOST_SECONDS, MOST_MEGABYTES = 2, 500


def test_a_million_contributions_take_two_seconds_and_half_a_gigabyte_at_most():
    command = [sys.executable, "-m", "benchmarks.exchange"]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    took, grew = (line.split("\t") for line in told.splitlines())
    assert (took[0], took[2]) == ("reciprocity of 1,000 parties, 1,000,000 contributions", "2 s")
    assert float(re.search(r"([\d.]+) s CPU", took[1])[1]) < MOST_SECONDS
    assert float(grew[1].removesuffix(" MB")) < MOST_MEGABYTES
