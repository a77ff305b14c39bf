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
