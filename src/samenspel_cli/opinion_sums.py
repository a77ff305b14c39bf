"""Sums of votes, to share with other organisations instead of the votes."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from typer import echo

from samenspel_analysis.opinion import part
from samenspel_analysis.opinion.revealing import FEWEST, shareable
from samenspel_cli.command import Refused, one_line, refuse
from samenspel_cli.opinion_making import moderation_of, packed
from samenspel_cli.options import file_in, target_in
from samenspel_cli.writing import write_all
from samenspel_report.i18n import Translator, mark
from samenspel_report.votes import VoteFault, VoteFileError, as_names, read_votes
from samenspel_report.votes.statements import NONE_KNOWN, beside, read_statements
from samenspel_report.votes.sums import ENDINGS, WIDEST, SharedSums, sums_bytes, sums_text

REVEALING = mark(
    "The sums of “%(value)s” would tell how somebody voted: behind some stand fewer than "
    "%(expected)s people; add --leave-out to leave out %(n)s of the %(all)s statements."
)
NOTHING_LEFT = mark(
    "The sums of “%(value)s” would tell how somebody voted, whichever statements are left out; "
    "expected at least %(expected)s people behind each sum."
)


@dataclass(frozen=True, slots=True)
class SumsRequest:
    """The options as they were written."""

    file: str
    moderation: str
    out: str
    leave_out: bool
    force: bool


def run_sums(t: Translator, request: SumsRequest) -> None:
    """Add votes up and write the sums, unless they tell how somebody voted."""
    file = file_in(t, request.file)
    target = target_in(t, request.out, ENDINGS, file, force=request.force) if request.out else None
    try:
        shared = sums_of(file, Path(request.moderation) if request.moderation else None)
    except VoteFileError as fault:
        raise Refused(fault.sentence(t.language)) from None
    safe, left_out = _safe(t, shared, one_line(file.name), leave_out=request.leave_out)
    if target is None:
        for piece in sums_text(safe):
            echo(piece, nl=False)
    else:
        write_sums(t, safe, target)
    if left_out:
        said = t.ngettext(
            "%(n)s statement is left out: too few people stand behind its sums.",
            "%(n)s statements are left out: too few people stand behind their sums.",
            left_out,
        )
        echo(said % {"n": t.number(left_out)}, err=True)


def _safe(
    t: Translator, shared: SharedSums, file: str, *, leave_out: bool
) -> tuple[SharedSums, int]:
    """What may be shared, and how many statements with votes that leaves out."""
    voted, kept = shared.sums.cast > 0, shareable(shared.sums)
    left_out = int(np.count_nonzero(voted & ~kept))
    if np.count_nonzero(kept) < 2:
        refuse(t, NOTHING_LEFT, {"value": file, "expected": FEWEST})
    if left_out and not leave_out:
        facts = {"n": left_out, "all": int(np.count_nonzero(voted))}
        refuse(t, REVEALING, {"value": file, "expected": FEWEST, **facts})
    names = np.array(as_names(shared.statement_ids), dtype=object)[kept]
    return SharedSums(tuple(names), shared.sums.only(kept)), left_out


def sums_of(file: Path, moderation: Path | None) -> SharedSums:
    """The sums of a file of votes, without what a moderator left out."""
    table = read_votes(file)
    listed = moderation or beside(file)
    statements = NONE_KNOWN if listed is None else read_statements(listed)
    ids = table.statement_ids
    if len(ids) > WIDEST:
        raise VoteFileError(
            VoteFault.TOO_MANY_STATEMENTS, file.name, value=len(ids), expected=WIDEST
        )
    kept = moderation_of(statements, ids).kept(len(ids))
    names = np.array(as_names(ids), dtype=object)[kept]
    return SharedSums(tuple(names), part(packed(table)).only(kept))


def write_sums(t: Translator, shared: SharedSums, target: Path) -> None:
    """Write a file of sums and say so."""
    write_all(t, {target: sums_bytes(shared, packed=target.suffix.lower() == ".gz")})
    echo(t.gettext("Written: %(file)s.") % {"file": one_line(str(target))}, err=True)
