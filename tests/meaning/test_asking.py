"""From nothing to an open scan: make, change, open."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samenspel.collaborations.choices import Role
from samenspel.meaning import actions, queries
from samenspel.meaning.analyses import library_words
from samenspel.meaning.choices import Depth, ScanState
from samenspel.meaning.models import Scan
from tests.make import NOON, make_collaboration, make_party, make_person, speaker_of
from tests.make_scans import make_draft, make_open, open_up, sides_of, word_drafts

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return make_party("Ons", role=Role.MANAGER)


@pytest.fixture
def collaboration(ours):
    return make_collaboration(ours, make_party("Zij"))


def form(collaboration, *codes, **more):
    people = {f"people_{party.pk}": 9 for party in collaboration.parties.all()}
    scales = {
        f"scales_{word.code}": [scale.code for scale in word.scales[:3]] for word in library_words()
    }
    closes_on = (timezone.localdate() + timedelta(days=14)).isoformat()
    given = {"title": "Begin", "words": list(codes), "closes_on": closes_on}
    return given | people | scales | more


def make(signed_in, collaboration, *codes, **more):
    maker = signed_in(speaker_of(collaboration.parties.get(name="Ons")))
    path = reverse("meaning:make_scan", args=[collaboration.slug])
    return maker.post(path, form(collaboration, *codes, **more))


def test_a_scan_is_made_on_one_page_with_a_copy_of_the_library(signed_in, collaboration):
    response = make(signed_in, collaboration, "trust", "health")
    scan = Scan.objects.get()
    assert response.url == reverse("meaning:scan_state", args=[collaboration.slug, scan.pk])
    words = [(word.code, word.scales.count()) for word in queries.words_of(scan)]
    assert words == [("health", 3), ("trust", 3)]
    assert (scan.state, scan.made_by.name) == (ScanState.DRAFT, "Ada Voorbeeld")
    assert [side.population for side in sides_of(scan)] == [9, 9]


@pytest.mark.parametrize(
    ("codes", "more", "sentence"),
    [
        ([], {}, "Kies één tot zes woorden"),
        ([word.code for word in library_words()[:7]], {}, "Kies één tot zes woorden"),
        (["trust"], {"scales_trust": ["nergens"]}, "nergens"),
        (["trust"], {"scales_trust": []}, "minstens twee schalen"),
        (["trust"], {"closes_on": "2020-01-01"}, "Kies een dag na vandaag"),
        (["trust"], {"closes_on": "overmorgen"}, "geldige datum"),
        (["trust"], {"title": ""}, "Dit veld is verplicht"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_made(signed_in, collaboration, codes, more, sentence):
    page = make(signed_in, collaboration, *codes, **more)
    assert (page.status_code, sentence in page.text, Scan.objects.count()) == (200, True, 0)


def test_scales_of_ones_own_are_added_to_a_word_of_the_library_on_the_same_page(
    signed_in, collaboration
):
    word = next(each for each in library_words() if each.code == "trust")
    more = "snel | langzaam\nnu | later | now | later on"
    make(signed_in, collaboration, "trust", scales_trust=[word.scales[0].code], more_trust=more)
    (made,) = scan_words()
    asked = [(s.code, s.pole_low_nl, s.pole_high_en) for s in made.scales.order_by("pk")]
    assert made.code == "trust"
    assert asked == [
        (word.scales[0].code, word.scales[0].low_nl, word.scales[0].high_en),
        ("", "snel", ""), ("", "nu", "later on"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ticked", "more", "sentence"),
    [
        (3, "snel langzaam", "is geen schaal"),
        (3, "snel | langzaam\nSnel | Langzaam", "Twee schalen zijn hetzelfde"),
        (0, "snel | langzaam", "twee tot tien schalen"),
        (6, "\n".join(f"a{n} | b{n}" for n in range(5)), "twee tot tien schalen"),
    ],
)
def test_scales_of_ones_own_that_cannot_be_asked_are_refused_at_their_word(
    signed_in, collaboration, ticked, more, sentence
):
    word = next(each for each in library_words() if each.code == "trust")
    codes = [scale.code for scale in word.scales[:ticked]]
    page = make(signed_in, collaboration, "trust", scales_trust=codes, more_trust=more)
    assert (sentence in page.text, Scan.objects.count()) == (True, 0)
    assert 'id="id_scales_trust" open' in page.text


OWN = {"own_name_nl": "buurt", "own_scales": "mijn straat | de stad\nnu | later"}


def test_a_word_of_ones_own_is_made_on_the_same_page(signed_in, collaboration):
    make(signed_in, collaboration, "trust", **OWN)
    words = [(word.name_nl, word.code, word.scales.count()) for word in scan_words()]
    assert words == [("vertrouwen", "trust", 3), ("buurt", "", 2)]


def scan_words():
    return queries.words_of(Scan.objects.get())


def test_a_word_of_ones_own_is_enough(signed_in, collaboration):
    make(signed_in, collaboration, **OWN)
    assert [word.name_nl for word in scan_words()] == ["buurt"]


SIX = [word.code for word in library_words()[:6]]
TRUST = next(word for word in library_words() if word.code == "trust").name_nl


@pytest.mark.parametrize(
    ("codes", "own", "sentence"),
    [
        (SIX, OWN, "Kies één tot zes woorden"),
        (["trust"], OWN | {"own_name_nl": TRUST.upper()}, "Dit woord zit al in de scan"),
        (["trust"], OWN | {"own_name_nl": ""}, "Geef je eigen woord een naam"),
        (["trust"], OWN | {"own_scales": ""}, "Geef twee tot tien schalen"),
        (["trust"], OWN | {"own_scales": "nu | later"}, "Geef twee tot tien schalen"),
        ([], {"own_name_en": "street"}, "Geef je eigen woord een naam"),
    ],
)
def test_a_word_of_ones_own_that_cannot_be_asked_is_refused(
    signed_in, collaboration, codes, own, sentence
):
    page = make(signed_in, collaboration, *codes, **own).text
    assert sentence in page
    assert '<details class="ownword" open>' in page
    assert Scan.objects.count() == 0


def test_a_facilitator_looks_on(signed_in, collaboration, ours):
    facilitator = make_person()
    ours.representations.create(person=facilitator, role=Role.FACILITATOR)
    path = reverse("meaning:make_scan", args=[collaboration.slug])
    client = signed_in(facilitator)
    assert "<form method" not in client.get(path).text.partition("<main")[2]
    client.post(path, form(collaboration, "trust"))
    assert Scan.objects.count() == 0


def edit(client, scan, word, scales, name="wonen"):
    path = reverse("meaning:edit_word", args=[scan.collaboration.slug, scan.pk, word.pk])
    return client.post(path, {"name_nl": name, "name_en": "living", "scales": scales})


def test_a_word_and_its_scales_can_be_put_in_other_terms(signed_in):
    scan = make_draft()
    client = signed_in(speaker_of(sides_of(scan)[0].party))
    edit(client, scan, scan.words.get(), "Nu | Later | Now | Soon\nWij | Zij")
    word = scan.words.get()
    assert (word.name_nl, word.name_en) == ("wonen", "living")
    assert [str(scale) for scale in word.scales.order_by("position")] == ["Nu / Later", "Wij / Zij"]


def test_a_scale_of_the_library_keeps_its_code_only_when_unchanged(signed_in):
    known = library_words()[0]
    scan = make_draft()
    first, second = known.scales[:2]
    lines = "\n".join(
        [
            " | ".join([first.low_nl, first.high_nl, first.low_en, first.high_en]),
            " | ".join([second.low_nl, "Iets anders", second.low_en, "Something else"]),
        ]
    )
    client = signed_in(speaker_of(sides_of(scan)[0].party))
    path = reverse(
        "meaning:edit_word", args=[scan.collaboration.slug, scan.pk, scan.words.get().pk]
    )
    client.post(path, {"name_nl": known.name_nl, "name_en": known.name_en, "scales": lines})
    codes = scan.words.get().scales.order_by("position").values_list("code", flat=True)
    assert list(codes) == [first.code, ""]


@pytest.mark.parametrize(
    "scales", ["Nu | Later", "Nu | Later\nWij", "Nu | nu\nWij | Zij", "a|b\na|b", "a|b\nc|d|e", ""]
)
def test_scales_that_cannot_be_asked_are_refused(signed_in, scales):
    scan = make_draft()
    page = edit(signed_in(speaker_of(sides_of(scan)[0].party)), scan, scan.words.get(), scales)
    assert (page.status_code, scan.words.get().name_nl) == (200, "woord1")


def test_words_are_added_up_to_six_and_removed(signed_in):
    scan = make_draft(words=5)
    speaker = speaker_of(sides_of(scan)[0].party)
    sixth, seventh = word_drafts(7)[5:]
    actions.add_word(scan=scan, word=sixth, by=speaker, at=NOON)
    with pytest.raises(actions.ScanNotReady):
        actions.add_word(scan=scan, word=seventh, by=speaker, at=NOON)
    actions.remove_word(asked=scan.words.first(), by=speaker, at=NOON)
    assert scan.words.count() == 5


def test_an_open_scan_does_not_change_any_more():
    scan = make_open()
    speaker = speaker_of(sides_of(scan)[0].party)
    for change in (
        lambda: actions.remove_word(asked=scan.words.get(), by=speaker, at=NOON),
        lambda: actions.add_word(scan=scan, word=word_drafts(2)[1], by=speaker, at=NOON),
        lambda: open_up(scan),
    ):
        with pytest.raises(actions.ScanNotDraft):
            change()


@pytest.mark.parametrize(("words", "depth"), [(3, Depth.LIGHT), (4, Depth.FULL)])
def test_opening_fixes_depth_and_consent(words, depth):
    scan = make_open(words=words)
    assert (scan.depth, scan.consent_version, scan.opened_at) == (depth, "2026-11b", NOON)


def test_a_scan_without_words_or_after_its_last_day_does_not_open():
    scan = make_draft()
    with pytest.raises(actions.ScanNotReady):
        open_up(scan, at=scan.closes_at)
    actions.remove_word(asked=scan.words.get(), by=speaker_of(sides_of(scan)[0].party), at=NOON)
    with pytest.raises(actions.ScanNotReady):
        open_up(scan)


def test_the_preview_saves_nothing(signed_in):
    scan = make_draft(words=2)
    client = signed_in(speaker_of(sides_of(scan)[1].party))
    path = reverse("meaning:preview_word", args=[scan.collaboration.slug, scan.pk, 2])
    page = client.get(path)
    assert "Wat denk je dat Zij bedoelt?" in page.text
    assert "<form" not in page.text.partition("<main")[2]


def test_the_preview_says_how_long_it_takes_as_whoever_answers_reads_it(signed_in):
    scan = make_draft(words=3, scales=6)
    client = signed_in(speaker_of(sides_of(scan)[0].party))
    said = [
        client.get(reverse("meaning:preview_word", args=[scan.collaboration.slug, scan.pk, place]))
        for place in (1, 2, 3)
    ]
    assert [re.search(r"nog ongeveer (\d+) min", page.text)[1] for page in said] == ["5", "4", "2"]


def test_the_preview_begins_with_what_people_agree_to(signed_in):
    scan = make_draft(words=2)
    client = signed_in(speaker_of(sides_of(scan)[0].party))
    first, second = (
        client.get(reverse("meaning:preview_word", args=[scan.collaboration.slug, scan.pk, place]))
        for place in (1, 2)
    )
    said = "Wat mensen lezen en goedvinden voor ze beginnen"
    assert said in first.text
    assert said not in second.text
