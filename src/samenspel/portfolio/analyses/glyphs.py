from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.safestring import SafeString

from samenspel.meaning import analyses as meaning
from samenspel.platform.markup import ours
from samenspel.portfolio.queries import Overview
from samenspel_report.pictures import streams_glyph

WINDOW = timedelta(days=90)
SAMPLES = 16


def glyphs_of(overviews: Sequence[Overview], today: date) -> list[SafeString]:
    """The same of many collaborations; what their scans found is read where it is not drawn yet."""
    meaning.read_for_undercurrents(filter(None, (each.latest_result for each in overviews)))
    return [glyph_of(each, today) for each in overviews]


def glyph_of(overview: Overview, today: date) -> SafeString:
    """The two streams of a collaboration, small: what was given in a year, and its latest scan."""
    parties = [each.party_id for each in overview.collaboration.participations.all()]
    us = next((key for key in parties if key in overview.speaks_for), *parties[:1])
    sides = [
        [(each.on, each.times) for each in overview.gifts if (each.giver == us) == is_us]
        for is_us in (True, False)
    ]
    begins = min((each.on for each in overview.gifts), default=today)
    given = how_often(sides, min(begins, today - WINDOW), today) if overview.gifts else ()
    return ours(streams_glyph(meaning.undercurrent_of(overview.latest_result), given))


def how_often(
    sides: Sequence[Sequence[tuple[date, int]]], begins: date, today: date
) -> list[tuple[float, ...]]:
    """How often each side gave in the three months before moments at equal distances.

    Each gift is its day and how many there were; 1 is the most that a side gave.
    """
    moments = [begins + (today - begins) * i / (SAMPLES - 1) for i in range(SAMPLES)]
    counts = [
        [sum(times for on, times in side if at - WINDOW < on <= at) for at in moments]
        for side in sides
    ]
    most = max(max(count) for count in counts) or 1
    return [tuple(n / most for n in count) for count in counts]
