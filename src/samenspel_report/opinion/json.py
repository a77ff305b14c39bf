"""An opinion map as plain values: no NaN, `None` where nothing can be said."""

import math
from typing import Any

from samenspel_analysis.opinion.comparison import Difference
from samenspel_analysis.opinion.results import (
    Bridging,
    Consensus,
    Divisive,
    Flag,
    Group,
    OpinionMap,
    Representative,
    Share,
)
from samenspel_report.opinion.context import MapContext

Json = dict[str, Any]


def map_to_json(found: OpinionMap, context: MapContext) -> Json:
    """The map in the documented form; ids are those of the file."""
    tested = found.groups_test
    return {
        "profile": found.profile.value,
        "seed": context.seed,
        "people": found.people,
        "placed": found.placed,
        "statements": found.statements,
        "statements_left_out": context.removed,
        "votes": found.votes,
        "axes_from": context.axes_from
        and {"people": context.axes_from.people, "parts": context.axes_from.parts},
        "structure": {
            "eigenvalues": [_number(value) for value in found.structure.eigenvalues],
            "p": _number(found.structure.p),
            "permutations": found.structure.permutations,
            "people_tested": found.structure.people_tested,
        },
        "groups_test": {
            "p": _number(tested.p),
            "clouds": tested.clouds,
            "people_tested": tested.people_tested,
            "divisions": [
                {
                    "groups": division.groups,
                    "silhouette": _number(division.silhouette),
                    "smallest": division.smallest,
                }
                for division in tested.divisions
            ],
        },
        "groups": [_group(group, context) for group in found.groups],
        "no_groups_reason": found.no_groups_reason and found.no_groups_reason.value,
        "consensus": [_consensus(each, context) for each in found.consensus],
        "bridging": [_bridging(each, found.groups, context) for each in found.bridging],
        "divisive": [_divisive(each, found.groups, context) for each in found.divisive],
        "projection": context.projection,
        "flags": [_flag(flag, context) for flag in found.flags] if context.flags_sought else None,
        "without_flagged": context.difference and _difference(context.difference, context),
        "timing": {name: round(seconds, 3) for name, seconds in context.seconds.items()},
    }


def _number(value: float | None) -> float | None:
    return float(value) if value is not None and math.isfinite(value) else None


def _share(share: Share) -> Json:
    return {
        "count": share.count,
        "of": share.of,
        "share": _number(share.share),
        "low": _number(share.low),
        "high": _number(share.high),
    }


def _group(group: Group, context: MapContext) -> Json:
    return {
        "id": group.id,
        "size": group.size,
        "share": _number(group.share),
        "stability": _number(group.stability),
        "centre": [_number(value) for value in group.centre],
        "statements": [_representative(each, context) for each in group.statements],
    }


def _representative(each: Representative, context: MapContext) -> Json:
    """`agree` is the share of the group that goes along with the `direction`."""
    return {
        "id": context.ids[each.statement],
        "direction": _direction(each.direction),
        "agree": _number(each.share.share),
        "low": _number(each.share.low),
        "high": _number(each.share.high),
        "count": each.share.count,
        "of": each.share.of,
        "others": _share(each.others),
        "lift": _number(each.lift),
        "p": _number(each.p),
    }


def _direction(direction: int) -> str:
    return "agree" if direction > 0 else "disagree"


def _consensus(each: Consensus, context: MapContext) -> Json:
    return {
        "id": context.ids[each.statement],
        "direction": _direction(each.direction),
        **_share(each.share),
    }


def _per_group(shares: tuple[Share, ...], groups: tuple[Group, ...]) -> list[Json]:
    return [
        {"group": group.id, **_share(share)} for group, share in zip(groups, shares, strict=True)
    ]


def _bridging(each: Bridging, groups: tuple[Group, ...], context: MapContext) -> Json:
    return {
        "id": context.ids[each.statement],
        "direction": _direction(each.direction),
        "low": _number(each.low),
        "product": _number(each.product),
        "groups": _per_group(each.shares, groups),
    }


def _divisive(each: Divisive, groups: tuple[Group, ...], context: MapContext) -> Json:
    return {
        "id": context.ids[each.statement],
        "most": each.most,
        "least": each.least,
        "difference": _number(each.difference),
        "low": _number(each.low),
        "high": _number(each.high),
        "groups": _per_group(each.shares, groups),
    }


def _flag(flag: Flag, context: MapContext) -> Json:
    return {
        "kind": flag.kind.value,
        "people": [context.people.name(person) for person in flag.people],
        "size": flag.size,
        "expected": _number(flag.expected),
        "p": _number(flag.p),
    }


def _difference(found: Difference, context: MapContext) -> Json:
    def named(numbers: tuple[int, ...]) -> list[str]:
        return [context.ids[number] for number in numbers]

    return {
        "left_out": found.left_out,
        "groups": {"with": found.groups_before, "without": found.groups_after},
        "people_compared": found.compared,
        "people_in_another_group": found.moved,
        "consensus": {"gone": named(found.consensus_gone), "new": named(found.consensus_new)},
        "bridging": {"gone": named(found.bridging_gone), "new": named(found.bridging_new)},
        "shares": [
            {
                "id": context.ids[moved.statement],
                "with": _number(moved.before),
                "without": _number(moved.after),
            }
            for moved in found.shares
        ],
    }
