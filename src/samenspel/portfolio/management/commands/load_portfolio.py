from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from samenspel.agreements.choices import Goal, Kind
from samenspel.collaborations.models import Party
from samenspel.portfolio import actions, queries
from samenspel.portfolio.choices import Side, Stage, Standing, Strength, Weight
from samenspel.portfolio.models import ChainStep
from samenspel.portfolio.queries import EntryTold, IndicatorTold, ListingTold, StepTold

SLUG = "fruit-op-het-plein"
BREAKFAST, ALONE = "Kinderen ontbijten gezond", "Minder mensen eten alleen"
WASTE, ENDS_MEET = "Minder eten wordt weggegooid", "Gezinnen kunnen rondkomen"
STEPS = [  # which stage, what, how much the strategy rests on it
    (Stage.INPUT, "Vrijwilligers en een keuken", Weight.SUPPORTING),
    (Stage.INPUT, "Eten dat overblijft", Weight.CORE),
    (Stage.ACTIVITY, "Samen koken en eten in de buurt", Weight.CORE),
    (Stage.ACTIVITY, "Fruit uitdelen op het plein", Weight.SUPPORTING),
    (Stage.OUTPUT, "Maaltijden aan tafel", Weight.SUPPORTING),
    (Stage.OUTPUT, "Kilo’s eten gered", Weight.SUPPORTING),
    (Stage.OUTCOME, BREAKFAST, Weight.CORE),
    (Stage.OUTCOME, ALONE, Weight.CORE),
    (Stage.OUTCOME, WASTE, Weight.SUPPORTING),
    (Stage.OUTCOME, ENDS_MEET, Weight.FADING),
    (Stage.IMPACT, "Een wijk die voor elkaar zorgt", Weight.CORE),
]
ARROWS = [  # from, to, what has to be true
    (0, 2, "Genoeg mensen kunnen overdag."),
    (1, 2, "Winkels geven op tijd, en het is nog goed."),
    (1, 3, ""),
    (2, 4, "Wie komt, blijft ook mee-eten."),
    (3, 5, ""),
    (2, 5, "Wat we koken, was anders weggegooid."),
    (4, 7, "Aan tafel leren mensen elkaar kennen."),
    (4, 6, "Ouders nemen hun kinderen mee."),
    (5, 8, "Winkels bestellen niet extra omdat wij het ophalen."),
    (6, 10, "Wie goed eet, heeft ruimte voor een ander."),
    (7, 10, "Kennissen worden mensen op wie je rekent."),
]
INDICATORS = [  # of which step, what, unit, began, should come to, is now, how we know
    (4, "Maaltijden in een jaar", "maaltijden", 0, 5000, 3180, "Onze eigen lijsten"),
    (6, "Kinderen die ’s ochtends iets aten", "kinderen", 64, 110, 92, "Juffen van twee scholen"),
    (7, "Mensen die minstens vier keer meeaten", "mensen", 12, 80, 57, "Stempelkaarten"),
    (8, "Kilo’s eten gered in een jaar", "kilo", 0, 12000, 9400, "De weegschaal in de keuken"),
]


LINKED = {  # of the collaborations on this site: which step, how much
    "tafel-voor-de-wijk": {6: Strength.MAIN, 8: Strength.ALSO},
    "fruit-op-het-plein": {6: Strength.ALSO},
}
WRITTEN = [  # name, partner, number, how it stands, due in days, what, hours, links, note
    (
        "Koers op Groen",
        "Waterschap De Zilte Kreek",
        "12345671",
        Standing.RUNNING,
        21,
        "evaluatie",
        1240,
        {8: Strength.MAIN, 9: Strength.MAIN},
        "",
    ),
    (
        "Samen aan tafel",
        "Zorggroep De Linde",
        "12345672",
        Standing.RESTING,
        91,
        "einde van de pauze",
        118,
        {7: Strength.MAIN},
        "Verbouwing; we bellen elke maand.",
    ),
    (
        "Niets over",
        "Bakkerij Van Dam",
        "12345673",
        Standing.RUNNING,
        140,
        "scan 3",
        210,
        {8: Strength.MAIN},
        "",
    ),
    (
        "Buurtenergie Oosterkade",
        "Energiecoöperatie Oosterkade",
        "12345674",
        Standing.ENDED,
        None,
        "",
        136,
        {7: Strength.ALSO},
        "In goed overleg gestopt.",
    ),
]


