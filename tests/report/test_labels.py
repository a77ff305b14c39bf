"""Where names on a map go: close to their point, and free of edges and lines."""

import pytest

from samenspel_report.pictures.labels import Box, Sheet


@pytest.mark.parametrize("letters", [12, 18])
def test_a_name_with_no_room_beside_its_mark_stands_close_above_it_without_a_line(letters):
    sheet, ground = Sheet(400, 400), Box(100, 0, 300, 400)
    sheet.reserve(191, 191, 209, 209)  # the mark
    place = sheet.place(200, 200, "eigenaarschap", letters, ground)
    assert not place.box.covers(sheet.taken[0])
    assert abs(place.y - 200) <= 22
    assert not place.far


@pytest.mark.parametrize("x", [220, 180])
def test_a_name_between_an_edge_and_a_line_stands_free_of_both(x):
    sheet, ground = Sheet(400, 400), Box(100, 0, 300, 400)
    sheet.reserve(x - 2, 0, x + 2, 400)  # how sure we are, from top to bottom
    place = sheet.place(x, 200, "duurzaamheid", 15, ground)
    assert place.anchor == "middle"
    assert place.x == pytest.approx((place.box.left + place.box.right) / 2)
    assert 102 <= place.box.left < place.box.right <= 298
