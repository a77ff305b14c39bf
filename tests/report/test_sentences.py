from dataclasses import replace

import pytest

from samenspel_analysis.meaning.results import (
    AgendaItem,
    Difference,
    Estimate,
    Notice,
    SideSummary,
)
from samenspel_analysis.meaning.states import NoticeKind, Pattern, State, Verdict
from samenspel_report.i18n import translator
from samenspel_report.scan import tables
from samenspel_report.scan.report import scan_report
from samenspel_report.sentences import agenda, community, limits, movements, words
from samenspel_report.sentences.own_side import told_of
from tests import make_results as make
from tests.make_context import make_context

NL, EN = translator("nl"), translator("en")
TOLERANCE = 1 / 6


def why(word, t=NL):
    return [reason.text for reason in agenda.reasons(t, word, make.SIDES, 1.0)]


@pytest.mark.parametrize(
    ("apart", "saw", "said"),
    [
        (0.85, 0.5, "It is not certain yet whether you both saw the difference coming."),
        (0.5, 0.95, "It is not certain yet whether you differ by more than 1 point over"),
        (0.5, None, "It is not certain yet whether you differ by more than 1 point over"),
        (0.7, 0.5, "or whether you both saw it coming."),
        (0.85, None, "We cannot say who saw the difference coming."),
    ],
)
def test_an_undecided_word_says_what_is_open(apart, saw, said):
    scale = replace(make.scales()[3], difference=Difference(1.2, None, None, Verdict.UNDECIDED))
    word = replace(
        make.word("zorg", State.UNDECIDED, 0.2),
        scales=(scale,),
        difference_probability=apart,
        both_saw_probability=saw,
    )
    told = why(word, EN)
    assert said in " ".join(told)
    assert not [line for line in told if "saw about" in line or "You mean different" in line]
    assert told[-1].startswith("We list it anyway")


def test_reasons_name_importance_difference_and_who_saw_it():
    assert why(make.words_in_every_state()[0]) == [
        "Voor allebei van belang: gemiddeld zeggen jullie allebei ‘heel belangrijk’.",
        "Jullie bedoelen iets anders: op 4 van de 6 schalen verschillen jullie meer dan 1 punt.",
        "Volle Tafel zag ongeveer een derde van dat verschil aankomen, Brinkhof ongeveer een"
        " vijfde.",
    ]


def test_division_within_a_side_comes_first():
    first, *_ = agenda.reasons(NL, make.words_in_every_state()[1], make.SIDES, 1.0)
    assert first.first
    assert first.text.startswith("Binnen Brinkhof liggen de antwoorden ver uit elkaar.")


def test_nobody_saw_coming_what_a_divided_side_means():
    word = make.words_in_every_state()[1]  # the second side is divided
    saw = [line for line in why(word, EN) if "saw" in line]
    assert [line.split(" saw ")[0] for line in saw] == ["Brinkhof"]
    both = replace(word, sides=tuple(replace(side, divided=True) for side in word.sides))
    assert [line for line in why(both, EN) if "saw" in line] == []
    told = told_of(EN, make.SIDES, ours=False)
    seen = [row[3] for row in tables.side_table(EN, word, told).rows]
    assert seen[0] == "not to be said"
    assert seen[1] != "not to be said"


@pytest.mark.parametrize(
    ("mine", "theirs", "said"),
    [
        (0.9, 0.4, "It matters to both of you: on average Volle Tafel says"),
        (0.9, 0.2, "It matters most to Volle Tafel: on average"),
        (0.1, 0.9, "It matters most to Brinkhof: on average"),
        (0.1, 0.2, "It matters less to both of you: on average"),
    ],
)
def test_importance_says_to_whom_a_word_matters(mine, theirs, said):
    sides = (make.side(importance=mine), make.side(importance=theirs))
    word = make.word("groei", State.HIDDEN_DIFFERENCE, 0.2, sides=sides)
    assert why(word, EN)[0].startswith(said)


def test_without_importance_no_reason_mentions_it():
    sides = (make.side(importance=None), make.side(importance=None))
    word = make.word("groei", State.HIDDEN_DIFFERENCE, 0.2, sides=sides)
    assert why(word, EN)[0].startswith("You mean different things")


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (-0.3, "Volle Tafel expected the difference the other way round."),
        (1.6, "Volle Tafel saw more difference than there is."),
        (None, "We cannot say how much of it Volle Tafel saw coming."),
    ],
)
def test_a_share_outside_the_ordinary_gets_its_own_sentence(share, said):
    word = make.word("groei", State.SEEN_DIFFERENCE, 0.2, sides=(make.side(share), make.side(0.9)))
    assert why(word, EN)[-2:] == [said, "Brinkhof saw almost everything of that difference coming."]


