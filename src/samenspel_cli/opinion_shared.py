"""Own votes on the axes of everyone: of the sums that several organisations merged."""

from dataclasses import replace

import numpy as np

from samenspel_analysis.opinion import Moderation, Sums, Votes, part
from samenspel_analysis.opinion.sums import WIDEST
from samenspel_cli.command import one_line, refuse
from samenspel_report.i18n import Translator, mark
from samenspel_report.votes import VoteFault, VoteFileError, VoteTable
from samenspel_report.votes.identities import Names
from samenspel_report.votes.sums import SharedSums
from samenspel_report.votes.table import places_in, united

NOT_HELD = mark(
    "“%(value)s” does not hold the votes of “%(file)s”; expected sums into which these votes were "
    "merged."
)


def beside_shared(table: VoteTable, shared: SharedSums, file: str) -> VoteTable:
    """The votes, with statements numbered among those of the sums as well."""
    ids = united([table.statement_ids, shared.statement_ids])
    if len(ids) > WIDEST:
        raise VoteFileError(VoteFault.TOO_MANY_STATEMENTS, file, value=len(ids), expected=WIDEST)
    places = places_in(table.statement_ids, ids)
    return replace(table, statements=places[table.statements], statement_ids=ids)


def without_unshared(moderation: Moderation, ids: Names, shared: SharedSums) -> Moderation:
    """A statement that is not in the sums does not take part."""
    unshared = np.ones(len(ids), dtype=bool)
    unshared[places_in(shared.statement_ids, ids)] = False
    removed = np.union1d(moderation.removed, np.flatnonzero(unshared))
    return replace(moderation, removed=np.setdiff1d(removed, moderation.meta))


def shared_sums(
    t: Translator, votes: Votes, ids: Names, shared: SharedSums, names: tuple[str, str]
) -> Sums:
    """The sums on the numbers of `ids`; refused where these votes are not among them.

    `names` are of the file of sums and of the file of votes.
    """
    sums, known = shared.among(ids), np.zeros(len(ids), dtype=bool)
    known[places_in(shared.statement_ids, ids)] = True
    own, whole = part(votes).only(known), sums.only(known)
    parts = ((own.both, whole.both), (own.agrees, whole.agrees), (own.disagrees, whole.disagrees))
    if any((mine > all_of_us).any() for mine, all_of_us in parts):
        refuse(t, NOT_HELD, {"value": one_line(names[0]), "file": one_line(names[1])})
    return sums
