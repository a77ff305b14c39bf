"""Who stands where in opinion, which groups there are if any, what joins and divides them."""

from samenspel_analysis.opinion.moderation import NOTHING_MODERATED, Moderation
from samenspel_analysis.opinion.results import NoGroups, OpinionMap, Profile
from samenspel_analysis.opinion.sums import Sums, finish, merge, part
from samenspel_analysis.opinion.votes import (
    Gathering,
    Votes,
    VotesError,
    join,
    pack,
    pack_matrix,
)

__all__ = [
    "NOTHING_MODERATED",
    "Gathering",
    "Moderation",
    "NoGroups",
    "OpinionMap",
    "Profile",
    "Sums",
    "Votes",
    "VotesError",
    "finish",
    "join",
    "merge",
    "pack",
    "pack_matrix",
    "part",
]
