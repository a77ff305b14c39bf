import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from samenspel_analysis.meaning.results import AnswerMean, Estimate
from samenspel_analysis.meaning.states import State
from samenspel_report import pictures
from samenspel_report.pictures.labels import LETTER, Sheet, shortened
from samenspel_report.pictures.regions import LEFT, Regions
from samenspel_report.pictures.road_line import lesson_line
from tests import make_results as make

NOBODY = AnswerMean(None, None, None, 0)
LABELS = pictures.MapLabels(
    names={state: state.value.replace("_", " ") for state in State},
    notes=dict.fromkeys(State, "a note"),
    little="little",
    much="much",
)
SIZES = (pictures.WIDE, pictures.NARROW, pictures.PAGE)
NAMES = ["duurzaamheid", "impact", "samenwerking", "groei", "eigenaarschap", "x" * 60]


def drawn(svg):
    return ElementTree.XML(svg)


def classes(svg):
    return [element.get("class") for element in drawn(svg).iter()]


def line(*lanes, low=1.0, high=7.0):
    return pictures.scale_line(lanes, low=low, high=high, label="a scale")


def lane(meant, guessed):
    return pictures.Lane(meant, guessed, "they thought")


def words(count, state):
    return [
        make.word(NAMES[i % len(NAMES)] + str(i), state, 0.2 + i / 1000, 0.4) for i in range(count)
    ]


def mapped(found, size):
    return pictures.tension_map(found, LABELS, size=size, label="a map")


def all_pictures():
    every = make.words_in_every_state()
    unknown = make.word("stil", State.UNDECIDED, None)
    return [
        line(lane(make.answer(5.9), make.answer(3.8)), lane(make.answer(3.0), make.answer(4.8))),
        line(lane(NOBODY, NOBODY), lane(NOBODY, NOBODY)),
        *[pictures.strand(word, full=0.4, label="a word") for word in (*every, unknown)],
        *[mapped(every, size) for size in SIZES],
        pictures.streams_glyph(pictures.undercurrent_glyph(every)),
        pictures.streams_glyph(pictures.undercurrent_glyph([]), [(0, 0.5, 1), (0, 0, 0.5)]),
        pictures.logo(),
        pictures.wave_mark(upper=True),
        pictures.key(square=True, guessed=True),
        pictures.line_key("interval"),
        pictures.defs(),
    ]


@pytest.mark.parametrize("svg", all_pictures())
def test_a_picture_is_well_formed_and_has_no_style_of_its_own(svg):
    names = {name for element in drawn(svg).iter() for name in element.attrib}
    tags = {element.tag for element in drawn(svg).iter()}
    assert "style" not in names | tags
    assert not {name for name in names if name.startswith("on")}


def test_two_lanes_hold_four_marks_one_gap_and_two_misses():
    svg = line(lane(make.answer(5.9), make.answer(3.8)), lane(make.answer(3.0), make.answer(4.8)))
    found = classes(svg)
    counts = {name: found.count(name) for name in ("mark-real", "mark-guess", "gap", "miss")}
    assert counts == {"mark-real": 2, "mark-guess": 2, "gap": 1, "miss": 2}
    assert found.count("interval-guess") == 2
    assert found.count("interval") == 2 * 3


def test_a_mark_stands_where_its_mean_is_on_any_range():
    svg = line(lane(AnswerMean(0.0, None, None, 5), NOBODY), low=-4.3, high=4.3)
    circle = next(e for e in drawn(svg).iter() if e.get("class") == "mark-real")
    assert circle.get("cx") == "50%"


def test_what_is_not_known_is_not_drawn():
    svg = line(lane(make.answer(5.0, None), NOBODY), lane(NOBODY, make.answer(3.0)))
    found = classes(svg)
    assert found.count("mark-real") == 1
    assert found.count("mark-guess") == 1
    assert not {"gap", "miss", "interval"} & set(found)


def test_a_group_of_four_has_marks_and_no_line_that_measures_them():
    few = lane(make.answer(5.9, None, 4), make.answer(3.8, None, 4))
    found = classes(line(few, lane(make.answer(3.0), make.answer(4.8))))
    assert (found.count("mark-real"), found.count("mark-guess")) == (2, 2)
    assert (found.count("gap"), found.count("miss")) == (0, 1)


