"""Until when: a moment as people read it."""

from datetime import UTC, datetime

from django.template import engines

SAYS = {
    datetime(2026, 12, 15, 23, tzinfo=UTC): "15 december 2026, 24:00",  # midnight here, in winter
    datetime(2026, 6, 30, 22, tzinfo=UTC): "30 juni 2026, 24:00",  # and in summer
    datetime(2026, 12, 15, 22, 59, tzinfo=UTC): "15 december 2026, 23:59",
    datetime(2026, 12, 15, 23, 1, tzinfo=UTC): "16 december 2026, 00:01",
    None: "",
}


def test_midnight_is_the_end_of_the_day_before():
    told = engines["django"].from_string("{{ moment|last_moment }}")
    assert {moment: told.render({"moment": moment}) for moment in SAYS} == SAYS
