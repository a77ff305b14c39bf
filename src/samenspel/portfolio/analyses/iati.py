"""Between the portfolio of a party and activities of IATI."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from samenspel.collaborations.choices import Team
from samenspel.collaborations.models import Party
from samenspel.platform.errors import DomainError
from samenspel.portfolio.choices import Measure, Stage, Standing
from samenspel.portfolio.models import ChainStep, PortfolioEntry
from samenspel.portfolio.queries import EntryTold, IndicatorTold
from samenspel_report.iati import (
    Activity,
    IatiError,
    Organisation,
    Result,
    ResultIndicator,
    read_activities,
    write_activities,
)
from samenspel_report.iati import activities as codes

KINDS = {Team.GOVERNMENT: "10", Team.MARKET: "70", Team.COMMUNITY: "22"}  # OrganisationType
STATUS = {
    Standing.IDEA: codes.IDEA, Standing.RUNNING: codes.RUNNING, Standing.RESTING: codes.SUSPENDED,
    Standing.ENDED: codes.CLOSED,
}  # fmt: skip
STANDING = {code: standing for standing, code in STATUS.items()} | {
    codes.FINISHING: Standing.RUNNING, codes.CANCELLED: Standing.ENDED,
}  # fmt: skip
STAGES = {codes.OUTPUT: Stage.OUTPUT, codes.OUTCOME: Stage.OUTCOME, codes.IMPACT: Stage.IMPACT}
RESULTS = {stage: code for code, stage in STAGES.items()}
MEASURES = {
    codes.UNIT: Measure.UNIT, codes.PERCENTAGE: Measure.PERCENTAGE,
    codes.QUALITATIVE: Measure.QUALITATIVE,
}  # fmt: skip
MEASURED = {measure: code for code, measure in MEASURES.items()}


class NotIati(DomainError):
    """A file that cannot be read as IATI."""


@dataclass(frozen=True, slots=True)
class ActivityTold:
    """An activity as a line of a portfolio, with the steps that its results speak of."""

    told: EntryTold
    steps: tuple[tuple[Stage, str, tuple[IndicatorTold, ...]], ...]


def number_of(party: Party) -> str:
    """How IATI knows a party; empty while it has no number in the trade register."""
    return f"NL-KVK-{party.org_id}" if party.org_id else ""


def activities_in(content: bytes, party: Party, *, language: str) -> list[ActivityTold]:
    """What a file of IATI says; of an activity that comes twice the first."""
    try:
        found = read_activities(content, language=language)
    except IatiError as error:
        raise NotIati(error.sentence(language)) from error
    first = {each.identifier: each for each in reversed(found)}
    return [_told(each, number_of(party)) for each in reversed(first.values())]


def iati_file(
    party: Party, entries: Iterable[PortfolioEntry], *, made_at: datetime, language: str
) -> bytes:
    """The entries as activities of this party; each has a day on which it began."""
    found = [_activity(party, entry, made_at.date()) for entry in entries]
    return write_activities(found, made_at=made_at, language=language)


def _told(activity: Activity, ours: str) -> ActivityTold:
    partner = _partner(activity, ours or activity.reporting.number)
    begins = activity.day(codes.ACTUAL_START, codes.PLANNED_START)
    ends = activity.day(codes.ACTUAL_END, codes.PLANNED_END)
    told = EntryTold(
        name=(activity.title or activity.identifier)[:200],
        reference=activity.identifier[:100],
        partner=partner.name[:200],
        partner_org_id=partner.number[:100],
        standing=STANDING.get(activity.status, Standing.RUNNING),
        begins_on=begins,
        ends_on=ends if not begins or not ends or ends >= begins else None,
        note=activity.description[:500],
    )
    steps = tuple(
        (STAGES[result.kind], result.title[:120], tuple(map(_indicator, result.indicators)))
        for result in activity.results
        if result.kind in STAGES and result.title
    )
    return ActivityTold(told, steps)


def _partner(activity: Activity, ours: str) -> Organisation:
    """Who takes part beside us: rather who carries it out than who only pays."""
    others = [each for each in activity.organisations if each.number != ours or not each.number]
    others.sort(key=lambda each: each.role != codes.IMPLEMENTING)
    return others[0] if others else Organisation("", "")


def _indicator(told: ResultIndicator) -> IndicatorTold:
    return IndicatorTold(
        (told.title or "?")[:200],
        measure=MEASURES[told.measure],
        goes_down=not told.ascending,
        baseline=told.baseline,
        baseline_on=told.baseline_on,
        target=told.target,
        target_on=told.target_on,
        actual=told.actual,
        actual_on=told.actual_on,
        in_words=told.comment[:500],
        source=told.description[:200],
    )


def _activity(party: Party, entry: PortfolioEntry, today: date) -> Activity:
    number, standing = number_of(party), Standing(entry.standing)
    us = Organisation(number, party.name, KINDS[Team(party.team)], codes.ACCOUNTABLE)
    partner = Organisation(entry.partner_org_id, entry.partner, "", codes.IMPLEMENTING)
    known = entry.reference.startswith(f"{number}-")
    return Activity(
        identifier=entry.reference if known else f"{number}-{entry.reference or entry.pk}",
        title=entry.name,
        description=entry.note,
        reporting=us,
        organisations=(us, partner) if entry.partner or entry.partner_org_id else (us,),
        status=STATUS[standing],
        dates=tuple(_dates(entry, standing, today)),
        results=tuple(_result(link.step) for link in entry.links.all()),
    )


def _dates(entry: PortfolioEntry, standing: Standing, today: date) -> Iterator[tuple[str, date]]:
    """What has yet to come is planned, whatever the standing says: so the rules of IATI want it."""
    if entry.begins_on:
        begun = standing != Standing.IDEA and entry.begins_on <= today
        yield codes.ACTUAL_START if begun else codes.PLANNED_START, entry.begins_on
    if entry.ends_on:
        ended = standing == Standing.ENDED and entry.ends_on <= today
        yield codes.ACTUAL_END if ended else codes.PLANNED_END, entry.ends_on


def _result(step: ChainStep) -> Result:
    return Result(
        RESULTS[Stage(step.stage)],
        step.name,
        tuple(
            ResultIndicator(
                each.name,
                MEASURED[Measure(each.measure)],
                not each.goes_down,
                each.source,
                each.baseline,
                each.baseline_on,
                each.target,
                each.target_on,
                each.actual,
                each.actual_on,
                each.in_words,
            )
            for each in step.indicators.all()
        ),
    )