def test_an_interval_past_the_range_has_no_cap_there():
    inside = classes(line(lane(AnswerMean(6.0, 5.0, 6.5, 5), NOBODY)))
    past = classes(line(lane(AnswerMean(6.8, 5.0, 7.4, 5), NOBODY)))
    assert (inside.count("interval"), past.count("interval")) == (3, 2)


@pytest.mark.parametrize(("mean", "anchor"), [(1.0, "start"), (4.0, "middle"), (7.0, "end")])
def test_a_label_at_an_edge_grows_inwards(mean, anchor):
    svg = line(lane(NOBODY, AnswerMean(mean, None, None, 5)))
    label = next(e for e in drawn(svg).iter() if e.get("class") == "label")
    assert label.get("text-anchor") == anchor


@pytest.mark.parametrize(
    ("state", "parts"),
    [
        (State.SHARED_GROUND, ["seen"]),
        (State.SEEN_DIFFERENCE, ["seen", "hidden", "hatch"]),
        (State.HIDDEN_DIFFERENCE, ["seen", "hidden", "hatch"]),
        (State.IMAGINED_DIFFERENCE, ["imagined", "seen"]),
        (State.UNDECIDED, ["vague"]),
        (State.DIVIDED, ["divided", "divided"]),
    ],
)
def test_every_state_has_a_strand_of_its_own(state, parts):
    svg = pictures.strand(make.word("groei", state, 0.2), full=0.4, label="groei")
    assert classes(svg)[1:] == parts


def test_a_strand_without_numbers_is_a_dotted_line():
    svg = pictures.strand(make.word("groei", State.UNDECIDED, None), full=0.4, label="groei")
    assert classes(svg)[1:] == ["hair"]


def test_a_word_with_twice_the_tension_is_twice_as_high():
    def height(tension):
        word = make.word("groei", State.SHARED_GROUND, tension)
        path = drawn(pictures.strand(word, full=0.4, label="groei"))[0].get("d")
        ys = [
            float(number)
            for number in re.findall(r"[ML]300 ([\d.]+)|300 ([\d.]+)L", path)[0]
            if number
        ]
        return (31 - ys[0]) * 2

    assert height(0.4) == pytest.approx(2 * height(0.2), abs=0.2)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.css)
@pytest.mark.parametrize("count", [1, 6, 10])
@pytest.mark.parametrize("state", list(State))
def test_names_on_the_map_do_not_cover_each_other(size, count, state):
    sheet = Sheet(size.width, size.height)
    left, right = Regions(size).across(state)
    y = size.height / 2
    places = [
        sheet.place(left + (right - left) * i / 10, y, shortened(name, size.letters), 16)
        for i, name in enumerate((NAMES * 2)[:count])
    ]
    boxes = [place.box for place in places]
    assert not [1 for i, one in enumerate(boxes) for other in boxes[:i] if one.covers(other)]
    assert all(box.left >= 0 and box.right <= size.width for box in boxes)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.css)
@pytest.mark.parametrize("state", list(State))
def test_a_name_on_the_map_stays_in_the_region_of_its_state(size, state):
    ground = Regions(size).ground(state)
    svg = mapped(words(6, state), size)
    names = [e for e in drawn(svg).iter() if e.get("class") == "word halo"]
    assert len(names) == 6
    for name in names:
        wide = len(name.text) * LETTER * size.letter_size
        shift = {"start": 0.0, "end": wide, "middle": wide / 2}[name.get("text-anchor")]
        left = float(name.get("x")) - shift
        assert ground.left <= left
        assert left + wide <= ground.right
        assert ground.top <= float(name.get("y")) <= ground.bottom


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.css)
@pytest.mark.parametrize("state", list(State))
def test_every_word_stands_in_the_region_of_its_state(size, state):
    svg = mapped(words(10, state), size)
    dots = [e for e in drawn(svg).iter() if e.get("class") in ("point", "point-open")]
    _, first, second, end = Regions(size).edges
    left, right = (0, first) if state in LEFT else (second, end)
    if state in (State.UNDECIDED, State.DIVIDED):
        left, right = first, second
    assert len(dots) == 20 if state is State.DIVIDED else 10
    assert all(left <= float(dot.get("cx")) <= right for dot in dots)


