"""Who stands where in opinion, which groups there are if any, what joins and divides them."""

from samenspel_analysis.opinion.moderation import NOTHING_MODERATED, Moderation
from samenspel_analysis.opinion.polis import polis_map
from samenspel_analysis.opinion.renewing import Renewed, Tallied, renewed, tallied
from samenspel_analysis.opinion.results import NoGroups, OpinionMap, Profile
from samenspel_analysis.opinion.robust import map_of_sums, opinion_map
from samenspel_analysis.opinion.settings import DEFAULTS, UNTESTED, Settings
from samenspel_analysis.opinion.sums import WIDEST, Sums, finish, merge, part
from samenspel_analysis.opinion.votes import (
    Gathering,
    Votes,
    VotesError,
    join,
    kind_of,
    pack,
    pack_matrix,
)

__all__ = [
    "DEFAULTS",
    "NOTHING_MODERATED",
    "UNTESTED",
    "WIDEST",
    "Gathering",
    "Moderation",
    "NoGroups",
    "OpinionMap",
    "Profile",
    "Renewed",
    "Settings",
    "Sums",
    "Tallied",
    "Votes",
    "VotesError",
    "finish",
    "join",
    "kind_of",
    "map_of_sums",
    "merge",
    "opinion_map",
    "pack",
    "pack_matrix",
    "part",
    "polis_map",
    "renewed",
    "tallied",
]
