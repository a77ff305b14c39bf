"""A map made on many machines: parts are read and summed where they are, and sums travel."""

from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from samenspel_analysis.opinion.axes import Axes, axes_of
from samenspel_analysis.opinion.cells import Cells, lean, level_for, merge_cells
from samenspel_analysis.opinion.counts import merge_counts
from samenspel_analysis.opinion.grouping import Grouping, grouping
from samenspel_analysis.opinion.results import OpinionMap, Profile, Step
from samenspel_analysis.opinion.robust import Placed, assembled, groups_shown, tests, why_none
from samenspel_analysis.opinion.sampled import Sampled, sampled
from samenspel_analysis.opinion.settings import DEFAULTS
from samenspel_analysis.opinion.sums import WIDEST, finish, merge, part
from samenspel_analysis.opinion.votes import IntArray, join
from samenspel_cli import opinion_parts as parts
from samenspel_cli.command import refuse
from samenspel_cli.opinion_making import Asked, Clock, Made, moderation_of, told_by
from samenspel_cli.opinion_steps import Moved, step_name
from samenspel_report.i18n import Translator, mark
from samenspel_report.opinion.context import PeopleNames
from samenspel_report.votes import vote_files
from samenspel_report.votes.identities import Names
from samenspel_report.votes.statements import StatementList
from samenspel_report.votes.table import as_names, check_apart, united

WAIT = "5s"
NO_LIBRARY = mark(
    "--scheduler needs the library that reaches other machines; install it with “%(expected)s”."
)
NO_ANSWER = mark("--scheduler “%(value)s” does not answer; expected the address of a scheduler.")
ROBUST_ONLY = mark("--scheduler works with --profile robust; the way of Polis needs all votes.")
TOO_WIDE = mark(
    "--scheduler works with at most %(expected)s statements, and there are %(value)s; leave it out."
)
INSTALL = "pip install samenspel[cluster]"


@dataclass(frozen=True, slots=True)
class Parts:
    """What is known of the parts, each in a worker's memory: a list has one entry per part."""

    client: Any
    votes: list[Any]
    places: list[Any]
    first: IntArray  # the number of the first person of each part, and of all people

    def each(self, work: Callable[..., Any], *lists: Sequence[Any], **shared: Any) -> list[Any]:
        """The same work for each part, where the part is."""
        return list(self.client.map(work, *lists, pure=False, **shared))


def map_on_cluster(
    t: Translator, asked: Asked, statements: StatementList, moved: Moved, clock: Clock
) -> Made:
    """The map of partition files, equal to the map of one machine in every whole number.

    Flags are not sought: they set all votes beside each other.
    """
    if asked.profile is not Profile.ROBUST:
        refuse(t, ROBUST_ONLY)
    files = vote_files(asked.file)
    with _client(t, asked.scheduler) as client:
        return map_by(t, client, files, asked.seed, statements, moved, clock)


def map_by(
    t: Translator,
    client: Any,
    files: Sequence[Path],
    seed: int,
    statements: StatementList,
    moved: Moved,
    clock: Clock,
) -> Made:
    """The map of `files`, each a task of what `client` reaches."""
    moved(step_name(t, None), 0, len(files))
    with clock.timing("reading"):
        tables = client.map(parts.read_file, [str(file.resolve()) for file in files], pure=False)
        names = client.gather(client.map(parts.names_in, tables, pure=False))
        people, ids = _names([file.name for file in files], names)
        votes = client.map(parts.packed, tables, pure=False, statement_ids=ids)
        del tables
    moved(step_name(t, None), len(files), len(files))
    if len(ids) > WIDEST:
        refuse(t, TOO_WIDE, {"expected": WIDEST, "value": len(ids)})
    first = np.cumsum([0, *(len(theirs) for theirs, _ in names)])
    kept = moderation_of(statements, ids).kept(len(ids))
    found = _mapped(Parts(client, votes, [], first), kept, seed, told_by(t, moved, clock))
    return Made(
        map=found,
        statement_ids=ids,
        people=PeopleNames(people),
        statements=statements,
        left_out=int(np.count_nonzero(~kept)),
        difference=None,
        seconds=clock.seconds,
        flags_sought=False,
    )


@contextmanager
def _client(t: Translator, address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        refuse(t, NO_LIBRARY, {"expected": INSTALL})
    try:
        client = Client(address, timeout=WAIT)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError):
        refuse(t, NO_ANSWER, {"value": address})
    with client:
        yield client


