import re
from dataclasses import fields, replace

import pytest

from samenspel_analysis.meaning.states import State
from samenspel_report.i18n import translator
from samenspel_report.scan import html_report, pdf_report, scan_body, scan_title
from samenspel_report.scan.report import scan_report
from samenspel_report.scan.tables import answer
from tests import make_results as make
from tests import make_small
from tests.make_context import make_context
from tests.report.page import read

EVIL = '<script>alert("1")</script>'
LONG = "Vereniging tot Behoud van Alles wat de Moeite Waard Is (VBA)"
WIDER = [make.word(f"woord {i}", list(State)[i % 6], i / 30) for i in range(10)]

RESULTS = {
    "a pair in every state": make.result(),
    "one word": make.result(make.pair(make.words_in_every_state()[:1], listed=1)),
    "ten words": make.result(make.pair(WIDER)),
    "an empty agenda": make.result(make.pair(make.words_in_every_state()[5:], listed=0)),
    "no words": make.result(make.pair([], listed=0)),
    "three sides": make.three_sides(),
    "a community": make.community(),
    "two waves": make.with_movement(),
    "a group of four": make.means_only(),
    "too few": make.nothing_known(),
    "markup in names": make.renamed(make.result(), {"Brinkhof": EVIL}),
    "long names": make.renamed(make.result(), {"Brinkhof": LONG, "Volle Tafel": LONG[::-1]}),
}


def body(name, language="nl", **options):
    found = RESULTS[name]
    return scan_body(found, make_context(found), language, **options)


@pytest.mark.parametrize("name", RESULTS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_result_makes_a_sound_page(name, language):
    found = RESULTS[name]
    page = read(html_report(found, make_context(found), language))
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(page.headings, page.headings[1:], strict=False))
    assert len(page.ids) == len(set(page.ids))
    assert not {"style", "onclick", "onload"} & page.attributes
    assert "script" not in page.tags
    assert "None" not in page.text
    assert "nan" not in page.text.split()
    assert not re.findall(r"%\(\w+\)", page.text)


@pytest.mark.parametrize("name", RESULTS)
def test_a_fragment_leaves_the_first_heading_to_its_page(name):
    page = read(body(name))
    assert min(page.headings) == 2
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_a_file_asks_nothing_of_the_network():
    found = make.result()
    html = html_report(found, make_context(found), "nl")
    page = read(html)
    assert not {"link", "img", "script", "iframe", "object"} & set(page.tags)
    local = {"#pic-hatch", "#pic-stipple", "#pic-stipple-wide"}
    urls = {url for url in re.findall(r"url\(([^)]*)\)", html) if not url.startswith('"data:')}
    assert urls == local
    assert "@import" not in html


def test_a_file_brings_its_own_font():
    found = make.result()
    html = html_report(found, make_context(found), "nl")
    assert html.count('url("data:font/woff2;base64,') == 2


def test_someones_words_cannot_become_markup():
    found = RESULTS["markup in names"]
    context = make_context(
        found,
        title=EVIL,
        source=EVIL,
        wave=EVIL,
        voices={("duurzaam", "Volle Tafel"): (EVIL,) * 5},
        questions={"duurzaam": EVIL},
        poles={("duurzaam", "s1"): (EVIL, EVIL)},
        method_url='"><script>',
    )
    page = read(html_report(found, context, "nl"))
    assert "script" not in page.tags
    assert page.text.count(EVIL) > 10


def test_the_table_holds_the_numbers_of_the_picture():
    t = translator("nl")
    found = make.result()
    report = scan_report(found, make_context(found), "nl", None)
    for block, word in zip(report.pairs[0].words, found.pairs[0].concepts, strict=True):
        for scale, shown, row in zip(word.scales, block.scales, block.tables[0].rows, strict=True):
            four = (scale.own[0], scale.guess[1], scale.own[1], scale.guess[0])
            assert row[1:5] == tuple(answer(t, value) for value in four)
            assert row[5] == answer(t, scale.difference)
            drawn = re.findall(r"\d,\d", shown.drawing.alt)
            assert drawn == [t.number(value.mean, 1) for value in four]


def test_every_picture_has_its_table_below_it():
    html = body("two waves")
    page = read(html)
    assert page.tags.count("table") == 6 * 2 + 3
    after_map = html.index("map-box")
    assert html.index('<details class="data">', after_map) < html.index("<section", after_map)


def test_a_group_of_four_has_no_interval_anywhere():
    html = body("a group of four")
    page = read(html)
    drawn = html.split('class="words"')[1]
    assert 'class="interval"' not in drawn
    assert 'class="interval-guess"' not in drawn
    assert not [cell for cell in page.cells if "(" in cell and "tot" in cell]


@pytest.mark.parametrize(
    ("name", "concept"), [("a pair in every state", "duurzaam"), ("a community", "buurt")]
)
def test_the_words_of_fewer_than_five_people_are_not_shown(name, concept):
    found = RESULTS[name]
    texts = tuple(f"Wat mens {i} schreef." for i in range(5))
    for shown in (texts, texts[:4]):
        voices = {(concept, found.sides[-1].name): shown}
        text = read(scan_body(found, make_context(found, voices=voices), "nl")).text
        assert ("Wat mens 1 schreef." in text) is (len(shown) == 5)


SURE = (
    "neigt",
    "neigen",
    "midden",
    "dacht dat",
    "schatte",
    "zagen",
    "sterk",
    "Verschil:",
    "Gedeeld",
)


