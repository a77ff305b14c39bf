"""A group link as people see it: a code on a page, and a poster to hang up."""

from collections.abc import Iterable
from datetime import datetime

from samenspel.meaning.models import ScanSide, ScanWord


def poster_of(
    side: ScanSide,
    words: Iterable[ScanWord],
    *,
    address: str,
    minutes: int,
    closes_at: datetime,
    language: str,
    is_later: bool,
) -> bytes:
    """The poster with the group link of one side, as a PDF; `is_later` for a next wave."""
    from samenspel_report.poster import Poster, poster_pdf

    names = [w.name_en if language == "en" and w.name_en else w.name_nl for w in words]
    poster = Poster(
        collaboration=side.scan.collaboration.name,
        party=side.party.name,
        words=tuple(names),
        minutes=minutes,
        closes_at=closes_at,
        address=address,
        is_later=is_later,
    )
    return poster_pdf(poster, language)
