"""An evaluation as a stored document, and back."""

from dataclasses import asdict
from typing import Any

from samenspel_analysis.evaluation.results import Evaluated, Gap, Heard, ItemFound
from samenspel_analysis.meaning.states import Verdict

VERSION = 1


def to_json(found: Evaluated) -> dict[str, Any]:
    """What can be written as JSON and read again."""
    return {"version": VERSION, **asdict(found)}


def from_json(stored: dict[str, Any]) -> Evaluated:
    """What `to_json` wrote."""
    if stored["version"] != VERSION:
        raise ValueError(f"an evaluation of version {stored['version']} cannot be read")
    return Evaluated(
        low=stored["low"],
        high=stored["high"],
        tolerance=stored["tolerance"],
        sides=tuple(stored["sides"]),
        people=tuple(stored["people"]),
        populations=tuple(stored["populations"]),
        items=tuple(map(_item, stored["items"])),
        divided={facet: tuple(told) for facet, told in stored["divided"].items()},
    )


def _item(stored: dict[str, Any]) -> ItemFound:
    return ItemFound(
        stored["item"],
        tuple(
            Heard(**(side | {"counts": side["counts"] and tuple(side["counts"])}))
            for side in stored["sides"]
        ),
        tuple(
            Gap(**(gap | {"verdict": gap["verdict"] and Verdict(gap["verdict"])}))
            for gap in stored["gaps"]
        ),
    )
