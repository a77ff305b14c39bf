"""A theory of change in numbers, and how far things are spread."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_analysis.portfolio import PortfolioError, loop_in, loose_ends, spread_of

AKVO = Path(__file__).parents[3] / "shared" / "data" / "08_portfolio" / "akvo_rsr_2014"


def test_the_worked_example_hangs_loose_as_the_method_says():
    found = loose_ends([0, 1, 3], [(0, 1)], last=4)
    assert (found.led_to_by_none, found.leading_nowhere) == ((2,), (1, 2))


def test_a_circle_is_found_in_order():
    assert loop_in(4, [(0, 1), (1, 2), (2, 3), (3, 1)]) == (1, 2, 3)
    assert loop_in(3, [(0, 1), (1, 2), (0, 2)]) == ()


def test_an_arrow_to_nowhere_is_refused():
    with pytest.raises(PortfolioError):
        loop_in(2, [(0, 2)])


@st.composite
def arrows_forward(draw):
    steps = draw(st.integers(2, 12))
    pairs = st.tuples(st.integers(0, steps - 1), st.integers(0, steps - 1))
    return steps, [tuple(sorted(p)) for p in draw(st.lists(pairs, max_size=40)) if p[0] != p[1]]


@given(arrows_forward())
def test_arrows_that_only_lead_onwards_never_go_round_and_one_back_does(drawn):
    steps, arrows = drawn
    assert loop_in(steps, arrows) == ()
    if arrows:
        source, target = arrows[0]
        found = loop_in(steps, [*arrows, (target, source)])
        assert len(found) > 1
        ways = {*arrows, (target, source)}
        assert all(pair in ways for pair in zip(found, [*found[1:], found[0]], strict=True))


def test_a_long_chain_needs_no_deep_stack():
    assert loop_in(20_000, [(i, i + 1) for i in range(19_999)]) == ()


def test_the_worked_example_is_spread_as_the_method_says():
    found = spread_of([60, 30, 10])
    assert found.shares == (0.6, 0.3, 0.1)
    assert found.concentration == pytest.approx(0.46)
    assert found.as_many_as == pytest.approx(2.1739, abs=1e-4)


@given(st.lists(st.floats(0, 1e9), max_size=30))
def test_concentration_lies_between_equal_and_all_in_one(amounts):
    found = spread_of(amounts)
    if found.concentration is None:
        assert found.total == 0
    else:
        assert 1 / len(amounts) - 1e-9 <= found.concentration <= 1 + 1e-9
        assert sum(found.shares) == pytest.approx(1)


@pytest.mark.parametrize("amounts", [[-1.0], [float("nan")], [float("inf")]])
def test_what_cannot_be_shared_out_is_refused(amounts):
    with pytest.raises(PortfolioError):
        spread_of(amounts)


@pytest.mark.realdata
@pytest.mark.skipif(not AKVO.exists(), reason="the data is not here")
def test_published_projects_are_as_concentrated_as_computed_elsewhere():
    by_lead = Counter()
    with (AKVO / "projects.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["currency"] == "EUR":
                by_lead[row["Organisation"]] += float(row["value"].replace(",", ""))
    found = spread_of(list(by_lead.values()))
    assert len(by_lead) == 617
    assert found.concentration == pytest.approx(0.03197, abs=5e-6)
    assert max(found.shares) == pytest.approx(0.0953, abs=5e-5)
