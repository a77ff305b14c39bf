"""Makers of agreements between parties."""

from datetime import UTC, date, datetime, timedelta

from samenspel.agreements import actions
from samenspel.agreements.actions import Given, Told
from samenspel.agreements.choices import Kind, Manner, Objective, Turn
from samenspel.agreements.queries import Terms, Wording
from samenspel.agreements.tasks import mail_pause
from samenspel.collaborations.choices import Role
from tests.make import make_collaboration, make_party, make_person

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
WORDING = Wording(
    purpose="Elk kind ontbijt.",
    objective=Objective.SOCIAL_MARKETING,
    what="We koken op dinsdag. Wij brengen brood.",
    for_whom="Kinderen in de wijk",
    review_on=date(2027, 1, 15),
)


def make_two():
    """Two parties with a manager each, and their collaboration."""
    ours = make_party("Ons", person=make_person("Mo"), role=Role.MANAGER)
    theirs = make_party("Zij", person=make_person("Tess"), role=Role.MANAGER)
    return ours, theirs, make_collaboration(ours, theirs)


def make_proposal(collaboration, party, *, at=NOON, name="Ontbijt", wording=WORDING):
    return actions.propose_agreement(
        collaboration=collaboration, name=name, wording=wording, party=party, by=None, at=at
    )


def accept_by_all(version, *, at=NOON):
    for part in version.agreement.collaboration.participations.all():
        if not version.acceptances.filter(party=part.party_id).exists():
            actions.accept(version=version, party=part.party, by=None, at=at)
    version.refresh_from_db()
    return version


def make_contribution(
    collaboration, giver, receiver, *, at=NOON, party=None, rating=None, fulfils=None, **fields
):
    given = {"kind": Kind.TIME, "what": "Samen koken", "given_on": at.date(), **fields}
    return actions.note_contribution(
        collaboration=collaboration, giver=giver, receiver=receiver, party=party or giver,
        given=Given(**given), rating=rating, fulfils=fulfils, by=None, at=at,
    )  # fmt: skip


def make_commitment(collaboration, giver, receiver, *, at=NOON, party=None, **fields):
    kind = fields.pop("kind", Kind.GOODS)
    own_kind = fields.pop("own_kind", "")
    terms = {"what": "Tien kratten fruit", "due_on": (at + timedelta(days=30)).date(), **fields}
    return actions.promise(
        collaboration=collaboration, giver=giver, receiver=receiver, party=party or giver,
        kind=kind, own_kind=own_kind, terms=Terms(**terms), by=None, at=at,
    )  # fmt: skip


def make_pause(collaboration, party, *, at=NOON, agreement=None, until_on=None, by=None):
    return actions.pause(
        collaboration=collaboration, agreement=agreement, reason="Verbouwing", message="Sterkte",
        stays_alive="Elke maand bellen", until_on=until_on or (at + timedelta(days=60)).date(),
        party=party, mail=mail_pause, by=by, at=at,
    )  # fmt: skip


def make_upheaval(*collaborations, at=NOON, by=None):
    *here, party = collaborations
    (first, *_rest) = actions.note_upheaval(
        collaborations=here, kind=Turn.CRISIS, what="Alles dicht", happened_on=at.date(),
        party=party, by=by, at=at,
    )  # fmt: skip
    return first


def make_ending(collaboration, party, *, at=NOON, agreement=None, manner=Manner.RENEWED, by=None):
    told = Told(manner, at.date(), "Het werkt", lessons="Eerst bellen")
    return actions.end(
        collaboration=collaboration, agreement=agreement, told=told, party=party, by=by, at=at
    )
