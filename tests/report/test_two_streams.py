"""The signature picture: bands, stones, words and names; everything inside the sheet."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from samenspel_report.i18n import translator
from samenspel_report.pictures import Band, River, Sounding, Span, Stone, Word, two_streams
from samenspel_report.sentences.words import state_name
from tests.make_results import words_in_every_state

WORDS = words_in_every_state()
TITLES = (("Boven", "afspreken"), ("Onder", "betekenen"))
EMPTY = River(
    titles=TITLES, bands=None, stones=(), stones_say=("", ""), ahead=None, spans=(), soundings=(),
    words=(), asked_at=1.0, today="vandaag", label="Twee stromen",
)  # fmt: skip
FULL = replace(
    EMPTY,
    bands=(Band((0.0, 0.5, 1.0), "Ons", "3 keer"), Band((0.0, 0.0, 0.5), "<b>Zij", "1 keer")),
    stones=(Stone(0.3, "kept"), Stone(0.6, "running"), Stone(0.95, "paused")),
    stones_say=("2 afspraken", "1 klaar"),
    ahead=("1 januari", "Kijk opnieuw"),
    spans=(Span(0.0, 0.5, "toenadering"), Span(0.5, 1.0, "ontwikkeling")),
    soundings=(Sounding(0.4, "scan, 5 nov"),),
    words=tuple(Word(each, f"woord {i}", each.state) for i, each in enumerate(WORDS)),
    asked_at=0.4,
)  # fmt: skip


@pytest.mark.parametrize("narrow", [False, True])
def test_what_was_not_asked_is_dotted(narrow):
    drawn = two_streams(EMPTY, narrow=narrow)
    assert drawn.count('class="hair upper"') == 3
    assert drawn.count('class="hair"') == 3
    assert "ours" not in drawn


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize(("at", "side"), [(0.0, "start"), (0.4, "start"), (1.0, "end")])
def test_what_was_asked_today_is_named_up_to_the_line_of_today(narrow, at, side):
    drawn = two_streams(replace(FULL, soundings=(Sounding(at, "scan, 1 dec"),)), narrow=narrow)
    (name,) = re.findall(r'<text class="stream-note wave-name"[^>]*>', drawn)
    assert f'text-anchor="{side}"' in name


@pytest.mark.parametrize("narrow", [False, True])
def test_each_part_is_drawn_and_no_name_becomes_code(narrow):
    drawn = two_streams(FULL, narrow=narrow)
    for css in ("ours", "theirs", "wave", "imagined"):
        assert drawn.count(f'class="{css}"') == 1
    assert drawn.count('class="hidden"') == drawn.count('class="hatch"') == 2  # seen, and hidden
    assert drawn.count('class="stone"') == 2
    assert drawn.count('class="stone open"') == 2  # one promised, and one ahead
    assert drawn.count('class="phase-bar"') == 2
    for i in range(len(WORDS)):
        assert f"woord {i}" in drawn
    assert "<b>" not in drawn
    assert "&lt;b&gt;Zij" in drawn


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("asked_at", [0.0, 0.5, 1.0])
def test_nothing_is_drawn_outside_the_sheet(narrow, asked_at):
    drawn = two_streams(replace(FULL, asked_at=asked_at), narrow=narrow)
    width, height = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawn).groups())
    for x in re.findall(r' (?:x|x1|x2|cx)="(-?[\d.]+)"', drawn):
        assert 0 <= float(x) <= width
    for y in re.findall(r' (?:y|y1|y2|cy)="(-?[\d.]+)"', drawn):
        assert 0 <= float(y) <= height


def test_a_side_that_gave_more_has_the_thicker_band():
    def thick(css, drawn):
        ys = [float(y) for y in re.findall(r"[ML C]-?[\d.]+ (-?[\d.]+)", drawn)]
        return max(ys) - min(ys)

    drawn = two_streams(FULL)
    ours, theirs = (
        re.search(f'class="{css}" d="([^"]+)"', drawn).group(1) for css in ("ours", "theirs")
    )
    assert thick("ours", ours) > thick("theirs", theirs)


def test_stones_that_would_cover_each_other_are_left_to_the_table():
    close = tuple(Stone(0.5 + i / 1000, "kept") for i in range(10))
    assert two_streams(replace(FULL, stones=close)).count('class="stone"') == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_on_a_narrow_screen_no_state_is_cut_off_and_longer_notes_fold(language):
    t = translator(language)
    states = [state_name(t, each.state) for each in WORDS]
    words = tuple(Word(each, "woord", state) for each, state in zip(WORDS, states, strict=True))
    ahead = ("12 december", "Laatste dag om de evaluatie in te vullen.")
    said = ("1 afspraak", "2 van 5 toezeggingen klaar")
    river = replace(FULL, words=words, ahead=ahead, stones_say=said)
    drawn = two_streams(river, narrow=True)
    beside = re.findall(r'class="stream-(?:note|label)" x="204" y="([\d.]+)">([^<]+)<', drawn)
    assert {"Laatste dag om de", "vullen.", *states} <= {line for _y, line in beside}
    ys = sorted(float(y) for y, _line in beside)
    assert min(after - before for before, after in pairwise(ys)) >= 15


def test_on_a_narrow_screen_a_long_name_is_whole_and_what_was_asked_begins_inside():
    name, when = "Stichting Volle Tafel", "scan en gesprek, 30 november"
    bands = (replace(FULL.bands[0], label=name), FULL.bands[1])
    long = replace(FULL, bands=bands, soundings=(Sounding(0.9, when),))
    drawn = two_streams(long, narrow=True)
    assert ">Stichting Volle</text>" in drawn
    assert ">Tafel</text>" in drawn
    begins = re.search(rf'<text[^>]* x="([-\d.]+)"[^>]*>{when}<', drawn)
    assert float(begins.group(1)) >= 0


@pytest.mark.parametrize("narrow", [False, True])
def test_long_names_beside_the_streams_stand_free_of_each_other(narrow):
    name = "Samenwerkingsverband Passend Onderwijs en Jeugdgezondheidszorg Zuidwest-Achterhoek"
    bands = tuple(Band((0.0, 0.5), name, "gaf 4 keer") for _side in range(2))
    said = ("2 afspraken", "2 van 5 toezeggingen klaar, 1 voor een deel")
    river = replace(FULL, words=(), bands=bands, stones_say=said, ahead=("1 januari", name))
    drawn = two_streams(river, narrow=narrow)
    beside = re.findall(r'class="stream-(?:label|note)"[^>]* x="([\d.]+)" y="([\d.]+)"', drawn)
    column = "204" if narrow else "900"
    lines = sorted(float(y) for x, y in beside if float(x) == float(column))
    assert len(lines) >= 9
    assert all(low - high >= 16 for high, low in pairwise(lines))
