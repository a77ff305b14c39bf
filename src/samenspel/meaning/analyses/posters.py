"""A group link as people see it: a code on a page, and a poster to hang up."""

from collections.abc import Sequence
from datetime import datetime

from samenspel.meaning import queries
from samenspel.meaning.models import ScanSide, ScanWord

from .asking import minutes_of


def poster_of(
    side: ScanSide, words: Sequence[ScanWord], *, address: str, closes_at: datetime, language: str
) -> bytes:
    """The poster with the group link of one side, as a PDF; that of a next wave says so."""
    from samenspel_report.poster import Poster, poster_pdf

    names = [w.name_en if language == "en" and w.name_en else w.name_nl for w in words]
    poster = Poster(
        collaboration=side.scan.collaboration.name,
        party=side.party.name,
        words=tuple(names),
        minutes=minutes_of(words, side),
        closes_at=closes_at,
        address=address,
        is_later=queries.wave_before(side.scan) is not None,
    )
    return poster_pdf(poster, language)
