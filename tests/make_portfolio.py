"""Makers of a portfolio: steps, arrows and indicators of a party."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

from django.core.files.uploadedfile import SimpleUploadedFile

from samenspel.agreements.choices import Goal, Kind
from samenspel.collaborations.choices import Role
from samenspel.platform import uploads
from samenspel.platform.models import Job
from samenspel.portfolio import actions
from samenspel.portfolio.choices import JobKind, Side, Stage, Strength
from samenspel.portfolio.queries import EntryTold, IndicatorTold, ListingTold, StepTold
from tests.make import make_party

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def make_other():
    """Another party, which offers or needs something."""
    return make_party("Biedt iets")


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


def make_entry(party, name="Samen koken", *, at=NOON, links=None, entry=None, **fields):
    told = EntryTold(name, **fields)
    return actions.write_entry(
        party=party, told=told, links=links or {}, entry=entry, by=None, at=at
    )


def make_file(party, person, *, at=NOON, content=b"Naam;Met\nBrood;Bakker\n"):
    """A file that waits until someone says which column is which."""
    job = Job(kind=JobKind.BRING_IN, owner=person, request={"party": party.pk}, asked_at=at)
    uploads.keep(SimpleUploadedFile("p.csv", content), key=str(job.pk))
    actions.give_file(job=job, party=party, by=person, at=at)
    return job


def make_listing(owner, side=Side.OFFER, *, at=NOON, **fields):
    given = {"what": "Meedenken over koken", "kind": Kind.KNOWLEDGE, "theme": Goal.HUNGER, **fields}
    return actions.publish(owner=owner, told=ListingTold(side, **given), by=None, at=at)


def ask_to_meet(offer, need, owner, *, at=NOON):
    return actions.ask_introduction(offer=offer, need=need, owner=owner, by=None, at=at)


def make_portfolio(party, *, at=NOON):
    """What there is to look at, by the names in addresses."""
    steps = make_chain(party, at=at)
    outcome = steps[3]
    type(party).objects.filter(pk=party.pk).update(org_id="12345678")
    entry = make_entry(party, at=at, links={outcome.pk: Strength.MAIN}, begins_on=at.date())
    view = actions.save_view(party=party, name="Loopt", query="stand=running", by=None, at=at)
    need, offer = make_listing(party, Side.NEED, at=at), make_listing(make_other(), at=at)
    asked = ask_to_meet(offer, need, offer.party, at=at)
    manager = party.representations.filter(role=Role.MANAGER).get().person
    return {
        "portfolio_job_id": make_file(party, manager, at=at).pk,
        "listing_id": need.pk,
        "offer_id": make_listing(offer.party, at=at).pk,
        "need_id": need.pk,
        "introduction_id": asked.pk,
        **_of_oneself(manager, offer.party, at),
        "entry_id": entry.pk,
        "view_id": view.pk,
        "step_id": outcome.pk,
        "arrow_id": outcome.arrows_out.get().pk,
        "arrow_target_id": steps[4].pk,
        "indicator_id": outcome.indicators.get().pk,
    }


def _of_oneself(person, other, at):
    """What this person needs without a party, by the names that a walk puts in the addresses."""
    need, offer = make_listing(person, Side.NEED, at=at), make_listing(other, at=at)
    return {
        "my_listing_id": need.pk,
        "my_offer_id": make_listing(other, at=at).pk,
        "my_need_id": need.pk,
        "my_introduction_id": ask_to_meet(offer, need, other, at=at).pk,
    }
