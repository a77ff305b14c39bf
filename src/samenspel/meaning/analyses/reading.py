"""A file of answers in, a finding out. Nothing is decided here, and nothing stored."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from samenspel.platform.errors import DomainError

if TYPE_CHECKING:
    from samenspel_analysis.meaning.results import ScanResult
    from samenspel_report.intake import AnswerFile

SEED = 1  # the draws of a scan are the same each time it is read
FARTHEST, SHORTEST = 1_000_000, 0.000_001  # an end of a scale from zero; between both ends
MOST_PEOPLE = 10_000_000  # of one side
Tell = Callable[[float], None]


class FileRefused(DomainError):
    """A file of answers holds something that cannot be used, or does not fit what was typed."""

    def __init__(self, sentence: str, *, field: str = "file") -> None:
        super().__init__(sentence)
        self.field = field


class ConsentMissing(DomainError):
    """A side is so small that its people must agree before their average is shown."""


@dataclass(frozen=True, slots=True)
class ReadingChoices:
    """How to read a file of answers; `language` is that of whoever brings it in."""

    low: float = 1.0
    high: float = 7.0
    tolerance: float | None = None
    population: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    duplicates: str = "error"
    small_groups_agree: bool = False
    language: str = "nl"
    file_name: str = ""  # as its owner knows it

    def as_stored(self) -> dict[str, Any]:
        """The same as JSON can hold it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a file held and what the analysis found in it, ready to be stored."""

    payload: dict[str, Any]
    context: dict[str, Any]
    input_hash: str
    method_version: str


def reading_now() -> str:
    """What a job says while it reads."""
    return _("Reading the answers")


def analysing_now() -> str:
    """What a job says while it calculates."""
    return _("Laying the answers side by side")


def name_of_one_side(language: str) -> str:
    """What a file that names no sides is about."""
    from samenspel_report.i18n import translator
    from samenspel_report.intake.reading import ONE_SIDE

    return translator(language).gettext(ONE_SIDE)


def finding_in(
    path: Path | None,
    choices: ReadingChoices,
    *,
    reading: Tell | None = None,
    analysing: Tell | None = None,
) -> Finding:
    """Read and analyse a file of answers; raises `DomainError` with a sentence for people."""
    from samenspel_analysis.meaning.scan import METHOD_VERSION

    if path is None:
        raise FileRefused(_("The file is gone. Choose it again."))
    if reading:
        reading(0)
    answers = _answers(path, choices, reading)
    if analysing:
        analysing(0)
    found = _analysed(answers, choices)
    if analysing:
        analysing(1)
    return Finding(
        payload=_payload(found, choices.language),
        context={
            "poles": [[*names, *poles] for names, poles in answers.poles.items()],
            "voices": [[*names, list(texts)] for names, texts in answers.voices.items()],
            "rows": answers.rows,
            "missing": answers.missing,
        },
        input_hash=answers.sha256,
        method_version=METHOD_VERSION,
    )


def _answers(path: Path, choices: ReadingChoices, reading: Tell | None) -> "AnswerFile":
    from samenspel_report.intake import AnswerFileError, Duplicates, FaultCode, read_answers
    from samenspel_report.intake.faults import shown

    about_people = {FaultCode.UNKNOWN_POPULATION_SIDE, FaultCode.POPULATION_TOO_SMALL}

    def on_progress(done: int, total: int) -> None:
        if reading:
            reading(done / max(total, 1))

    try:
        return read_answers(
            path,
            columns=choices.columns,
            low=choices.low,
            high=choices.high,
            duplicates=Duplicates(choices.duplicates),
            populations=choices.population,
            on_progress=on_progress,
            one_side=name_of_one_side(choices.language),
        )
    except AnswerFileError as error:
        if choices.file_name and error.value == path.name:
            error.value = shown(choices.file_name)
        field = "population" if error.code in about_people else "file"
        raise FileRefused(error.sentence(choices.language), field=field) from error


def _analysed(answers: "AnswerFile", choices: ReadingChoices) -> "ScanResult":
    import numpy as np

    from samenspel_analysis.meaning.groups import MINIMUM_GROUP, MINIMUM_MEAN
    from samenspel_analysis.meaning.scan import analyse

    found = analyse(
        answers.questionnaire,
        answers.waves,
        rng=np.random.default_rng(SEED),
        tolerance=choices.tolerance,
        means_of_small_groups=choices.small_groups_agree,
    )
    small = {side.name for side in found.sides if MINIMUM_MEAN <= side.n < MINIMUM_GROUP}
    if small and not choices.small_groups_agree:
        raise ConsentMissing(
            _(
                "%(sides)s: with only 3 or 4 answers we show averages only if all of these "
                "people agree. If they do, tick the box below and choose the file again."
            )
            % {"sides": ", ".join(sorted(small))}
        )
    return found


def _payload(found: "ScanResult", language: str) -> dict[str, Any]:
    from samenspel_report.result_json import to_json

    return to_json(found, seed=SEED, language=language)
