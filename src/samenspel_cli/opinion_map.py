"""From votes to a map of opinion: on the screen, as JSON, or as a report."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from typer import echo

from samenspel_analysis.opinion.results import OpinionMap, Profile
from samenspel_cli.command import Refused, one_line, refuse
from samenspel_cli.opinion_making import Asked, Made, made_map
from samenspel_cli.opinion_steps import steps
from samenspel_cli.options import MOST_SEED, choice_in, file_in, target_in, whole_number_in
from samenspel_cli.writing import write_all
from samenspel_report.i18n import Translator, mark
from samenspel_report.intake.cells import cleaned
from samenspel_report.opinion.context import AxesFrom, MapContext
from samenspel_report.votes import VoteFileError, as_names

ENDINGS = (".html", ".pdf", ".json")
SUMS_ALONE = mark("--sums works with --profile robust on one machine; leave out what is beside it.")
Writer = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Request:
    """The options as they were written."""

    file: str
    profile: str
    moderation: str
    seed: str
    title: str
    out: tuple[str, ...]
    projection: str
    scheduler: str
    sums: str
    force: bool
    as_json: bool
    progress: bool


def run(t: Translator, request: Request) -> None:
    """Make a map and write what was asked for."""
    file = file_in(t, request.file)
    asked = Asked(
        file=file,
        moderation=Path(request.moderation) if request.moderation else None,
        profile=Profile(
            choice_in(t, "--profile", request.profile, tuple(each.value for each in Profile))
        ),
        seed=whole_number_in(t, "--seed", request.seed, 0, MOST_SEED),
        scheduler=request.scheduler,
        sums=Path(request.sums) if request.sums else None,
    )
    if asked.sums is not None and (asked.scheduler or asked.profile is not Profile.ROBUST):
        refuse(t, SUMS_ALONE)
    targets = [target_in(t, out, ENDINGS, file, force=request.force) for out in request.out]
    if request.projection:
        option = "--projection"
        target_in(t, request.projection, (".csv",), file, force=request.force, option=option)
    try:
        with steps(always=request.progress) as moved:
            made = made_map(t, asked, moved)
    except VoteFileError as fault:
        raise Refused(fault.sentence(t.language)) from None
    context = _context(t, asked, made, request)
    _write(t, made.map, context, targets, request)
    if request.as_json:
        echo(_json(made.map, context))
    elif not targets:
        from samenspel_cli.opinion_summary import print_map

        print_map(t, made.map, context)


def _context(t: Translator, asked: Asked, made: Made, request: Request) -> MapContext:
    name = cleaned(asked.file.name or str(asked.file.resolve().name))
    return MapContext(
        title=cleaned(request.title) or name.partition(".")[0],
        made_on=datetime.now(UTC).astimezone().date(),
        ids=as_names(made.statement_ids),
        texts=made.statements.texts,
        people=made.people,
        removed=made.left_out,
        seed=asked.seed,
        source=t.gettext("from the file %(file)s") % {"file": name},
        difference=made.difference,
        flags_sought=made.flags_sought,
        seconds=made.seconds,
        projection=request.projection or None,
        axes_from=_axes_from(made),
    )


def _axes_from(made: Made) -> AxesFrom | None:
    shared = made.shared
    return None if shared is None else AxesFrom(shared.sums.people, shared.parts)


def _write(
    t: Translator,
    found: OpinionMap,
    context: MapContext,
    targets: list[Path],
    request: Request,
) -> None:
    writers = _writers(found, context, t.language)
    contents = {path: writers[path.suffix.lower()]() for path in targets}
    if request.projection:
        from samenspel_report.opinion.placed import placed_csv

        contents[Path(request.projection)] = placed_csv(found, context)
    if contents:
        write_all(t, contents)
    for path in contents:
        echo(t.gettext("Written: %(file)s.") % {"file": one_line(str(path))}, err=True)


def _writers(found: OpinionMap, context: MapContext, language: str) -> Mapping[str, Writer]:
    from samenspel_report.opinion import map_html, map_pdf

    return {
        ".html": lambda: map_html(found, context, language).encode(),
        ".pdf": partial(map_pdf, found, context, language),
        ".json": lambda: _json(found, context) + b"\n",
    }


def _json(found: OpinionMap, context: MapContext) -> bytes:
    from samenspel_report.opinion.json import map_to_json

    written = map_to_json(found, context)
    text = json.dumps(written, ensure_ascii=False, indent=2, allow_nan=False)
    return text.encode(errors="replace")  # a name of a file need not be text
