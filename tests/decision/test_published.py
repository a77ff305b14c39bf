"""Outcomes of real votes, and what they say came out."""

import json
import os
from fractions import Fraction
from pathlib import Path

import pytest

from samenspel_analysis.decision.budget import EqualShares, Greedy, Stop, equal_shares, greedy
from samenspel_analysis.decision.points import most_points
from samenspel_analysis.decision.ranked import RankedTerms, irv, pack, schulze, stv
from samenspel_report.ballots import read_pabulib
from samenspel_report.ballots.blt import read_blt, read_ward
from samenspel_report.ballots.preflib import read_categories, read_orders
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


def ward(name):
    return read_ward(FOLDER / "stv" / "discriminating" / f"{name}.gz")


def orders(name):
    return read_orders(FOLDER / "preflib" / f"{name}.gz").election


def names_of(election, options):
    return [election.names[option] for option in options]


@pytest.mark.parametrize(("name", "told"), oracles("stv_disagreements_1070_wards"))
def test_wards_on_which_other_programs_differ_elect_whom_they_elected(name, told):
    file = ward(name)
    assert file.seats == told["seats"]
    found = stv(file.election, terms=RankedTerms(file.seats))
    assert sorted(names_of(file.election, found.elected)) == sorted(told["own_WIG_5dec"])


@pytest.mark.parametrize(
    ("name", "told"), [(name, told) for name, told in oracles("stv") if "preflib" in name]
)
def test_irish_constituencies_elect_whom_four_programs_elect(name, told):
    election = orders(name.removeprefix("preflib/"))
    found = stv(election, terms=RankedTerms(told["seats"]))
    elected = names_of(election, found.elected)
    assert sorted(elected) == sorted(
        next(name for name in election.names if name.startswith(each)) for each in told["elected"]
    )


BURLINGTON = "00005 - burlington/00005-00000002.toi"


def test_burlington_has_another_winner_by_each_rule():
    election = orders(BURLINGTON)
    found = irv(election)
    assert names_of(election, found.elected) == ["Bob Kiss"]
    last = dict(zip(election.names, found.rounds[-1].votes, strict=True))
    assert (last["Bob Kiss"], last["Kurt Wright"]) == (4314, 4064)
    first = found.rounds[0].votes
    assert election.names[first.index(max(v for v in first if v))] == "Kurt Wright"
    assert names_of(election, schulze(election).elected) == ["Andy Montroll"]
    assert election.names[schulze(election).pairwise.condorcet] == "Andy Montroll"


def place_of(option, ranking):
    return next((place for place, level in enumerate(ranking) if option in level), 99)


def test_in_burlington_more_first_places_would_have_made_kiss_lose():
    """753 voters of Wright who move Kiss to the top elect Montroll: Wright goes out before him."""
    election = orders(BURLINGTON)
    kiss, montroll, wright = (election.names.index(n) for n in (
        "Bob Kiss", "Andy Montroll", "Kurt Wright"
    ))  # fmt: skip
    rankings = {}
    for ballot, weight in enumerate(election.weights.tolist()):
        ranks = election.ranks[:, ballot].tolist()
        levels = sorted({rank for rank in ranks if rank < len(ranks)})
        key = tuple(tuple(o for o, r in enumerate(ranks) if r == level) for level in levels)
        rankings[key] = weight
    first = [key for key in rankings if key[:1] == ((wright,),)]
    chosen = [key for key in first if place_of(kiss, key) < place_of(montroll, key)]
    chosen += [key for key in first if place_of(kiss, key) == place_of(montroll, key) == 99]
    left = 753
    for key in chosen:
        moved = min(left, rankings[key])
        raised = ((kiss,), *(level for level in key if level != (kiss,)))
        rankings[key] -= moved
        rankings[raised] = rankings.get(raised, 0) + moved
        left -= moved
    assert left == 0
    found = irv(pack(election.names, rankings))
    assert names_of(election, found.elected) == ["Andy Montroll"]


def test_approvals_of_2002_in_six_places_chose_chirac_or_jospin():
    found = [
        read_categories(path) for path in sorted((FOLDER / "preflib").glob("*/00026-*.cat.gz"))
    ]
    assert [file.categories for file in found] == [("Yes", "No")] * 6
    highest = [most_points(file.election) for file in found]
    assert [
        (file.election.names[each.elected[0]], each.totals[each.elected[0]])
        for file, each in zip(found, highest, strict=True)
    ] == [
        ("Chirac", 139), ("Chirac", 175), ("Jospin", 191),
        ("Jospin", 214), ("Jospin", 218), ("Jospin", 185),
    ]  # fmt: skip


def test_small_files_of_another_library_are_read():
    folder = FOLDER / "stv" / "tests" / "io" / "data"
    found = {path.name: read_blt(path) for path in sorted(folder.glob("*.blt.gz"))}
    gardening = found["atwood_so.blt.gz"]
    assert (gardening.election.names, gardening.seats, gardening.title) == (
        ("Amy", "Chuck", "Diane"), 2, "Gardening Club Election"
    )  # fmt: skip
    assert {name: file.election.voters for name, file in found.items()} == {
        "atwood_so.blt.gz": 10, "gnome_26.blt.gz": 135, "maemo.blt.gz": 51, "rational.blt.gz": 22,
    }  # fmt: skip
