"""The picture of who gave to whom: every flow is a band, and no name becomes code."""

import re

import pytest

from samenspel_report.pictures import Flow, flow_picture

FLOWS = [Flow("A", "B", 3, "3 keer"), Flow("B", "C", 1, "1 keer"), Flow("<i>C", "A", 2, "2 keer")]


@pytest.mark.parametrize("narrow", [False, True])
def test_each_flow_is_a_band_with_its_words_and_a_bar_at_both_ends(narrow):
    drawn = flow_picture(FLOWS, "wie wie gaf", narrow=narrow)
    assert len(re.findall('class="given ', drawn)) == 3
    assert drawn.count('class="flow-end"') == 6
    for flow in FLOWS:
        assert flow.says in drawn
    assert "<i>" not in drawn
    assert "&lt;i&gt;C" in drawn


def test_a_band_is_as_thick_as_what_went():
    drawn = flow_picture(FLOWS, "x")
    heights = [float(each) for each in re.findall(r'flow-end"[^>]*height="([\d.]+)"', drawn)]
    assert heights[:3] == [75, 25, 50]


LONG = "Samenwerkingsverband Duurzame Wijkvernieuwing Noordoost"


@pytest.mark.parametrize("narrow", [False, True])
def test_a_long_name_is_whole_and_touches_no_band(narrow):
    drawn = flow_picture([Flow(LONG, "B", 3, "x"), Flow("B", LONG, 1, "y")], "x", narrow=narrow)
    lines = re.findall(r'flow-name" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)<', drawn)
    at_left = [(float(y), said) for x, y, said in lines if float(x) < 10]
    assert " ".join(said for _y, said in at_left) == f"{LONG} B"
    assert "…" not in drawn
    bars = re.findall(r'flow-end" x="2" y="([\d.]+)" width="6" height="([\d.]+)"', drawn)
    (first, tall), (second, _tall) = [(float(y), float(size)) for y, size in bars]
    tops = [y - 14 for y, _said in at_left]
    assert tops[0] >= 0
    assert max(y for y, said in at_left if said != "B") < first
    assert first + tall < tops[-1] < at_left[-1][0] < second
