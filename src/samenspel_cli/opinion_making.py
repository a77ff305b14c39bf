"""The steps from a file of votes to a map, each with the time it took."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from samenspel_analysis.opinion import (
    Gathering,
    Moderation,
    Sums,
    Votes,
    VotesError,
    map_of_sums,
    opinion_map,
    polis_map,
)
from samenspel_analysis.opinion.comparison import Difference, difference, without
from samenspel_analysis.opinion.flags import Times, flagged_people, flags
from samenspel_analysis.opinion.results import OpinionMap, Profile, Step
from samenspel_analysis.opinion.sums import WIDEST
from samenspel_cli.command import Refused, refuse
from samenspel_cli.opinion_shared import beside_shared, shared_sums, without_unshared
from samenspel_cli.opinion_steps import Moved, step_name
from samenspel_report.i18n import Translator, mark
from samenspel_report.opinion.context import PeopleNames
from samenspel_report.votes import VoteTable, read_votes
from samenspel_report.votes.identities import Names
from samenspel_report.votes.statements import NONE_KNOWN, StatementList, beside, read_statements
from samenspel_report.votes.sums import SharedSums, read_sums

ROWS = 1 << 21  # packed at once
POLIS_TOO_WIDE = mark(
    "--profile polis works with at most %(expected)s statements, and there are %(value)s; use "
    "--profile robust."
)
MILLISECONDS = 1e11  # a moment above this cannot be in seconds: that would be the year 5138


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options meant."""

    file: Path
    moderation: Path | None
    profile: Profile
    seed: int
    scheduler: str
    sums: Path | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A map with the names that belong to its numbers."""

    map: OpinionMap
    statement_ids: Names
    people: PeopleNames
    statements: StatementList
    left_out: int
    difference: Difference | None
    seconds: Mapping[str, float]
    flags_sought: bool = True
    shared: SharedSums | None = None  # sums that the axes come from


@dataclass(slots=True)
class Clock:
    """Seconds of each step; a step that comes twice adds up."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timing(self, name: str) -> Iterator[None]:
        """The time of what happens inside."""
        began = time.perf_counter()
        yield
        self.add(name, time.perf_counter() - began)

    def add(self, name: str, seconds: float) -> None:
        """More time for a step."""
        self.seconds[name] = self.seconds.get(name, 0.0) + seconds


@dataclass(frozen=True, slots=True)
class Work:
    """What every map of these votes has in common; `sums` are those of more people, if given."""

    t: Translator
    asked: Asked
    moderation: Moderation
    sums: Sums | None
    moved: Moved


def made_map(t: Translator, asked: Asked, moved: Moved) -> Made:
    """Read, map, look for flags, and map again without the flagged people."""
    clock = Clock()
    statements = known_statements(asked)
    if asked.scheduler:
        from samenspel_cli.opinion_cluster import map_on_cluster

        return map_on_cluster(t, asked, statements, moved, clock)
    with clock.timing("reading"):
        table = read_votes(asked.file, on_progress=lambda *done: moved(step_name(t, None), *done))
        shared = None if asked.sums is None else read_sums(asked.sums)
        table = table if shared is None else beside_shared(table, shared, asked.file.name)
        votes = packed(table)
    times = times_of(table)
    people, statement_ids = table.people, table.statement_ids
    del table
    moderation = moderation_of(statements, statement_ids)
    sums = None
    if shared is not None and asked.sums is not None:
        moderation = without_unshared(moderation, statement_ids, shared)
        names = asked.sums.name, asked.file.name
        sums = shared_sums(t, votes, statement_ids, shared, names)
    work = Work(t, asked, moderation, sums, moved)
    found = map_of(work, votes, clock)
    with clock.timing("flags"):
        flagged = flags(votes, times=times)
    change = None
    if flagged:
        marked = flagged_people(flagged, votes.people)
        rest = map_of(work, without(votes, marked), Clock())
        change = difference(votes, marked, found, rest)
    return Made(
        map=replace(found, flags=flagged),
        statement_ids=statement_ids,
        people=PeopleNames(people),
        statements=statements,
        left_out=int(np.count_nonzero(~moderation.kept(votes.statements))),
        difference=change,
        seconds=clock.seconds,
        shared=shared,
    )


def packed(table: VoteTable) -> Votes:
    """The votes of a table packed by person, a piece at a time to keep memory small."""
    gathering = Gathering(people=len(table.people), statements=len(table.statement_ids))
    for first in range(0, table.rows, ROWS):
        rows = slice(first, first + ROWS)
        gathering.add(table.persons[rows], table.statements[rows], table.votes[rows])
    return gathering.votes()


def known_statements(asked: Asked) -> StatementList:
    """What is known of the statements, from the file named or the one beside the votes."""
    path = asked.moderation or beside(asked.file)
    return NONE_KNOWN if path is None else read_statements(path)


def moderation_of(statements: StatementList, ids: Names) -> Moderation:
    """Which statements do not take part, by their numbers."""
    meta = statements.is_meta(ids)
    out = statements.left_out(ids)
    return Moderation(removed=np.flatnonzero(out & ~meta), meta=np.flatnonzero(meta))


def map_of(work: Work, votes: Votes, clock: Clock) -> OpinionMap:
    """The map of packed votes, in the profile asked for."""
    try:
        if work.asked.profile is Profile.POLIS:
            if votes.statements > WIDEST:
                refuse(work.t, POLIS_TOO_WIDE, {"expected": WIDEST, "value": votes.statements})
            with clock.timing("polis"):
                return polis_map(votes, moderation=work.moderation)
        told, seed = told_by(work.t, work.moved, clock), work.asked.seed
        if work.sums is None:
            return opinion_map(votes, moderation=work.moderation, seed=seed, progress=told)
        return map_of_sums(votes, work.sums, work.moderation, seed=seed, progress=told)
    except VotesError as fault:
        raise Refused(str(fault)) from None


def told_by(t: Translator, moved: Moved, clock: Clock) -> Callable[[Step, float], None]:
    """What the analysis tells of its steps, as a bar that moves and a clock that runs."""
    began = time.perf_counter()

    def told(step: Step, done: float) -> None:
        nonlocal began
        moved(step_name(t, step), int(100 * done), 100)
        now = time.perf_counter()
        clock.add(step.value, now - began if done > 0.0 else 0.0)
        began = now

    return told


def times_of(table: VoteTable) -> Times | None:
    """When each person cast a first and a last vote, in seconds."""
    if table.moments is None:
        return None
    people, scale = len(table.people), 1e-3 if table.moments.max() > MILLISECONDS else 1.0
    first, last = np.full(people, np.nan), np.full(people, np.nan)
    last[table.persons] = table.moments * scale  # rows stand in order of time, the last one wins
    first[table.persons[::-1]] = table.moments[::-1] * scale
    return Times(first, last)