LISTINGS = [  # offered or needed, what, what kind, about what, which words
    (
        Side.NEED,
        "Iemand die ons leert begroten",
        Kind.KNOWLEDGE,
        Goal.HUNGER,
        ("vertrouwen", "buurt"),
    ),
    (
        Side.OFFER,
        "Een middag rekenen met onze boekhouder",
        Kind.KNOWLEDGE,
        Goal.CONSUMPTION,
        ("vertrouwen",),
    ),
]


class Command(BaseCommand):
    """Load a fictional portfolio, once."""

    help = "Load the fictional portfolio; does nothing when there is one or no example."

    def handle(self, *_args: Any, **_options: Any) -> None:
        party = Party.objects.filter(collaborations__slug=SLUG).order_by("pk").first()
        if party is None or queries.steps_of(party).exists():
            return
        load_portfolio(party, timezone.now())


@transaction.atomic
def load_portfolio(party: Party, at: datetime) -> None:
    """A theory of change, and six collaborations that stand differently."""
    now: dict[str, Any] = {"by": None, "at": at}
    steps = [
        actions.add_step(party=party, told=StepTold(stage, name, weight), **now)
        for stage, name, weight in STEPS
    ]
    for source, target, assumption in ARROWS:
        actions.draw_arrow(source=steps[source], target=steps[target], assumption=assumption, **now)
    for place, *said in INDICATORS:
        told = _indicator(said, timezone.localdate(at))
        actions.set_indicator(step=steps[place], told=told, **now)
    for slug, links in LINKED.items():
        here = party.collaborations.get(slug=slug)
        named = {steps[place].pk: strength for place, strength in links.items()}
        actions.link_collaboration(party=party, collaboration=here, links=named, **now)
    for row in WRITTEN:
        _write(party, steps, row, at)
    load_listings(party, at)
    actions.save_view(party=party, name="Wat nu loopt", query="stand=running", **now)


def load_listings(party: Party, at: datetime) -> None:
    """What this party seeks, and what others on this site offer."""
    others = Party.objects.exclude(pk=party.pk).order_by("pk")
    for side, what, kind, theme, words in LISTINGS:
        told = ListingTold(side, what, kind, theme, words=words)
        owner = party if side == Side.NEED else others.first()
        if owner is not None:
            actions.publish(owner=owner, told=told, by=None, at=at)


def _write(party: Party, steps: list[ChainStep], row: tuple[Any, ...], at: datetime) -> None:
    name, partner, number, standing, due_in, due_what, hours, links, note = row
    today = timezone.localdate(at)
    told = EntryTold(
        name, reference=f"VT-{number[-1]}", partner=partner, partner_org_id=f"NL-KVK-{number}",
        standing=standing, due_on=None if due_in is None else today + timedelta(days=due_in),
        due_what=due_what, hours=Decimal(hours), note=note,
    )  # fmt: skip
    named = {steps[place].pk: strength for place, strength in links.items()}
    actions.write_entry(party=party, told=told, links=named, by=None, at=at)


def _indicator(said: list[Any], today: date) -> IndicatorTold:
    name, unit, baseline, target, actual, source = said
    return IndicatorTold(
        name, unit=unit, source=source,
        baseline=Decimal(baseline), baseline_on=today - timedelta(days=500),
        target=Decimal(target), target_on=today + timedelta(days=120),
        actual=Decimal(actual), actual_on=today - timedelta(days=20),
    )  # fmt: skip