def test_two_equal_shares_are_said_once():
    word = make.word("groei", State.SEEN_DIFFERENCE, 0.2, sides=(make.side(0.5), make.side(0.55)))
    assert why(word, EN)[-1] == "You both saw about half of that difference coming."


def test_ties_are_named_within_and_outside_the_agenda():
    items = [
        AgendaItem("groei", State.HIDDEN_DIFFERENCE, ("impact",)),
        AgendaItem("impact", State.HIDDEN_DIFFERENCE, ("groei", "zorg")),
        AgendaItem("buurt", State.UNDECIDED, ()),
    ]
    assert agenda.tie_sentences(NL, items) == [
        "‘groei’ en ‘impact’ liggen dicht bij elkaar; de volgorde ertussen is niet zeker.",
        "‘zorg’ had hier ook kunnen staan.",
    ]
    assert agenda.tie_sentences(NL, items[2:]) == []


def test_an_empty_agenda_says_why():
    ground = make.pair([make.word("zorg", State.SHARED_GROUND, 0.02)], listed=0)
    assert agenda.empty_agenda(EN, ground).startswith("On every word you mean about the same.")
    known = make.pair([make.word("zorg", State.SEEN_DIFFERENCE, 0.3)], listed=0)
    assert agenda.empty_agenda(EN, known).startswith("No word stands out")
    unknown = make.pair([make.word("zorg", State.UNDECIDED, None)], listed=0)
    assert agenda.empty_agenda(EN, unknown).startswith("There are too few answers")


@pytest.mark.parametrize(
    ("tension", "said"),
    [
        (Estimate(0.05, 0.04, 0.06), "weinig"),
        (Estimate(0.10, 0.04, 0.20), "weinig tot veel"),
        (Estimate(0.40), "heel veel"),
        (None, "nog niet te zeggen"),
    ],
)
def test_tension_is_said_without_decimals(tension, said):
    assert words.tension_words(NL, tension, TOLERANCE) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(1, "1 point"), (2.94, "2.9 points"), (0.75, "0.75 points"), (3, "3 points")],
)
def test_points_have_as_many_decimals_as_there_are(value, said):
    assert words.points(EN, value, decimals=2 if value == 0.75 else 1) == said


def test_a_number_in_a_table_has_a_real_minus_and_no_minus_before_nothing():
    assert words.estimate(NL, Estimate(-2.9, -3.5, -0.01)) == "−2,9 (−3,5 tot 0,0)"
    assert words.estimate(NL, None) == "geen getal"


@pytest.mark.parametrize("kind", list(NoticeKind))
@pytest.mark.parametrize("t", [NL, EN], ids=["nl", "en"])
def test_every_notice_is_a_whole_sentence(kind, t):
    notice = Notice(kind, "Brinkhof", "duurzaam", 2)
    (said,) = limits.notices(t, make.result(), [notice])
    assert said.endswith(".")
    assert "%" not in said


def test_the_same_notice_on_several_words_is_said_once():
    whole = make.means_only()
    (all_words,) = limits.notices(EN, whole)
    assert all_words.startswith(f"Fewer than 5 people of {make.SIDES[1]} answered on every word.")
    more = replace(
        whole, pairs=(*whole.pairs, make.pair([make.word("groei", State.UNDECIDED, 0.2)]))
    )
    (some,) = limits.notices(EN, more)
    start = f"Fewer than 5 people of {make.SIDES[1]} answered on ‘duurzaam’ and ‘gezond’."
    assert some.startswith(start)


def test_a_small_group_is_promised_no_means_that_are_not_there():
    shown = make.means_only()
    assert "They all agreed that their means are shown" in limits.notices(EN, shown)[0]
    (withheld,) = limits.notices(EN, make.without_means(shown))
    assert "Their means are not shown: that takes 3 answers on a scale" in withheld
    (first, second) = shown.pairs[0].concepts
    (bare, _) = make.without_means(shown).pairs[0].concepts
    mixed = replace(shown, pairs=(replace(shown.pairs[0], concepts=(bare, second)),))
    said = limits.notices(EN, mixed)
    assert [first.concept in each for each in said] == [True, False]


def test_two_answers_are_not_counted_out():
    assert limits.answered(NL, SideSummary("Brinkhof", 2, 11)) == "minder dan 3 van 11 mensen"
    assert limits.answered(NL, SideSummary("Brinkhof", 7, 11)) == "7 van 11 mensen"
    assert limits.answered(NL, SideSummary("Brinkhof", 7, None)) == "7 mensen"


