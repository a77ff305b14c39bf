"""The pictures of a report, each with what it says for who cannot see it."""

from collections.abc import Sequence

import numpy as np

from samenspel_analysis.opinion.results import Group, OpinionMap, Share
from samenspel_report.i18n import Translator
from samenspel_report.opinion.content import MapDrawing
from samenspel_report.opinion.words import group_name, letter, people, share_words
from samenspel_report.pictures.opinion_map import NARROW, PAGE, WIDE, Crowd, MapSize, opinion_map
from samenspel_report.pictures.share_line import ShareLane, share_height, share_line
from samenspel_report.scan.content import Drawing

PRINT_WIDTH = 330.0


def map_drawing(t: Translator, found: OpinionMap) -> MapDrawing | None:
    """Where people stand; nothing where nobody could be placed."""
    if not found.placed:
        return None
    alt = map_sentence(t, found)

    def drawn(size: MapSize) -> Drawing:
        crowds = _crowds(t, found, short=size is NARROW)
        return Drawing(opinion_map(crowds, size, alt), alt, size.width, size.height)

    return MapDrawing(drawn(WIDE), drawn(NARROW), drawn(PAGE))


def _crowds(t: Translator, found: OpinionMap, *, short: bool) -> list[Crowd]:
    placed = found.projection
    if not found.groups:
        return [Crowd(placed.points, None)]
    return [
        Crowd(
            placed.points[placed.groups == group.id],
            letter(place)
            if short
            else t.gettext("%(group)s, %(people)s")
            % {"group": group_name(t, place), "people": people(t, group.size)},
        )
        for place, group in enumerate(found.groups)
    ]


def map_sentence(t: Translator, found: OpinionMap) -> str:
    """What the map shows, in one sentence or two."""
    if not found.groups:
        return t.gettext("One cloud of %(people)s, without groups.") % {
            "people": people(t, found.placed)
        }
    names = [
        t.gettext("%(group)s with %(people)s")
        % {"group": group_name(t, place), "people": people(t, group.size)}
        for place, group in enumerate(found.groups)
    ]
    said = t.gettext("A map of %(n)s groups: %(names)s.") % {
        "n": t.number(len(names)),
        "names": "; ".join(names),
    }
    near = _nearest(found.groups)
    if near is None:
        return said
    pair = {"one": group_name(t, near[0]), "other": group_name(t, near[1])}
    return said + " " + t.gettext("%(one)s and %(other)s stand nearest to each other.") % pair


def _nearest(groups: Sequence[Group]) -> tuple[int, int] | None:
    if len(groups) < 3:
        return None
    centres = np.array([group.centre for group in groups])
    apart = np.hypot(*(centres[:, None] - centres[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    one, other = np.unravel_index(int(apart.argmin()), apart.shape)
    return int(min(one, other)), int(max(one, other))


def ends(t: Translator) -> tuple[str, str, str]:
    """The words at both ends of a line of shares and at its middle."""
    return t.gettext("nobody"), t.gettext("half"), t.gettext("everybody")


def shares_drawing(t: Translator, text: str, lanes: Sequence[tuple[int, Share]]) -> Drawing:
    """The shares of some groups, by their places."""
    drawn = [
        ShareLane(letter(place), place, share.share, share.low, share.high)
        for place, share in lanes
    ]
    said = "; ".join(f"{group_name(t, place)}: {share_words(t, share)}" for place, share in lanes)
    return _drawing(t, drawn, f"{text} {said}")


def beside_drawing(t: Translator, text: str, place: int, group: Share, others: Share) -> Drawing:
    """The share of a group beside that of all others."""
    drawn = [
        ShareLane(letter(place), place, group.share, group.low, group.high),
        ShareLane(t.gettext("rest"), None, others.share, others.low, others.high),
    ]
    said = t.gettext("%(group)s: %(share)s; the others: %(others)s") % {
        "group": group_name(t, place),
        "share": share_words(t, group),
        "others": share_words(t, others),
    }
    return _drawing(t, drawn, f"{text} {said}")


def everyone_drawing(t: Translator, text: str, share: Share) -> Drawing:
    """The share of all people."""
    drawn = [ShareLane("", None, share.share, share.low, share.high)]
    return _drawing(t, drawn, f"{text} {share_words(t, share)}")


def _drawing(t: Translator, lanes: list[ShareLane], alt: str) -> Drawing:
    return Drawing(share_line(lanes, ends(t), alt), alt, PRINT_WIDTH, share_height(len(lanes)))
