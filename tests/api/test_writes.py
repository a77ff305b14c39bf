"""What a program does: the same as a page, by the same actions."""

import json

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from samenspel.collaborations.choices import Role
from samenspel.collaborations.models import Collaboration, RoleInvitation
from samenspel.collaborations.tasks import mail_role_invitation
from samenspel.meaning.choices import ScanState
from samenspel.meaning.models import Invitation, Scan
from samenspel.meaning.queries import guesses_in
from samenspel.platform import audit, sealing
from samenspel.platform.models import AuditEvent, OutgoingLetter
from tests.make import make_collaboration, make_party, make_person, make_scan
from tests.make_letters import work
from tests.make_programs import API, PARTY, WEEK, WORD, key_of, new_scan
from tests.make_scans import (
    accept_all,
    answer,
    answered_by,
    make_draft,
    make_open,
    open_up,
    sides_of,
)

pytestmark = pytest.mark.django_db


def parts_of(letter):
    return json.loads(sealing.unseal(letter.sealed_parts))


def test_a_program_goes_from_nothing_to_an_outcome(client, ada, theirs, ask_for):
    party = ask_for("post", "/parties", PARTY)
    assert party.status_code == 201
    assert ask_for("get", party["Location"].removeprefix(API)).json() == party.json()
    given = {"name": "Samen", "purpose": "Iets beginnen", "party": party.json()["id"],
             "email": "tia@voorbeeld.example"}  # fmt: skip
    started = ask_for("post", "/collaborations", given)
    assert started.status_code == 201, started.text
    here = Collaboration.objects.get(pk=started.json()["id"])
    tia = theirs.representations.get().person
    token, _site, _language = parts_of(OutgoingLetter.objects.get(kind="mail_role_invitation"))
    accepting = {"token": token, "party": theirs.pk}
    said = client.post(f"{API}/parties/_accept", accepting, "application/json", headers=key_of(tia))
    assert said.status_code == 204
    made = ask_for("post", "/scans", new_scan(here))
    assert made.status_code == 201, made.text
    scan, sides = made.json()["id"], made.json()["sides"]
    assert ask_for("post", f"/scans/{scan}/_open").json()["state"] == "open"
    for side in sides:
        people = {"side": side["id"], "people": [{"name": f"P{n}"} for n in range(5)]}
        key = key_of(ada if side["isMine"] else tia)
        asked = client.post(f"{API}/invitations", people, "application/json", headers=key)
        assert asked.status_code == 201, asked.text
        for link in asked.json()["links"]:
            answer(Invitation.objects.get(pk=link["invitation"]), at=timezone.now())
    for act in ("_close", "_accept"):
        for side in sides:
            key = key_of(ada if side["isMine"] else tia)
            path = f"{API}/scans/{scan}/sides/{side['id']}/{act}"
            answered = client.post(path, headers=key)
            assert answered.status_code == 200, answered.text
    assert answered.json()["state"] == "revealed"
    assert ask_for("get", f"/results/{scan}").status_code == 404  # first the talk
    origins = set(AuditEvent.objects.values_list("origin", flat=True))
    assert "api" in origins
    assert audit.verify().is_whole


def test_what_a_program_does_stands_in_the_trail_as_done_by_a_program(ask_for, ada):
    ask_for("post", "/parties", PARTY)
    line = AuditEvent.objects.get(action="collaborations.party_added")
    assert (line.origin, line.actor) == ("api", audit.alias_of(ada))


def test_the_link_of_a_letter_lies_under_lock_and_the_letter_goes_out_once_open(ask_for, ours):
    asked = ask_for("post", f"/parties/{ours.pk}/invitations", {"email": "Bo@voorbeeld.example"})
    assert asked.json()["email"] == "bo@voorbeeld.example"
    letter = OutgoingLetter.objects.get()
    token, _site, _language = parts_of(letter)
    kept = [*DBTaskResult.objects.values(), *OutgoingLetter.objects.values()]
    assert token not in str(kept)
    work()
    mail_role_invitation.call(str(letter.pk))
    assert [token in each.body for each in mail.outbox] == [True]
    ask_for("post", f"/parties/{ours.pk}/invitations", {"email": "Cas@voorbeeld.example"})
    RoleInvitation.objects.update(revoked_at=timezone.now())
    work()
    assert len(mail.outbox) == 1


def test_roles_are_changed_and_ended_by_a_manager_and_a_manager_stays(ask_for, ours, ada):
    other = ours.representations.create(person=make_person("Bo"), role=Role.REPRESENTATIVE)
    path = f"/parties/{ours.pk}/speakers/{other.pk}"
    assert ask_for("patch", path, {"role": "facilitator"}).json()["role"] == "facilitator"
    assert ask_for("delete", path).status_code == 204
    (last,) = ask_for("get", f"/parties/{ours.pk}/speakers").json()["items"]
    refused = ask_for("delete", f"/parties/{ours.pk}/speakers/{last['id']}")
    assert (refused.status_code, "beheerder" in refused.json()["detail"]) == (409, True)


def test_an_invitation_is_taken_back(ask_for, ours):
    asked = ask_for("post", f"/parties/{ours.pk}/invitations", {"email": "bo@voorbeeld.example"})
    path = f"/parties/{ours.pk}/invitations"
    assert ask_for("get", path).json()["total"] == 1
    assert ask_for("delete", f"{path}/{asked.json()['id']}").status_code == 204
    assert ask_for("get", path).json()["total"] == 0