def test_a_group_of_four_has_means_and_no_direction_or_guess():
    report = scan_report(RESULTS["a group of four"], make_context(make.means_only()), "nl", None)
    scales = [scale for word in report.pairs[0].words for scale in word.scales]
    assert scales[0].heading == "Alleen gemiddelden: Volle Tafel 5,9 en Brinkhof 3,0"
    assert {scale.sentence for scale in scales} == {
        "Minstens één kant heeft hier minder dan 5 antwoorden. Daarom zie je gemiddelden en"
        " zeggen we verder niets."
    }
    assert report.pairs[0].estimated is None


def test_a_community_of_four_has_means_and_nothing_else():
    found = make_small.small_community()
    text = read(scan_body(found, make_context(found), "nl")).text
    assert "Leden zitten gemiddeld op 5,9" in text
    assert "Minder dan 5 leden antwoordden hier." in text
    assert not [word for word in (*SURE, "(0,41", "goed in", "ernaast") if word in text]
    read(html_report(found, make_context(found), "en"))


def test_how_an_estimate_differs_from_the_marks_is_said_once_for_each_legend():
    for name, times in (("a pair in every state", 1), ("three sides", 3), ("a community", 0)):
        assert body(name).count("Het geschatte verschil is kleiner dan de afstand") == times


def test_without_a_method_page_there_is_no_link_to_it():
    found = make.result()
    html = html_report(found, make_context(found, method_url=None), "en")
    assert [link for link in read(html).links if not link.startswith("#")] == []
    assert "Tension is importance times difference." in read(html).text


def test_a_date_is_written_the_british_way():
    assert "5 November 2026" in read(body("one word", "en")).text
    assert "5 november 2026" in read(body("one word")).text


def test_a_small_group_is_not_counted_in_a_table():
    assert "2" not in read(body("too few")).cells
    assert "minder dan 3 mensen" in read(body("too few")).cells


def test_the_agenda_comes_first_and_its_first_word_is_open():
    html = body("a pair in every state")
    assert re.findall(r'<details class="word"( open)?>', html) == [" open", "", "", "", "", ""]
    names = re.findall(r'<h3 class="name">([^<]+)</h3>', html)
    assert names[:3] == ["duurzaam", "betaalbaar", "meedoen"]
    assert len(names) == 6


def test_whoever_reads_comes_first_and_is_called_we():
    text = read(body("a pair in every state", perspective="Brinkhof")).text
    assert "wij, Brinkhof" in text
    assert "zij, Volle Tafel" in text
    plain = read(body("a pair in every state")).text
    assert "wij," not in plain


def test_turning_a_pair_around_changes_no_number():
    found = make.result()
    one = scan_report(found, make_context(found), "nl", None).pairs[0].words[0].tables[0].rows
    other = scan_report(found, make_context(found), "nl", "Brinkhof").pairs[0].words[0].tables[0]
    assert [(row[3], row[4], row[1], row[2]) for row in other.rows] == [
        (row[1], row[2], row[3], row[4]) for row in one
    ]
    assert other.rows[0][5] == "2,9 (2,3 tot 3,5)"
    assert one[0][5] == "−2,9 (−3,5 tot −2,3)"


def test_three_sides_give_three_pairs_and_a_matrix():
    report = scan_report(make.three_sides(), make_context(make.three_sides()), "en", None)
    assert [pair.title for pair in report.pairs] == [
        "Volle Tafel and Brinkhof",
        "Volle Tafel and Gemeente Oosterkade",
        "Brinkhof and Gemeente Oosterkade",
    ]
    assert report.matrix.rows[0] == ("duurzaam", "hidden difference", "not asked", "not asked")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("a pair in every state", "Drie woorden om over te praten"),
        ("one word", "Eén woord om over te praten"),
        ("an empty agenda", "Geen woord hoeft eerst"),
        ("too few", "Nog niet genoeg antwoorden"),
        ("three sides", "Woorden om over te praten, paar voor paar"),
        ("a community", "Wat leden bedoelen en wat ze van elkaar denken"),
    ],
)
def test_the_title_says_how_much_there_is_to_talk_about(name, title):
    assert scan_title(RESULTS[name], "nl") == title


def test_scales_without_poles_show_their_own_name_and_numbers():
    found = make.result()
    text = read(scan_body(found, make_context(found, poles={}), "nl")).text
    assert "Volle Tafel neigt naar ‘7’, Brinkhof naar ‘1’." in text
    assert "s1" in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_result_never_judges(language):
    text = " ".join(read(body(name, language)).text.lower() for name in RESULTS)
    assert not {"score", "succesvol", "winnaar", "p-waarde", "significant"} & set(
        re.findall(r"[\w-]+", text)
    )
    assert "!" not in text


def test_facts_are_frozen():
    context = make_context(make.result())
    assert {each.name for each in fields(context)} >= {"title", "made_on", "poles", "voices"}
    assert replace(context, title="anders").title == "anders"
    with pytest.raises(AttributeError):
        context.title = "anders"


def test_half_a_character_breaks_no_report():
    found = make.renamed(make.result(), {"Brinkhof": "Brink\ud800hof"})
    context = make_context(found, title="Samen \udfff door")
    assert "Brink\ufffdhof" in html_report(found, context, "nl").encode().decode()
    assert "Brink\ufffdhof" in scan_body(found, context, "nl").encode().decode()
    assert pdf_report(found, context, "nl")[:5] == b"%PDF-"
