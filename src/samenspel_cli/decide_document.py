"""Decisions in files of their own: write one, count one again, or write ballots in another form."""

import json
from pathlib import Path

from typer import Exit, echo

from samenspel_analysis.decision import METHOD_VERSION, DecisionError
from samenspel_cli.command import Refused, one_line, refuse
from samenspel_cli.decide import CANNOT_COUNT, counted_of
from samenspel_cli.decide_options import Request
from samenspel_cli.options import file_in, target_in
from samenspel_cli.writing import write_all
from samenspel_report.ballots import BallotFileError
from samenspel_report.decision.document import Counted, differences, document_of, recounted
from samenspel_report.decision.document.exchange import BLT, CSV, PB, STRICT, TIES, text_for
from samenspel_report.i18n import Translator, mark

JSON = ".json"
ENDINGS = (JSON, PB, BLT, *TIES, *STRICT, CSV)
DIFFERS = 1
SAME = mark("Counted again: the same outcome, by %(rule)s.")
OTHER = mark("Counted again: another outcome; these differ: %(parts)s.")
OTHER_VERSION = mark("The decision was counted by version %(value)s; this is %(expected)s.")


def recount(t: Translator, file: str) -> None:
    """Count a document again and say whether its outcome holds; it ends with 1 if not."""
    try:
        counted, held = recounted(file_in(t, file))
    except BallotFileError as fault:
        raise Refused(fault.sentence(t.language)) from None
    except DecisionError as fault:
        refuse(t, CANNOT_COUNT, {"reason": fault})
    document = document_of(counted)
    version = json.loads(Path(file).read_bytes())["rule"].get("version")
    if version != METHOD_VERSION:
        details = {"value": version, "expected": METHOD_VERSION}
        echo(one_line(t.gettext(OTHER_VERSION) % details), err=True)
    parts = differences(counted, held)
    if parts:
        echo(t.gettext(OTHER) % {"parts": ", ".join(parts)})
        raise Exit(DIFFERS)
    rule = document["rule"]
    name = rule["name"] if isinstance(rule, dict) else ""
    echo(t.gettext(SAME) % {"rule": name})


def convert(t: Translator, request: Request, out: str, *, force: bool) -> None:
    """Count a file and write it as a decision, or only its ballots in another form."""
    write(t, counted_of(t, request), out, Path(request.file), force=force)


def write(t: Translator, counted: Counted, out: str, source: Path, *, force: bool) -> None:
    """Write a decision, or only its ballots; the ending of the name says which."""
    target = target_in(t, out, ENDINGS, source, force=force)
    ending = target.suffix.lower()
    try:
        text = (
            json.dumps(document_of(counted), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
            if ending == JSON
            else text_for(counted, ending, target.name)
        )
    except BallotFileError as fault:
        raise Refused(fault.sentence(t.language)) from None
    write_all(t, {target: text.encode()})
    echo(t.gettext("Written: %(file)s.") % {"file": one_line(str(target))}, err=True)
