"""Makers of a portfolio: steps, arrows and indicators of a party."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

from samenspel.portfolio import actions
from samenspel.portfolio.choices import Stage
from samenspel.portfolio.queries import IndicatorTold, StepTold

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def make_step(party, name="Kinderen ontbijten", *, stage=Stage.OUTCOME, at=NOON, **fields):
    told = StepTold(stage, name, **fields)
    return actions.add_step(party=party, told=told, by=None, at=at)


def make_arrow(source, target, *, assumption="Zij komen", at=NOON):
    return actions.draw_arrow(source=source, target=target, assumption=assumption, by=None, at=at)


def make_indicator(step, name="Kinderen die ontbijten", *, at=NOON, **fields):
    given = {"target": Decimal(40), "target_on": date(2027, 1, 1), **fields}
    told = IndicatorTold(name, **given)
    return actions.set_indicator(step=step, told=told, by=None, at=at)


def make_chain(party, *, at=NOON):
    """One step of each stage, each leading to the next, with an indicator of the outcome."""
    steps = [make_step(party, f"Iets: {stage.value}", stage=stage, at=at) for stage in Stage]
    for source, target in pairwise(steps):
        make_arrow(source, target, at=at)
    make_indicator(steps[3], at=at)
    return steps


def make_portfolio(party, *, at=NOON):
    """What there is to look at, by the names in addresses."""
    steps = make_chain(party, at=at)
    outcome = steps[3]
    return {
        "step_id": outcome.pk,
        "arrow_id": outcome.arrows_out.get().pk,
        "indicator_id": outcome.indicators.get().pk,
    }
