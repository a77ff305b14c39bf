"""Which column of the file holds what."""

from collections.abc import Mapping
from enum import StrEnum

from samenspel_report.intake.faults import AnswerFileError, FaultCode, shown

MOST_NAMED = 12


class Field(StrEnum):
    """What a column can hold."""

    RESPONDENT = "respondent"
    SIDE = "side"
    CONCEPT = "concept"
    SCALE = "scale"
    OWN = "own"
    GUESS = "guess"
    ABOUT = "about"
    IMPORTANCE = "importance"
    WAVE = "wave"
    POLE_LOW = "pole_low"
    POLE_HIGH = "pole_high"
    WORDS = "words"


REQUIRED = (Field.RESPONDENT, Field.CONCEPT, Field.SCALE, Field.OWN)


def names_of(columns: Mapping[str, str] | None) -> dict[Field, str]:
    """The file's name of every field: its own name unless `columns` says otherwise."""
    names = {field: field.value for field in Field}
    for field, name in (columns or {}).items():
        if field not in names:
            raise AnswerFileError(
                FaultCode.UNKNOWN_FIELD, value=field, expected=", ".join(names.values())
            )
        names[Field(field)] = name.strip()
    return names


def places_of(header: tuple[str, ...], names: Mapping[Field, str]) -> dict[Field, int]:
    """Where each field stands in a row; upper and lower case and outer spaces do not matter."""
    found = [name.strip().casefold() for name in header]
    places: dict[Field, int] = {}
    for field, name in names.items():
        wanted = name.casefold()
        if found.count(wanted) > 1:
            raise AnswerFileError(FaultCode.DOUBLE_COLUMN, row=1, column=name)
        if wanted in found:
            places[field] = found.index(wanted)
        elif field in REQUIRED or name != field:
            raise AnswerFileError(
                FaultCode.MISSING_COLUMN,
                row=1,
                column=name,
                field=field.value,
                found=listed(header),
            )
    return places


def listed(names: tuple[str, ...]) -> str:
    """The first of these names, as they may stand in a sentence."""
    some = [shown(name) for name in names[:MOST_NAMED] if name.strip()]
    return ", ".join(some) + (", …" if len(names) > MOST_NAMED else "") if some else "–"