def test_the_limits_count_who_did_not_answer():
    said = limits.cannot_conclude(NL, make.result())
    assert "Wat de 4 mensen van Brinkhof vinden die niets invulden." in said
    assert "Wat de 1 persoon van Volle Tafel vindt die niets invulde." in said
    hidden = replace(make.result(), sides=(SideSummary("Brinkhof", 2, 11),))
    assert limits.cannot_conclude(NL, hidden)[4:] == [
        "Wat de mensen van Brinkhof vinden die niets invulden."
    ]


def test_another_tolerance_is_said_in_points():
    found = make.words_in_every_state()
    assert limits.other_tolerances(NL, found, 1.0) == (
        "Met een tolerantie van 0,75 punt of 1,25 punt zou ‘meedoen’ anders uitvallen."
    )
    assert limits.other_tolerances(NL, found[:2], 1.0) == (
        "Met een tolerantie van 0,75 punt of 1,25 punt komt elk woord hetzelfde uit."
    )


def test_a_common_move_is_told_only_when_it_is_surely_more_than_the_tolerance():
    (moved,) = make.with_movement().movements
    word = moved.concepts[0]
    together = "to a meaning that neither of you held before"
    for low, told in ((0.9, False), (1.1, True)):
        word = replace(word, common_move=Estimate(1.5, low, 2.0))
        said = " ".join(movements.movement_sentences(EN, word, moved, 1.0))
        assert (together in said) is told


def test_movement_says_after_and_never_because():
    (moved,) = make.with_movement().movements
    said = {
        word.concept: movements.movement_sentences(NL, word, moved, 1.0) for word in moved.concepts
    }
    assert said["duurzaam"][:3] == [
        "Na scan 1 legde Volle Tafel 31% (tussen 21% en 41%) af van de weg naar wat Brinkhof toen"
        " bedoelde.",
        "Na scan 1 legde Brinkhof 22% (tussen 12% en 32%) af van de weg naar wat Volle Tafel toen"
        " bedoelde.",
        "Wat jullie samen deden, is de kleinste van de twee wegen: 22% (tussen 12% en 32%).",
    ]
    assert said["betaalbaar"][1] == (
        "Of Brinkhof bewoog naar wat Volle Tafel toen bedoelde, is niet zeker:"
        " 2% (tussen −8% en 12%) van de weg."
    )
    assert said["meedoen"][0] == (
        "Na scan 1 ging Volle Tafel verder af van wat Brinkhof toen bedoelde:"
        " −20% (tussen −30% en −10%) van de weg."
    )
    assert said["gezond"][0] == (
        "Na scan 1 bewogen jullie waarschijnlijk allebei minder dan 1 punt per schaal."
    )
    assert said["vertrouwen"] == [
        "Hoe ver jullie bewogen, is niet te zeggen: het verschil was eerst te klein of te onzeker."
    ]
    together = " ".join(line for lines in said.values() for line in lines)
    assert not {"door", "dankzij", "beter", "slechter"} & set(together.split())


def test_the_side_that_moved_is_named():
    (moved,) = make.with_movement().movements
    words = {word.concept: word for word in moved.concepts}
    one = words["betaalbaar"]
    assert movements.pattern_words(NL, one, moved) == "Volle Tafel bewoog naar Brinkhof toe"
    other = replace(one, sides=one.sides[::-1])
    assert movements.pattern_words(NL, other, moved) == "Brinkhof bewoog naar Volle Tafel toe"
    assert movements.pattern_words(EN, words["gezond"], moved) == "both held their meaning"


def test_every_pattern_has_a_name():
    assert len({movements.pattern_name(EN, pattern) for pattern in Pattern}) == len(Pattern)


def test_a_community_hears_whether_it_knows_its_own_distance():
    found = make.community().community
    assert community.compared(EN, found.distances) == [
        "So members think they are closer together than they are."
    ]
    alike = replace(found.distances, own_guess_mad=found.distances.own_others_mad)
    assert community.compared(EN, alike) == ["So members judge about right how far they are apart."]


def test_where_it_is_unknown_how_many_people_there_are_it_says_what_is_reckoned():
    known = make.result()
    assert limits.unknown_numbers(EN, known) == []
    unknown = replace(known, sides=(known.sides[0], replace(known.sides[1], population=None)))
    (said,) = limits.unknown_numbers(NL, unknown)
    assert said.startswith("Hoeveel mensen er bij Brinkhof zijn, is onbekend: we rekenen alsof")
    report = scan_report(unknown, make_context(unknown), "nl", None)
    assert report.notices.count(said) == 1
