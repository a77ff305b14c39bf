"""What a program reads of collaborations, scans, invitations, outcomes and waves."""

from datetime import timedelta

import jsonschema
import pytest
from django.utils import timezone

from samenspel.collaborations.choices import Phase
from samenspel.meaning import actions
from tests.make import NOON, make_collaboration, make_party, make_person, make_scan
from tests.make_programs import API, key_of
from tests.make_scans import accept_all, answered_by, ask, make_draft, make_open, open_up, sides_of
from tests.make_waves import next_of

pytestmark = pytest.mark.django_db
AHEAD = timezone.now() + timedelta(days=7)


@pytest.fixture
def ada():
    return make_person()


@pytest.fixture
def ours(ada):
    return make_party("Ons", person=ada)


def read(client, path, key):
    answer = client.get(f"{API}{path}", headers=key)
    assert answer.status_code == 200, answer.content
    return answer.json()


def names(client, path, key, name="title"):
    return [each[name] for each in read(client, path, key)["items"]]


def test_a_program_reads_collaborations_with_their_parties(client, ada, ours):
    theirs = make_party("Zij")
    here = make_collaboration(ours, theirs, name="Hier")
    make_collaboration(name="Elders")
    key = key_of(ada)
    shown = {"id": here.pk, "name": "Hier", "purpose": "Iets beginnen.", "phase": "approach",
             "slug": here.slug, "parties": [{"id": ours.pk, "name": "Ons"},
                                            {"id": theirs.pk, "name": "Zij"}]}  # fmt: skip
    assert read(client, "/collaborations", key)["items"] == [shown]
    assert read(client, f"/collaborations/{here.pk}", key) == shown
    assert names(client, f"/collaborations?party={theirs.pk}", key, "name") == ["Hier"]
    assert names(client, "/collaborations?phase=conduct", key, "name") == []


def test_a_program_reads_what_was_noted_of_phases(client, ada, ours):
    here = make_collaboration(ours)
    here.phase_notes.create(phase=Phase.APPROACH, reached_on="2026-05-01", evidence="Kennisgemaakt",
                            noted_by=ada, noted_at=NOON)  # fmt: skip
    (note,) = read(client, f"/collaborations/{here.pk}/phases", key_of(ada))["items"]
    del note["id"]
    assert note == {"phase": "approach", "reachedOn": "2026-05-01", "evidence": "Kennisgemaakt",
                    "notedAt": "2026-06-01T12:00:00Z", "notedBy": ada.name}  # fmt: skip


def test_a_program_reads_scans_and_of_their_sides_numbers_only(client, ada, ours):
    theirs = make_party("Zij")
    scan = open_up(make_draft(ours, theirs, closes_at=AHEAD))
    answered_by(scan, people=7, own_words="zeskantige zeepbel")
    key = key_of(ada)
    answer = client.get(f"{API}/scans/{scan.pk}", headers=key)
    assert "zeskantige" not in answer.text
    told = answer.json()
    assert told["state"] == "open"
    assert told["numbersOpen"] is False
    sides = [(s["party"], s["isMine"], s["invited"], s["answered"], s["answeredIsExact"])
             for s in told["sides"]]  # fmt: skip
    assert sides == [(ours.pk, True, 7, 5, False), (theirs.pk, False, 7, 5, False)]
    assert [word["nameNl"] for word in told["words"]] == ["woord1"]
    assert told["words"][0]["scales"][0] == {
        "code": "", "lowNl": "laag10", "highNl": "hoog10", "lowEn": "low10", "highEn": "high10"
    }  # fmt: skip


def test_scans_are_found_by_collaboration_state_and_origin(client, ada, ours):
    here = make_collaboration(ours, make_party("Zij"))
    make_draft(*here.parties.order_by("pk"), collaboration=here)
    make_scan(here, title="Ingebracht", brought_in_by=ours)
    make_scan(title="Van anderen")
    key = key_of(ada)
    assert sorted(names(client, "/scans", key)) == ["Ingebracht", "Scan onder mensen"]
    assert names(client, "/scans?state=draft", key) == ["Scan onder mensen"]
    assert names(client, "/scans?origin=brought_in", key) == ["Ingebracht"]
    assert names(client, f"/scans?collaboration={here.pk + 1}", key) == []


