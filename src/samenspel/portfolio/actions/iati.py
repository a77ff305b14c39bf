from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from samenspel.collaborations.models import Party
from samenspel.people.models import User
from samenspel.platform import audit
from samenspel.portfolio import queries
from samenspel.portfolio.analyses import ActivityTold
from samenspel.portfolio.choices import Stage, Strength
from samenspel.portfolio.models import ChainStep, Indicator
from samenspel.portfolio.queries import IndicatorTold, Line

from .bringing_in import bring_in
from .common import _check_may


@transaction.atomic
def bring_in_activities(
    *, party: Party, activities: Sequence[ActivityTold], by: User | None, at: datetime
) -> tuple[int, int]:
    """Write activities in the portfolio, with their results in the theory of change.

    A result that is there by its stage and name gets the indicators of the file.
    """
    _check_may(by, party)
    known = {(step.stage, step.name): step for step in queries.steps_of(party)}
    lines = []
    for activity in activities:
        links = {}
        for stage, name, indicators in activity.steps:
            step = _step(party, known, stage, name)
            _measure(step, indicators)
            if stage == Stage.OUTCOME:
                links[step.pk] = Strength.MAIN
        lines.append(Line(activity.told, links))
    audit.record("portfolio.activities_read", subject=party, by=by, at=at)
    return bring_in(party=party, lines=lines, report={}, job=None, on_part=float, by=by, at=at)


def _step(
    party: Party, known: dict[tuple[str, str], ChainStep], stage: Stage, name: str
) -> ChainStep:
    step = known.get((stage, name))
    if step is None:
        step = known[stage, name] = ChainStep.objects.create(party=party, stage=stage, name=name)
    return step


def _measure(step: ChainStep, indicators: Sequence[IndicatorTold]) -> None:
    for told in indicators:
        said = {name: getattr(told, name) for name in told.__slots__ if name != "name"}
        Indicator.objects.update_or_create(step=step, name=told.name, defaults=said)
