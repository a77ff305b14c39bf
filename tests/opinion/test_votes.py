import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samenspel_analysis.opinion import (
    Gathering,
    VotesError,
    finish,
    join,
    merge,
    pack,
    pack_matrix,
    part,
)
from samenspel_analysis.opinion import votes as votes_module
from samenspel_analysis.opinion.products import products

matrices = st.tuples(st.integers(1, 12), st.integers(1, 8)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.sampled_from([-1.0, 0.0, 1.0, np.nan]))
)


def test_the_last_vote_of_a_person_on_a_statement_counts():
    votes = pack([0, 1, 0, 0], [2, 0, 2, 1], [1, 1, -1, 0])
    assert votes.starts.tolist() == [0, 2, 3]
    assert votes.statement.tolist() == [1, 2, 0]
    assert votes.vote.tolist() == [0, -1, 1]


def test_a_vote_takes_two_bytes_and_four_above_16383_statements():
    assert pack([0], [16_383], [1]).packed.dtype == np.uint16
    votes = pack([0], [16_384], [-1])
    assert votes.packed.dtype == np.uint32
    assert (votes.statement[0], votes.vote[0]) == (16_384, -1)


@pytest.mark.parametrize(
    ("given_votes", "sentence"),
    [
        (([0], [0], [2]), "vote 2: expected -1, 0 or 1"),
        (([0], [0], [0.5]), "vote holds 0.5: expected whole numbers"),
        (([0], [0], [np.inf]), "vote holds inf: expected whole numbers"),
        (([0], [0], [np.nan]), "vote holds nan: expected whole numbers"),
        (([-1], [0], [1]), "person -1: expected 0 to 2147483646"),
        (([2**31], [0], [1]), "person 2147483648: expected 0 to 2147483646"),
        (([0], [-3], [1]), "statement -3: expected 0 to 1073741823"),
        ((["a"], [0], [1]), "person holds <U1: expected whole numbers"),
        (([[0]], [0], [1]), "person has 2 axes: expected 1"),
        (([0, 1], [0], [1]), "person, statement and vote have different lengths"),
    ],
)
def test_a_wrong_vote_is_refused_in_one_sentence(given_votes, sentence):
    with pytest.raises(VotesError) as refused:
        pack(*given_votes)
    assert str(refused.value) == sentence


def test_numbers_outside_the_stated_sizes_are_refused():
    with pytest.raises(VotesError, match="person 2: expected 0 to 1"):
        pack([2], [0], [1], people=2, statements=2)


@given(matrices, st.randoms(use_true_random=False))
def test_any_order_and_any_pieces_pack_to_the_same_bits(matrix, chance):
    whole = pack_matrix(matrix)
    person, statement = np.nonzero(~np.isnan(matrix))
    order = list(range(len(person)))
    chance.shuffle(order)
    gathering = Gathering(people=matrix.shape[0], statements=matrix.shape[1])
    for one in order:
        gathering.add(person[[one]], statement[[one]], matrix[person[[one]], statement[[one]]])
    again = gathering.votes()
    assert again.starts.tolist() == whole.starts.tolist()
    assert again.packed.tolist() == whole.packed.tolist()


@given(matrices)
def test_sums_are_those_of_the_dense_matrix_both_ways(matrix):
    votes = pack_matrix(matrix)
    cast, value = (~np.isnan(matrix)).astype(int), np.nan_to_num(matrix).astype(int)
    sums = part(votes)
    assert np.array_equal(sums.both, cast.T @ cast)
    assert np.array_equal(sums.mixed, value.T @ cast)
    assert np.array_equal(sums.values, value.T @ value)
    assert np.array_equal(sums.agrees, (matrix == 1).sum(axis=0))
    assert np.array_equal(sums.disagrees, (matrix == -1).sum(axis=0))
    for dense in (0.0, 1.1):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("samenspel_analysis.opinion.products.DENSE_FROM", dense)
            both, mixed, values = products(votes)
        assert np.array_equal(both, sums.both)
        assert np.array_equal(mixed, sums.mixed)
        assert np.array_equal(values, sums.values)


@given(matrices, st.integers(0, 12))
def test_sums_of_parts_merge_to_the_sums_of_all(matrix, cut):
    votes = pack_matrix(matrix)
    cut = min(cut, votes.people)
    parts = votes.rows(0, cut), votes.rows(cut, votes.people)
    assert join(parts).packed.tolist() == votes.packed.tolist()
    whole, merged = part(votes), merge(part(parts[0]), part(parts[1]))
    for name in ("people", "agrees", "disagrees", "both", "mixed", "values"):
        assert np.array_equal(getattr(whole, name), getattr(merged, name))


@given(matrices)
def test_centred_sums_are_those_of_votes_less_their_mean(matrix):
    votes = pack_matrix(matrix)
    kept = np.ones(votes.statements, dtype=bool)
    centred = finish(part(votes), kept)
    cast = matrix[:, (~np.isnan(matrix)).any(axis=0)]
    less = np.nan_to_num(cast - np.nanmean(cast, axis=0)) if cast.size else cast
    assert np.allclose(centred.cross, less.T @ less, atol=1e-12)
    assert np.array_equal(centred.cross, centred.cross.T)


def test_worked_example():
    # docs/methods/opinion.md: three people, two statements
    sums = part(pack([0, 0, 1, 1, 2], [0, 1, 0, 1, 0], [1, 1, 1, -1, -1]))
    assert sums.both.tolist() == [[3, 2], [2, 2]]
    assert sums.mixed.tolist() == [[1, 2], [0, 0]]
    assert sums.values.tolist() == [[3, 0], [0, 2]]
    centred = finish(sums, np.ones(2, dtype=bool))
    assert np.allclose(centred.mean, [1 / 3, 0], atol=1e-15)
    assert np.allclose(centred.cross, [[8 / 3, 0], [0, 2]], atol=1e-15)


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5), st.integers(-1, 1)), min_size=1),
    st.sampled_from([1, 2, 5, 1000]),
)
def test_the_last_vote_counts_however_few_are_sorted_at_once(cast, at_once):
    kept = {(person, statement): vote for person, statement, vote in cast}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(votes_module, "VOTES_AT_ONCE", at_once)
        votes = pack(*zip(*cast, strict=True), people=10, statements=6)
    found = zip(votes.person.tolist(), votes.statement.tolist(), votes.vote.tolist(), strict=True)
    assert list(found) == [(*pair, vote) for pair, vote in sorted(kept.items())]
    assert votes.people == 10


@pytest.mark.parametrize("wrong", [([0, 1], [0], [1]), (0, 0, 1), ([[0]], [[0]], [[1]])])
def test_columns_of_another_shape_are_refused(wrong):
    with pytest.raises(VotesError, match=r"different lengths|axes: expected 1"):
        pack(*wrong)