def test_a_file_of_another_party_is_seen_by_none_but_that_party(client, ada, ours):
    theirs = make_party("Zij", person=make_person("Tia"))
    make_scan(make_collaboration(ours, theirs), title="Van hen", brought_in_by=theirs)
    assert names(client, "/scans", key_of(ada)) == []
    assert names(client, "/scans", key_of(theirs.representations.get().person)) == ["Van hen"]


def test_invitations_say_who_is_asked_and_never_who_answered(client, ada, ours):
    scan = open_up(make_draft(ours, make_party("Zij"), closes_at=AHEAD))
    side, other = sides_of(scan)
    ((asked, token),) = ask(side, "Bo")
    ask(other, "Van hen")
    key = key_of(ada)
    shown = {"id": asked.pk, "scan": scan.pk, "side": side.pk, "name": "Bo", "email": "",
             "language": "nl", "mailState": "none", "sentAt": None, "wantsNoMail": False,
             "withdrawnAt": None}  # fmt: skip
    before = client.get(f"{API}/invitations?scan={scan.pk}", headers=key)
    assert before.json()["items"] == [shown]
    assert token not in before.text
    actions.begin_answering(agrees_to_small_group=False, by=asked, at=timezone.now())
    assert client.get(f"{API}/invitations?scan={scan.pk}", headers=key).json() == before.json()
    assert read(client, f"/invitations/{asked.pk}", key) == shown
    assert names(client, f"/invitations?side={other.pk}", key, "name") == []


def test_who_joined_by_a_group_link_is_in_no_list(client, ada, ours):
    scan = open_up(make_draft(ours, make_party("Zij"), closes_at=AHEAD), at=timezone.now())
    side, _other = sides_of(scan)
    token = actions.make_group_link(side=side, by=ada, at=timezone.now())
    link = side.group_links.get()
    assert token
    actions.join(link=link, language="nl", token="een teken", by=None, at=timezone.now())
    assert side.invitations.count() == 1
    assert names(client, "/invitations", key_of(ada), "name") == []


def test_an_outcome_is_read_once_its_numbers_are_open(client, ada, ours):
    scan = answered_by(make_open(ours, make_party("Zij")), own_words="zeskantige zeepbel")
    key = key_of(ada)
    assert names(client, "/results", key) == []
    accept_all(scan, talked=False)
    assert names(client, "/results", key) == []
    assert client.get(f"{API}/results/{scan.pk}", headers=key).status_code == 404
    assert client.get(f"{API}/results/{scan.pk}/report", headers=key).status_code == 404
    actions.open_numbers(talk=scan.talk, by=ada, at=timezone.now())
    assert names(client, "/results", key) == ["Scan onder mensen"]
    assert read(client, f"/results/{scan.pk}", key)["finding"]["sides"][0]["name"] == "Ons"


def test_an_outcome_has_the_documented_form(client, ada, ours, settings):
    scan = make_scan(make_collaboration(ours, make_party("Zij")), brought_in_by=ours)
    told = read(client, f"/results/{scan.pk}", key_of(ada))
    described = with_null(client.get(f"{API}/openapi.json").json())
    outcome = jsonschema.Draft202012Validator(
        described | {"$ref": "#/components/schemas/ResultDetail"}
    )
    outcome.validate(told)
    told["finding"]["sides"][0]["n"] = "vijf"
    assert list(outcome.iter_errors(told))  # the parts of a finding are looked at too
    del told["finding"]["sides"]
    assert list(outcome.iter_errors(told))


