"""Who stands where in opinion, which groups there are if any, what joins and divides them."""

from samenspel_analysis.opinion.moderation import NOTHING_MODERATED, Moderation
from samenspel_analysis.opinion.polis import polis_map
from samenspel_analysis.opinion.results import NoGroups, OpinionMap, Profile
from samenspel_analysis.opinion.robust import map_of_sums, opinion_map
from samenspel_analysis.opinion.settings import DEFAULTS, UNTESTED, Settings
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
    "DEFAULTS",
    "NOTHING_MODERATED",
    "UNTESTED",
    "Gathering",
    "Moderation",
    "NoGroups",
    "OpinionMap",
    "Profile",
    "Settings",
    "Sums",
    "Votes",
    "VotesError",
    "finish",
    "join",
    "map_of_sums",
    "merge",
    "opinion_map",
    "pack",
    "pack_matrix",
    "part",
    "polis_map",
]
