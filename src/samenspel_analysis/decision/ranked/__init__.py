"""Ranked ballots: pairwise, points by place, instant run-off and transferable votes."""

from samenspel_analysis.decision.margins import Margin
from samenspel_analysis.decision.ranked.ballots import RankedElection, Ranking, pack, pack_ranks
from samenspel_analysis.decision.ranked.borda import borda
from samenspel_analysis.decision.ranked.irv import irv
from samenspel_analysis.decision.ranked.pairwise import schulze
from samenspel_analysis.decision.ranked.results import Act, RankedOutcome, Round
from samenspel_analysis.decision.ranked.settings import Arithmetic, RankedTerms
from samenspel_analysis.decision.ranked.stv import stv

__all__ = [
    "Act",
    "Arithmetic",
    "Margin",
    "RankedElection",
    "RankedOutcome",
    "RankedTerms",
    "Ranking",
    "Round",
    "borda",
    "irv",
    "pack",
    "pack_ranks",
    "schulze",
    "stv",
]
