"""Which sentences say much the same: the worked example, typing errors, and what never matters."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_analysis.opinion.likeness import Sentence, alike


def sentence(text):
    return Sentence(text, frozenset(text.casefold().split()))


def alike_to(new, *others):
    return [each.place for each in alike(sentence(new), [sentence(other) for other in others])]


def test_the_worked_example():
    new = Sentence("More trees", frozenset({"more", "tree"}))
    others = [
        Sentence("More trees here", frozenset({"more", "tree", "here"})),
        Sentence("Fewer cars", frozenset({"fewer", "car"})),
        Sentence("More buses", frozenset({"more", "bus"})),
    ]
    (found,) = alike(new, others)
    more, tree, here = math.log(1 + 4 / 3), math.log(3), math.log(5)
    assert found.place == 0
    assert found.stems == pytest.approx((more + tree) / (more + tree + here))
    assert round(found.stems, 3) == 0.547


def test_a_typing_error_is_found_by_its_letters():
    assert alike_to("Bomenrijen", "Bomenrijem", "Fietspaden") == [0]
    (found,) = alike(sentence("Bomenrijen"), [sentence("Bomenrijem")])
    assert found.letters == pytest.approx(0.9)


def test_two_letters_of_ten_may_differ_and_three_may_not():
    assert alike_to("abcdefghij", "abcdefghxx") == [0]
    assert alike_to("abcdefghij", "abcdefgxxx") == []


def test_the_most_alike_come_first_and_at_most_three():
    others = ["een twee drie zeven", *["een twee drie vier"] * 4]
    assert alike_to("een twee drie vier", *others) == [1, 2, 3]


def test_nothing_is_like_an_empty_sentence_or_among_none():
    assert alike_to("iets", *[]) == []
    assert alike_to("", "iets") == []


WORDS = st.lists(st.sampled_from(["boom", "straat", "bus", "plein", "meer"]), min_size=1).map(
    " ".join
)


@given(new=WORDS, others=st.lists(WORDS, max_size=5))
def test_a_sentence_is_like_itself_and_order_changes_no_likeness(new, others):
    known = [*map(sentence, others), sentence(new)]
    found = {each.place: each for each in alike(sentence(new), known, most=9)}
    assert found[len(others)].stems == 1.0
    turned = alike(sentence(new), [sentence(new), *map(sentence, others)], most=9)
    assert {(each.stems, each.letters) for each in turned} == {
        (each.stems, each.letters) for each in found.values()
    }
    assert all(0 <= part <= 1 for each in turned for part in (each.stems, each.letters))
