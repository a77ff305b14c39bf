"""Who reads a result for a side reads "we" and "they"; who reads it for nobody reads names."""

import pytest

from samenspel_analysis.meaning.learning import Lesson, ScaleGuess
from samenspel_analysis.meaning.results import Estimate
from samenspel_report.i18n import translator
from samenspel_report.scan.lessons import SideLessons, WordLesson, learned_block
from samenspel_report.scan.report import scan_report
from samenspel_report.sentences.by_name import ByName, Guess
from samenspel_report.sentences.own_side import OwnSide
from tests import make_results as make
from tests.make_context import make_context

NL, EN = translator("nl"), translator("en")
FOUND = make.result()
OURS, THEIRS = make.SIDES


def words(perspective, language="nl"):
    return scan_report(FOUND, make_context(FOUND), language, perspective).pairs[0].words


def told(block):
    """Every sentence, heading and table of a word, and the words beside its pictures."""
    for reason in block.reasons:
        yield reason.text
    for scale in block.scales:
        yield from (scale.heading, scale.sentence, scale.drawing.alt)
    for table in block.tables:
        yield from (table.caption, *table.head, *(cell for row in table.rows for cell in row))


@pytest.mark.parametrize("perspective", make.SIDES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_whoever_reads_for_a_side_reads_no_name_of_either(perspective, language):
    named = [text for block in words(None, language) for text in told(block)]
    assert any(OURS in text for text in named)
    assert any(THEIRS in text for text in named)
    own = [text for block in words(perspective, language) for text in told(block)]
    assert [text for text in own if OURS in text or THEIRS in text] == []


def test_whoever_reads_for_nobody_reads_no_we():
    said = [text for block in words(None, "en") for text in told(block)]
    assert [text for text in said if text.startswith(("We ", "They ")) and " mean" in text] == []


def test_a_scale_is_told_from_the_side_that_reads_it():
    first, second = (words(side)[0].scales[0].sentence for side in make.SIDES)
    guessed = " Beide kanten dachten dat de ander dichterbij stond."
    assert first == (
        "Wij neigen naar ‘Het gaat om mensen’, zij naar ‘Het gaat om het klimaat’." + guessed
    )
    assert second == (
        "Wij neigen naar ‘Het gaat om het klimaat’, zij naar ‘Het gaat om mensen’." + guessed
    )


def test_a_table_has_the_reader_first():
    scales, sides = words(THEIRS)[0].tables
    assert scales.head[1:5] == (
        "Wij bedoelen", "Zij dachten dat wij", "Zij bedoelen", "Wij dachten dat zij",
    )  # fmt: skip
    assert [row[0] for row in sides.rows] == ["Wij", "Zij"]
    neutral = words(None)[0].tables[1]
    assert [row[1:] for row in sides.rows] == [row[1:] for row in reversed(neutral.rows)]


def test_everything_told_by_name_is_told_from_the_own_side_too():
    told_by_name = {name for name in vars(ByName) if not name.startswith("_")}
    assert told_by_name - {"t", "sides"} <= set(vars(OwnSide))


@pytest.mark.parametrize("guess", Guess)
def test_who_guessed_and_who_was_guessed_change_places(guess):
    by_us, by_them = (OwnSide(EN, make.SIDES).one_guessed(place, guess) for place in (0, 1))
    assert by_us.startswith("We ")
    assert by_them.startswith("They ")


def learned(perspective, share):
    found = Lesson((6, 6, 6), (ScaleGuess(1.5, 5.5, 6.5),), 5.0, 1.0, share)
    lessons = [
        SideLessons(side, about, (6, 6), (WordLesson("duurzaam", ("a",), found),))
        for side, about in (make.SIDES, make.SIDES[::-1])
    ]
    sides = learned_block(NL, lessons, {}, 1.0, perspective).sides
    return [(side.title, side.words[0].sentences[0].partition(":")[0]) for side in sides]


def test_what_was_learned_is_told_with_the_reader_first():
    closer = Estimate(0.8, 0.6, 1.0)
    assert learned(THEIRS, closer) == [
        ("Wij over Volle Tafel", "Wij raden Volle Tafel beter"),
        ("Volle Tafel over ons", "Volle Tafel raadt ons beter"),
    ]
    assert learned(None, closer) == [
        ("Volle Tafel over Brinkhof", "Volle Tafel raadt Brinkhof beter"),
        ("Brinkhof over Volle Tafel", "Brinkhof raadt Volle Tafel beter"),
    ]


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Estimate(-0.5, -0.8, -0.2), "Wij raden Volle Tafel minder goed dan eerst"),
        (Estimate(0.2, -0.2, 0.6), "Of wij Volle Tafel beter raden, is niet zeker"),
        (Estimate(2.35, 1.63, 3.07), "Wij schoten door bij Volle Tafel"),
        (Estimate(1.3, 0.8, 1.8), "Wij raden Volle Tafel de goede kant op, misschien te ver"),
    ],
)
def test_what_was_not_learned_is_told_as_we_too(share, said):
    assert learned(THEIRS, share)[0][1] == said


def block_of(found, perspective, t=NL):
    lessons = [
        SideLessons(side, about, (6, 6), (WordLesson("duurzaam", ("a",), found),))
        for side, about in (make.SIDES, make.SIDES[::-1])
    ]
    return learned_block(t, lessons, {}, 1.0, perspective)


def test_a_guess_that_went_too_far_is_never_told_as_a_better_one():
    went_past = Lesson(
        (6, 6, 6), (ScaleGuess(1.5, 6.5, 4.0),), 1.2, 1.6, Estimate(2.35, 1.63, 3.07)
    )
    for perspective in (None, *make.SIDES):
        for side in block_of(went_past, perspective).sides:
            past, numbers = side.words[0].sentences
            assert "schoot door" in past or "schoten door" in past
            assert "235% (tussen 163% en 307%) van de weg naar wat" in past
            assert "beter" not in past
            assert numbers == "Eerst zat het raden er 1,2 punt per schaal naast, nu 1,6 punt."
            assert "misverstand is weg" not in side.words[0].drawing.alt
            assert "Deel van de weg naar wat bedoeld is" in side.tables[0].head


def test_a_guess_that_is_further_off_than_before_is_not_told_as_a_better_one():
    aside = Lesson((6, 6, 6), (ScaleGuess(1.5, 2.5, 4.0),), 1.2, 1.6, Estimate(0.5, 0.2, 0.8))
    said = block_of(aside, THEIRS).sides[0].words[0].sentences[0]
    assert said.startswith("Of wij Volle Tafel beter raden, is niet zeker")


def test_where_there_was_little_to_learn_nobody_is_told_as_they():
    little = Lesson((6, 6, 6), (ScaleGuess(3.0, 3.5, 4.0),), 1.0, 0.5, None)
    said = block_of(little, THEIRS).sides[0].words[0].sentences
    assert said == (
        "Er viel weinig te leren, of er is te weinig zeker: vóór het gesprek werd er 1 punt per"
        " schaal naast geraden, niet duidelijk meer dan de tolerantie van 1 punt.",
    )


def test_beside_the_misreading_it_says_that_chance_was_taken_off():
    found = Lesson((6, 6, 6), (ScaleGuess(1.5, 5.5, 6.5),), 5.0, 0.0, Estimate(0.8, 0.6, 1.0))
    caption = block_of(found, None, EN).sides[0].tables[0].caption
    assert "It is corrected for chance" in caption
