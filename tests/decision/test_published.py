"""Outcomes of real votes on a budget, and what they say was funded."""

import json
import os
from fractions import Fraction
from pathlib import Path

import pytest

from samenspel_analysis.decision.budget import EqualShares, Greedy, Stop, equal_shares, greedy
from samenspel_report.ballots import read_pabulib
from samenspel_report.decision.budget_rules import rule_of

FOLDER = Path(os.environ.get("SAMENSPEL_DATA", "../shared/data")) / "21_decisions"
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"there is no folder {FOLDER}"),
]


def oracles(part):
    path = FOLDER / "oracles.json"
    return json.loads(path.read_text())[part].items() if path.is_file() else ()


def budget_file(name):
    return read_pabulib(FOLDER / "pabulib" / f"{name}.gz")


def funded(file, outcome):
    return sorted(file.election.names[project] for project in outcome.funded)


@pytest.mark.parametrize(("name", "told"), oracles("mes_add1_real_outcomes"))
def test_equal_shares_with_add1_funds_what_was_funded(name, told):
    file = budget_file(name)
    rule = rule_of(file).rule
    assert rule == EqualShares(increment=Fraction(told["increment_per_voter"]))
    assert funded(file, equal_shares(file.election, rule)) == sorted(told["selected"])


@pytest.mark.parametrize(("name", "told"), oracles("greedy_real_outcomes"))
def test_most_points_first_funds_what_was_funded(name, told):
    file = budget_file(name)
    rule = rule_of(file).rule
    assert isinstance(rule, Greedy)
    assert (rule.skip, rule.threshold) == (
        told["rule"] != "greedy-no-skip", int(told["min_score"] or 0)
    )  # fmt: skip
    found = greedy(file.election, rule)
    assert len(found.funded) == told["n_selected"]
    assert set(found.funded) == file.selected


def test_where_adding_money_ends_makes_another_outcome_in_the_diamantbuurt():
    election = budget_file("Netherlands_Amsterdam_522.pb").election
    grown = equal_shares(election, EqualShares(increment=Fraction(1)))
    stopped = equal_shares(election, EqualShares(increment=Fraction(1), stop=Stop.EXHAUSTIVE))
    assert (len(grown.funded), grown.shares.steps) == (5, 69)
    assert (len(stopped.funded), stopped.shares.steps) == (6, 42)


def test_in_assen_more_voters_would_have_preferred_most_points_first():
    file = budget_file("Netherlands_Assen_2024.pb")
    found = equal_shares(file.election, EqualShares(increment=Fraction(1), compared=True))
    compared = found.shares.comparison
    assert (compared.prefer_shares, compared.prefer_greedy) == (21, 25)
    assert set(found.funded) != file.selected


def test_a_share_that_grows_to_the_budget_reaches_more_projects():
    file = budget_file("Poland_Swiecie_2023.pb")
    plain = equal_shares(file.election).funded
    grown = equal_shares(file.election, EqualShares(increment=Fraction(1)))
    assert (len(plain), len(grown.funded), grown.shares.steps) == (13, 17, 242)
    assert grown.shares.next_cost == 1_120_337


@pytest.mark.parametrize(
    ("name", "winners", "grown"),
    [("Netherlands_Amsterdam_252", 32, None), ("Poland_Lodz_2022", 29, 44)],
)
def test_as_many_are_funded_as_by_another_program(name, winners, grown):
    """pabutools 1.2.3 funds as many: 32 and 29, and 44 in Łódź with Add1."""
    election = budget_file(f"{name}.pb").election
    assert len(equal_shares(election).funded) == winners
    if grown:
        assert len(equal_shares(election, EqualShares(increment=Fraction(1))).funded) == grown


def test_all_files_are_read_and_count_what_they_say_they_count():
    for path in sorted((FOLDER / "pabulib").glob("*.pb.gz")):
        assert read_pabulib(path).notices == ()
