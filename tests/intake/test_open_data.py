"""Figures that must come out of the open data, through reading and analysis together."""

import csv
import gzip

import numpy as np
import pytest

from samenspel_analysis.meaning import analyse
from samenspel_report.intake import read_answers
from tests.intake.test_real_data import SEMANTIC

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not SEMANTIC.is_dir(), reason="SAMENSPEL_DATA names no folder with data"),
]
DATASETS = {"community": "dukecommunity2015", "students": "dukestudent2015"}


def analysed(path, **reading):
    answers = read_answers(path, **reading)
    return analyse(answers.questionnaire, answers.waves, rng=np.random.default_rng(1))


def test_distances_and_correlations_of_the_colour_file():
    result = analysed(SEMANTIC / "colour_self_other" / "replication1_long.csv").community
    distances = result.distances
    assert distances.own_others_mad.mean == pytest.approx(1.1464, abs=5e-5)
    assert distances.guess_others_mad.mean == pytest.approx(0.8962, abs=5e-5)
    assert distances.own_guess_mad.mean == pytest.approx(0.5955, abs=5e-5)
    assert result.correlation.agreement.mean == pytest.approx(0.5661, abs=5e-5)
    assert result.correlation.accuracy.mean == pytest.approx(0.6095, abs=5e-5)
    assert result.correlation.congruency.mean == pytest.approx(0.7982, abs=5e-5)


def test_means_of_both_sides_are_the_published_ones():
    folder = SEMANTIC / "actdata"
    with gzip.open(folder / "published_epa_summary_statistics.csv.gz", "rt") as source:
        published = {
            (row["dataset"], row["term"]): row
            for row in csv.DictReader(source)
            if row["group"] == "all" and row["component"] == "identity"
        }
    result = analysed(folder / "community_students_long.csv.gz", low=-4.3, high=4.3)
    compared = 0
    (pair,) = result.pairs
    for word in pair.concepts:
        for scale in word.scales:
            for side, mean in zip(pair.sides, scale.own, strict=True):
                row = published[DATASETS[side], word.concept]
                if float(row[f"n_{scale.scale}"]) == mean.n:  # no rating was dropped
                    assert mean.mean == pytest.approx(float(row[scale.scale]), abs=0.0051)
                    compared += 1
    assert compared > 100
