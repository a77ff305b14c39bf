"""From a file of answers to a summary, JSON or reports."""

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from typer import echo

from samenspel_analysis.meaning import ScanResult
from samenspel_analysis.meaning import analyse as analyse_scan
from samenspel_cli.command import Refused, one_line
from samenspel_cli.options import (
    MOST_SEED,
    choice_in,
    columns_in,
    file_in,
    populations_in,
    range_in,
    target_in,
    tolerance_in,
    whole_number_in,
)
from samenspel_cli.progress import Progress, reading
from samenspel_cli.words import word_in
from samenspel_cli.writing import write_all
from samenspel_report.i18n import Translator
from samenspel_report.intake import AnswerFile, AnswerFileError, Duplicates, read_answers
from samenspel_report.intake.cells import cleaned
from samenspel_report.intake.faults import FaultCode
from samenspel_report.result_json import to_json
from samenspel_report.scan.context import ReportContext

ENDINGS = (".html", ".pdf", ".json")
FEWEST_DRAWS, MOST_DRAWS = 100, 100_000
OPTIONS = {
    FaultCode.DUPLICATE: "--duplicates first|mean",
    FaultCode.MISSING_COLUMN: "--columns %(field)s=…",
    FaultCode.OFF_RANGE: "--range LOW,HIGH",
}


@dataclass(frozen=True, slots=True)
class Request:
    """The options as they were written."""

    file: str
    columns: str
    answer_range: str
    tolerance: str
    population: str
    duplicates: str
    seed: str
    draws: str
    title: str
    out: tuple[str, ...]
    force: bool
    as_json: bool
    small_groups_agree: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The options as they were meant."""

    file: Path
    columns: Mapping[str, str]
    low: float
    high: float
    tolerance: float | None
    populations: Mapping[str, int]
    duplicates: Duplicates
    seed: int
    draws: int
    targets: tuple[Path, ...]


def run(t: Translator, request: Request) -> None:
    """Analyse a file and write what was asked for."""
    plan = planned(t, request)
    answers = _read(t, plan)
    result = analyse_scan(
        answers.questionnaire,
        answers.waves,
        rng=np.random.default_rng(plan.seed),
        tolerance=plan.tolerance,
        draws=plan.draws,
        means_of_small_groups=request.small_groups_agree,
    )
    context = _context(t, answers, plan, request.title)
    if plan.targets:
        writers = _writers(result, context, plan, t)
        write_all(t, {path: writers[path.suffix.lower()]() for path in plan.targets})
        for path in plan.targets:
            echo(t.gettext("Written: %(file)s.") % {"file": one_line(str(path))}, err=True)
    if request.as_json:
        echo(_json(result, plan, t))
    elif not plan.targets:
        from samenspel_cli.summary import print_summary

        print_summary(t, result, context, small_groups_agree=request.small_groups_agree)


def planned(t: Translator, request: Request) -> Plan:
    """Every option judged before anything is read."""
    file = file_in(t, request.file)
    low, high = range_in(t, request.answer_range)
    return Plan(
        file=file,
        columns=columns_in(t, request.columns),
        low=low,
        high=high,
        tolerance=tolerance_in(t, request.tolerance, high - low),
        populations=populations_in(t, request.population),
        duplicates=Duplicates(
            choice_in(t, "--duplicates", request.duplicates, tuple(d.value for d in Duplicates))
        ),
        seed=whole_number_in(t, "--seed", request.seed, 0, MOST_SEED),
        draws=whole_number_in(t, "--draws", request.draws, FEWEST_DRAWS, MOST_DRAWS),
        targets=tuple(target_in(t, out, ENDINGS, file, force=request.force) for out in request.out),
    )


def _read(t: Translator, plan: Plan) -> AnswerFile:
    bar: AbstractContextManager[Progress | None] = reading(t, plan.file)
    try:
        with bar as on_progress:
            return read_answers(
                plan.file,
                columns=plan.columns,
                low=plan.low,
                high=plan.high,
                duplicates=plan.duplicates,
                populations=plan.populations,
                on_progress=on_progress,
                one_side=t.gettext("the group"),
            )
    except AnswerFileError as fault:
        raise Refused(fault.sentence(t.language) + _option_for(fault)) from None


def _option_for(fault: AnswerFileError) -> str:
    """The option that could help, after the sentence."""
    option = OPTIONS.get(fault.code)
    return f" ({option % fault.expectation})" if option else ""


def _context(t: Translator, answers: AnswerFile, plan: Plan, title: str) -> ReportContext:
    poles, questions = dict(answers.poles), {}
    questionnaire = answers.questionnaire
    for code, scale in zip(questionnaire.word_of, questionnaire.scales, strict=True):
        word = word_in(questionnaire.words[code], t.language)
        if word is None:
            continue
        questions[questionnaire.words[code]] = word.question
        known = {s.code: (s.pole_low, s.pole_high) for s in word.scales}
        if scale in known:
            poles.setdefault((questionnaire.words[code], scale), known[scale])
    return ReportContext(
        title=cleaned(title) or cleaned(plan.file.name).partition(".")[0],
        made_on=datetime.now(UTC).astimezone().date(),
        method_url=None,
        poles=poles,
        voices=answers.voices,
        questions=questions,
        source=t.gettext("from the file %(file)s, not sealed") % {"file": cleaned(plan.file.name)},
        seed=plan.seed,
        wave=answers.waves[-1].name if len(answers.waves) > 1 else None,
    )


def _writers(
    result: ScanResult, context: ReportContext, plan: Plan, t: Translator
) -> Mapping[str, Callable[[], bytes]]:
    from samenspel_report.scan import html_report, pdf_report

    return {
        ".html": lambda: html_report(result, context, t.language).encode(),
        ".pdf": lambda: pdf_report(result, context, t.language),
        ".json": lambda: _json(result, plan, t) + b"\n",
    }


def _json(result: ScanResult, plan: Plan, t: Translator) -> bytes:
    written = to_json(result, seed=plan.seed, language=t.language)
    return json.dumps(written, ensure_ascii=False, indent=2, allow_nan=False).encode()
