"""A map that was made before, and someone's own votes beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samenspel.conversations.choices import Choice
from samenspel.platform.markup import ours

from .wordings import Reading

if TYPE_CHECKING:
    from samenspel_analysis.opinion.own import Position

PLACED_BY = ("on", "mean", "components", "centres")
MOST_BESIDE = 8  # statements on which someone sees their own vote beside the groups


@dataclass(frozen=True, slots=True)
class Stand:
    """A group on the map, or who looks: where it stands, and how far from them."""

    name: str
    across: float
    up: float
    away: float


@dataclass(frozen=True, slots=True)
class Beside:
    """A statement with one's own vote, and what each group says of it."""

    text: Reading
    own: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """Where someone stands: in a picture, in a sentence and in a table of the same."""

    near: str
    picture: SafeString | None
    sentence: str
    stands: tuple[Stand, ...]
    letters: tuple[str, ...]
    beside: tuple[Beside, ...]


def own_position(cast: Sequence[tuple[int, int]], axes: Mapping[str, Any]) -> "Position | None":
    """Where someone with these votes stands on the map that `axes` belong to."""
    from samenspel_analysis.opinion.own import position

    if not axes.get("on"):
        return None
    numbers, values = [number for number, _v in cast], [value for _n, value in cast]
    return position(numbers, values, **{name: axes[name] for name in PLACED_BY})


def group_letter(nearest: Sequence[int]) -> str:
    """What the nearest group is called; empty where there are no groups."""
    from samenspel_report.opinion.words import letter

    return letter(nearest[0]) if nearest else ""


def own_place_on(
    cast: Sequence[tuple[int, int]],
    axes: Mapping[str, Any],
    payload: Mapping[str, Any],
    texts: Mapping[int, Reading],
) -> OwnPlace | None:
    """Someone's own place on a map; `None` while they voted too little to be placed."""
    position = own_position(cast, axes)
    if position is None:
        return None
    letters = tuple(group_letter([place]) for place in range(len(axes["centres"])))
    stands = _stands(position, axes, letters)
    sentence = _sentence(stands)
    return OwnPlace(
        group_letter(position.nearest),
        _picture(position, axes, letters, sentence),
        sentence,
        stands,
        letters,
        _beside(dict(cast), payload, texts, letters),
    )


def _stands(
    position: "Position", axes: Mapping[str, Any], letters: Sequence[str]
) -> tuple[Stand, ...]:
    """Who looks first, then the groups from near to far."""
    centres = axes["centres"] or [[0.0, 0.0]]
    named = [_("Group %(group)s") % {"group": each} for each in letters] or [_("The middle")]
    groups = [
        Stand(name, across, up, hypot(across - position.x, up - position.y))
        for name, (across, up) in zip(named, centres, strict=True)
    ]
    own = Stand(_("You"), position.x, position.y, 0.0)
    return (own, *sorted(groups, key=lambda stand: stand.away))


def _sentence(stands: Sequence[Stand]) -> str:
    """The picture in words."""
    _own, nearest, *farther = stands
    if not farther:
        return _("Your place in the cloud of everyone.")
    facts = {"near": nearest.name, "others": ", ".join(each.name for each in farther)}
    return _("Nearest to you: %(near)s. Then: %(others)s.") % facts


def _picture(
    position: "Position", axes: Mapping[str, Any], letters: Sequence[str], label: str
) -> SafeString | None:
    from samenspel_report.pictures.own_place import Outlines, own_place

    kept = axes.get("outlines")
    if not kept:
        return None
    place = (position.x, position.y)
    return ours(own_place(Outlines(**kept), letters, place, you=_("You"), label=label))


def _beside(
    own: Mapping[int, int],
    payload: Mapping[str, Any],
    texts: Mapping[int, Reading],
    letters: Sequence[str],
) -> tuple[Beside, ...]:
    """Where groups differ and then where they meet, as far as this person voted there."""
    names = {each["id"]: letters[place] for place, each in enumerate(payload["groups"])}
    told = {int(each["id"]): each for each in (*payload["bridging"], *payload["divisive"])}
    first = [int(each["id"]) for each in (*payload["divisive"], *payload["bridging"])]
    kept = [number for number in dict.fromkeys(first) if number in own and number in texts]
    return tuple(
        Beside(
            texts[number],
            str(Choice(own[number]).label),
            tuple(_said(names, told[number], letter) for letter in letters),
        )
        for number in kept[:MOST_BESIDE]
    )


def _said(names: Mapping[int, str], told: Mapping[str, Any], letter: str) -> str:
    """How many of one group go along with a statement, or against it where most do."""
    share = next(each for each in told["groups"] if names[each["group"]] == letter)
    facts = {"count": share["count"], "of": share["of"]}
    if told.get("direction") == "disagree":
        return _("%(count)s of %(of)s disagree") % facts
    return _("%(count)s of %(of)s agree") % facts
