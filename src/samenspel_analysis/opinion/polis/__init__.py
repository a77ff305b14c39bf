"""The profile `polis`: the published formulas of Polis, with what they do to a map.

Moderated statements become columns of zeros, groups depend on the order of people, and there are
always at least two. Written from the publication (Small et al. 2021) and the public description of
the method; no code is taken over.
"""

from samenspel_analysis.opinion.polis.formulas import priorities
from samenspel_analysis.opinion.polis.map import polis_map
from samenspel_analysis.opinion.polis.space import taking_part

__all__ = ["polis_map", "priorities", "taking_part"]
