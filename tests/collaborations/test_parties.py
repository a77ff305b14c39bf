"""Bringing in a party, asking others, and giving and ending roles."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError
from django.urls import reverse

from samenspel.collaborations import actions
from samenspel.collaborations.choices import Role
from samenspel.collaborations.models import Collaboration, Party, Representation, RoleInvitation
from samenspel.collaborations.tasks import mail_role_invitation
from samenspel.people import actions as people
from samenspel.platform.choices import LetterState
from samenspel.platform.models import AuditEvent, OutgoingLetter
from tests.make import NOON, make_party, make_person, speaker_of
from tests.make_letters import work

pytestmark = pytest.mark.django_db
NEW = {"name": "Buurtkeuken", "kind": "community", "team": "community", "org_id": "12345678"}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def managed():
    party = make_party("Ons", role=Role.MANAGER)
    return party, speaker_of(party)


def link():
    work()
    return re.search(r"/uitnodiging/\S+", mail.outbox[-1].body).group()


def role_of(person, party):
    return Representation.objects.filter(person=person, party=party).values_list("role", flat=True)


def invite(client, party, email="bo@voorbeeld.example", role="facilitator"):
    return client.post(
        reverse("collaborations:party", args=[party.pk]), {"email": email, "role": role}
    )


def test_someone_brings_in_a_party_and_manages_it(signed_in):
    person = make_person()
    signed_in(person).post(reverse("collaborations:new_party"), NEW)
    party = Party.objects.get()
    assert (party.name, party.org_id) == ("Buurtkeuken", "12345678")
    assert list(role_of(person, party)) == [Role.MANAGER]


@pytest.mark.parametrize("number", ["1234567", "1234567890", "1234567a", "١٢٣٤٥٦٧٨"])
def test_a_number_that_is_no_kvk_number_is_refused(signed_in, number):
    client = signed_in(make_person())
    page = client.post(reverse("collaborations:new_party"), {**NEW, "org_id": number})
    assert page.status_code == 422
    assert "Een KvK-nummer heeft acht cijfers, zoals 12345678." in page.text
    assert not Party.objects.exists()


def test_a_manager_adds_the_number_of_a_party_later(signed_in):
    party, manager = managed()
    path, client = reverse("collaborations:change_party", args=[party.pk]), signed_in(manager)
    assert "of voeg het KvK-nummer toe" in client.get(path.removesuffix("wijzigen/")).text
    assert "Ons" in client.get(path).text
    nine = client.post(path, {**NEW, "org_id": "123456789"})
    assert nine.status_code == 422
    assert "Dit heeft negen cijfers, zoals een RSIN." in nine.text
    client.post(path, {**NEW, "org_id": "nl-kvk-12 34.5678"})
    party.refresh_from_db()
    assert (party.name, party.kind, party.org_id) == ("Buurtkeuken", "community", "12345678")
    assert AuditEvent.objects.filter(action="collaborations.party_changed").count() == 1
    colleague = make_person("Bo")
    party.representations.create(person=colleague, role=Role.REPRESENTATIVE)
    assert signed_in(colleague).post(path, NEW).status_code == 404


def test_the_database_refuses_a_number_that_is_no_kvk_number():
    with pytest.raises(IntegrityError, match="party_org_id_kvk"):
        Party.objects.create(name="x", team="market", org_id="1234567x")


def test_a_colleague_is_asked_and_says_yes(signed_in):
    party, manager = managed()
    invite(signed_in(manager), party)
    work()
    assert mail.outbox[0].to == ["bo@voorbeeld.example"]
    assert RoleInvitation.objects.get().token_hash not in link()
    colleague = make_person("Bo")
    client = signed_in(colleague)
    assert "Spreek voor Ons" in client.get(link()).text
    client.post(link())
    assert list(role_of(colleague, party)) == [Role.FACILITATOR]
    assert AuditEvent.objects.latest("position").action == "collaborations.invitation_accepted"


def test_an_invitation_works_once_and_for_two_weeks(signed_in):
    party, manager = managed()
    invite(signed_in(manager), party)
    signed_in(make_person()).post(link())
    assert signed_in(make_person()).post(link()).status_code == 404
    invite(signed_in(manager), party, email="cas@voorbeeld.example")
    with time_machine.travel(NOON + timedelta(days=14), tick=False):
        assert signed_in(make_person()).post(link()).status_code == 404
    assert party.representations.count() == 2


def test_an_invitation_that_was_taken_back_does_not_work(signed_in):
    party, manager = managed()
    client = signed_in(manager)
    invite(client, party)
    address, invitation = link(), RoleInvitation.objects.get()
    client.post(reverse("collaborations:revoke", args=[party.pk, invitation.pk]))
    assert signed_in(make_person()).post(address).status_code == 404


def test_a_visitor_signs_in_first_and_comes_back(client, signed_in):
    party, manager = managed()
    invite(signed_in(manager), party)
    page = client.get(link())
    assert f"?next={link()}" in page.text
    client.post(link())
    assert RoleInvitation.objects.get().accepted_at is None


def test_no_cache_keeps_the_page_of_an_invitation(client, signed_in):
    party, person = managed()
    invite(signed_in(person), party)
    for visitor in (client, signed_in(person)):
        assert "no-store" in visitor.get(link()).headers["Cache-Control"]


def test_who_does_not_manage_asks_nobody_and_changes_nothing(signed_in):
    party, _manager = managed()
    colleague = make_person()
    mine = party.representations.create(person=colleague, role=Role.REPRESENTATIVE)
    client = signed_in(colleague)
    assert invite(client, party).status_code == 404
    path = reverse("collaborations:role", args=[party.pk, mine.pk])
    assert client.post(path, {"role": "manager"}).status_code == 404
    assert (len(mail.outbox), list(role_of(colleague, party))) == (0, [Role.REPRESENTATIVE])


def test_the_last_manager_cannot_leave_until_there_is_another(signed_in):
    party, manager = managed()
    mine = party.representations.get()
    client = signed_in(manager)
    path = reverse("collaborations:role", args=[party.pk, mine.pk])
    for change in ({"end": "1"}, {"role": "facilitator"}):
        page = client.post(path, change, follow=True)
        assert list(role_of(manager, party)) == [Role.MANAGER]
    assert "Geef eerst iemand anders die rol." in page.text
    other = party.representations.create(person=make_person(), role=Role.FACILITATOR)
    client.post(reverse("collaborations:role", args=[party.pk, other.pk]), {"role": "manager"})
    client.post(path, {"end": "1"})
    assert not role_of(manager, party).exists()


def test_a_manager_ends_the_role_of_a_colleague(signed_in):
    party, manager = managed()
    other = party.representations.create(person=make_person(), role=Role.FACILITATOR)
    path = reverse("collaborations:role", args=[party.pk, other.pk])
    signed_in(manager).post(path, {"end": "1", "role": "facilitator"})
    assert party.representations.count() == 1
    assert AuditEvent.objects.latest("position").action == "collaborations.role_ended"


def test_a_collaboration_starts_with_one_party_and_the_other_joins(signed_in):
    party, manager = managed()
    given = {"name": "Samen eten", "purpose": "Eten.", "party": party.pk,
             "email": "zij@voorbeeld.example"}  # fmt: skip
    signed_in(manager).post(reverse("collaborations:new_collaboration"), given)
    made = Collaboration.objects.get()
    assert [p.name for p in made.parties.all()] == ["Ons"]
    person = make_person("Zij")
    client = signed_in(person)
    assert "Breng eerst je eigen partij in." in client.get(link()).text
    token = link().split("/")[2]
    answer = client.post(reverse("collaborations:new_party"), {**NEW, "token": token})
    assert answer.url == link()
    client.post(link(), {"party": Party.objects.get(name="Buurtkeuken").pk})
    assert {p.name for p in made.parties.all()} == {"Ons", "Buurtkeuken"}


def test_nobody_joins_with_the_party_of_another(signed_in):
    party, manager = managed()
    token = actions.invite(
        email="a@voorbeeld.example", party=party, role=None, by=manager, at=NOON,
        mail=mail_role_invitation, site="http://testserver/", language="nl",
        collaboration=Collaboration.objects.create(name="x", slug="x", purpose="x"),
    )  # fmt: skip
    theirs = make_party("Zij", role=Role.MANAGER)
    client = signed_in(speaker_of(make_party("Derde", role=Role.MANAGER)))
    client.post(reverse("collaborations:invitation", args=[token]), {"party": theirs.pk})
    assert not theirs.participations.exists()


def test_a_mail_server_that_is_away_keeps_the_letter_waiting_and_the_manager_reads_it(
    signed_in, monkeypatch
):
    party, manager = managed()

    def away(_self):
        raise ConnectionRefusedError

    client, path = signed_in(manager), reverse("collaborations:party", args=[party.pk])
    invite(client, party)
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.open", away)
        with pytest.raises(ConnectionRefusedError):
            work()
    assert ", e-mail wacht" in client.get(path).text
    assert OutgoingLetter.objects.get().sealed_parts
    assert "/uitnodiging/" in link()
    assert ", e-mail wacht" not in client.get(path).text
    assert OutgoingLetter.objects.get().sealed_parts == ""


def test_a_letter_that_a_dead_worker_had_in_hand_is_told_to_the_manager(signed_in):
    party, manager = managed()
    client = signed_in(manager)
    invite(client, party)
    OutgoingLetter.objects.update(state=LetterState.SENDING)
    work()
    page = client.get(reverse("collaborations:party", args=[party.pk])).text
    assert ", niet zeker of de e-mail verstuurd is" in page
    assert mail.outbox == []


def test_erasing_someone_erases_invitations_to_their_address(signed_in):
    party, manager = managed()
    person = make_person()
    invite(signed_in(manager), party, email=person.email)
    people.erase(person=person, by=person, at=NOON)
    assert not RoleInvitation.objects.exists()


def test_an_invitation_asks_for_one_thing():
    with pytest.raises(IntegrityError, match="invitation_to_one_thing"):
        RoleInvitation.objects.create(
            email="a@b.example", party=make_party(), made_at=NOON, expires_at=NOON
        )


def test_the_page_takes_as_many_questions_for_one_as_for_many(signed_in, django_assert_num_queries):
    party, manager = managed()
    client = signed_in(manager)
    path = reverse("collaborations:party", args=[party.pk])
    invite(client, party)
    with django_assert_num_queries(11):
        client.get(path)
    for _ in range(2):
        party.representations.create(person=make_person(), role=Role.FACILITATOR)
        invite(client, party)
    with django_assert_num_queries(11):
        client.get(path)


def test_managers_see_what_was_changed_lately_and_by_whom_and_others_do_not(signed_in):
    party, manager = managed()
    other = party.representations.create(person=make_person("Bo Bakker"), role=Role.FACILITATOR)
    client = signed_in(manager)
    people.choose_language(language="nl", by=manager, at=NOON)  # not about the party
    invite(client, party)
    client.post(reverse("collaborations:role", args=[party.pk, other.pk]), {"end": "1"})
    path = reverse("collaborations:party", args=[party.pk])
    page = client.get(path).text
    section = page[page.index('id="spoor"') :]
    assert re.findall(r"<h3>(.*?)</h3><p>(.*?)</p>", section) == [
        ("Een rol beëindigd", manager.name), ("Iemand per e-mail uitgenodigd", manager.name)
    ]  # fmt: skip
    colleague = party.representations.create(person=make_person(), role=Role.REPRESENTATIVE)
    assert 'id="spoor"' not in signed_in(colleague.person).get(path).text


def test_a_line_of_another_party_is_not_shown(signed_in):
    party, manager = managed()
    elsewhere = make_party("Zij", role=Role.MANAGER)
    invite(signed_in(speaker_of(elsewhere)), elsewhere, email="cas@voorbeeld.example")
    page = signed_in(manager).get(reverse("collaborations:party", args=[party.pk])).text
    assert "Nog niets." in page


def test_who_was_erased_has_no_name_in_the_lines(signed_in):
    party, manager = managed()
    other = make_person("Bo Bakker")
    party.representations.create(person=other, role=Role.MANAGER)
    invite(signed_in(other), party)
    people.erase(person=other, by=other, at=NOON)
    page = signed_in(manager).get(reverse("collaborations:party", args=[party.pk])).text
    assert "Bo Bakker" not in page
    assert "door iemand die gewist is" in page