def test_the_side_that_saw_least_gives_the_height_on_the_map():
    word = make.word("groei", State.SEEN_DIFFERENCE, 0.2)
    word = replace(word, sides=(make.side(0.9), make.side(0.6)))
    mean, low, high = pictures.least_seen(word)
    assert (mean, low, high) == (0.6, pytest.approx(0.48), pytest.approx(0.72))
    unknown = replace(word, sides=(make.side(0.9), make.side(None)))
    assert pictures.least_seen(unknown) is None


def test_a_share_above_all_stays_at_the_top():
    word = make.word("groei", State.SEEN_DIFFERENCE, 0.2)
    exaggerated = replace(make.side(), seen_share=Estimate(1.4, 1.2, 1.6))
    word = replace(word, sides=(exaggerated, exaggerated))
    assert pictures.least_seen(word) == (1.0, 1.0, 1.0)


def test_the_glyph_holds_ten_words_and_both_streams():
    found = classes(
        pictures.streams_glyph(pictures.undercurrent_glyph(words(10, State.HIDDEN_DIFFERENCE)))
    )
    assert (found.count("hidden"), found.count("hair upper")) == (10, 3)


def test_someones_words_cannot_become_markup():
    evil = "<script>\"&'x"
    word = make.word(evil, State.SEEN_DIFFERENCE, 0.2)
    svg = pictures.strand(word, full=0.4, label=evil)
    assert drawn(svg).get("aria-label") == evil
    texts = [e.text for e in drawn(mapped([word], pictures.WIDE)).iter() if e.text]
    assert evil in texts


def test_print_has_plain_colours_only():
    svg = pictures.standalone(pictures.key(square=True, guessed=True), width=18, height=18)
    style = next(e.text for e in drawn(svg).iter() if e.tag.endswith("style"))
    assert "#0b566d" in style
    assert "var(" not in style
    assert "light-dark" not in style


def road(*roads):
    return pictures.road_line(roads, then="then", middle="half way", label="a road")


def test_both_sides_of_a_road_start_at_their_own_end():
    marks = [
        element.get("cx") or element.get("x")
        for element in drawn(road(Estimate(0.25, 0.1, 0.4), Estimate(0.25, 0.1, 0.4))).iter()
        if "mark-real" in (element.get("class") or "") or element.tag.endswith("svg")
    ]
    ends = [
        element.get("x")
        for element in drawn(road(None, None)).iter()
        if element.tag.endswith("text")
    ]
    first, second = (float(x.rstrip("%")) for x in marks if x)
    left, middle, right = (float(x.rstrip("%")) for x in ends)
    assert first - left == pytest.approx(right - second, abs=0.11)
    assert left < first < middle < second < right


def test_a_side_that_nobody_can_place_has_no_mark_on_the_road():
    assert sum("mark-real" in (name or "") for name in classes(road(Estimate(0.2), None))) == 1
    assert "interval" not in classes(road(Estimate(0.2), None))


def test_a_road_never_leaves_its_picture():
    far = drawn(road(Estimate(9.0, -9.0, 9.0), Estimate(-9.0, -9.5, -8.0)))
    places = [element.get(name) for element in far.iter() for name in ("x1", "x2", "cx", "x")]
    assert all(0 <= float(x.rstrip("%")) <= 100 for x in places if x and x.endswith("%"))


def lesson(share):
    return lesson_line(share, ends=("before", "meant"), label="a guess", square=False)


@pytest.mark.parametrize(
    ("share", "arrows"),
    [
        (Estimate(0.8, 0.6, 1.0), []),
        (Estimate(2.35, 1.63, 3.07), ["95%"]),
        (Estimate(0.5, -1.0, 2.0), ["5%", "95%"]),
        (Estimate(-2.0), ["5%"]),
    ],
)
def test_what_is_cut_off_at_an_edge_ends_in_an_arrow(share, arrows):
    for svg in (lesson(share), road(share, None)):
        found = [each.get("x") for each in drawn(svg).iter() if each.get("class") == "arrow"]
        assert found == arrows
