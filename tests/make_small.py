"""The result of a community too small for anything but means."""

from dataclasses import replace

from samenspel_analysis.meaning.results import (
    CommunityResult,
    CommunityScale,
    Correlations,
    Distances,
    Estimate,
    ScanResult,
    SideSummary,
)
from tests import make_results as make


def small_community() -> ScanResult:
    """A community of four: means and nothing else."""
    whole = make.community()
    assert whole.community is not None
    nothing = Estimate(None)
    distances = Distances(nothing, nothing, nothing)
    correlations = Correlations(nothing, nothing, nothing)
    words = tuple(
        replace(
            found,
            n=4,
            distances=distances,
            correlation=correlations,
            importance=Estimate(0.7),
            divided=None,
            scales=tuple(
                CommunityScale(
                    each.scale,
                    replace(each.own, low=None, high=None, n=4),
                    replace(each.guess, low=None, high=None, n=4),
                )
                for each in found.scales
            ),
        )
        for found in whole.community.concepts
    )
    return replace(
        whole,
        community=CommunityResult(distances, correlations, words),
        sides=(SideSummary("Buurtenergie", 4, 12),),
    )
