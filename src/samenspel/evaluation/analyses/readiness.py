"""How ready people of an organisation say it is: their answers to counts, and those to a page."""

from typing import Any

from django.utils.translation import get_language

from samenspel.evaluation import queries
from samenspel.evaluation.models import ReadinessRound
from samenspel_report.evaluation.readiness import AspectShown, Told, readiness_shown

from .evaluations import SEED


def readiness_of(asked: ReadinessRound) -> tuple[dict[str, Any], int]:
    """By question what may be told of the answers; and how many answered."""
    import numpy as np

    from samenspel_analysis.evaluation import Asked, Group, spread

    given = list(asked.answers.order_by("pk"))
    codes = queries.readiness_codes()
    points = [[each.levels.get(code) for code in codes] for each in given]
    group = Group(
        asked.party.name,
        np.array(points, dtype=float).reshape(len(given), len(codes)),
        np.array([each.agrees_to_small_group for each in given], dtype=bool),
    )
    facets = tuple(code.partition(".")[0] for code in codes)
    what = Asked(tuple(codes), facets, queries.LEVELS[0], queries.LEVELS[-1])
    found = spread(what, group, rng=np.random.default_rng(SEED))
    told = {
        code: {"n": heard.n, "mean": heard.mean, "counts": heard.counts}
        for code, heard in zip(codes, found, strict=True)
    }
    return told, len(given)


def shown_readiness(asked: ReadinessRound) -> list[AspectShown]:
    """What was kept of a closed round, as a page shows it."""
    told = {code: Told(**each) for code, each in asked.told.items()}
    return list(readiness_shown(told, get_language() or "nl"))
