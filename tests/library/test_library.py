import re
from collections import Counter

import pytest

from samenspel_report.i18n import LANGUAGES
from samenspel_report.library import LibraryScale, library, word_named

PROMISED = {
    "duurzaamheid",
    "inclusiviteit",
    "gezondheid",
    "samenwerking",
    "vertrouwen",
    "impact",
    "eigenaarschap",
    "groei",
    "gemeenschap",
    "transparantie",
    "innovatie",
    "veiligheid",
}
NEGATIONS = {
    "nl": {"niet", "geen", "nooit", "zonder", "niks", "niets", "niemand", "nergens"},
    "en": {"not", "no", "never", "without", "nothing", "nobody", "none"},
}
GOOD_OR_BAD_STRONG_OR_FAST = {
    "nl": "goed beter best slecht slechter mooi lelijk leuk prettig eerlijk fijn sterk zwak "
    "krachtig groot klein zwaar licht snel traag langzaam actief passief levendig saai",
    "en": "good better best bad worse nice ugly pleasant fair strong weak powerful big small "
    "heavy light fast quick slow active passive lively dull",
}
every_word = pytest.mark.parametrize(
    ("language", "word"),
    [(language, word) for language in LANGUAGES for word in library(language)],
    ids=lambda value: value if isinstance(value, str) else value.code,
)


def poles(word):
    return [pole for scale in word.scales for pole in (scale.pole_low, scale.pole_high)]


def tokens(text):
    return re.findall(r"[\w’]+", text.casefold())


def repeated(items):
    return [item for item, count in Counter(items).items() if count > 1]


def test_the_promised_words_are_there():
    assert PROMISED - {word.name for word in library("nl")} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_and_opening_questions_are_unique(language):
    words = library(language)
    assert repeated(word.code for word in words) == []
    assert repeated(word.name.casefold() for word in words) == []
    assert repeated(word.question for word in words) == []


def test_both_languages_hold_the_same_words_and_scales_in_the_same_order():
    dutch, english = (
        [(word.code, [scale.code for scale in word.scales]) for word in library(language)]
        for language in LANGUAGES
    )
    assert dutch == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_words_share_a_scale(language):
    scales = [scale for word in library(language) for scale in word.scales]
    assert repeated(frozenset((scale.pole_low, scale.pole_high)) for scale in scales) == []


@every_word
def test_a_word_has_six_to_eight_scales(language, word):
    assert 6 <= len(word.scales) <= 8


@every_word
def test_a_word_has_no_pole_twice(language, word):
    assert repeated(pole.casefold() for pole in poles(word)) == []
    assert repeated(scale.code for scale in word.scales) == []


@every_word
def test_a_pole_is_at_most_five_words(language, word):
    assert [pole for pole in poles(word) if not 1 <= len(tokens(pole)) <= 5] == []


@every_word
def test_a_pole_starts_with_a_capital_and_ends_without_a_stop(language, word):
    assert [
        p for p in poles(word) if not p[0].isupper() or p[-1] in ".,;:?!" or p != p.strip()
    ] == []


@every_word
def test_a_pole_denies_nothing_and_judges_nothing(language, word):
    loaded = NEGATIONS[language] | set(tokens(GOOD_OR_BAD_STRONG_OR_FAST[language]))
    assert [pole for pole in poles(word) if set(tokens(pole)) & loaded] == []


@every_word
def test_a_pole_says_one_thing(language, word):
    joins = {"nl": {"en", "of"}, "en": {"and", "or"}}[language]
    assert [pole for pole in poles(word) if joins & set(tokens(pole))] == []


@every_word
def test_a_question_asks_and_is_short_enough_to_say_aloud(language, word):
    assert "?" in word.question
    assert len(tokens(word.question)) <= 25
    assert word.question[-1] in ".?"


@every_word
def test_codes_are_plain_english_identifiers(language, word):
    codes = [word.code, *(scale.code for scale in word.scales)]
    assert [code for code in codes if not re.fullmatch(r"[a-z]+(_[a-z]+)*", code)] == []


def test_a_word_is_found_by_its_code_and_by_its_name_in_any_case():
    assert word_named("sustainability", "nl").name == "duurzaamheid"
    assert word_named(" Duurzaamheid ", "nl").code == "sustainability"
    assert word_named("duurzaamheid", "en") is None
    assert word_named("buurtfeest", "nl") is None


def test_a_scale_reads_low_pole_first():
    assert word_named("sustainability", "nl").scales[0] == LibraryScale(
        code="climate_people",
        pole_low="Het gaat om het klimaat",
        pole_high="Het gaat om mensen",
    )


def test_another_language_is_refused():
    with pytest.raises(ValueError, match="nl and en"):
        library("fy")
