import pytest
from django.db import IntegrityError

from samenspel.collaborations import actions, queries
from samenspel.collaborations.choices import PartyKind, Phase, Role, Team
from tests.make import NOON, make_collaboration, make_party, make_person, speaker_of

pytestmark = pytest.mark.django_db


def test_a_person_sees_the_collaborations_of_their_own_parties():
    ours, theirs = make_party("Ons"), make_party("Zij")
    mine, other = make_collaboration(ours, theirs), make_collaboration(theirs)
    assert list(queries.collaborations_of(speaker_of(ours))) == [mine]
    assert set(queries.collaborations_of(speaker_of(theirs))) == {mine, other}


def test_who_speaks_for_both_parties_sees_the_collaboration_once():
    both = make_person()
    one, two = make_party("Eén", person=both), make_party("Twee", person=both)
    collaboration = make_collaboration(one, two)
    assert list(queries.visible_to(both)) == [collaboration]
    assert list(queries.parties_here(both, collaboration)) == [one, two]


def test_an_example_is_not_visible_to_a_person_outside_it():
    make_collaboration(is_example=True)
    assert list(queries.visible_to(make_person())) == []
    assert len(queries.examples()) == 1


def test_parties_start_together_and_in_the_order_given():
    given = {"by": None, "at": NOON}
    shop, table = (
        actions.add_party(name=name, kind=PartyKind.ORGANISATION, team=Team.MARKET, **given)
        for name in ("Winkel", "Tafel")
    )
    started = actions.start_collaboration(
        name="Samen", slug="samen", purpose="Eten.", phase=Phase.APPROACH,
        parties=[shop, table], **given,
    )  # fmt: skip
    assert [part.party for part in started.participations.order_by("pk")] == [shop, table]


def test_a_person_speaks_once_for_a_party():
    party = make_party()
    with pytest.raises(IntegrityError):
        actions.let_speak(
            person=speaker_of(party), party=party, role=Role.MANAGER, by=None, at=NOON
        )


def test_a_party_takes_part_once():
    party = make_party()
    collaboration = make_collaboration(party)
    with pytest.raises(IntegrityError):
        collaboration.participations.create(party=party)
