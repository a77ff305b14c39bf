"""The sums of several organisations as one, and what they tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from samenspel_analysis.opinion import merge
from samenspel_analysis.opinion.results import Consensus
from samenspel_analysis.opinion.statements import shared_by_most
from samenspel_cli.command import Refused, refuse
from samenspel_cli.opinion_sums import write_sums
from samenspel_cli.options import file_in, target_in
from samenspel_report.i18n import Translator, mark
from samenspel_report.opinion.words import share_words
from samenspel_report.votes import VoteFault, VoteFileError, as_names
from samenspel_report.votes.statements import read_statements
from samenspel_report.votes.sums import ENDINGS, WIDEST, SharedSums, read_sums
from samenspel_report.votes.table import united

MOST_SHOWN = 5
INDENT = (0, 0, 0, 3)
TOO_FEW_FILES = mark("One file of sums has nothing to be merged with; give two or more.")
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MergeRequest:
    """The options as they were written."""

    files: tuple[str, ...]
    moderation: str
    out: str
    force: bool


def run_merge(t: Translator, request: MergeRequest) -> None:
    """Merge sums of different people, write them, and say what they tell."""
    files = [file_in(t, file) for file in request.files]
    if len(files) < 2:
        refuse(t, TOO_FEW_FILES)
    target = target_in(t, request.out, ENDINGS, None, force=request.force) if request.out else None
    try:
        together = merged_files(files)
        texts = read_statements(Path(request.moderation)).texts if request.moderation else {}
    except VoteFileError as fault:
        raise Refused(fault.sentence(t.language)) from None
    if target is not None:
        write_sums(t, together, target)
    _print(t, together, texts)


def merged_files(files: Sequence[Path]) -> SharedSums:
    """All sums as one, each statement under its own id; raises `VoteFileError` on one twice."""
    given = [read_sums(file) for file in files]
    for place, each in enumerate(given):
        for before, other in enumerate(given[:place]):
            if _same(each, other):
                raise VoteFileError(
                    VoteFault.SAME_SUMS, files[place].name, expected=files[before].name
                )
    ids = united([each.statement_ids for each in given])
    if len(ids) > WIDEST:
        raise VoteFileError(
            VoteFault.TOO_MANY_STATEMENTS, files[-1].name, value=len(ids), expected=WIDEST
        )
    total = given[0].among(ids)
    for each in given[1:]:
        total = merge(total, each.among(ids))
    return SharedSums(ids, total, sum(each.parts for each in given))


def _same(one: SharedSums, other: SharedSums) -> bool:
    return as_names(one.statement_ids) == as_names(other.statement_ids) and all(
        np.array_equal(getattr(one.sums, name), getattr(other.sums, name))
        for name in ("people", "agrees", "both", "mixed", "values")
    )


def _print(t: Translator, together: SharedSums, texts: Texts) -> None:
    """What the sums tell of all people together."""
    sums = together.sums
    found = shared_by_most(sums.counts, np.arange(sums.statements))
    facts = (
        (t.gettext("Parts"), t.number(together.parts)),
        (t.gettext("People"), t.number(sums.people)),
        (t.gettext("Statements"), t.number(sums.statements)),
        (t.gettext("Votes"), t.number(int(sums.cast.sum()))),
    )
    console = Console(markup=False, emoji=False, highlight=False, soft_wrap=False)
    console.print()
    console.print(Text(t.gettext("The sums of several organisations together"), "bold"))
    console.print(Text(" · ".join(f"{term}: {value}" for term, value in facts), "dim"))
    console.print()
    console.print(Text(t.gettext("This most people share"), "bold"))
    for each in found[:MOST_SHOWN]:
        console.print(Padding(_shared(t, each, as_names(together.statement_ids), texts), INDENT))
    if not found:
        console.print(Padding(t.gettext("We found no such statement."), INDENT))
    console.print()
    console.print(t.gettext("Who voted in two parts counts twice."))
    if together.parts == 2:
        said = t.gettext("There are two parts: who has one of them finds the other by subtracting.")
        console.print(said)


def _shared(t: Translator, each: Consensus, ids: Sequence[str], texts: Texts) -> str:
    name = ids[each.statement]
    text = texts.get(name) or t.gettext("Statement %(id)s") % {"id": name}
    said = (
        t.gettext("Agree: %(share)s.") if each.direction > 0 else t.gettext("Disagree: %(share)s.")
    )
    return f"{text} {said % {'share': share_words(t, each.share)}}"