def _names(files: list[str], names: list[tuple[Names, Names]]) -> tuple[Names, Names]:
    """All people, part after part, and all statements in order; nobody stands in two parts."""
    check_apart({file: people for file, (people, _) in zip(files, names, strict=True)})
    lists = [people for people, _ in names]
    ids = united([statements for _, statements in names])
    if all(isinstance(each, np.ndarray) for each in lists):
        return np.concatenate([np.asarray(each, np.int64) for each in lists]), ids
    return tuple(name for each in lists for name in as_names(each)), ids


def _mapped(here: Parts, kept: Any, seed: int, tell: Callable[[Step, float], None]) -> OpinionMap:
    tell(Step.SUMS, 0.0)
    sums = _merged(here, merge, here.each(part, here.votes))
    tell(Step.SUMS, 1.0)
    tell(Step.COMPONENTS, 0.0)
    axes = axes_of(finish(sums, kept), sums.statements)
    tell(Step.COMPONENTS, 1.0)
    tell(Step.PROJECTION, 0.0)
    places = here.each(parts.placed, here.votes, axes=axes, settings=DEFAULTS)
    here = replace(here, places=places)
    many = sum(here.client.gather(here.each(parts.how_many, places)))
    level = level_for(many)
    cells = _merged(here, merge_cells, here.each(parts.counted_cells, places, level=level))
    signs = lean(cells)
    tell(Step.PROJECTION, 1.0)
    tell(Step.GROUPS, 0.0)
    cells = cells.turned(signs)
    found = grouping(cells, DEFAULTS, seed)
    tell(Step.GROUPS, 1.0)
    where = _together(here, axes.turned(signs), cells, signs)
    return _finished(here, where, found, signs, seed, tell)


def _together(here: Parts, axes: Axes, cells: Cells, signs: IntArray) -> Placed:
    """The places of all people, which come to one machine here, for the map shows them."""
    placed = here.client.gather(here.places)
    people = np.concatenate([p.people + a for p, a in zip(placed, here.first, strict=False)])
    return Placed(axes, people, np.concatenate([p.points for p in placed]) * signs, cells)


def _finished(
    here: Parts,
    where: Placed,
    found: Grouping,
    signs: IntArray,
    seed: int,
    tell: Callable[[Step, float], None],
) -> OpinionMap:
    """What rests on the groups."""
    sample = _sample(here, where.axes, seed)
    structure, test = tests(sample, where.axes, found, DEFAULTS, seed, tell)
    reason = why_none(where, structure, test, found, DEFAULTS)
    groups = found.groups_of(where.points)
    if reason is not None:
        groups = np.full(len(groups), -1, np.int64)
    tell(Step.STATEMENTS, 0.0)
    in_parts = here.each(parts.groups_in, here.places, grouping=found, signs=signs)
    count = 0 if reason or found.centres is None else len(found.centres)
    counts = _merged(
        here,
        merge_counts,
        here.each(parts.counted, here.votes, here.places, in_parts, count=count),
    )
    everyone = np.full(int(here.first[-1]), -1, np.int64)
    everyone[where.people] = groups
    shown = () if reason else groups_shown(counts, found, sample, everyone, where, DEFAULTS, seed)
    made = assembled(where, groups, counts, structure, test, shown, reason)
    tell(Step.STATEMENTS, 1.0)
    return made


def _sample(here: Parts, axes: Axes, seed: int) -> Sampled:
    """The people that tests rest on: of each part those who may be in it, and then of those."""
    given = here.client.gather(
        here.each(
            parts.candidates, here.votes, here.places, axes=axes, most=DEFAULTS.sample, seed=seed
        )
    )
    votes = join(each.votes for each in given)
    who = np.concatenate([each.who + a for each, a in zip(given, here.first, strict=False)])
    chosen = sampled(votes, axes, np.arange(len(who)), DEFAULTS.sample, seed)
    return replace(chosen, who=who[chosen.who])


def _merged(here: Parts, merge_two: Callable[[Any, Any], Any], futures: list[Any]) -> Any:
    """All parts merged in a tree, so that no machine holds more than two at once."""
    while len(futures) > 1:
        pairs = [
            here.client.submit(merge_two, *futures[i : i + 2], pure=False)
            for i in range(0, len(futures) - 1, 2)
        ]
        futures = pairs + futures[2 * len(pairs) :]
    return futures[0].result()