def with_null(said):
    """A description of OpenAPI 3.0 as JSON Schema reads it: `nullable` is a choice with null."""
    if isinstance(said, list):
        return [with_null(each) for each in said]
    if not isinstance(said, dict):
        return said
    kept = {name: with_null(value) for name, value in said.items() if name != "nullable"}
    if kept.get("exclusiveMinimum") is True:
        kept["exclusiveMinimum"] = kept.pop("minimum")
    return {"anyOf": [kept, {"type": "null"}]} if said.get("nullable") else kept


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("html", b"<!doctype html>")])
def test_a_program_takes_the_report_along(client, ada, ours, form, begins):
    scan = make_scan(make_collaboration(ours, make_party("Zij")), brought_in_by=ours)
    path = f"{API}/results/{scan.pk}/report?format={form}&language=en"
    answer = client.get(path, headers=key_of(ada))
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"] == f'attachment; filename="samenspel.{form}"'


def test_waves_say_what_came_after_and_when_the_next_is_due(client, ada, ours):
    theirs = make_party("Zij")
    first = accept_all(answered_by(make_open(ours, theirs)))
    later = next_of(first, (ours, theirs))
    told = read(client, "/waves", key_of(ada))["items"]
    assert [(w["scan"], w["wave"], w["nextScan"]) for w in told] == [
        (later.pk, 2, None), (first.pk, 1, later.pk)
    ]  # fmt: skip
    one = read(client, f"/waves/{first.pk}", key_of(ada))
    assert (one["series"], one["nextDueOn"]) == (str(first.series), "2026-08-15")


LISTS = {  # as many queries for one as for three
    "/parties": 5, "/collaborations": 6, "/scans": 5, "/invitations": 5, "/results": 5, "/waves": 5,
}  # fmt: skip


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("path", LISTS)
def test_a_list_takes_as_many_queries_for_one_as_for_three(
    client, ada, path, many, django_assert_num_queries
):
    for number in range(many):
        ours, theirs = make_party(f"Ons {number}", person=ada), make_party("Zij")
        here = make_collaboration(ours, theirs)
        ask(sides_of(make_draft(ours, theirs, collaboration=here))[0], "Bo")
        make_scan(here, brought_in_by=ours)
    key = key_of(ada)
    client.get(f"{API}{path}", headers=key)  # counted from now on, and used this hour
    with django_assert_num_queries(LISTS[path]):
        answer = client.get(f"{API}{path}", headers=key)
    assert len(answer.json()["items"]) >= many


def test_who_has_an_answer_already_gets_304_and_who_has_not_gets_it(client, ada, ours):
    key = key_of(ada)
    first = client.get(f"{API}/parties", headers=key)
    again = client.get(f"{API}/parties", headers={**key, "If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["API-Version"] == first["API-Version"]
    type(ours).objects.update(name="Anders")
    changed = client.get(f"{API}/parties", headers={**key, "If-None-Match": first["ETag"]})
    assert changed.json()["items"][0]["name"] == "Anders"
    stranger = client.get(f"{API}/parties", headers={"If-None-Match": first["ETag"]})
    assert stranger.status_code == 401


HUGE = 10**30
NUMBERS = [HUGE, 2**63, 2**31, 0, -1, "x", "%00", "1e5", "٣"]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "path",
    ["/parties/{}", "/collaborations/{}", "/collaborations/{}/phases", "/scans/{}",
     "/invitations/{}", "/results/{}", "/results/{}/report", "/waves/{}"],
)  # fmt: skip
def test_no_number_in_a_path_is_too_much(client, ada, path, number):
    answer = client.get(f"{API}{path.format(number)}", headers=key_of(ada))
    assert answer.status_code in (400, 404)
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("number", [HUGE, 2**63, 0, -1, "x", "%00", "null", ""])
@pytest.mark.parametrize(
    "path", ["/parties?page=", "/parties?size=", "/scans?collaboration=", "/scans?state=",
             "/invitations?side=", "/waves?series=", "/results?origin="]
)  # fmt: skip
def test_no_number_in_a_query_is_too_much(client, ada, path, number):
    answer = client.get(f"{API}{path}{number}", headers=key_of(ada))
    assert answer.status_code == 400
    (fault,) = answer.json()["errors"]
    assert fault["where"] == f"query.{path.partition('?')[2].rstrip('=')}"
