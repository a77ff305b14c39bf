"""What moved between two waves is told from the side of who reads it."""

import pytest

from samenspel_report.i18n import translator
from samenspel_report.scan.movements import movement_report
from samenspel_report.sentences.movers import Movers, OwnMovers, movers_of
from tests import make_results as make
from tests.make_context import make_context

FOUND = make.with_movement()
OURS, THEIRS = make.SIDES


def report(perspective, language="nl"):
    return movement_report(FOUND, make_context(FOUND), language, perspective)


def told(perspective, language="nl"):
    """Every pattern, sentence and heading, and the words beside the pictures."""
    block = report(perspective, language).pairs[0].block
    for word in block.words:
        yield from (word.pattern, *word.sentences)
        if word.drawing:
            yield word.drawing.alt
    yield from block.table.head
    yield from (row[1] for row in block.table.rows)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("perspective", make.SIDES)
def test_whoever_reads_for_a_side_reads_no_name_in_a_sentence(perspective, language):
    assert any(OURS in text for text in told(None, language))
    own = list(told(perspective, language))
    assert [text for text in own if OURS in text or THEIRS in text] == []


def test_one_who_moves_alone_is_us_or_them():
    alone = [
        next(
            word.pattern for word in report(side).pairs[0].block.words if "betaalbaar" in word.name
        )
        for side in (OURS, THEIRS, None)
    ]
    assert alone == [
        "wij bewogen naar hen toe",
        "zij bewogen naar ons toe",
        "Volle Tafel bewoog naar Brinkhof toe",
    ]


def test_the_reader_stands_at_the_left_with_the_same_numbers():
    legend = [item.words for item in report(THEIRS).pairs[0].legend]
    assert legend == ["wij, Brinkhof, vanaf links", "zij, Volle Tafel, vanaf rechts"]
    first = report(None).pairs[0].block.table.rows[0]
    turned = report(THEIRS).pairs[0].block.table.rows[0]
    assert (turned[2], turned[3], turned[4]) == (first[3], first[2], first[4])


def test_everything_told_by_name_is_told_from_the_own_side_too():
    by_name = {name for name in vars(Movers) if not name.startswith("_")}
    assert by_name - {"t", "sides", "wave"} <= set(vars(OwnMovers))


@pytest.mark.parametrize(
    "tell", ["perhaps", "away", "past", "travelled", "closer", "further", "road"]
)
def test_who_moves_or_learns_changes_with_the_place(tell):
    movers = movers_of(translator("en"), make.SIDES, "scan 1", ours=True)
    of_us, of_them = (getattr(movers, tell)(place, "50%").split() for place in (0, 1))
    mine, theirs = ("we", "they") if "we" in of_us else ("We", "They")
    assert of_us.index(mine) == of_them.index(theirs)
    assert "50%" in of_us
