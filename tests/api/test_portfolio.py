"""The portfolio of a party, kept and brought in by a program, and offers and needs that meet."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samenspel.platform.models import KeptAnswer
from samenspel.portfolio import analyses
from samenspel.portfolio.models import PortfolioEntry
from samenspel.portfolio.tasks import read_portfolio_file
from tests.make import speaker_of
from tests.make_portfolio import make_chain, make_entry, make_listing
from tests.make_programs import API, key_of

pytestmark = pytest.mark.django_db
NEED = {"side": "need", "what": "Iemand die kookt", "kind": "knowledge", "theme": "2",
        "words": ["vertrouwen"]}  # fmt: skip


@pytest.fixture
def portfolio(ours):
    return f"/parties/{ours.pk}/portfolio"


@pytest.fixture
def send_file(client, ada, ours):
    key = key_of(ada)

    def sent(path, content, name="p.csv"):
        given = {"file": SimpleUploadedFile(name, content)}
        return client.post(f"{API}/parties/{ours.pk}/{path}", given, headers=key)

    return sent


def test_a_line_is_written_changed_linked_and_taken_out(ask_for, ours, here, portfolio):
    outcome = make_chain(ours)[3]
    link = [{"step": outcome.pk, "strength": "main"}]
    said = {"name": "Soep", "partner": "Kok", "amount": "12.50", "outcomes": link}
    made = ask_for("post", portfolio, said)
    one = made.json()
    assert (made.status_code, made["Location"]) == (201, f"{API}/portfolio/{one['id']}")
    assert (one["currency"], one["outcomes"], one["collaboration"]) == ("EUR", link, None)
    changed = ask_for("put", f"/portfolio/{one['id']}", {"name": "Brood"}).json()
    assert (changed["name"], changed["partner"], changed["outcomes"]) == ("Brood", "", [])
    on_site = ask_for("put", f"{portfolio}/collaborations/{here.pk}", {"outcomes": link}).json()
    assert (on_site["collaboration"], on_site["outcomes"]) == (here.pk, link)
    refused = ask_for("put", f"/portfolio/{on_site['id']}", {"name": "Anders"})
    assert (refused.status_code, ask_for("get", portfolio).json()["total"]) == (400, 2)
    assert ask_for("delete", f"/portfolio/{one['id']}").status_code == 204
    assert ask_for("get", f"/portfolio/{one['id']}").status_code == 404


def test_what_does_not_fit_a_line_is_named_with_its_place(ask_for, theirs, portfolio):
    foreign = make_chain(theirs)[3]
    link = {"outcomes": [{"step": foreign.pk, "strength": "also"}]}
    for given, status in (
        ({"name": "Soep", **link}, 400),
        ({"name": "Soep", "currency": "EUR"}, 400),
        ({"name": "Soep", "beginsOn": "2026-02-01", "endsOn": "2026-01-01"}, 409),
    ):
        assert ask_for("post", portfolio, given).status_code == status
    assert not PortfolioEntry.objects.exists()
    make_entry(theirs)
    kept = PortfolioEntry.objects.get()
    for method in ("get", "delete"):
        assert ask_for(method, f"/portfolio/{kept.pk}").status_code == 404
    assert ask_for("get", f"/parties/{theirs.pk}/portfolio/overview").status_code == 404


def test_a_theory_of_change_is_written_step_by_step(ask_for, ours):
    def step(stage, name):
        said = {"stage": stage, "name": name}
        return ask_for("post", f"/parties/{ours.pk}/steps", said).json()["id"]

    first, last = step("activity", "Koken"), step("outcome", "Ontbijt")
    arrow = f"/steps/{first}/arrows/{last}"
    drawn = ask_for("put", arrow, {"assumption": "Zij komen"}).json()
    assert drawn["leadsTo"] == [{"target": last, "assumption": "Zij komen"}]
    back = ask_for("put", f"/steps/{last}/arrows/{first}", {})
    assert (back.status_code, back.json()["errors"][0]["where"]) == (400, "path.target_id")
    measured = {"name": "Kinderen", "target": "40", "targetOn": "2027-01-01"}
    made = ask_for("post", f"/steps/{last}/indicators", measured).json()
    assert ask_for("post", f"/steps/{first}/indicators", measured).status_code == 409
    address = f"/indicators/{made['id']}"
    words = {"name": "Kinderen", "measure": "qualitative", "inWords": "Zij komen graag"}
    assert ask_for("put", address, words).json()["target"] is None
    assert (
        ask_for("put", f"/steps/{last}", {"stage": "outcome", "name": "Eten"}).json()["indicators"][
            0
        ]["inWords"]
        == "Zij komen graag"
    )
    for gone in (arrow, address, f"/steps/{first}"):
        assert [ask_for("delete", gone).status_code for _time in range(2)] == [204, 404]


def test_the_whole_is_told_as_file_and_in_saved_views(ask_for, ours, portfolio):
    outcome = make_chain(ours)[3]
    make_entry(ours, "Soep", links={outcome.pk: "also"})
    make_entry(ours, "Brood")
    told = ask_for("get", f"{portfolio}/overview").json()
    (carried,) = told["outcomes"]
    assert (carried["also"], carried["mainly"], told["unlinked"]) == (["Soep"], [], ["Brood"])
    assert carried["says"] == "Aan ‘Iets: outcome’ werkt niets vooral, alleen ook."
    part = ask_for("get", f"{portfolio}/document?format=csv&outcome={outcome.pk}")
    rows = list(csv.reader(io.StringIO(part.content.decode("utf-8-sig")), delimiter=","))
    assert [row[0] for row in rows[1:]] == ["Soep"]
    view = {"name": "Los", "withoutOutcome": True, "order": "hours"}
    kept = ask_for("post", f"{portfolio}/views", view).json()
    assert {name: kept[name] for name in view} == view
    assert ask_for("get", f"{portfolio}/views").json()["items"] == [kept]
    wrong = ask_for("post", f"{portfolio}/views", {"name": "x", "outcome": outcome.pk + 999})
    assert wrong.status_code == 400
    assert ask_for("delete", f"{portfolio}/views/{kept['id']}").status_code == 204


def test_a_file_is_read_with_the_columns_that_were_said(
    ask_for, send_file, ours, settings, django_capture_on_commit_callbacks
):
    content = b"Naam;Wie;Uren\nSoep;Kok;12\nBrood;Bakker;veel\n"
    given = send_file("portfolio-files", content).json()
    address = f"/parties/{ours.pk}/portfolio-files/{given['id']}"
    assert (given["columns"], given["guess"]) == (["Naam", "Wie", "Uren"], {"name": 0, "hours": 2})
    for wrong in ({"partner": 1}, {"name": 3}, {"name": 0, "iets": 1}):
        assert ask_for("put", f"{address}/columns", {"mapping": wrong}).status_code == 400
    said = {"mapping": {"name": 0, "partner": 1, "hours": 2}}
    with django_capture_on_commit_callbacks(execute=True):
        assert ask_for("put", f"{address}/columns", said).json()["state"] == "waiting"
        read_portfolio_file.call(given["id"])
    read = ask_for("get", address).json()
    assert (read["state"], read["created"], read["leftOut"]) == ("done", 1, 1)
    assert read["faults"][0] | {"says": ""} == {
        "row": 3, "column": "Uren", "value": "veel", "says": "",
    }  # fmt: skip
    assert ask_for("put", f"{address}/columns", said).status_code == 409
    assert send_file("portfolio-files", b"\x00\x01").status_code == 400
    assert list(settings.UPLOADS.glob("*")) == []


def test_columns_are_looked_at_before_the_write_holds_the_lock(
    client, ada, ours, send_file, monkeypatch
):
    given = send_file("portfolio-files", b"Naam;Wie\nSoep;Kok\n").json()
    looked, held = analyses.preview_of, []

    def watched(*given):
        held.append(KeptAnswer.objects.exists())
        return looked(*given)

    monkeypatch.setattr(analyses, "preview_of", watched)
    headers = key_of(ada) | {"Idempotency-Key": "1"}
    address = f"{API}/parties/{ours.pk}/portfolio-files/{given['id']}/columns"
    said = {"content_type": "application/json", "headers": headers}
    one, again = (client.put(address, {"mapping": {"name": 0}}, **said) for _time in range(2))
    assert (one.status_code, one.json()["state"], held) == (200, "waiting", [False])
    assert (again["Idempotent-Replayed"], again.json()) == ("true", one.json())


@pytest.mark.parametrize(
    ("reads", "path", "name"),
    [
        ("activities_in", "iati-activities", "a.xml"),
        ("preview_of", "portfolio-files", "p.csv"),
    ],
)
def test_a_file_is_read_before_the_write_holds_the_lock(
    client, ada, ours, settings, monkeypatch, reads, path, name
):
    read, held = getattr(analyses, reads), []

    def watched(*given, **named):
        held.append(KeptAnswer.objects.exists())  # a write with a key claims its place as it begins
        return read(*given, **named) if reads == "preview_of" else []

    monkeypatch.setattr(analyses, reads, watched)
    headers = key_of(ada) | {"Idempotency-Key": "1"}
    address, told = f"{API}/parties/{ours.pk}/{path}", []
    for _time in range(2):
        file = SimpleUploadedFile(name, b"Naam;Partner\nSoep;Kok\n")
        answer = client.post(address, {"file": file}, headers=headers)
        told.append((answer.status_code, answer.json()))
    assert (answer["Idempotent-Replayed"], told[0]) == ("true", told[1])
    assert (told[0][0], held, KeptAnswer.objects.count()) == (201, [False, True], 1)
    assert len(list(settings.UPLOADS.glob("*"))) == (reads == "preview_of")


def test_activities_of_iati_go_out_and_come_in(ask_for, send_file, ours):
    address = f"/parties/{ours.pk}/iati-activities"
    assert ask_for("get", address).status_code == 404
    type(ours).objects.filter(pk=ours.pk).update(org_id="12345678")
    said = {"name": "Soep", "beginsOn": "2026-01-01"}
    ask_for("post", f"/parties/{ours.pk}/portfolio", said)
    out = ask_for("get", address)
    assert (out.status_code, out["Content-Type"]) == (200, "application/xml; charset=utf-8")
    back = send_file("iati-activities", out.content, "iati.xml")
    assert (back.status_code, back.json()) == (201, {"created": 0, "changed": 1})
    assert send_file("iati-activities", b"<x/>", "x.xml").status_code == 400


def test_what_fits_is_explained_and_names_come_once_both_agree(client, ask_for, ours, theirs):
    mine = f"/parties/{ours.pk}"
    need = ask_for("post", f"{mine}/listings", NEED).json()
    offer = make_listing(theirs, words=("Vertrouwen",))
    ((match,),) = (each["matches"] for each in ask_for("get", f"{mine}/matches").json()["items"])
    assert (match["offer"], match["need"], match["isBest"]) == (offer.pk, need["id"], True)
    assert "Jullie staan allebei voor: Vertrouwen." in match["reasons"]
    pair = {"offer": offer.pk, "need": need["id"]}
    asked = ask_for("post", f"{mine}/introductions", pair).json()
    assert (asked["answer"], asked["otherParty"]) == ("waiting", "")
    answer = f"introductions/{asked['id']}/_answer"
    assert ask_for("post", f"{mine}/{answer}", {"agrees": True}).status_code == 409
    key = key_of(speaker_of(theirs))
    agreed = client.post(
        f"{API}/parties/{theirs.pk}/{answer}", {"agrees": True}, "application/json", headers=key
    ).json()
    assert (agreed["answer"], agreed["otherParty"]) == ("yes", "Ons")
    (met,) = ask_for("get", f"{mine}/introductions").json()["items"]
    assert (met["otherParty"], met["wasAskedByUs"]) == ("Zij", True)
    assert ask_for("delete", f"{mine}/listings/{need['id']}").status_code == 204
    assert ask_for("post", f"{mine}/introductions", pair).status_code == 400


@pytest.mark.parametrize("number", [1, 3])
def test_lists_take_so_many_questions_however_long_they_are(
    ask_for, ours, theirs, number, django_assert_num_queries
):
    mine = f"/parties/{ours.pk}"
    outcome = make_chain(ours)[3]
    for n in range(number):
        make_entry(ours, f"Naam {n}", links={outcome.pk: "main"})
        offer = make_listing(theirs)
        need = ask_for("post", f"{mine}/listings", NEED).json()["id"]
        if n:
            ask_for("post", f"{mine}/introductions", {"offer": offer.pk, "need": need})
    for path, queries in (("listings", 6), ("matches", 7), ("introductions", 6),
                          ("portfolio/overview", 11)):  # fmt: skip
        with django_assert_num_queries(queries):
            ask_for("get", f"{mine}/{path}")
