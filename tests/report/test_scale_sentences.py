from dataclasses import replace

from samenspel_analysis.meaning.results import AnswerMean, Difference
from samenspel_analysis.meaning.states import Verdict
from samenspel_report.i18n import translator
from samenspel_report.scan.report import scan_report
from samenspel_report.sentences.scales import Setting, scale_sentence, verdict_heading
from tests import make_results as make
from tests.make_context import POLES, make_context

NL, EN = translator("nl"), translator("en")
SETTING = Setting(make.SIDES, 1.0, 7.0, 1.0)
SPACE = "\N{NO-BREAK SPACE}"


def heading(difference, t=NL):
    scale = replace(make.scales()[0], difference=difference)
    return verdict_heading(t, scale, SETTING).replace(SPACE, " ")


def sentence(index, t=NL, **changes):
    scale = replace(make.scales()[index], **changes)
    return scale_sentence(t, scale, POLES[index], SETTING)


def test_a_verdict_says_its_number_and_interval_without_a_sign():
    apart = Difference(-2.9, -3.5, -2.3, Verdict.DIFFERENT)
    assert heading(apart) == "Verschil: geschat 2,9 punt (tussen 2,3 en 3,5)"
    assert heading(apart, EN) == "Difference: estimated 2.9 points (between 2.3 and 3.5)"
    together = replace(make.scales()[4], difference=Difference(0.2, -0.3, 0.7, Verdict.SHARED))
    assert verdict_heading(NL, together, SETTING) == "Gedeeld: minder dan 1 punt verschil"


def test_an_interval_over_zero_begins_at_nothing():
    unsure = Difference(-0.9, -1.6, 0.4, Verdict.UNDECIDED)
    assert heading(unsure) == "Nog niet te zeggen: geschat 0,9 punt (tussen 0 en 1,6)"


def test_plain_means_further_apart_than_a_shared_verdict_says_are_explained():
    shared = Difference(-0.4, -1.3, 0.4, Verdict.SHARED)
    assert heading(shared) == "Waarschijnlijk gedeeld: geschat 0,4 punt (tussen 0 en 1,3)"
    assert heading(shared, EN) == "Probably shared: estimated 0.4 points (between 0 and 1.3)"
    assert sentence(0, EN, difference=shared) == (
        "The means lie 2.9 points apart; with so few answers that may well be chance."
    )
    near = AnswerMean(4.0, 3.5, 4.5, 8), AnswerMean(4.4, 3.9, 4.9, 7)
    assert sentence(0, EN, difference=shared, own=near).startswith("You both stay around")


def test_a_small_group_has_means_but_no_verdict():
    only_means = "Alleen gemiddelden: Volle Tafel 5,9 en Brinkhof 3,0"
    assert heading(Difference(1.5, None, None, None)) == only_means
    assert heading(Difference(None, None, None, None)) == only_means
    none = (AnswerMean(None, None, None, 2), make.answer(3.0))
    scale = replace(make.scales()[0], own=none, difference=Difference(None, None, None, None))
    assert verdict_heading(NL, scale, SETTING) == "Te weinig antwoorden om iets te zeggen"


def test_guesses_of_fewer_than_five_are_not_told():
    few = (make.answer(4.8, n=4), make.answer(3.8, n=4))
    assert sentence(0, guess=few) == (
        "Volle Tafel neigt naar ‘Het gaat om mensen’, Brinkhof naar ‘Het gaat om het klimaat’."
    )


def test_a_guess_that_sees_less_than_half_of_the_way_did_not_see_it_coming():
    own = (make.answer(4.0), make.answer(5.5))
    for first, second, said in (
        (5.0, 4.6, "You both saw that coming."),
        (4.6, 4.9, "You both thought the other stood closer to you."),
    ):
        guess = (make.answer(first), make.answer(second))
        assert sentence(0, EN, own=own, guess=guess).endswith(said)


def test_a_sentence_says_which_way_and_who_expected_it():
    assert sentence(0) == (
        "Volle Tafel neigt naar ‘Het gaat om mensen’, Brinkhof naar ‘Het gaat om het klimaat’."
        " Jullie dachten allebei dat de ander dichter bij jullie stond."
    )
    assert sentence(2) == (
        "Brinkhof blijft rond het midden, Volle Tafel neigt naar ‘In de hele keten’."
        " Volle Tafel schatte Brinkhof goed in. Brinkhof dacht dat Volle Tafel dichterbij stond."
    )
    assert sentence(4) == (
        "Jullie neigen allebei naar ‘Vooroplopen’. En dat dachten jullie ook van elkaar."
    )


def test_an_undecided_scale_says_how_many_answers_there_were():
    assert sentence(3, EN) == (
        "The difference may be small or just too large. With 8 and 7 answers we cannot tell."
    )


def test_without_guesses_a_sentence_says_nothing_about_them():
    nobody = AnswerMean(None, None, None, 0)
    assert sentence(0, guess=(nobody, nobody)) == (
        "Volle Tafel neigt naar ‘Het gaat om mensen’, Brinkhof naar ‘Het gaat om het klimaat’."
    )


def test_without_means_a_sentence_says_why():
    nobody = AnswerMean(None, None, None, 2)
    said = sentence(0, own=(nobody, nobody), difference=Difference(None, None, None, None))
    assert said == "We laten een gemiddelde pas zien als genoeg mensen antwoordden."


def test_a_guess_past_the_truth_is_further_away():
    far = (make.answer(1.2), make.answer(7.0))
    assert sentence(0, guess=far).endswith("Jullie dachten allebei dat de ander verder weg stond.")


def test_of_a_guess_about_a_divided_side_a_sentence_says_nothing():
    near = (make.answer(3.0), make.answer(5.9))
    scale = replace(make.scales()[0], guess=near)
    both, second, first = (
        scale_sentence(EN, scale, POLES[0], replace(SETTING, divided=divided))
        for divided in ((False, False), (True, False), (False, True))
    )
    assert both.endswith("You both saw that coming.")
    assert second.endswith("Volle Tafel guessed Brinkhof well.")
    assert first.endswith("Brinkhof guessed Volle Tafel well.")


def test_a_report_tells_no_guess_about_a_side_that_is_divided_on_the_word():
    found = make.result()
    (pair,) = scan_report(found, make_context(found), "en", None).pairs
    clear, divided = pair.words[:2]
    assert any("Volle Tafel guessed Brinkhof well" in scale.sentence for scale in clear.scales)
    assert divided.state == "divided"
    told = " ".join(scale.sentence for scale in divided.scales)
    assert "Brinkhof thought Volle Tafel stood closer" in told
    assert "Volle Tafel guessed" not in told
    assert "Volle Tafel thought" not in told
    seen = {row[0]: row[2] for row in pair.map.table.rows}
    assert seen[divided.name] == "not to be said"
    assert seen[clear.name] != "not to be said"