def test_a_phase_is_noted(ask_for, here):
    given = {"phase": "development", "reachedOn": "2026-05-01", "evidence": "Getekend"}
    assert ask_for("post", f"/collaborations/{here.pk}/phases", given).status_code == 201
    assert ask_for("get", f"/collaborations/{here.pk}").json()["phase"] == "development"
    later = given | {"reachedOn": "2099-01-01"}
    assert ask_for("post", f"/collaborations/{here.pk}/phases", later).status_code == 409


def test_a_draft_is_changed_word_by_word(ask_for, here):
    scan = ask_for("post", "/scans", new_scan(here, words=[WORD])).json()["id"]
    library = ask_for("get", "/words").json()["items"][0]
    added = ask_for("post", f"/scans/{scan}/words", {"code": library["code"]})
    assert (added.status_code, added.json()["nameNl"]) == (201, library["nameNl"])
    twice = ask_for("post", f"/scans/{scan}/words", WORD)
    assert twice.status_code == 409
    word = f"/scans/{scan}/words/{added.json()['id']}"
    assert ask_for("put", word, WORD | {"nameNl": "regie"}).json()["nameNl"] == "regie"
    assert ask_for("delete", word).status_code == 204
    changed = ask_for("patch", f"/scans/{scan}", {"title": "Anders"}).json()
    assert (changed["title"], len(changed["words"])) == ("Anders", 1)
    assert [side["population"] for side in changed["sides"]] == [9, 9]


def test_who_guesses_about_whom_is_kept_when_only_the_title_changes(ask_for, ours, theirs):
    here = make_collaboration(ours, theirs, make_party("Derde"))
    one, two, three = here.parties.order_by("pk")
    sides = [{"party": one.pk, "people": 5, "guessesAbout": [two.pk]},
             {"party": two.pk, "people": 5, "guessesAbout": []},
             {"party": three.pk, "people": 5}]  # fmt: skip
    made = ask_for("post", "/scans", new_scan(here, sides=sides))
    assert made.status_code == 201, made.text
    scan = Scan.objects.get(pk=made.json()["id"])
    chosen = {(one.pk, two.pk), (three.pk, one.pk), (three.pk, two.pk)}
    assert guesses_in(scan) == chosen
    ask_for("patch", f"/scans/{scan.pk}", {"title": "Anders"})
    assert guesses_in(scan) == chosen


def test_people_are_asked_written_to_again_and_withdrawn(ask_for, ours, theirs):
    scan = open_up(make_draft(ours, theirs, closes_at=timezone.now() + WEEK), at=timezone.now())
    side, _other = sides_of(scan)
    people = [{"name": "Bo"}, {"name": "Cas", "email": "Cas@voorbeeld.example"}]
    asked = ask_for("post", "/invitations", {"side": side.pk, "people": people})
    (link,) = asked.json()["links"]
    assert link["name"] == "Bo"
    again = ask_for("post", f"/invitations/{link['invitation']}/_link").json()["link"]
    assert again != link["link"]
    by_mail = Invitation.objects.get(email="cas@voorbeeld.example")
    refused = ask_for("post", f"/invitations/{by_mail.pk}/_link")
    assert refused.status_code == 409
    assert ask_for("post", f"/invitations/{by_mail.pk}/_mail").json()["mailState"] == "waiting"
    assert ask_for("delete", f"/invitations/{by_mail.pk}").status_code == 204
    assert ask_for("get", f"/invitations/{by_mail.pk}").json()["withdrawnAt"].endswith("Z")


def test_a_side_is_reminded_and_has_one_group_link(ask_for, ours, theirs):
    scan = open_up(make_draft(ours, theirs, closes_at=timezone.now() + WEEK), at=timezone.now())
    side, _other = sides_of(scan)
    path = f"/scans/{scan.pk}/sides/{side.pk}"
    first = ask_for("put", f"{path}/group-link").json()["link"]
    assert ask_for("put", f"{path}/group-link").json()["link"] != first
    assert side.group_links.filter(revoked_at=None).count() == 1
    assert ask_for("delete", f"{path}/group-link").status_code == 204
    assert side.group_links.filter(revoked_at=None).count() == 0
    reminded = ask_for("post", f"{path}/_remind").json()["sides"][0]
    assert reminded["reminders"] == 1
    assert ask_for("post", f"{path}/_remind").status_code == 409


def test_an_outcome_is_kept_closed_and_accepted_later(ask_for, ours, theirs):
    scan = make_open(ours, theirs)
    Scan.objects.update(state=ScanState.CLOSED, closed_at=timezone.now())
    side, _other = sides_of(scan)
    path = f"/scans/{scan.pk}/sides/{side.pk}"
    assert ask_for("post", f"{path}/_withhold").json()["sides"][0]["withheldAt"]
    accepted = ask_for("post", f"{path}/_accept").json()["sides"][0]
    assert (accepted["withheldAt"], accepted["acceptedBy"]) == (None, "Ada Voorbeeld")


def test_the_next_wave_is_made_once(ask_for, ours, theirs):
    first = accept_all(answered_by(make_open(ours, theirs)))
    made = ask_for("post", "/waves", {"scan": first.pk})
    assert (made.status_code, made.json()["wave"]) == (201, 2)
    assert made["Location"] == f"{API}/waves/{made.json()['scan']}"
    assert ask_for("post", "/waves", {"scan": first.pk}).status_code == 409


def test_what_was_brought_in_is_removed_by_its_party(ask_for, ours, here):
    scan = make_scan(here, brought_in_by=ours)
    assert ask_for("delete", f"/scans/{scan.pk}").status_code == 204
    assert not Scan.objects.filter(pk=scan.pk).exists()
