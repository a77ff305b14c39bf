"""The newest map for a hall: what unites, what divides, and the groups, in large letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samenspel.platform.markup import ours

from .wordings import Reading

MOST_SHOWN = 3  # sentences that can be read from the back of a hall


@dataclass(frozen=True, slots=True)
class OnScreen:
    """A statement, and what everyone or each group says of it."""

    text: Reading
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hall:
    """What a map shows to a hall; all of it of at least five people."""

    unites: tuple[OnScreen, ...]
    divides: tuple[OnScreen, ...]
    groups: tuple[str, ...]
    picture: SafeString | None


def hall_of(
    payload: Mapping[str, Any], axes: Mapping[str, Any], texts: Mapping[int, Reading]
) -> Hall:
    """The newest map for a hall; `texts` holds the statements that are shown, by number."""
    from samenspel_report.opinion.words import letter

    letters = {each["id"]: letter(place) for place, each in enumerate(payload["groups"])}
    uniting = payload["bridging"] if letters else payload["consensus"]
    groups = tuple(
        _("Group %(group)s: %(size)s people") % {"group": letters[each["id"]], "size": each["size"]}
        for each in payload["groups"]
    )
    return Hall(
        _shown(uniting, letters, texts),
        _shown(payload["divisive"], letters, texts),
        groups,
        _picture(axes, list(letters.values()), groups),
    )


def _shown(
    found: Sequence[Mapping[str, Any]], letters: Mapping[int, str], texts: Mapping[int, Reading]
) -> tuple[OnScreen, ...]:
    kept = [each for each in found if int(each["id"]) in texts]
    return tuple(
        OnScreen(texts[int(each["id"])], _says(each, letters)) for each in kept[:MOST_SHOWN]
    )


def _says(each: Mapping[str, Any], letters: Mapping[int, str]) -> tuple[str, ...]:
    disagrees = each.get("direction") == "disagree"
    if "groups" not in each:
        says = _("%(count)s of %(of)s disagree") if disagrees else _("%(count)s of %(of)s agree")
        return (says % {"count": each["count"], "of": each["of"]},)
    says = (
        _("Group %(group)s: %(count)s of %(of)s disagree")
        if disagrees
        else _("Group %(group)s: %(count)s of %(of)s agree")
    )
    return tuple(
        says % {"group": letters[one["group"]], "count": one["count"], "of": one["of"]}
        for one in each["groups"]
    )


def _picture(
    axes: Mapping[str, Any], letters: Sequence[str], groups: Sequence[str]
) -> SafeString | None:
    from samenspel_report.pictures.own_place import Outlines, group_places

    kept = axes.get("outlines")
    if not kept or not letters:
        return None
    return ours(group_places(Outlines(**kept), letters, label=". ".join(groups)))
