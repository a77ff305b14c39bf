"""One's own place, worked out from what the map kept, is the place that the map gives."""

import numpy as np
import pytest

from samenspel_analysis.opinion import UNTESTED, VotesError, opinion_map, pack_matrix
from samenspel_analysis.opinion.own import position


def a_map():
    rng = np.random.default_rng(3)
    side = np.repeat([1.0, -1.0], 30)[:, None]
    lean = np.where(np.arange(12) % 3 == 0, 1.0, side)
    votes = np.where(rng.random((60, 12)) < 0.8, lean, -lean)
    votes[rng.random(votes.shape) < 0.2] = np.nan
    return votes, opinion_map(pack_matrix(votes), settings=UNTESTED)


def kept_of(found):
    placed = found.projection
    return {
        "on": placed.statements,
        "mean": placed.mean,
        "components": placed.components,
        "centres": [group.centre for group in found.groups],
    }


def test_everyone_stands_where_the_map_places_them():
    votes, found = a_map()
    kept = kept_of(found)
    assert len(found.groups) == 2
    assert len(found.projection.people) == 60
    for person, point, group in zip(
        found.projection.people, found.projection.points, found.projection.groups, strict=True
    ):
        (cast,) = np.nonzero(~np.isnan(votes[person]))
        own = position(cast, votes[person, cast], **kept)
        np.testing.assert_allclose([own.x, own.y], point, atol=1e-9)
        assert (own.voted, own.nearest[0]) == (len(cast), group)


def test_the_order_of_votes_makes_no_difference_and_other_statements_do_not_count():
    votes, found = a_map()
    (cast,) = np.nonzero(~np.isnan(votes[0]))
    there = position(cast, votes[0, cast], **kept_of(found))
    turned = position([99, *cast[::-1]], [1, *votes[0, cast[::-1]]], **kept_of(found))
    np.testing.assert_allclose((turned.x, turned.y), (there.x, there.y), atol=1e-12)
    assert (turned.voted, turned.nearest) == (there.voted, there.nearest)


def test_who_voted_on_six_statements_has_no_place_yet_and_on_seven_has():
    _votes, found = a_map()
    kept = kept_of(found)
    assert position(range(6), [1] * 6, **kept) is None
    assert position(range(7), [1] * 7, **kept).voted == 7


def test_without_groups_there_is_a_place_and_nobody_near():
    _votes, found = a_map()
    kept = kept_of(found) | {"centres": []}
    assert position(range(12), [1] * 12, **kept).nearest == ()


def test_worked_example():
    """Two statements, means 0.5 and -0.5, one axis each; agree with both: √(2/2)·(0.5, 1.5)."""
    kept = {"on": [0, 1], "mean": [0.5, -0.5], "components": [[1, 0], [0, 1]], "centres": [[9, 9]]}
    own = position([0, 1], [1, 1], **kept)
    assert (own.x, own.y, own.voted, own.nearest) == (0.5, 1.5, 2, (0,))


def test_what_does_not_belong_together_is_refused():
    kept = {"on": [0], "mean": [0.0], "components": [[1, 0]], "centres": []}
    with pytest.raises(VotesError):
        position([0, 1], [1], **kept)
